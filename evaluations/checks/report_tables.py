"""A report's score tables beside its text and beside one another (EVL-08, 15)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Variable, sum_of
from disclosures.checks.finding import Evidence
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds
from evaluations.checks.figures import DEFAULT_BASIS, POINT_TOLERANCE, is_given
from evaluations.checks.reports import REPORTS, ReportView, blocks_of, is_whole, report_views
from evaluations.reading.records import ScoreLine, ScoreTable, TextScore
from evaluations.reading.words import fold_name


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


RULES: tuple[Rule, ...] = (score_in_text_is_that_of_the_table, indicator_has_another_name_in_the_annex)
