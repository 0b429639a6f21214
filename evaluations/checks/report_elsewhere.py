"""A report beside the project's self-evaluation and the summary of evaluations (EVL-16, 17)."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, undecidable
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    copied,
    evaluations_of,
    is_given,
    is_number,
    money,
    number_evidence,
    numbered,
    points,
    text_evidence,
)
from evaluations.checks.reports import REPORTS, ReportView, report_views
from evaluations.reading.matching import forms_about, reports_about
from evaluations.reading.records import SummaryKind, SummaryRow
from evaluations.reading.scales import canonical_grade


@defects("EVL-16", needs=[REPORTS], basis=DEFAULT_BASIS)
def evaluation_differs_from_self_evaluation(books: Books) -> Iterator[Judgement]:
    """The evaluation of a project scores otherwise than its self-evaluation: another instrument.

    **Wrong**   自评得分 99.88   评价得分 94.10
    **Right**   自评得分 94.10   评价得分 94.10
    """
    evaluations = evaluations_of(books)
    for view in report_views(books):
        total = view.report.total_score
        forms = forms_about(evaluations, view.report)
        own = forms[0].total_score if len(forms) == 1 else view.report.self_score
        if not is_number(total) or not is_number(own):
            continue
        if total.value == own.value:
            yield holds(view.name)
        else:
            yield defect(
                view.name,
                zh=f"{view.label()}得分{total.text}分，该项目自评得分{own.text}分。",
                en=f"“{view.report.project}” scores {total.text} in its evaluation and {own.text} in its "
                "self-evaluation.",
                evidence=[
                    number_evidence(f"{view.key}/total_score", f"{view.label()}得分", total),
                    number_evidence(f"{view.key}/self_score", f"《{view.report.project}》自评得分", own),
                ],
            )


@equations("EVL-17", needs=[REPORTS], basis=DEFAULT_BASIS)
def summary_of_evaluations_is_the_report(books: Books) -> Iterator[Relation | Judgement]:
    """A row of the summary table of evaluations differs from the report.

    **Wrong**   汇总表：评价得分 95.10   报告：总得分 95.01
    **Right**   汇总表：评价得分 95.01   报告：总得分 95.01
    """
    evaluations = evaluations_of(books)
    views = {id(view.report): view for view in report_views(books)}
    rows = [row for row in evaluations.summaries if row.kind is SummaryKind.EVALUATION]
    for name, row in zip(numbered(row.project for row in rows), rows, strict=True):
        about = reports_about(evaluations, row.project)
        if len(about) != 1:
            yield undecidable(
                name,
                code="report_not_found",
                zh=f"未找到《{row.project}》的评价报告",
                en=f"the report on “{row.project}” was not found",
            )
            continue
        yield from _row_and_report(name, row, views[id(about[0])])


def _row_and_report(name: str, row: SummaryRow, view: ReportView) -> Iterator[Relation | Judgement]:
    label = f"评价情况汇总表《{row.project}》"
    if is_given(row.score) and is_number(view.report.total_score):
        score = points(row.score, f"evaluation_summary/{name}/score", f"{label}评价得分")
        yield (score == view.total).within(Allowance.NONE).at(name, "score")
    if row.grade and view.report.grade:
        yield _same_grade(f"{name},grade", row, view)
    for column, words in (
        ("initial", ("年初预算", "预算安排")),
        ("executed", ("执行金额", "实际支出", "执行数")),
    ):
        number = getattr(row, column)
        totals = [
            found.total
            for table in view.report.detail_tables
            if table.has_total
            and table.is_aligned
            and (found := table.column(*words))
            and is_number(found.total)
        ]
        if is_given(number) and len(totals) == 1:
            copy = money(number, f"evaluation_summary/{name}/{column}", f"{label}{words[0]}")
            total = money(totals[0], f"{view.key}/detail/{column}/total", f"{view.label()}明细表合计")
            yield copied(copy, total).at(name, column)


def _same_grade(name: str, row: SummaryRow, view: ReportView) -> Judgement:
    if canonical_grade(row.grade.text) == canonical_grade(view.report.grade.text):
        return holds(name)
    return defect(
        name,
        zh=f"评价情况汇总表《{row.project}》等级为“{row.grade.text}”，报告为“{view.report.grade.text}”。",
        en=f"The summary grades “{row.project}” “{row.grade.text}”, the report “{view.report.grade.text}”.",
        evidence=[
            text_evidence(f"evaluation_summary/{name}", f"评价情况汇总表《{row.project}》等级", row.grade),
            text_evidence(f"{view.key}/grade", f"{view.label()}等级", view.report.grade),
        ],
    )


RULES: tuple[Rule, ...] = (evaluation_differs_from_self_evaluation, summary_of_evaluations_is_the_report)
