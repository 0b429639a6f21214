"""Figures of forms, summaries and reports as the relations of rules need them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Equation, State, Variable, Within
from disclosures.checks.finding import Evidence
from disclosures.checks.precision import decimals_of, half_unit_of
from disclosures.checks.rule import Need
from disclosures.documents.model import Place
from disclosures.final_accounts.records import AmountState, Unit
from evaluations.reading.records import (
    Evaluations,
    GradeBand,
    GradeScale,
    Indicator,
    PrintedNumber,
    PrintedText,
    SelfEvaluation,
)
from evaluations.reading.words import fold_name

POINTS = Decimal("0.005")
"""Scores and weights are given to two places at most."""
POINT_TOLERANCE = Within(POINTS)

WAN = Unit.WAN_YUAN
DEFAULT_BASIS = "项目支出绩效评价管理办法（财预〔2020〕10号）"


@dataclass(frozen=True, slots=True)
class EvaluationPolicy:
    """What a deployment may set: the grade scale for documents that print none."""

    default_scale: GradeScale = field(
        default_factory=lambda: GradeScale(
            (
                GradeBand(Decimal(90), "优"),
                GradeBand(Decimal(80), "良"),
                GradeBand(Decimal(60), "中"),
                GradeBand(Decimal(0), "差"),
            ),
            Place(),
        )
    )


def evaluations_of(books: Books) -> Evaluations:
    """What was read about performance; an empty record where nothing was."""
    return books.annex(Evaluations) or Evaluations()


def policy_of(books: Books) -> EvaluationPolicy:
    return books.annex(EvaluationPolicy) or EvaluationPolicy()


FORMS = Need(
    "no_self_evaluation_forms",
    "文件中没有绩效自评表",
    "the document has no self-evaluation form",
    lambda books: bool(evaluations_of(books).forms),
)


def named_forms(evaluations: Evaluations) -> tuple[tuple[str, SelfEvaluation], ...]:
    """The forms with an identity that survives another reading: the project, numbered where it repeats."""
    return tuple(zip(_numbered(f.project for f in evaluations.forms), evaluations.forms, strict=True))


def named_indicators(form: SelfEvaluation) -> tuple[tuple[str, Indicator], ...]:
    indicators = form.each_indicator()
    return tuple(zip(_numbered(i.level3 for i in indicators), indicators, strict=True))


def _numbered(names: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        folded = fold_name(name)[:40]
        seen[folded] += 1
        numbered.append(folded if seen[folded] == 1 else f"{folded}#{seen[folded]}")
    return numbered


def numbered(names: Iterable[str]) -> Sequence[str]:
    """Names as parts of keys, numbered where they repeat."""
    return _numbered(names)


def points(number: PrintedNumber, key: str, label: str) -> Variable:
    """A weight or a score, in points."""
    return _figure(number, key, label, unit="分", scale=1, half_unit=POINTS)


def money(number: PrintedNumber, key: str, label: str, *, unit: str | None = None) -> Variable:
    """An amount, to two places at least; in 万元 unless the form says otherwise."""
    printed = Unit(unit) if unit in set(Unit) else WAN
    half = half_unit_of(max(2 if printed is WAN else 0, _decimals(number)))
    return _figure(number, key, label, unit=printed.value, scale=printed.in_yuan, half_unit=half)


def rate(number: PrintedNumber, key: str, label: str) -> Variable:
    """A rate: per cents as printed; a ratio (0.9977, 1) to two places at least."""
    least = 0 if number.is_percent else 2
    half = half_unit_of(max(least, _decimals(number)))
    return _figure(number, key, label, unit="%" if number.is_percent else "", scale=1, half_unit=half)


def rate_factor(number: PrintedNumber) -> Decimal:
    """What a ratio is multiplied by to be the printed rate: 100 for 99.21% and 99.21, 1 for 0.9921."""
    return Decimal(100) if number.is_percent or (number.value or 0) > Decimal("1.5") else Decimal(1)


def _decimals(number: PrintedNumber) -> int:
    return decimals_of(number.value) if number.value is not None else 0


def _figure(
    number: PrintedNumber, key: str, label: str, *, unit: str, scale: int, half_unit: Decimal
) -> Variable:
    unreadable = number.state is AmountState.UNREADABLE
    return Variable(
        key=key,
        amount=None if unreadable else (number.value or Decimal(0)),
        unit=unit,
        scale=scale,
        half_unit=half_unit,
        text=number.text,
        state=State(number.state),
        place=number.place,
        label=label,
    )


def unread(count: int, key: str, place: Place) -> tuple[Variable, ...]:
    """An assumed zero for what was not read: a sum that fails with it is not evaluable."""
    if not count:
        return ()
    return (
        Variable(
            key=key,
            amount=Decimal(0),
            unit="分",
            scale=1,
            half_unit=POINTS,
            state=State.ABSENT,
            place=place,
            label="未能识别的行",
            assumed=True,
        ),
    )


def is_number(number: PrintedNumber) -> bool:
    return number.value is not None


def is_given(number: PrintedNumber) -> bool:
    """Printed, readable or not; neither blank nor a dash."""
    return number.state in (AmountState.VALUE, AmountState.UNREADABLE)


def copied(copy: Variable, original: Variable) -> Equation:
    """The same figure printed twice, the one with fewer decimals rounded."""
    tolerance = Decimal(0)
    if copy.amount is not None and original.amount is not None:
        places = sorted((decimals_of(copy.amount), decimals_of(original.amount)))
        if places[0] != places[1]:
            tolerance = half_unit_of(places[0]) * copy.scale
    return (copy == original).within(Within(tolerance))


def of_form(form: SelfEvaluation, words: str) -> str:
    """What a cell of a form is called, of all forms of the document."""
    return f"《{form.project}》自评表{words}"


def of_indicator(form: SelfEvaluation, indicator: Indicator, words: str) -> str:
    return of_form(form, f"“{indicator.level3}”{words}")


def text_evidence(key: str, label: str, text: PrintedText) -> Evidence:
    return Evidence(key, label, text.text, text.place)


def number_evidence(key: str, label: str, number: PrintedNumber) -> Evidence:
    return Evidence(key, label, number.text, number.place, number.value)


def shown(value: Decimal) -> str:
    """A number as a person writes it: 95, 9.98."""
    return f"{value.normalize():f}"
