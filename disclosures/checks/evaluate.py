"""Whether a relation holds between the figures as printed: residual, allowance and band."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from disclosures.checks.equation import (
    Allowance,
    Equation,
    Ratio,
    Relation,
    Sense,
    State,
    Term,
    Variable,
    Within,
)
from disclosures.checks.finding import Reason
from disclosures.checks.rounding import Band, band, mixed_allowance, ratio_allowance, sum_allowance

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A relation evaluated, in base units: residual = printed − expected; for inequalities the excess."""

    printed: Decimal
    expected: Decimal
    residual: Decimal
    tolerance: Decimal
    bound: Decimal
    band: Band


def assess(relation: Relation) -> Assessment | Reason:
    """The assessment, or the reason why there is none."""
    unknown = [v for v in relation.variables() if not v.known]
    if unknown:
        return _unreadable(unknown)
    return _assess_ratio(relation) if isinstance(relation, Ratio) else _assess_equation(relation)


def _assess_equation(equation: Equation) -> Assessment | Reason:
    printed, expected = equation.left.value(), equation.right.value()
    residual = _excess(equation.sense, printed - expected)
    tolerance, bound = allowance(equation)
    found = band(residual, tolerance, bound)
    if found is Band.BROKEN:
        assumed = [v for v in equation.variables() if v.assumed]
        if assumed:
            return _not_printed(assumed)
    return Assessment(printed, expected, residual, tolerance, bound, found)


def _excess(sense: Sense, difference: Decimal) -> Decimal:
    if sense is Sense.AT_MOST:
        return max(difference, ZERO)
    return min(difference, ZERO) if sense is Sense.AT_LEAST else difference


def allowance(equation: Equation) -> tuple[Decimal, Decimal]:
    """τ and β of an equation, in base units."""
    tolerance = equation.tolerance
    if isinstance(tolerance, Within):
        return tolerance.likely, tolerance.likely if tolerance.possible is None else tolerance.possible
    if tolerance is Allowance.NONE:
        return ZERO, ZERO
    terms = equation.left.terms + equation.right.terms
    if tolerance is Allowance.WORST_CASE or any(abs(c) != 1 for c, _ in terms):
        bound = equation.left.half_unit() + equation.right.half_unit()
        return bound, bound
    if equation.sense is not Sense.EQUAL:
        unit = 2 * max((v.half_unit * v.scale for _, v in terms), default=ZERO)
        return unit, unit
    return rounding_allowance(terms)


def rounding_allowance(terms: Iterable[Term]) -> tuple[Decimal, Decimal]:
    """τ(n) and β(n) with n one less than the number of non-zero figures on both sides.

    Beside figures of a finer unit, a zero may be what rounding left of an amount.
    """
    halves = [(v.half_unit * v.scale, bool(v.amount)) for _, v in terms if v.state is not State.ABSENT]
    coarsest = max((half for half, _ in halves), default=ZERO)
    finer = [half for half, _ in halves if half != coarsest]
    if not finer:
        return sum_allowance(sum(nonzero for _, nonzero in halves) - 1, 2 * coarsest)
    return mixed_allowance(len(halves) - len(finer), 2 * coarsest, sum(finer, ZERO))


def _assess_ratio(ratio: Ratio) -> Assessment | Reason:
    part, whole = ratio.part.value(), ratio.whole.value()
    if whole <= ZERO:
        return Reason("base_not_positive", "比率的基数不大于零", "the base of the rate is not above zero")
    printed = ratio.rate.value or ZERO
    expected = ratio.factor * part / whole
    tolerance, bound = ratio_allowance(
        part,
        whole,
        half_part=ratio.part.half_unit(),
        half_whole=ratio.whole.half_unit(),
        half_rate=ratio.rate.half_unit * ratio.rate.scale,
        factor=ratio.factor,
    )
    residual = printed - expected
    return Assessment(printed, expected, residual, tolerance, bound, band(residual, tolerance, bound))


def _unreadable(figures: list[Variable]) -> Reason:
    names = "、".join(v.label for v in figures[:3])
    return Reason("unreadable", f"无法读取：{names}", f"unreadable: {names}")


def _not_printed(figures: list[Variable]) -> Reason:
    names = "、".join(v.label for v in figures[:3])
    return Reason("not_printed", f"表中未列示：{names}", f"the statement does not print: {names}")
