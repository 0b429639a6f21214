"""Every project of a document once, with what form, summary, narrative and report say of it side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosures.documents.model import Place
from evaluations.reading.matching import (
    distinct_forms,
    match_overviews,
    match_summaries,
    reports_about,
    reports_on_money,
    same_as_printed,
    same_score,
    similar_names,
)
from evaluations.reading.records import (
    BLANK,
    EvaluationReport,
    Evaluations,
    FormKind,
    FundSource,
    Overview,
    PrintedNumber,
    SelfEvaluation,
    SummaryRow,
)
from evaluations.reading.words import fold_project


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One project: its form, its summary row, its paragraph, its reports. Some of them may be missing."""

    form: SelfEvaluation | None
    summary: SummaryRow | None
    overview: Overview | None
    reports: tuple[EvaluationReport, ...]
    shares_its_name: bool = False
    """Whether other forms carry the same name, that of their fund for instance."""

    @property
    def name(self) -> str:
        """The form's name, else the summary's, else the narrative's; the narrative's where it alone tells."""
        own = next(s.project for s in (self.form, self.summary, self.overview) if s is not None)
        if (
            self.shares_its_name
            and self.overview is not None
            and not similar_names(self.overview.project, own)
        ):
            return self.overview.project
        return own

    @property
    def names(self) -> tuple[str, ...]:
        found = [s.project for s in (self.form, self.summary, self.overview) if s is not None]
        return tuple(dict.fromkeys((self.name, *found)))

    @property
    def kind(self) -> FormKind:
        source = self.form or self.overview
        return source.kind if source is not None else FormKind.PROJECT

    @property
    def place(self) -> Place:
        return next(s.place for s in (self.form, self.summary, self.overview) if s is not None)

    def figures(self) -> dict[str, dict[str, PrintedNumber]]:
        """By what is said, who says what."""
        fund = self.form.fund(FundSource.TOTAL) if self.form is not None else None
        said: dict[str, dict[str, PrintedNumber]] = {}
        for what in ("initial", "adjusted", "executed", "rate"):
            said[what] = {
                "form": getattr(fund, what) if fund is not None else BLANK,
                "summary": getattr(self.summary, what) if self.summary is not None else BLANK,
                "narrative": getattr(self.overview, what, BLANK) if self.overview is not None else BLANK,
            }
        said["score"] = {
            "form": self.form.total_score if self.form is not None else BLANK,
            "summary": self.summary.score if self.summary is not None else BLANK,
            "narrative": self.overview.score if self.overview is not None else BLANK,
        }
        return said

    def differences(self) -> Iterator[tuple[str, dict[str, PrintedNumber]]]:
        """What two sources say differently, rounding aside. Rates are derived and left out."""
        for what, said in self.figures().items():
            numbers = {who: number for who, number in said.items() if number.value is not None}
            same = same_score if what == "score" else same_as_printed
            values = list(numbers.values())
            if what != "rate" and any(same(values[0], other) is False for other in values[1:]):
                yield what, numbers

    def first(self, what: str) -> PrintedNumber:
        """The figure of the form, else of the summary, else of the narrative."""
        return next((n for n in self.figures()[what].values() if n.value is not None), BLANK)


def projects_of(evaluations: Evaluations) -> tuple[ProjectView, ...]:
    """The projects in the order of forms, then those that only summary or narrative name."""
    summaries, overviews = match_summaries(evaluations), match_overviews(evaluations)
    rows = {id(match.form): match.other for match in summaries.pairs}
    paragraphs = {id(match.form): match.other for match in overviews.pairs}
    forms = distinct_forms(evaluations.forms)
    called = Counter((form.kind, fold_project(form.project)) for form in forms)
    views = [
        replace(
            _view(evaluations, form, rows.get(id(form)), paragraphs.get(id(form))),
            shares_its_name=called[form.kind, fold_project(form.project)] > 1,
        )
        for form in forms
    ]
    without = list(overviews.unmatched)
    for row in summaries.unmatched:
        own = next((o for o in without if same_score(o.score, row.score) and _alike(o, row)), None)
        if own is not None:
            without.remove(own)
        views.append(_view(evaluations, None, row, own))
    return (*views, *(_view(evaluations, None, None, overview) for overview in without))


def _alike(overview: Overview, row: SummaryRow) -> bool:
    return same_as_printed(overview.rate, row.rate) is not False


def _view(
    evaluations: Evaluations,
    form: SelfEvaluation | None,
    summary: SummaryRow | None,
    overview: Overview | None,
) -> ProjectView:
    names = dict.fromkeys(s.project for s in (form, overview, summary) if s is not None)
    about = {id(r): r for name in names for r in reports_about(evaluations, name)}
    view = ProjectView(form, summary, overview, tuple(about.values()))
    if about:
        return view
    amount = view.first("executed")
    return replace(view, reports=reports_on_money(evaluations, tuple(names), amount))
