"""What a report says twice: totals, grades, scores in text, table and annex (EVL-06, 07, 08, 15, 16, 17)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation, Variable, sum_of
from disclosures.checks.finding import Evidence, Severity
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, undecidable
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    POINT_TOLERANCE,
    copied,
    evaluations_of,
    is_given,
    is_number,
    money,
    number_evidence,
    numbered,
    points,
    policy_of,
    text_evidence,
)
from evaluations.checks.reports import (
    REPORTS,
    ReportView,
    blocks_of,
    is_whole,
    report_views,
)
from evaluations.reading.matching import forms_about, reports_about
from evaluations.reading.records import (
    Evaluations,
    ScoreLine,
    ScoreTable,
    Statement,
    Subject,
    SummaryKind,
    SummaryRow,
    TextScore,
)
from evaluations.reading.scales import canonical_grade
from evaluations.reading.words import fold_name


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
                    number_evidence(f"{view.key}/total_score", "总得分", report.total_score),
                    text_evidence(f"{view.key}/grade", "评价等级", report.grade),
                ],
                expected=expected,
                printed=report.grade.text,
                severity=None if report.scale else Severity.NOTICE,
            )


@equations("EVL-08", needs=[REPORTS], basis=DEFAULT_BASIS)
def score_in_text_is_that_of_the_table(books: Books) -> Iterator[Relation]:
    """The score of an indicator or a block differs between text and table, or between two tables.

    **Wrong**   正文：过程指标得分19.52分   评分表：过程 19.25
    **Right**   正文：过程指标得分19.25分   评分表：过程 19.25
    """
    for view in report_views(books):
        tables = [(key, table) for key, table in view.tables if not table.unread_rows]
        for score in view.report.text_scores:
            found = _in_tables(view, tables, score)
            if found is not None and is_given(score.score):
                relation = view.text_figure(score, "score") == found
                yield relation.within(POINT_TOLERANCE).at(view.name, "text", view.text_name(score))
        yield from _between_tables(view, tables)


def _in_tables(view: ReportView, tables: list[tuple[str, ScoreTable]], score: TextScore) -> Variable | None:
    """The line a sentence is about: the only one of that name, in the first table that has it."""
    wanted = fold_name(score.name)
    for key, table in tables:
        if not table.has_scores:
            continue
        lines = [line for line in table.indicators if fold_name(line.name) == wanted]
        if len(lines) == 1:
            return view.line_figure(key, table, lines[0], "score")
        blocks = [block for block in blocks_of(table) if fold_name(block.path[-1]) == wanted]
        if len(blocks) == 1 and not lines:
            parts = [view.line_figure(key, table, line, "score") for line in blocks[0].lines]
            return _as_figure(
                parts, f"{key}/{wanted}/sum", f"{view.label(table)}“{score.name}”各指标得分之和"
            )
    return None


def _as_figure(parts: list[Variable], key: str, label: str) -> Variable | None:
    """The sum of a block as one figure; none where one part is not known."""
    if any(not part.known for part in parts):
        return None
    total = sum_of(parts).value()
    return Variable(
        key=key,
        amount=total,
        unit="分",
        scale=1,
        half_unit=Decimal("0.005"),
        text=f"{total:f}",
        place=parts[0].place,
        label=label,
    )


def _between_tables(view: ReportView, tables: list[tuple[str, ScoreTable]]) -> Iterator[Relation]:
    """The same indicator in the table of the text and in the annex."""
    for at, (key, table) in enumerate(tables):
        mine = _lines_by_name(table)
        for other_key, other in tables[at + 1 :]:
            for name, line in mine.items():
                twin = _lines_by_name(other).get(name)
                if twin is None or not is_given(line.score) or not is_given(twin.score):
                    continue
                here = view.line_figure(key, table, line, "score")
                there = view.line_figure(other_key, other, twin, "score")
                yield (there == here).within(POINT_TOLERANCE).at(other_key, name)


def _lines_by_name(table: ScoreTable) -> dict[str, ScoreLine]:
    names = [fold_name(line.name) for line in table.indicators]
    return {
        name: line
        for name, line in zip(names, table.indicators, strict=True)
        if names.count(name) == 1 and table.has_scores
    }


@defects("EVL-15", needs=[REPORTS], basis=DEFAULT_BASIS)
def indicator_has_another_name_in_the_annex(books: Books) -> Iterator[Judgement]:
    """An indicator is named otherwise in the annex than in the score table.

    **Wrong**   评分表：成本节约率   附件：实际执行金额
    **Right**   评分表：成本节约率   附件：成本节约率
    """
    for view in report_views(books):
        tables = [(k, t) for k, t in (*view.tables, *view.systems) if t.depth >= 3 and is_whole(t)]
        for at, (key, table) in enumerate(tables):
            for other_key, other in tables[at + 1 :]:
                yield from _renamed(view, f"{key}~{other_key.rpartition('/')[2]}", table, other)


def _renamed(view: ReportView, key: str, table: ScoreTable, other: ScoreTable) -> Iterator[Judgement]:
    """In blocks of the same name and size: indicators that only one of the tables has, if it is one each."""
    theirs = {tuple(map(fold_name, block.path)): block for block in blocks_of(other)}
    for block in blocks_of(table):
        twin = theirs.get(tuple(map(fold_name, block.path)))
        if twin is None or len(twin.lines) != len(block.lines) or len(block.path) < 2:
            continue
        here = {fold_name(line.name): line for line in block.lines}
        there = {fold_name(line.name): line for line in twin.lines}
        only_here = [line for name, line in here.items() if name not in there]
        only_there = [line for name, line in there.items() if name not in here]
        name = "/".join(block.path)
        if not only_here and not only_there:
            yield holds(f"{key},{name}")
        elif len(only_here) == len(only_there) == 1:
            one, two = only_here[0], only_there[0]
            yield defect(
                f"{key},{name}",
                zh=f"{view.label()}“{name}”下的指标，一处称“{one.name}”，另一处称“{two.name}”，名称不一致。",
                en=f"Below “{name}” of the report on “{view.report.project}”, the indicator “{one.name}” of "
                f"one table is “{two.name}” in the other.",
                evidence=[
                    Evidence(f"{key}/{fold_name(line.name)}", "指标名称", line.name, line.place)
                    for line in (one, two)
                ],
            )


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
                    number_evidence(f"{view.key}/total_score", "评价得分", total),
                    number_evidence(f"{view.key}/self_score", "自评得分", own),
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
            text_evidence(f"evaluation_summary/{name}", "评价等级", row.grade),
            text_evidence(f"{view.key}/grade", "评价等级", view.report.grade),
        ],
    )


RULES: tuple[Rule, ...] = (
    total_is_the_same_everywhere,
    grade_of_report_does_not_fit_its_total,
    score_in_text_is_that_of_the_table,
    indicator_has_another_name_in_the_annex,
    evaluation_differs_from_self_evaluation,
    summary_of_evaluations_is_the_report,
)
