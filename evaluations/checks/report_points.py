"""Weights and scores in the tables and sentences of a report (EVL-01 … EVL-05)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation, Variable, constant, share, sum_of
from disclosures.checks.rule import Judgement, Rule, equations, undecidable
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    POINT_TOLERANCE,
    is_given,
    is_number,
    points,
    rate,
    rate_factor,
)
from evaluations.checks.reports import (
    REPORTS,
    Block,
    ReportView,
    blocks_of,
    is_whole,
    report_views,
    table_figures,
    table_views,
)
from evaluations.reading.records import LineKind, ScoreLine, ScoreTable, TextScore


@equations("EVL-01", needs=[REPORTS], basis=DEFAULT_BASIS)
def weights_of_a_table_add_up(books: Books) -> Iterator[Relation]:
    """The weights of a score table do not add up to its total, or not to 100.

    **Wrong**   决策 14   过程 16   成本 6   产出 32   效益 30   合计 100
    **Right**   决策 14   过程 16   成本 6   产出 32   效益 32   合计 100
    """
    for report, key, table in table_views(books):
        weights = table_figures(report, key, table, "weight")
        if not table.has_weights or not any(figure.text for figure in weights):
            continue
        total = table.total
        if total is not None and is_given(total.weight):
            whole = points(total.weight, f"{key}/total/weight", f"{report.label(table)}合计权重")
            yield (whole == sum_of(weights)).within(POINT_TOLERANCE).at(key)
        elif is_whole(table):
            yield (sum_of(weights) == constant(100)).within(POINT_TOLERANCE).at(key)


@equations("EVL-02", needs=[REPORTS], basis=DEFAULT_BASIS)
def scores_of_a_report_add_up_to_its_total(books: Books) -> Iterator[Relation]:
    """The scores of a table, or of the parts that the text names, do not add up to the total.

    **Wrong**   项目决策20分   项目管理30分   项目绩效43分   总得分98.57分
    **Right**   项目决策20分   项目管理30分   项目绩效48.57分   总得分98.57分
    """
    for report, key, table in table_views(books):
        scores = table_figures(report, key, table, "score")
        if not table.has_scores:
            continue
        total = table.total
        if total is not None and is_given(total.score):
            whole = points(total.score, f"{key}/total/score", f"{report.label(table)}合计得分")
            yield (whole == sum_of(scores)).within(POINT_TOLERANCE).at(key)
        elif is_whole(table) and is_number(report.report.total_score):
            yield (report.total == sum_of(scores)).within(POINT_TOLERANCE).at(key)
    for view in report_views(books):
        named = _first_level(view.report.text_scores)
        if named and is_number(view.report.total_score):
            figures = [view.text_figure(score, "score") for score in named]
            yield (view.total == sum_of(figures)).within(POINT_TOLERANCE).at(view.name, "text")


def _first_level(scores: Sequence[TextScore]) -> list[TextScore]:
    """The sentences that divide the whole report: with parts in brackets, or weights that make 100."""
    divided = [score for score in scores if score.parts]
    if len(divided) >= 2:
        return divided
    weighted = {score.name: score for score in scores if is_number(score.weight) and is_number(score.score)}
    found: list[TextScore] = []
    for score in weighted.values():
        if (score.weight.value or 0) >= 5 and not any(score.name in other.name for other in found):
            found.append(score)
    return _adds_up_to_hundred(found)


def _adds_up_to_hundred(scores: Sequence[TextScore]) -> list[TextScore]:
    """Those of 决策, 过程, 成本, 产出, 效益 whose weights are 100 together; none otherwise."""
    words = ("决策", "过程", "成本", "产出", "效益", "管理", "绩效")
    first = [s for s in scores if s.name.removeprefix("项目").removeprefix("基础") in words]
    total = sum((s.weight.value or Decimal(0) for s in first), Decimal(0))
    return first if total == 100 and len(first) >= 3 else []


@equations("EVL-03", needs=[REPORTS], basis=DEFAULT_BASIS)
def block_is_sum_of_its_indicators(books: Books) -> Iterator[Relation | Judgement]:
    """The points of a block are not the sum of the indicators below it.

    **Wrong**   社会效益（7分）   成果应用 3   资源共享 3   安全事故 3
    **Right**   社会效益（9分）   成果应用 3   资源共享 3   安全事故 3
    """
    for report, key, table in table_views(books, systems=True):
        yield from _printed_points(report, key, table)
        yield from _subtotal_lines(report, key, table)
        if table.has_subtotal_column:
            yield from _subtotal_column(report, key, table)
    for view in report_views(books):
        for score in view.report.text_scores:
            if score.parts:
                parts = [
                    points(number, f"{view.key}/text/{score.name}/{name}", f"{view.label()}“{name}”")
                    for name, number in score.parts
                ]
                relation = view.text_figure(score, "score") == sum_of(parts)
                yield relation.within(POINT_TOLERANCE).at(view.name, "text", score.name)


def _printed_points(report: ReportView, key: str, table: ScoreTable) -> Iterator[Relation | Judgement]:
    """Points printed with a name: 项目立项（6分）. A boundary that reading may have moved decides nothing."""
    blocks = blocks_of(table)
    for at, block in enumerate(blocks):
        figures = [report.line_figure(key, table, line, "weight") for line in block.lines]
        if block.points is None or not any(figure.text for figure in figures):
            continue
        name = "/".join(block.path)
        if _may_be_moved(blocks, at):
            yield undecidable(
                f"{key},{name}",
                code="block_boundary_uncertain",
                zh=f"“{block.path[-1]}”与相邻部分的分界可能因分页错位，无法核对",
                en=f"where “{block.path[-1]}” begins or ends may have been moved by a page break",
            )
            continue
        printed = Variable(
            key=f"{key}/{name}/points",
            amount=block.points,
            unit="分",
            scale=1,
            half_unit=Decimal("0.005"),
            text=f"{block.points:f}",
            place=block.lines[0].place,
            label=f"{report.label(table)}“{block.path[-1]}”分值",
        )
        yield (
            (printed == sum_of([*figures, *report.unread(key, table)])).within(POINT_TOLERANCE).at(key, name)
        )


def _may_be_moved(blocks: Sequence[Block], at: int) -> bool:
    """Whether moving lines over the boundary to a neighbour of the same level would make both agree."""
    block = blocks[at]
    if block.points is None or block.weight == block.points:
        return False
    same = [other for other in blocks if len(other.path) == len(block.path) and other.points is not None]
    here = same.index(block)
    neighbours = [same[i] for i in (here - 1, here + 1) if 0 <= i < len(same)]
    return any(_would_agree(block, other, before=same.index(other) < here) for other in neighbours)


def _would_agree(block: Block, other: Block, *, before: bool) -> bool:
    assert block.points is not None
    assert other.points is not None
    missing = block.points - block.weight
    if missing == 0 or other.weight - other.points != missing:
        return False
    giver, from_end = (other, before) if missing > 0 else (block, not before)
    weights = [line.weight.value or Decimal(0) for line in giver.lines]
    ordered = list(reversed(weights)) if from_end else weights
    running = Decimal(0)
    for weight in ordered[:-1]:
        running += weight
        if running == abs(missing):
            return True
    return False


def _subtotal_lines(report: ReportView, key: str, table: ScoreTable) -> Iterator[Relation]:
    """小计 lines: the sum of the indicators since the last one."""
    since: list[ScoreLine] = []
    for line in table.lines:
        if line.kind is LineKind.INDICATOR:
            since.append(line)
        elif line.kind is LineKind.SUBTOTAL:
            for what in ("weight", "score"):
                if is_given(getattr(line, what)):
                    parts = [report.line_figure(key, table, part, what) for part in since]
                    subtotal = report.line_figure(key, table, line, what)
                    relation = subtotal == sum_of([*parts, *report.unread(key, table)])
                    yield relation.within(POINT_TOLERANCE).at(key, line.level(1), "subtotal", what)
            since = []


def _subtotal_column(report: ReportView, key: str, table: ScoreTable) -> Iterator[Relation]:
    """A column 小计: the block's score, on the first line of the block."""
    for block in _column_blocks(table):
        subtotal = points(
            block[0].subtotal,
            f"{key}/{block[0].name}/subtotal",
            f"{report.label(table)}“{block[0].level(1)}”小计",
        )
        parts = [report.line_figure(key, table, line, "score") for line in block]
        relation = subtotal == sum_of([*parts, *report.unread(key, table)])
        yield relation.within(POINT_TOLERANCE).at(key, block[0].level(1), "column")


def _column_blocks(table: ScoreTable) -> list[list[ScoreLine]]:
    blocks: list[list[ScoreLine]] = []
    for line in table.indicators:
        if is_given(line.subtotal):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
    return blocks


@equations("EVL-04", needs=[REPORTS], basis=DEFAULT_BASIS)
def score_of_an_indicator_is_within_its_weight(books: Books) -> Iterator[Relation]:
    """An indicator of a report has more points than its weight.

    **Wrong**   立项依据充分性 权重 1.0   得分 1.5
    **Right**   立项依据充分性 权重 1.0   得分 1.0
    """
    for report, key, table in table_views(books):
        for line in table.lines:
            if is_given(line.weight) and is_given(line.score):
                score = report.line_figure(key, table, line, "score")
                weight = report.line_figure(key, table, line, "weight")
                yield (score <= weight).within(Allowance.NONE).at(key, report.line_key(table, line))


@equations("EVL-05", needs=[REPORTS], basis=DEFAULT_BASIS)
def score_rate_is_score_by_weight(books: Books) -> Iterator[Relation]:
    """A printed score rate is not the score divided by the weight.

    **Wrong**   满分14分，得分11分，得分率78.75%
    **Right**   满分14分，得分11分，得分率78.57%
    """
    for report, key, table in table_views(books):
        if table.has_subtotal_column:
            yield from _block_rates(report, key, table)
        elif not table.rate_is_share:
            yield from _line_rates(report, key, table)
    for view in report_views(books):
        for score in view.report.text_scores:
            if is_given(score.rate) and is_given(score.weight) and is_given(score.score):
                figure = rate(score.rate, view.text_key(score, "rate"), f"{view.label()}“{score.name}”得分率")
                parts = view.text_figure(score, "score"), view.text_figure(score, "weight")
                yield share(figure, *parts, rate_factor(score.rate)).at(
                    view.name, "text", view.text_name(score)
                )


def _line_rates(report: ReportView, key: str, table: ScoreTable) -> Iterator[Relation]:
    for line in table.lines:
        if is_given(line.rate) and is_given(line.weight) and is_given(line.score):
            name = report.line_key(table, line)
            figure = rate(line.rate, f"{key}/{name}/rate", f"{report.label(table)}“{line.name}”得分率")
            score = report.line_figure(key, table, line, "score")
            weight = report.line_figure(key, table, line, "weight")
            yield share(figure, score, weight, rate_factor(line.rate)).at(key, name)


def _block_rates(report: ReportView, key: str, table: ScoreTable) -> Iterator[Relation]:
    """With a column 小计 the rate beside it is the block's."""
    for block in _column_blocks(table):
        if is_given(block[0].rate):
            name = block[0].level(1)
            figure = rate(block[0].rate, f"{key}/{name}/rate", f"{report.label(table)}“{name}”得分率")
            subtotal = points(block[0].subtotal, f"{key}/{block[0].name}/subtotal", f"“{name}”小计")
            weights = sum_of(report.line_figure(key, table, line, "weight") for line in block)
            yield share(figure, subtotal, weights, rate_factor(block[0].rate)).at(key, name)
    total = table.total
    if total is not None and is_given(total.rate) and is_given(total.weight):
        figure = rate(total.rate, f"{key}/total/rate", f"{report.label(table)}合计得分率")
        score = report.line_figure(key, table, total, "score")
        weight = report.line_figure(key, table, total, "weight")
        yield share(figure, score, weight, rate_factor(total.rate)).at(key, "total")


RULES: tuple[Rule, ...] = (
    weights_of_a_table_add_up,
    scores_of_a_report_add_up_to_its_total,
    block_is_sum_of_its_indicators,
    score_of_an_indicator_is_within_its_weight,
    score_rate_is_score_by_weight,
)
