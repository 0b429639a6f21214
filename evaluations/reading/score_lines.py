"""The rows of a score table as lines: names at their levels, figures in their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disclosures.documents.model import Cell
from evaluations.reading.block_boundaries import begun_where_points_say, with_late_points
from evaluations.reading.columns import (
    NO_FIT,
    Alignment,
    Heading,
    Placed,
    best_alignment,
    numbers_fit,
    place,
    text_of,
    usual_offset,
)
from evaluations.reading.level_names import Names, before_figures, names_of, with_points
from evaluations.reading.numbers import cell_number, is_numeric
from evaluations.reading.records import BLANK, LevelName, LineKind, ScoreLine
from evaluations.reading.rows import GridRow
from evaluations.reading.words import compact

_NUMBERS = ("weight", "score", "rate", "subtotal", "share")
_SUBTOTAL = re.compile(r"小计$")


def read_lines(
    rows: Sequence[GridRow], heading: Heading, levels: tuple[str, ...]
) -> tuple[tuple[ScoreLine, ...], int]:
    first = [best_alignment(row, heading, _fit, roles=_NUMBERS) for row in rows]
    usual = usual_offset(a.offset for a in first if a is not None)
    base = usual if _names_shifted(rows, first, heading, levels, usual) else 0
    always_deepest = _always_deepest(rows, first, heading, levels, base)
    paired = heading.has("points0")
    lines: list[ScoreLine] = []
    orphans: list[int] = []
    below_breaks: list[int] = []
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
        for level, late in names.late_points:
            lines = with_late_points(lines, level, late)
            path = lines[-1].levels if lines else path
        if _is_rest(rows, at):
            below_breaks.append(len(lines))
        path = names.path_from(path)
        lines.append(_line(LineKind.INDICATOR, path, aligned, row, base, names))
    return tuple(begun_where_points_say(lines, below_breaks)), unread


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


def read_total_line(row: GridRow, heading: Heading) -> tuple[ScoreLine, ...]:
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
