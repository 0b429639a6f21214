"""Reasons, grades, unreadable cells and the head of a form (PRF-14, 15, 25, 26, 29)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.finding import Severity
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds, undecidable
from disclosures.final_accounts.records import AmountState
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    FORMS,
    evaluations_of,
    named_forms,
    named_indicators,
    number_evidence,
    numbered,
    of_form,
    of_indicator,
    policy_of,
    shown,
    text_evidence,
)
from evaluations.reading.numbers import is_overflow
from evaluations.reading.records import (
    Evaluations,
    FundSource,
    GradeScale,
    PrintedNumber,
    SelfEvaluation,
    SummaryKind,
)
from evaluations.reading.scales import canonical_grade
from evaluations.reading.words import fold_name

NEEDS_REASON_BELOW = Decimal(80)

_AUTHORITY = re.compile(r"(?:局|委|厅|部|办|室|政府|办事处|法院|检察院|会)(?:[（(](?:本级|机关)[）)])?$")
"""The names of authorities. The form of a school or a centre names the one above it as 主管部门."""


@defects("PRF-14", needs=[FORMS], basis="绩效自评表填表说明")
def low_total_without_reason(books: Books) -> Iterator[Judgement]:
    """A total below 80 points stands without the reason that such a total needs.

    **Wrong**   总分 70   原因分析及拟采取的措施（空）
    **Right**   总分 70   原因分析及拟采取的措施：资金12月到位，项目未开展
    """
    for name, form in named_forms(evaluations_of(books)):
        total = form.total_score.value
        if total is None:
            continue
        if total >= NEEDS_REASON_BELOW or form.explanation.text.strip():
            yield holds(name)
        else:
            yield defect(
                name,
                zh=f"《{form.project}》自评总分{shown(total)}分，低于80分，未说明未实现绩效目标的原因。",
                en=f"“{form.project}” scores {shown(total)}, below 80, without giving the reason.",
                evidence=[
                    number_evidence(
                        f"self_evaluation/{name}/total_score", of_form(form, "总分"), form.total_score
                    )
                ],
            )


def scale_of(evaluations: Evaluations) -> GradeScale | None:
    """The grade scale the document prints outside its reports; None where it prints none, or several."""
    scales = evaluations.scales
    if not scales or any(not scale.same_bands(scales[0]) for scale in scales):
        return None
    return scales[0]


@defects("PRF-15", basis=DEFAULT_BASIS)
def grade_does_not_fit_the_score(books: Books) -> Iterator[Judgement]:
    """A grade is not the one that the document's own scale gives for the score.

    **Wrong**   得分 0   等级 优
    **Right**   得分 0   等级 差
    """
    evaluations = evaluations_of(books)
    printed = scale_of(evaluations)
    scale = printed or policy_of(books).default_scale
    rows = [row for row in evaluations.summaries if row.kind is SummaryKind.SELF_EVALUATION]
    for name, row in zip(numbered(row.project for row in rows), rows, strict=True):
        if row.score.value is None or not row.grade.text:
            continue
        expected, grade = scale.grade(row.score.value), canonical_grade(row.grade.text)
        if grade == expected:
            yield holds(name)
        elif grade not in {band.grade for band in scale.bands}:
            yield undecidable(
                name,
                code="unknown_grade",
                zh=f"等级“{row.grade.text}”不在等级标准中",
                en=f"the grade “{row.grade.text}” is not on the scale",
            )
        else:
            yield defect(
                name,
                zh=f"汇总表中《{row.project}》得分{row.score.text}分，等级应为“{expected}”，列示为“{row.grade.text}”。",
                en=f"“{row.project}” scores {row.score.text}, which is “{expected}”, not “{row.grade.text}”.",
                evidence=[
                    number_evidence(f"summary/{name}/score", f"汇总表《{row.project}》得分", row.score),
                    text_evidence(f"summary/{name}/grade", f"汇总表《{row.project}》等级", row.grade),
                ],
                expected=expected,
                printed=row.grade.text,
                severity=None if printed else Severity.NOTICE,
            )


@defects("PRF-25", needs=[FORMS], basis=DEFAULT_BASIS)
def cell_cannot_be_read(books: Books) -> Iterator[Judgement]:
    """A cell of a form cannot be read, because the column was too narrow (#####) or it holds no number.

    **Wrong**   年度指标值 #####
    **Right**   年度指标值 2022年12月20日
    """
    for name, form in named_forms(evaluations_of(books)):
        unreadable = [*_unreadable_texts(name, form), *_unreadable_numbers(name, form)]
        for key, what, text, place in unreadable:
            yield defect(
                key,
                zh=f"《{form.project}》自评表{what}显示为“{text}”，无法读取。",
                en=f"A cell of the form of “{form.project}” ({what}) reads “{text}” and cannot be read.",
                evidence=[number_evidence(f"self_evaluation/{key}", of_form(form, what), place)],
            )
        if not unreadable:
            yield holds(name)


def _unreadable_texts(name: str, form: SelfEvaluation) -> Iterator[tuple[str, str, str, PrintedNumber]]:
    for key, indicator in named_indicators(form):
        for what, words in (("target", "年度指标值"), ("actual", "实际完成值")):
            text = getattr(indicator, what)
            if is_overflow(text.text):
                number = PrintedNumber(text.text, AmountState.UNREADABLE, None, text.place)
                yield f"{name},{key},{what}", f"“{indicator.level3}”{words}", text.text, number


def _unreadable_numbers(name: str, form: SelfEvaluation) -> Iterator[tuple[str, str, str, PrintedNumber]]:
    for key, indicator in named_indicators(form):
        for what, words in (("weight", "分值"), ("score", "得分")):
            number: PrintedNumber = getattr(indicator, what)
            if number.state is AmountState.UNREADABLE:
                yield f"{name},{key},{what}", f"“{indicator.level3}”{words}", number.text, number
    for row in form.funds:
        for what in ("initial", "adjusted", "executed", "rate", "score"):
            number = getattr(row, what)
            if number.state is AmountState.UNREADABLE:
                yield f"{name},{row.source},{what}", row.label, number.text, number


@defects("PRF-26", needs=[FORMS], basis=DEFAULT_BASIS)
def points_for_a_project_without_execution(books: Books) -> Iterator[Judgement]:
    """Nothing was spent, and the form gives points for outputs all the same.

    **Wrong**   全年预算数 1000   全年执行数 0   产出指标得分 50
    **Right**   全年预算数 1000   全年执行数 0   产出指标得分 0
    """
    for name, form in named_forms(evaluations_of(books)):
        row = form.fund(FundSource.TOTAL)
        if row is None or row.executed.state is AmountState.UNREADABLE:
            continue
        budget = row.adjusted.value or row.initial.value or Decimal(0)
        if (row.executed.value or 0) != 0 or budget <= 0:
            yield holds(name)
            continue
        scored = [i for i in form.each_indicator() if "产出" in i.level1 and (i.score.value or 0) > 0]
        if not scored:
            yield holds(name)
            continue
        total = sum((i.score.value or Decimal(0) for i in scored), Decimal(0))
        yield defect(
            name,
            zh=f"《{form.project}》全年执行数为零，产出指标却得{shown(total)}分。",
            en=f"“{form.project}” executed nothing, yet scores {shown(total)} points for outputs.",
            evidence=[
                number_evidence(
                    f"self_evaluation/{name}/total/executed", of_form(form, "全年执行数"), row.executed
                ),
                *(
                    number_evidence(
                        f"self_evaluation/{name}/{i.level3}/score", of_indicator(form, i, "得分"), i.score
                    )
                    for i in scored
                ),
            ],
        )


@defects("PRF-29", needs=[FORMS], basis=DEFAULT_BASIS)
def head_of_form_names_another_year_or_department(books: Books) -> Iterator[Judgement]:
    """The head of a form gives another year, or another department, than the document.

    **Wrong**   （2022年度）   文件为2023年度部门决算
    **Right**   （2023年度）
    """
    year, department = books.printed_year, books.printed_department
    for name, form in named_forms(evaluations_of(books)):
        if form.year is not None and year is not None:
            yield _same_year(name, form, year)
        if form.department and department:
            yield _same_department(name, form, department)


def _same_year(name: str, form: SelfEvaluation, year: int) -> Judgement:
    if form.year == year:
        return holds(f"{name},year")
    return defect(
        f"{name},year",
        zh=f"《{form.project}》自评表年度为{form.year}年，文件为{year}年度决算。",
        en=f"The form of “{form.project}” is of {form.year}; the final accounts are of {year}.",
        expected=str(year),
        printed=str(form.year),
    )


def _same_department(name: str, form: SelfEvaluation, department: str) -> Judgement:
    """The form names the department, or the authority above a school or a centre that carries it out."""
    below = not _AUTHORITY.search(department) and _is_named(form.implementing_unit or "?", department)
    if below or _is_named(form.department or "", department):
        return holds(f"{name},department")
    return defect(
        f"{name},department",
        zh=f"《{form.project}》自评表主管部门为“{form.department}”，文件为“{department}”的决算。",
        en=f"The form of “{form.project}” names the department “{form.department}”; the final accounts are "
        f"of “{department}”.",
        expected=department,
        printed=form.department,
    )


def _is_named(unit: str, department: str) -> bool:
    """A part of the name counts as the name: departments are often written without the city before them."""
    here, there = fold_name(unit), fold_name(department)
    return here in there or there in here or _same_ending(here, there)


def _same_ending(here: str, there: str) -> bool:
    """Whether two names differ only in what stands before: 市财政局 and 示例市财政局."""
    length = min(len(here), len(there), 4)
    return length >= 4 and here[-length:] == there[-length:]


RULES: tuple[Rule, ...] = (
    low_total_without_reason,
    grade_does_not_fit_the_score,
    cell_cannot_be_read,
    points_for_a_project_without_execution,
    head_of_form_names_another_year_or_department,
)
