"""A report's total wherever it stands, and the grade it gives (EVL-06, 07)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation
from disclosures.checks.finding import Severity
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, undecidable
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    evaluations_of,
    is_given,
    is_number,
    number_evidence,
    points,
    policy_of,
    text_evidence,
)
from evaluations.checks.reports import REPORTS, ReportView, is_whole, report_views
from evaluations.reading.matching import reports_about
from evaluations.reading.records import Evaluations, Statement, Subject
from evaluations.reading.scales import canonical_grade


@equations("EVL-06", needs=[REPORTS], basis=DEFAULT_BASIS)
def total_is_the_same_everywhere(books: Books) -> Iterator[Relation]:
    """The total differs between text, score table, annex and the narrative of the final accounts.

    **Wrong**   正文：总得分95.01分   评分表合计：95.10
    **Right**   正文：总得分95.01分   评分表合计：95.01
    """
    evaluations = evaluations_of(books)
    for view in report_views(books):
        report = view.report
        if not is_number(report.total_score):
            continue
        for at, number in enumerate(report.totals[1:], start=2):
            other = points(number, f"{view.key}/total_score#{at}", f"{view.label()}总得分（另一处）")
            yield (other == view.total).within(Allowance.NONE).at(view.name, f"text{at}")
        for key, table in view.tables:
            total = table.total
            if total is not None and is_whole(table) and is_given(total.score):
                printed = points(total.score, f"{key}/total/score", f"{view.label(table)}合计得分")
                yield (printed == view.total).within(Allowance.NONE).at(key)
    for statement, view in _narrated(evaluations, books):
        stated = points(
            statement.number,
            f"narrative/performance/score/{view.name}",
            f"情况说明“{statement.detail}”评价得分",
        )
        yield (stated == view.total).within(Allowance.NONE).at(view.name, "narrative")


def _narrated(evaluations: Evaluations, books: Books) -> Iterator[tuple[Statement, ReportView]]:
    """Scores that the narrative quotes, with the one report they are about."""
    views = {id(view.report): view for view in report_views(books)}
    for statement in evaluations.statements:
        if statement.subject is Subject.EVALUATION_SCORE:
            about = reports_about(evaluations, statement.detail)
            if len(about) == 1 and is_number(about[0].total_score):
                yield statement, views[id(about[0])]


@defects("EVL-07", needs=[REPORTS], basis=DEFAULT_BASIS)
def grade_of_report_does_not_fit_its_total(books: Books) -> Iterator[Judgement]:
    """The grade of a report is not the one its own scale gives for the total.

    **Wrong**   总得分88.8分，评价等级为“优”（90分以上为优）
    **Right**   总得分88.8分，评价等级为“良”
    """
    for view in report_views(books):
        report = view.report
        if not is_number(report.total_score) or not report.grade:
            continue
        scale = report.scale or policy_of(books).default_scale
        expected = scale.grade(report.total_score.value or Decimal(0))
        if canonical_grade(report.grade.text) == expected:
            yield holds(view.name)
        elif report.grade.text not in {band.grade for band in scale.bands}:
            yield undecidable(
                view.name,
                code="unknown_grade",
                zh=f"等级“{report.grade.text}”不在等级标准中",
                en=f"the grade “{report.grade.text}” is not on the scale",
            )
        else:
            yield defect(
                view.name,
                zh=f"{view.label()}总得分{report.total_score.text}分，等级应为“{expected}”，列示为“{report.grade.text}”。",
                en=f"The report on “{report.project}” scores {report.total_score.text}, which is "
                f"“{expected}”, not “{report.grade.text}”.",
                evidence=[
                    number_evidence(f"{view.key}/total_score", f"{view.label()}总得分", report.total_score),
                    text_evidence(f"{view.key}/grade", f"{view.label()}等级", report.grade),
                ],
                expected=expected,
                printed=report.grade.text,
                severity=None if report.scale else Severity.NOTICE,
            )


RULES: tuple[Rule, ...] = (total_is_the_same_everywhere, grade_of_report_does_not_fit_its_total)
