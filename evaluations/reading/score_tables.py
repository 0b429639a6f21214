"""Score tables and indicator systems of evaluation reports (评分表, 指标体系), of one to six levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from disclosures.documents.model import Cell, Paragraph, Place
from evaluations.reading.columns import (
    NO_FIT,
    Alignment,
    Column,
    Heading,
    Placed,
    best_alignment,
    numbers_fit,
    place,
    read_heading,
    text_of,
    usual_offset,
)
from evaluations.reading.level_names import Names, before_figures, names_of, with_points
from evaluations.reading.numbers import cell_number, is_numeric
from evaluations.reading.records import (
    BLANK,
    LevelName,
    LineKind,
    PrintedNumber,
    ScoreLine,
    ScoreTable,
)
from evaluations.reading.rows import GridRow, StreamItem, skips_a_page
from evaluations.reading.words import compact, squeeze

LEVELS = tuple(f"level{number}" for number in range(1, 7))
_NUMBERS = ("weight", "score", "rate", "subtotal", "share")
_ALIASES = {
    **{
        level: re.compile(rf"{numeral}级(?:绩效)?指标")
        for level, numeral in zip(LEVELS, "一二三四五六", strict=True)
    },
    "name": re.compile(r"(?:绩效)?(?:评价|考核)(?:指标|内容|项目)$|指标(?:名称)?$"),
    "number": re.compile(r"序号$"),
    "share": re.compile(r".*占比"),
    "rate": re.compile(r"得分率"),
    "subtotal": re.compile(r"小计"),
    "score": re.compile(r"(?:综合|绩效)?(?:评价|实际|自评|专家)?(?:得分|评分)(?:\(分\))?$"),
    "weight": re.compile(r"(?:指标|标准|权重)?(?:分值|权重|满分|标准分|权重分)(?:\(%\)|\(分\)|%)?$"),
}
_PAIR_NAME = re.compile(r"(?:指标)?名称$|指标$")
_OF_A_FORM = re.compile(r"(?:年度|全年)?(?:实际)?完成(?:指标)?值|年度指标值")
_TOTAL = re.compile(r"(?:合计|总计|总分|总得分|综合得分)(?:\(|$|[:：])")
_SUBTOTAL = re.compile(r"小计$")
_POINTS_CELL = re.compile(r"\d+(?:\.\d+)?分")
_PAGE_NUMBER = re.compile(r"[-—第]{0,2}\d{1,3}[-—页]{0,2}")


@dataclass(slots=True)
class _Open:
    """A table while its rows are coming in. Local to this module."""

    heading: Heading
    title: str
    rows: list[GridRow] = field(default_factory=list)
    total: GridRow | None = None
    interrupted: bool = False


def read_score_tables(items: Sequence[StreamItem]) -> Iterator[ScoreTable]:
    """Every table of weights or scores, in order; those that go on over a page break in one piece."""
    current: _Open | None = None
    title = ""
    for at, item in enumerate(items):
        if isinstance(item, Paragraph):
            text = compact(item.text)
            if _PAGE_NUMBER.fullmatch(text):
                continue
            title = table_title(item.text)
            if current is not None and text != compact(current.title):
                current.interrupted = True
            continue
        following = items[at + 1] if at + 1 < len(items) else None
        heading = _paired_heading(item, following) if isinstance(following, GridRow) else None
        heading = heading or _heading(item)
        if heading is not None:
            if current is not None and _goes_on(current, heading):
                continue
            yield from _finished(current)
            current = _Open(heading, title)
        elif current is not None and not _take(current, item):
            yield from _finished(current)
            current = None
    yield from _finished(current)


def table_title(text: str) -> str:
    """A paragraph above a table as its title; a sentence, or a unit line, is none."""
    title = squeeze(text)
    return "" if len(title) > 60 or title.endswith(("。", "；", ";")) or title.startswith("单位") else title


def _heading(row: GridRow) -> Heading | None:
    heading = read_heading(row, _ALIASES)
    if any(_OF_A_FORM.match(text) for text in row.texts):
        return None
    heading = _with_last_weight(heading)
    leveled = any(heading.has(level) for level in LEVELS)
    if not leveled and not (heading.has("name") and len(heading.columns) > 2):
        return None
    return heading if heading.has("weight") or heading.has("score") else None


def _with_last_weight(heading: Heading) -> Heading:
    """Of several columns of weights the one right of all names: those between the levels are the blocks'."""
    names = [column.start for column in heading.columns if column.role in LEVELS]
    weights = [
        Column("weight", text, at, at + max(cell.column_span, 1))
        for at, cell in heading.place_row.filled()
        if _ALIASES["weight"].match(text := compact(cell.text))
    ]
    if len(weights) < 2 or not names or weights[-1].start < max(names):
        return heading
    others = tuple(column for column in heading.columns if column.role != "weight")
    return Heading((*others, weights[-1]), heading.place_row)


def _paired_heading(first: GridRow, second: GridRow) -> Heading | None:
    """A heading of two rows: a level above each pair of 名称 and 分值; the deepest 分值 is the weight."""
    above = read_heading(first, _ALIASES)
    levels = [column for column in above.columns if column.role in LEVELS]
    below = [(at, compact(cell.text)) for at, cell in second.filled()]
    names = [at for at, text in below if _PAIR_NAME.match(text)]
    points = [at for at, text in below if _ALIASES["weight"].match(text)]
    if not levels or len(names) != len(levels) or len(points) != len(levels):
        return None
    columns = [Column(c.role, c.heading, at, at + 1) for c, at in zip(levels, names, strict=True)]
    blocks = [Column(f"points{n}", "分值", at, at + 1) for n, at in enumerate(points[:-1])]
    others = [column for column in above.columns if column.role in ("score", "rate", "subtotal")]
    return Heading((*columns, *blocks, Column("weight", "分值", points[-1], points[-1] + 1), *others), first)


def _goes_on(current: _Open, heading: Heading) -> bool:
    """Whether a repeated heading is that of the same table on the next page."""
    return current.total is None and not current.interrupted and heading.roles == current.heading.roles


def _take(current: _Open, row: GridRow) -> bool:
    """Put a row into the table. False where the row cannot belong to it any more."""
    if row.number == 0 and row.table != current.heading.place_row.table and current.interrupted:
        return False
    if current.total is not None:
        return row.table == current.total.table
    if all(_PAIR_NAME.match(text) or _ALIASES["weight"].match(text) for text in row.texts):
        return True
    if any(_TOTAL.match(text) for text in row.texts[:1]):
        current.total = row
    else:
        current.rows.append(row)
    return True


def _finished(current: _Open | None) -> Iterator[ScoreTable]:
    if current is None:
        return
    heading = current.heading
    levels = tuple(level for level in (*LEVELS, "name") if heading.has(level))
    lines, unread = _lines(current.rows, heading, levels)
    if not any(line.kind == LineKind.INDICATOR for line in lines):
        return
    whole = [heading.place_row, *current.rows, *([current.total] if current.total is not None else [])]
    if current.total is not None:
        lines = (*lines, *_total_line(current.total, heading))
    yield ScoreTable(
        title=current.title,
        first_level=LEVELS.index(levels[0]) + 1 if levels[0] in LEVELS else 1,
        depth=len(levels),
        lines=lines,
        has_weights=heading.has("weight"),
        has_scores=heading.has("score"),
        has_subtotal_column=heading.has("subtotal"),
        rate_is_share=not heading.has("rate"),
        place=heading.place_row.place,
        unread_rows=unread + skips_a_page(whole),
    )


def _lines(
    rows: Sequence[GridRow], heading: Heading, levels: tuple[str, ...]
) -> tuple[tuple[ScoreLine, ...], int]:
    first = [best_alignment(row, heading, _fit, roles=_NUMBERS) for row in rows]
    usual = usual_offset(a.offset for a in first if a is not None)
    base = usual if _names_shifted(rows, first, heading, levels, usual) else 0
    always_deepest = _always_deepest(rows, first, heading, levels, base)
    paired = heading.has("points0")
    lines: list[ScoreLine] = []
    orphans: list[int] = []
    path: tuple[LevelName, ...] = ()
    unread = 0
    for at, row in enumerate(rows):
        aligned = (
            _in_place(row, heading, base)
            if paired
            else best_alignment(row, heading, _fit, preferred=usual, roles=_NUMBERS)
        )
        names = names_of(row, heading, levels, aligned, base, always_deepest)
        names = with_points(names, row, heading, base) if paired and names is not None else names
        if aligned is None:
            if names is not None and names.open_block:
                path = names.path_from(path)
            elif lines and names is not None and _is_rest(rows, at):
                lines[-1] = replace(lines[-1], levels=names.appended_to(lines[-1].levels))
                path = lines[-1].levels
            elif names is not None and not _is_note(row):
                unread += 1
            continue
        if names is None or not names.levels:
            unread += 1
            continue
        if _SUBTOTAL.match(compact(names.last)):
            lines.append(_line(LineKind.SUBTOTAL, path[:1], aligned, row, base, names))
            continue
        if lines and names.hangs_below(lines[-1].levels):
            orphans.append(len(lines))
        elif names.is_complete and orphans:
            lines = _adopted(lines, orphans, names.path_from(path))
            orphans = []
        path = names.path_from(path)
        lines.append(_line(LineKind.INDICATOR, path, aligned, row, base, names))
    return tuple(lines), unread


def _fit(cells: Placed, left_over: Sequence[tuple[int, Cell]]) -> float:
    """How well a row's figures fit 权重, 得分, 得分率: numbers in them, and none beside them."""
    value = numbers_fit(cells, _NUMBERS)
    if value <= 0 or not (text_of(cells, "weight") or text_of(cells, "score")):
        return NO_FIT
    value -= 3.0 * sum(is_numeric(cell.text) for _, cell in left_over)
    value -= 1.0 * (
        ("weight" in cells and not text_of(cells, "weight"))
        + ("score" in cells and not text_of(cells, "score"))
    )
    weight, score = cell_number(cells.get("weight")), cell_number(cells.get("score"))
    if weight.value is not None and score.value is not None and score.value > weight.value:
        value -= 1.5
    if weight.is_percent and score.is_percent:
        value -= 1.5
    return value


def _names_shifted(
    rows: Sequence[GridRow],
    aligned: Sequence[Alignment | None],
    heading: Heading,
    levels: tuple[str, ...],
    usual: int,
) -> bool:
    """Whether the usual offset is that of whole rows, names included, because the heading lacks a cell."""
    deepest = heading.column(levels[-1])
    assert deepest is not None
    names = [before_figures(row, heading, levels, a) for row, a in zip(rows, aligned, strict=True) if a]
    beyond = sum(bool(name) and name[-1][0] >= deepest.end for name in names)
    return usual != 0 and 2 * beyond > len(names)


def _always_deepest(
    rows: Sequence[GridRow],
    aligned: Sequence[Alignment | None],
    heading: Heading,
    levels: tuple[str, ...],
    base: int,
) -> bool:
    """Whether every row names the deepest level, so that the last name of a shifted row is that."""
    deepest = heading.column(levels[-1])
    assert deepest is not None
    in_place = [row for row, a in zip(rows, aligned, strict=True) if a is not None and a.offset == base]
    named = sum(any(deepest.start <= at - base < deepest.end for at, _ in row.filled()) for row in in_place)
    return bool(in_place) and named >= 0.8 * len(in_place)


def _line(
    kind: LineKind, path: tuple[LevelName, ...], aligned: Alignment, row: GridRow, base: int, names: Names
) -> ScoreLine:
    cells = aligned.cells
    return ScoreLine(
        kind=kind,
        levels=path,
        weight=cell_number(cells.get("weight")),
        score=cell_number(cells.get("score")),
        rate=cell_number(cells.get("rate") or cells.get("share")),
        subtotal=cell_number(cells.get("subtotal")),
        place=row.place,
        shifted=aligned.offset != base or names.moved,
    )


def _total_line(row: GridRow, heading: Heading) -> tuple[ScoreLine, ...]:
    """The total. Its figures may stand in the columns of the names, where these were merged."""
    aligned = best_alignment(row, heading, _fit, roles=_NUMBERS)
    if aligned is None:
        return ()
    numbers = [cell_number(cell) for _, cell in row.filled() if is_numeric(cell.text)]
    cells = {role: cell_number(cells) for role, cells in aligned.cells.items()}
    if not heading.has("weight") and numbers and not cells.get("score", BLANK).value:
        cells["score"] = numbers[0]
    name = LevelName(row.first_text)
    return (
        ScoreLine(
            kind=LineKind.TOTAL,
            levels=(name,),
            weight=cells.get("weight", BLANK),
            score=cells.get("score", BLANK),
            rate=cells.get("rate", cells.get("share", BLANK)),
            subtotal=cells.get("subtotal", BLANK),
            place=row.place,
        ),
    )


def _is_rest(rows: Sequence[GridRow], at: int) -> bool:
    """Whether a row without figures is what a page break left of the row above: the first on its page."""
    return at > 0 and rows[at - 1].table != rows[at].table


def _in_place(row: GridRow, heading: Heading, offset: int) -> Alignment | None:
    """The row in the columns of its headings, if it fits them there."""
    placed = place(row, heading, offset, _NUMBERS)
    return placed if _fit(placed.cells, ()) > NO_FIT else None


def _is_note(row: GridRow) -> bool:
    return row.first_text.startswith(("注", "说明", "备注")) or len(row.filled()) == 1


def _adopted(lines: list[ScoreLine], orphans: Sequence[int], path: tuple[LevelName, ...]) -> list[ScoreLine]:
    """Lines above a page break, with the ancestors that are printed only below it."""
    adopted = list(lines)
    for at in orphans:
        own = adopted[at].levels[len(adopted[at].levels) - 1 :]
        depth = len(adopted[at].levels) - 1
        adopted[at] = replace(adopted[at], levels=(*path[:depth], *own))
    return adopted


def read_points_tables(items: Sequence[StreamItem]) -> Iterator[ScoreTable]:
    """Tables without a column named 得分 whose last column holds points: 10分, 30分 … 合计 100分."""
    rows: list[GridRow] = []
    title = ""
    for item in (*items, None):
        if isinstance(item, GridRow) and (not rows or rows[-1].table == item.table):
            rows.append(item)
            continue
        if rows:
            yield from _points_table(rows, title)
        rows = [item] if isinstance(item, GridRow) else []
        if isinstance(item, Paragraph):
            title = table_title(item.text)


def _points_table(rows: Sequence[GridRow], title: str) -> Iterator[ScoreTable]:
    heading, *body = rows
    if not body or not any("指标" in text for text in heading.texts) or _heading(heading) is not None:
        return
    points = [row.filled()[-1][1] for row in body if row.filled()]
    if len(points) < 3 or not all(_POINTS_CELL.fullmatch(compact(cell.text)) for cell in points):
        return
    lines = [_points_line(row) for row in body if len(row.filled()) > 1]
    yield ScoreTable(title, 1, 1, tuple(lines), False, True, False, True, heading.place)


def _points_line(row: GridRow) -> ScoreLine:
    cells = [cell for _, cell in row.filled()]
    texts = [cell for cell in cells[:-1] if not is_numeric(cell.text)]
    name = squeeze(texts[-1].text) if texts else ""
    kind = LineKind.TOTAL if _TOTAL.match(compact(name)) else LineKind.INDICATOR
    return ScoreLine(kind, (LevelName(name),), BLANK, cell_number(cells[-1]), BLANK, BLANK, row.place)


def read_transposed_tables(items: Sequence[StreamItem]) -> Iterator[ScoreTable]:
    """Tables with the indicators side by side: rows 指标, 分值, 得分, 得分率."""
    names: GridRow | None = None
    title, shown = "", ""
    found: dict[str, GridRow] = {}
    for item in items:
        if isinstance(item, Paragraph):
            title = table_title(item.text)
            continue
        role = next((r for r in ("rate", "score", "weight") if _ALIASES[r].match(item.first_text)), None)
        if re.fullmatch(r"(?:一级)?指标|评价指标|项目", item.first_text):
            names, found, shown = item, {}, title
        elif names is not None and role is not None:
            found.setdefault(role, item)
            if role == "rate" and "score" in found and "weight" in found:
                yield _transposed(names, found, shown)
                names = None
        elif names is not None and item.filled():
            names = None


def _transposed(names: GridRow, found: dict[str, GridRow], title: str) -> ScoreTable:
    lines = []
    for at, cell in names.filled()[1:]:
        numbers = {role: cell_number(dict(row.cells).get(at)) for role, row in found.items()}
        name = squeeze(cell.text)
        total = bool(_TOTAL.match(compact(name)) or _ALIASES["score"].match(compact(name)))
        lines.append(_number_line(name, total, numbers, dict(found["score"].cells).get(at, cell).place))
    return ScoreTable(title, 1, 1, tuple(lines), True, True, False, False, names.place)


def _number_line(name: str, total: bool, numbers: dict[str, PrintedNumber], place: Place) -> ScoreLine:
    kind = LineKind.TOTAL if total else LineKind.INDICATOR
    levels = (LevelName("合计" if total else name),)
    return ScoreLine(kind, levels, numbers["weight"], numbers["score"], numbers["rate"], BLANK, place)
