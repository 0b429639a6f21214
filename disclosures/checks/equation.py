"""Relations between printed figures, as values: `parent == sum_of(children)`.

A relation only states what must hold. Evaluating, banding, explaining and looking for the culprit are done
elsewhere, all from the same relation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Self, TypeAlias

from disclosures.checks.finding import Evidence, Severity
from disclosures.documents.model import Place

ZERO = Decimal(0)
ONE = Decimal(1)
CENT = Decimal("0.005")


class State(StrEnum):
    """What stands in the cell. Blank, dash and absent count as zero; unreadable is unknown."""

    VALUE = "value"
    BLANK = "blank"
    DASH = "dash"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


class Linear:
    """Anything that can stand in a linear expression. Comparison states a relation instead of deciding it."""

    __slots__ = ()
    __hash__ = object.__hash__

    def expression(self) -> Expression:
        raise NotImplementedError

    def __add__(self, other: Linear) -> Expression:
        mine, others = self.expression(), other.expression()
        return Expression(mine.terms + others.terms, mine.constant + others.constant)

    def __sub__(self, other: Linear) -> Expression:
        return self + -other

    def __neg__(self) -> Expression:
        return self * -ONE

    def __mul__(self, factor: Decimal | int) -> Expression:
        mine = self.expression()
        return Expression(tuple((c * factor, v) for c, v in mine.terms), mine.constant * factor)

    __rmul__ = __mul__

    # A relation is what these return: rules read as the regulation does. bool(relation) raises.
    def __eq__(self, other: Linear) -> Equation:  # type: ignore[override]
        return Equation(self.expression(), Sense.EQUAL, other.expression())

    def __ne__(self, other: object) -> bool:
        raise TypeError("a relation states ==, <= or >=")

    def __le__(self, other: Linear) -> Equation:
        return Equation(self.expression(), Sense.AT_MOST, other.expression())

    def __ge__(self, other: Linear) -> Equation:
        return Equation(self.expression(), Sense.AT_LEAST, other.expression())


@dataclass(frozen=True, slots=True, eq=False)
class Variable(Linear):
    """One printed figure: of a statement, of the narrative, of a form.

    `key` identifies the cell, stable over readings: `expenditure/20103/total`. `amount` is in the printed
    unit, zero where the cell is blank, a dash or absent, None where it is unreadable. `scale` leads to the
    base unit (yuan for money, 1 for all else). `half_unit` is half a unit of the last printed place, in the
    printed unit: the figure stands for amount ± half_unit.

    `assumed` marks a zero that is only an assumption (a column the form does not print): a relation that
    fails with one is not evaluable.
    """

    key: str
    amount: Decimal | None
    unit: str = "万元"
    scale: int = 10_000
    half_unit: Decimal = CENT
    text: str = ""
    state: State = State.VALUE
    place: Place = field(default_factory=Place)
    label: str = ""
    statement: str = ""
    row: str = ""
    column: str = ""
    assumed: bool = False

    def expression(self) -> Expression:
        return Expression(((ONE, self),))

    @property
    def value(self) -> Decimal | None:
        """The amount in the base unit."""
        return None if self.amount is None else self.amount * self.scale

    @property
    def known(self) -> bool:
        return self.amount is not None

    @property
    def is_zero(self) -> bool:
        return self.amount is not None and not self.amount

    def evidence(self) -> Evidence:
        known = self.state not in (State.ABSENT, State.UNREADABLE)
        value = self.amount if known else None
        return Evidence(
            self.key,
            self.label,
            self.text,
            self.place,
            value,
            self.unit,
            self.statement,
            self.row,
            self.column,
        )


Term: TypeAlias = tuple[Decimal, Variable]


@dataclass(frozen=True, slots=True, eq=False)
class Expression(Linear):
    """Σ coefficient · figure + constant, the constant in base units."""

    terms: tuple[Term, ...]
    constant: Decimal = ZERO

    def expression(self) -> Expression:
        return self

    def value(self) -> Decimal:
        """In base units. Only for expressions whose figures are all known."""
        return sum((c * v.amount * v.scale for c, v in self.terms if v.amount), self.constant)

    def half_unit(self) -> Decimal:
        """How far the value may be off by rounding, in base units."""
        return sum((abs(c) * v.half_unit * v.scale for c, v in self.terms), ZERO)

    def variables(self) -> tuple[Variable, ...]:
        return tuple(v for _, v in self.terms)


def sum_of(figures: Iterable[Linear]) -> Expression:
    """The sum of figures; zero for none."""
    parts = [figure.expression() for figure in figures]
    return Expression(tuple(t for p in parts for t in p.terms), sum((p.constant for p in parts), ZERO))


def constant(value: Decimal | int) -> Expression:
    """A number that is given, not printed: in base units."""
    return Expression((), Decimal(value))


class Sense(StrEnum):
    EQUAL = "=="
    AT_MOST = "<="
    AT_LEAST = ">="


class Allowance(StrEnum):
    """How the tolerance of an equation is found."""

    ROUNDING = "rounding"
    """τ(n)/β(n); a copy (n = 1) must be identical, one unit off is band B. Inequalities: one unit."""
    WORST_CASE = "worst_case"
    """The sum of the half units of all figures: tails that a publisher is not expected to have avoided."""
    NONE = "none"
    """Counts, scores and signs: exactly, or not at all."""


@dataclass(frozen=True, slots=True)
class Within:
    """A tolerance of its own, in base units: up to `likely` passes, up to `possible` is band B."""

    likely: Decimal
    possible: Decimal | None = None


Tolerance: TypeAlias = Allowance | Within


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Stated:
    """What every relation carries besides its figures.

    `name` is the instance within its rule (`20103,total`); taken from the first figure where it is empty.
    `severity` replaces the rule's own. A relation that is no `witness` (it follows from others) takes no
    part in the search for the culprit. `habits` are equalities that hold by custom and not by necessity: they
    are never judged, and only tell which of several cells is the culprit.
    """

    name: str = ""
    severity: Severity | None = None
    witness: bool = True
    habits: tuple[Equation, ...] = ()

    def __bool__(self) -> bool:
        raise TypeError("a relation has no truth value before it is evaluated")

    def at(self, *name: str) -> Self:
        """The same relation as the named instance of its rule: `.at("20103", "total")`."""
        return replace(self, name=",".join(name))

    def as_severe_as(self, severity: Severity) -> Self:
        return replace(self, severity=severity)

    def without_witness(self) -> Self:
        return replace(self, witness=False)

    def with_habits(self, *habits: Equation) -> Self:
        return replace(self, habits=habits)


@dataclass(frozen=True, slots=True, eq=False)
class Equation(Stated):
    """left == right, left <= right or left >= right. By convention the tested figure stands on the left."""

    left: Expression
    sense: Sense
    right: Expression
    tolerance: Tolerance = Allowance.ROUNDING

    def within(self, tolerance: Tolerance) -> Equation:
        return replace(self, tolerance=tolerance)

    def variables(self) -> tuple[Variable, ...]:
        return self.left.variables() + self.right.variables()


@dataclass(frozen=True, slots=True, eq=False)
class Ratio(Stated):
    """rate == factor · part / whole, the rate printed with so many decimals.

    A share (占本年支出合计的 17.41 %), a completion rate, an execution rate. Not applicable where whole ≤ 0.
    """

    rate: Variable
    part: Expression
    whole: Expression
    factor: Decimal = Decimal(100)

    def variables(self) -> tuple[Variable, ...]:
        return (self.rate, *self.part.variables(), *self.whole.variables())


Relation: TypeAlias = Equation | Ratio


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """Whether there is a figure, as words say it: an account that a list names has an amount."""

    figure: Variable
    stated: bool


def share(rate: Variable, part: Linear, whole: Linear, factor: Decimal | int = 100) -> Ratio:
    """rate = 100 · part / whole; with factor 1 for rates printed as 0.9977."""
    return Ratio(rate=rate, part=part.expression(), whole=whole.expression(), factor=Decimal(factor))


def growth(rate: Variable, change: Linear, current: Linear, *, falling: bool = False) -> Ratio:
    """rate = 100 · change / former, where former = current − change, or current + change for a decrease.

    Rate and change are as printed: without a sign, the direction being in the word (下降, 减少).
    """
    former = current + change if falling else current - change
    return Ratio(rate=rate, part=change.expression(), whole=former)
