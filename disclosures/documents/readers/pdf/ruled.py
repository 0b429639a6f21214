"""The reading by ruling lines: words → cells of a grid."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from disclosures.documents.model import Box
from disclosures.documents.readers.pdf.grid import Grid, GridCell
from disclosures.documents.readers.pdf.segments import Segment, is_figure_text, segments_of
from disclosures.documents.readers.pdf.words import Word, line_text, lines_of, word_of

_CLEAN = 0.08
"""Between two characters on either side of a line that belong to two cells there is at least this much
white, in font sizes; text that runs over the line has none."""

_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}、.{2,20}")
"""Begins a line of a two-sided statement."""
_FEWEST_CROWDED = 4
"""Fewer figures than this in company may be a list in a cell."""
_SEVERAL = 4
"""So many texts side by side in one cell are headings, or a row, that no line separates."""
_LONGEST_HEADING = 24
_FEWEST_PARTED = 2
"""So many cells with amounts on the same two heights are those of two rows."""
_LOW = 3
"""Of so few lines across, none may part the rows."""
_CROWDED = 0.3
"""So many, as a share of the cells with one text, are rows or columns that no line separates."""

Filling: TypeAlias = Mapping[GridCell, list[Word]]


def innermost(boxes: Sequence[Box], word: Word) -> int | None:
    """Which is the smallest of the boxes of grids that the middle of the word lies in: a table within a cell
    comes before its cell."""
    _, left, top, right, bottom, _ = word
    x, y = (left + right) / 2, (top + bottom) / 2
    around = [at for at, (x0, y0, x1, y1) in enumerate(boxes) if x0 <= x <= x1 and y0 <= y <= y1]
    if len(around) > 1:
        return min(around, key=lambda at: _area(*boxes[at]))
    return around[0] if around else None


def _area(x0: float, y0: float, x1: float, y1: float) -> float:
    return (x1 - x0) * (y1 - y0)


def fill(grid: Grid, words: Iterable[Word]) -> Filling:
    """Each word in the cell its characters stand in."""
    cells: defaultdict[GridCell, list[Word]] = defaultdict(list)
    for word in words:
        for piece in pieces(grid, word):
            cells[cell_of(grid, piece)].append(piece)
    return cells


def cell_of(grid: Grid, word: Word) -> GridCell:
    return grid.cell_at((word.x0 + word.x1) / 2, word.middle)


def pieces(grid: Grid, word: Word) -> list[Word]:
    """The word, cut where a line between two cells runs through white. Text that merely overflows its cell
    has no white there and stays whole: it belongs to the cell that most of it stands in."""
    if len(word.text) == 1:
        return [word]
    xs = grid.xs
    first, last = bisect_right(xs, word.x0), bisect_right(xs, word.x1)
    if first == last:
        return [word]
    glyphs, cut, start = word.glyphs, [], 0
    for i in range(1, len(glyphs)):
        here, there = glyphs[i - 1], glyphs[i]
        if there.x0 - here.x1 < _CLEAN * word.size:
            continue
        left = grid.cell_at((here.x0 + here.x1) / 2, word.middle)
        if left != grid.cell_at((there.x0 + there.x1) / 2, word.middle):
            cut.append(word_of(glyphs[start:i]))
            start = i
    return [*cut, word_of(glyphs[start:])]


def is_complete(grid: Grid, filling: Filling) -> bool:
    """Whether the lines separate the figures from all else: not where many share a cell with another figure
    or with text above or below them, or an amount a line of it with a name; nor where items of a list share
    cells, or a line is missing between amounts."""
    crowded = alone = 0
    parted: list[tuple[float, ...]] = []
    for cell, words in filling.items():
        if len(words) == 1:
            alone += is_figure_text(words[0].text)
            continue
        lines = [segments_of(line) for line in lines_of(words)]
        between = grid.xs[cell.column + 1 : cell.column + cell.column_span]
        levels = grid.ys[cell.row + 1 : cell.row + cell.row_span]
        parted += _parted_amounts(lines, between, levels)
        together = _together(lines, between)
        crowded += together
        alone += not together
    if len(grid.ys) == 2 and _is_stack(filling):
        return False
    if max(Counter(parted).values(), default=0) >= _FEWEST_PARTED:
        return False
    fewest = _FEWEST_CROWDED if len(grid.ys) > _LOW else 2
    return crowded < fewest or crowded < _CROWDED * alone


def _parted_amounts(
    lines: Sequence[Sequence[Segment]], between: Sequence[float], levels: Sequence[float]
) -> Iterator[tuple[float, ...]]:
    """The heights of amounts that stand one above the other in a cell; nothing for amounts on either side of
    where a line is drawn beside the cell."""
    if any(_parted(line, between) and any(segment.is_amount for segment in line) for line in lines):
        yield ()
    heights = [line[0].middle for line in lines if any(segment.is_amount for segment in line)]
    for upper, lower in pairwise(heights):
        is_level = any(upper < level < lower for level in levels)
        yield () if is_level else (round(upper), round(lower))


def _is_stack(filling: Filling) -> bool:
    """Whether a single row of cells holds headings and names, one below the other, and no figure."""
    if any(is_figure_text(word.text) for words in filling.values() for word in words):
        return False
    texts = [line_text(line) for words in filling.values() for line in lines_of(words)]
    return len(filling) > 2 and len(texts) > len(filling) + 1 and max(map(len, texts)) < _LONGEST_HEADING


def _parted(line: Sequence[Segment], between: Sequence[float]) -> bool:
    """Whether two texts stand on either side of where a line is drawn in other rows. Single letters may be
    those of a name that is spread."""
    return any(
        before.x1 < x < after.x0 and min(len(before.text), len(after.text)) > 1
        for before, after in pairwise(line)
        for x in between
    )


def _together(lines: Sequence[Sequence[Segment]], between: Sequence[float]) -> int:
    """How many figures, headings or items of a list share a cell. `between` are the lines that part other
    rows within its width."""
    widest = max(map(len, lines))
    if widest >= _SEVERAL:
        return widest
    if max(_parted(line, between) for line in lines):
        return 2
    figures = sum(segment.is_figure for line in lines for segment in line)
    if figures > 1 or (figures and len(lines) > 1):
        return figures
    if any(segment.is_amount for line in lines if len(line) > 1 for segment in line):
        return 1
    listed = sum(_ORDINAL.match(line[0].text) is not None for line in lines)
    return listed if listed > 1 else 0


def cell_text(words: Sequence[Word]) -> str:
    """The lines of a cell from top to bottom, joined by line feeds."""
    if len(words) == 1:
        return words[0].text
    return "\n".join(map(line_text, lines_of(words)))
