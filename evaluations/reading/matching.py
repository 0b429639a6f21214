"""Which form, summary row, paragraph and report are about the same project.

By name; where names repeat, or say something else, by the figures. What cannot be told apart stays apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Generic, TypeVar

from disclosures.checks.rounding import round_half_up
from evaluations.reading.records import (
    EvaluationReport,
    Evaluations,
    FormKind,
    FundSource,
    Overview,
    PrintedNumber,
    SelfEvaluation,
    Statement,
    Subject,
    SummaryKind,
    SummaryRow,
)
from evaluations.reading.sentence_amounts import amounts_in
from evaluations.reading.words import fold_name, fold_project

T = TypeVar("T")
SIMILAR = 0.85
LEAST_IN_COMMON = 4
EXACT_DECIMALS = 2
"""An amount with fewer places could be quoted for another reason."""


class How(StrEnum):
    """What a match rests on."""

    NAME = "name"
    NAME_AND_FIGURES = "name_and_figures"
    FIGURES = "figures"
    SIMILAR_NAME = "similar_name"


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A form and what is said about the same project elsewhere."""

    form: SelfEvaluation
    other: T
    how: How


@dataclass(frozen=True, slots=True)
class Matching(Generic[T]):
    """Pairs; what has no form; what fits several forms, with how many."""

    pairs: tuple[Match[T], ...]
    unmatched: tuple[T, ...]
    ambiguous: tuple[T, ...]
    forms_without: tuple[SelfEvaluation, ...]


def same_as_printed(printed: PrintedNumber, exact: PrintedNumber) -> bool | None:
    """Whether a figure is the other, rounded to its own decimals. None where one of them is not a number."""
    if printed.value is None or exact.value is None:
        return None
    fewer, more = sorted((printed, exact), key=lambda number: number.decimals)
    assert fewer.value is not None
    assert more.value is not None
    return fewer.value == round_half_up(more.value, fewer.decimals)


def same_score(here: PrintedNumber, there: PrintedNumber) -> bool | None:
    """Whether two scores are the same. A score without decimals is exact: 99 is not a rounded 98.57."""
    if here.value is None or there.value is None:
        return None
    return here.value == there.value or (
        min(here.decimals, there.decimals) > 0 and bool(same_as_printed(here, there))
    )


def distinct_forms(forms: Sequence[SelfEvaluation]) -> tuple[SelfEvaluation, ...]:
    """The forms without those printed a second time, word for word."""
    seen: set[object] = set()
    distinct = []
    for form in forms:
        if (content := form_content(form)) not in seen:
            seen.add(content)
            distinct.append(form)
    return tuple(distinct)


def form_content(form: SelfEvaluation) -> object:
    """What a form says, wherever it stands."""
    funds = tuple(
        (row.source, row.initial.value, row.adjusted.value, row.executed.value) for row in form.funds
    )
    indicators = tuple(
        (fold_name(i.level3), i.target.text, i.actual.text, i.weight.value, i.score.value)
        for i in form.indicators
    )
    return form.kind, fold_name(form.project), form.total_score.value, funds, indicators


Figures = Callable[[SelfEvaluation], Sequence[tuple[PrintedNumber, PrintedNumber]]]


def match_summaries(evaluations: Evaluations) -> Matching[SummaryRow]:
    """Rows of the self-evaluation summaries with the forms of the same projects."""
    rows = [row for row in evaluations.summaries if row.kind is SummaryKind.SELF_EVALUATION]
    forms = [form for form in distinct_forms(evaluations.forms) if form.kind is not FormKind.TRANSFER]

    def figures(row: SummaryRow) -> Figures:
        return lambda form: [
            *_money(form, row.adjusted, row.executed),
            *_scores(row.score, form),
            *([(row.rate, fund.rate)] if (fund := form.fund(FundSource.TOTAL)) else []),
        ]

    return _matched(rows, forms, lambda row: row.project, figures)


def match_overviews(evaluations: Evaluations) -> Matching[Overview]:
    """Paragraphs of the narrative with the forms of the same projects, transfers with transfers."""
    forms = distinct_forms(evaluations.forms)
    parts = [
        _matched(
            [o for o in evaluations.overviews if (o.kind is FormKind.TRANSFER) is transfer],
            [form for form in forms if (form.kind is FormKind.TRANSFER) is transfer],
            lambda overview: overview.project,
            _overview_figures,
        )
        for transfer in (False, True)
    ]
    return Matching(
        tuple(p for part in parts for p in part.pairs),
        tuple(u for part in parts for u in part.unmatched),
        tuple(a for part in parts for a in part.ambiguous),
        tuple(f for part in parts for f in part.forms_without),
    )


def _overview_figures(overview: Overview) -> Figures:
    return lambda form: [
        *_money(form, overview.adjusted, overview.executed),
        *_scores(overview.score, form),
    ]


def _scores(score: PrintedNumber, form: SelfEvaluation) -> list[tuple[PrintedNumber, PrintedNumber]]:
    """The scores as a pair that agrees only where they are the same."""
    total = form.total_score
    if same_score(score, total) is False and same_as_printed(score, total):
        return [(score, replace(score, value=(score.value or Decimal(0)) + 1))]
    return [(score, total)]


def _money(
    form: SelfEvaluation, adjusted: PrintedNumber, executed: PrintedNumber
) -> list[tuple[PrintedNumber, PrintedNumber]]:
    fund = form.fund(FundSource.TOTAL)
    return [] if fund is None else [(adjusted, fund.adjusted), (executed, fund.executed)]


def _matched(
    others: Sequence[T],
    forms: Sequence[SelfEvaluation],
    name: Callable[[T], str],
    figures: Callable[[T], Figures],
) -> Matching[T]:
    """Best evidence first: name with figures, a name that only one of each has, figures, similar names."""
    free = list(forms)
    open_ = list(others)
    pairs: list[Match[T]] = []
    stages: list[tuple[How, Callable[[T, SelfEvaluation], bool]]] = [
        (How.NAME_AND_FIGURES, lambda o, f: _same_name(name(o), f) and _agree(figures(o)(f))),
        (How.NAME, lambda o, f: _same_name(name(o), f)),
        (How.FIGURES, lambda o, f: _agree(figures(o)(f), least=2)),
        (How.SIMILAR_NAME, lambda o, f: similar_names(name(o), f.project)),
    ]
    for how, fits in stages:
        for other, form in _unique_pairs(open_, free, fits):
            pairs.append(Match(form, other, how))
            open_.remove(other)
            free.remove(form)
    ambiguous = [o for o in open_ if any(_agree(figures(o)(f), least=2) for f in free)]
    unmatched = [o for o in open_ if o not in ambiguous]
    order = {id(other): at for at, other in enumerate(others)}
    pairs.sort(key=lambda match: order[id(match.other)])
    return Matching(tuple(pairs), tuple(unmatched), tuple(ambiguous), tuple(free))


def _unique_pairs(
    others: Sequence[T], forms: Sequence[SelfEvaluation], fits: Callable[[T, SelfEvaluation], bool]
) -> list[tuple[T, SelfEvaluation]]:
    """The pairs that fit each other and nothing else."""
    for_other = {at: [form for form in forms if fits(other, form)] for at, other in enumerate(others)}
    wanted = [id(form) for found in for_other.values() for form in found]
    return [
        (others[at], found[0])
        for at, found in for_other.items()
        if len(found) == 1 and wanted.count(id(found[0])) == 1
    ]


def _same_name(name: str, form: SelfEvaluation) -> bool:
    return fold_project(name) == fold_project(form.project)


def similar_names(name: str, other: str) -> bool:
    """Whether names are the same but for a few characters, or one is a beginning of the other."""
    here, there = fold_project(name), fold_project(other)
    if len(here) >= 6 and len(there) >= 6 and (here.startswith(there) or there.startswith(here)):
        return True
    return SequenceMatcher(None, here, there).ratio() >= SIMILAR


def _agree(figures: Sequence[tuple[PrintedNumber, PrintedNumber]], least: int = 1) -> bool:
    """Whether all figures that both give are the same, at least so many of them."""
    found = [same_as_printed(here, there) for here, there in figures]
    known = [same for same in found if same is not None]
    return len(known) >= least and all(known)


def reports_about(evaluations: Evaluations, name: str) -> tuple[EvaluationReport, ...]:
    """The reports whose project is the named one, or contains its name."""
    wanted = fold_project(name)
    if len(wanted) < 4:
        return ()
    same = [r for r in evaluations.reports if fold_project(r.project) == wanted]
    if same:
        return tuple(same)
    return tuple(r for r in evaluations.reports if wanted in fold_project(r.project))


def reports_on_money(
    evaluations: Evaluations, names: Sequence[str], executed: PrintedNumber
) -> tuple[EvaluationReport, ...]:
    """The reports that quote exactly what a project executed, with a part of their name in common."""
    if not executed.value or executed.decimals < EXACT_DECIMALS:
        return ()
    return tuple(
        report
        for report in evaluations.reports
        if any(_in_common(name, report.project) >= LEAST_IN_COMMON for name in names)
        and any(amount.value == executed.value for text in report.funds for amount in amounts_in(text.text))
    )


def _in_common(name: str, other: str) -> int:
    """The length of the longest part that two names have in common."""
    here, there = fold_project(name), fold_project(other)
    return SequenceMatcher(None, here, there, autojunk=False).find_longest_match().size


def forms_about(evaluations: Evaluations, report: EvaluationReport) -> tuple[SelfEvaluation, ...]:
    """The forms of a report's project, by name."""
    wanted = fold_project(report.project)
    return tuple(f for f in evaluations.forms if fold_project(f.project) == wanted)


def amount_of(evaluations: Evaluations, subject: Subject, group: str = "") -> Statement | None:
    """The only statement of a subject; None where there is none, or several that differ."""
    found = [s for s in evaluations.statements if s.subject is subject and s.group == group]
    values: set[Decimal | None] = {s.number.value for s in found}
    return found[0] if len(values) == 1 else None
