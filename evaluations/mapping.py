"""From plain records to rows. Knows both; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosures.mapping import bigrams
from disclosures.models import Run
from evaluations.models import EvaluationReport, Indicator, Project, ScoreLine, SelfEvaluation
from evaluations.reading.account_links import AccountLink, in_yuan
from evaluations.reading.as_json import form_as_json, indicator_as_json, report_as_json, summary_as_json
from evaluations.reading.projects import ProjectView
from evaluations.reading.quantities import Quantity, Verdict, read_value
from evaluations.reading.reached import indicator_verdict, is_met_exactly
from evaluations.reading.records import EvaluationReport as ReportRecord
from evaluations.reading.records import Indicator as IndicatorRecord
from evaluations.reading.records import PrintedNumber
from evaluations.reading.records import SelfEvaluation as FormRecord
from evaluations.reading.words import fold_project

LARGEST = Decimal(10) ** 18
LARGEST_POINTS = Decimal(10) ** 5


@dataclass(frozen=True, slots=True)
class Owner:
    """The run the rows belong to, and whose and which year's they are."""

    run: Run
    department_id: int
    fiscal_year: int


def owner_of(run: Run) -> Owner:
    if run.department_id is None or run.fiscal_year is None:
        raise ValueError("the run has neither department nor year: its accounts are stored first")
    return Owner(run, run.department_id, run.fiscal_year)


def project_row(
    owner: Owner, ordinal: int, view: ProjectView, link: AccountLink, printed_link: dict[str, Any]
) -> Project:
    unit = view.form.unit if view.form is not None else None
    amounts = {what: yuan(view.first(what), unit) for what in ("initial", "adjusted", "executed")}
    executed, adjusted = amounts["executed"], amounts["adjusted"]
    rate = executed / adjusted if executed is not None and adjusted else None
    return Project(
        run=owner.run,
        ordinal=ordinal,
        department_id=owner.department_id,
        fiscal_year=owner.fiscal_year,
        name=view.name[:300],
        folded=fold_project(view.name)[:300],
        bigrams=all_bigrams(view.names),
        other_names=[name[:300] for name in view.names[1:]],
        code=view.form.project_code if view.form is not None else None,
        kind=view.kind.value,
        implementing_unit=((view.form.implementing_unit or "") if view.form is not None else "")[:300],
        execution_rate=round(rate, 6) if rate is not None and abs(rate) < 10**5 else None,
        score=scored(view.first("score")),
        grade=view.summary.grade.text[:20] if view.summary is not None else "",
        account=link.account or "",
        account_link=printed_link,
        sources=_sources(view),
        differences=[
            {"what": what, **{who: number.text for who, number in said.items()}}
            for what, said in view.differences()
        ],
        place=view.place.as_dict(),
        **amounts,
    )


def _sources(view: ProjectView) -> dict[str, Any]:
    """What each source says, as printed, with the place it stands at."""
    overview = view.overview
    return {
        "form": {"title": view.form.title, "place": view.form.place.as_dict()} if view.form else None,
        "summary": summary_as_json(view.summary) if view.summary else None,
        "narrative": {"text": overview.text, "place": overview.place.as_dict()} if overview else None,
        "reports": [
            {
                "title": report.title,
                "total_score": report.total_score.text or None,
                "grade": report.grade.text or None,
                "place": report.place.as_dict(),
            }
            for report in view.reports
        ],
        "figures": {
            what: {who: number.text for who, number in said.items() if number.text}
            for what, said in view.figures().items()
        },
    }


def form_row(owner: Owner, ordinal: int, record: FormRecord, project: Project | None) -> SelfEvaluation:
    verdicts = [indicator_verdict(indicator) for indicator in record.each_indicator()]
    return SelfEvaluation(
        run=owner.run,
        ordinal=ordinal,
        project=project,
        department_id=owner.department_id,
        fiscal_year=owner.fiscal_year,
        kind=record.kind.value,
        title=record.title[:300],
        project_name=record.project[:300],
        project_code=record.project_code[:100] if record.project_code else None,
        implementing_unit=(record.implementing_unit or "")[:300],
        total_score=scored(record.total_score),
        complete=record.is_complete,
        indicators_met=verdicts.count(Verdict.MET),
        indicators_met_exactly=sum(map(is_met_exactly, record.each_indicator())),
        indicators_decided=sum(v is not Verdict.UNDECIDABLE for v in verdicts),
        body=form_as_json(record),
        place=record.place.as_dict(),
    )


def indicator_rows(form: SelfEvaluation, records: Iterable[IndicatorRecord]) -> Iterator[Indicator]:
    for ordinal, record in enumerate(records, 1):
        target = read_value(record.target.text)
        quantity = target if isinstance(target, Quantity) and abs(target.number) < LARGEST else None
        yield Indicator(
            run_id=form.run_id,
            self_evaluation=form,
            ordinal=ordinal,
            department_id=form.department_id,
            fiscal_year=form.fiscal_year,
            level1=record.level1[:100],
            level2=record.level2[:100],
            level3=record.level3[:500],
            bigrams=all_bigrams((record.level1, record.level2, record.level3)),
            target=record.target.text,
            target_relation=quantity.relation.value if quantity else "",
            target_number=round(quantity.whole_units, 6) if quantity else None,
            target_unit=quantity.whole_unit[:20] if quantity else "",
            actual=record.actual.text,
            weight=scored(record.weight),
            score=scored(record.score),
            verdict=indicator_verdict(record).value,
            reason=record.reason.text,
            shifted=record.shifted,
            parts=[indicator_as_json(part) for part in record.parts],
            place=record.place.as_dict(),
        )


def report_row(owner: Owner, ordinal: int, record: ReportRecord, project: Project | None) -> EvaluationReport:
    body = report_as_json(record)
    return EvaluationReport(
        run=owner.run,
        ordinal=ordinal,
        project=project,
        department_id=owner.department_id,
        fiscal_year=owner.fiscal_year,
        title=record.title[:500],
        project_name=record.project[:300],
        commissioner=(record.commissioner or "")[:300],
        implementing_unit=(record.implementing_unit or "")[:300],
        evaluator=(record.evaluator or "")[:300],
        date=(record.date or "")[:40],
        total_score=scored(record.total_score),
        grade=record.grade.text[:20],
        body={name: value for name, value in body.items() if name != "score_lines"},
        place=record.place.as_dict(),
    )


def score_line_rows(report: EvaluationReport, record: ReportRecord) -> Iterator[ScoreLine]:
    lines = [(table, line) for table in record.score_tables for line in table.lines]
    for ordinal, (table, line) in enumerate(lines, 1):
        above = [""] * (table.first_level - 1)
        yield ScoreLine(
            report=report,
            ordinal=ordinal,
            table=table.title[:300],
            kind=line.kind.value,
            levels=[*above, *(level.name[:300] for level in line.levels)],
            weight=scored(line.weight),
            score=scored(line.score),
            rate=line.rate.text[:40],
            shifted=line.shifted,
            place=line.place.as_dict(),
        )


def scored(number: PrintedNumber) -> Decimal | None:
    """Points to three places; None for what is no number, or none that points can be."""
    if number.value is None or abs(number.value) >= LARGEST_POINTS:
        return None
    return round(number.value, 3)


def yuan(number: PrintedNumber, unit: str | None) -> Decimal | None:
    """An amount of a form in yuan; 万元 unless the form says otherwise."""
    return None if number.value is None or abs(number.value) >= LARGEST else in_yuan(number, unit)


def all_bigrams(names: Iterable[str]) -> list[str]:
    return sorted({pair for name in names for pair in bigrams(name)})
