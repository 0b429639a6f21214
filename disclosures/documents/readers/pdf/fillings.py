"""Which words of a page stand in grids of lines, and which have to be read by positions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from disclosures.documents.limits import Limits
from disclosures.documents.model import Box
from disclosures.documents.readers.pdf.drawing import Edge
from disclosures.documents.readers.pdf.grid import SNAP, Grid, grids_among, grids_of
from disclosures.documents.readers.pdf.ruled import Filling, fill, innermost, is_complete
from disclosures.documents.readers.pdf.rules import Rules
from disclosures.documents.readers.pdf.words import Word

_FEWEST_BESIDE = 2
"""One word beside a table may be a note, or a page number set sideways."""
_ROW = 3.0
"""A row is no higher than this, in font sizes."""
_LINE = 1.5
"""A table and the rest of it are nearer to one another than this, in font sizes."""
_WITH_POINT = re.compile(r"[-－−(（]?[\d,，]+[.．]\d+[)）]?")
_LOOSE = 5.0
"""A line that ends this far from all lines across meets none of them."""
_TOUCHING = 6.0
"""Two grids one below the other with less than this between them are parts of one table."""


def by_grid(
    words: Sequence[Word], rules: Rules, areas: Sequence[Box], limits: Limits
) -> tuple[list[tuple[Grid, Filling]], list[Word]]:
    """The words of each grid in its cells, and those outside. A grid that lacks the lines between its rows or
    its columns, or is a part of a table, has to be read by positions."""
    grids = _grids(rules, areas, limits)
    boxes = [grid.box for grid in grids]
    inside: defaultdict[int, list[Word]] = defaultdict(list)
    outside: list[Word] = []
    for word in words:
        at = innermost(boxes, word)
        (outside if at is None else inside[at]).append(word)
    fillings = {at: (grids[at], fill(grids[at], within)) for at, within in inside.items()}
    while parts := [
        at for at, filled in fillings.items() if _is_part(*filled, fillings.values(), outside, rules)
    ]:
        for at in parts:
            outside.extend(inside[at])
            del fillings[at]
    return list(fillings.values()), outside


def adjoining(fillings: Sequence[tuple[Grid, Filling]], tables: Sequence[Box]) -> set[int]:
    """The grids that a table without ruling lines stands right above or below: both are parts of one."""
    return {
        at
        for at, (grid, filling) in enumerate(fillings)
        if any(_meets(grid.box, table, _LINE * _size(filling)) for table in tables)
    }


def _size(filling: Filling) -> float:
    return max(word.size for words in filling.values() for word in words)


def _meets(grid: Box, table: Box, far: float) -> bool:
    x0, y0, x1, y1 = grid
    left, top, right, bottom = table
    shared = min(x1, right) - max(x0, left)
    return top - y1 < far and y0 - bottom < far and shared > min(x1 - x0, right - left) / 2


def _is_part(
    grid: Grid,
    filling: Filling,
    fillings: Iterable[tuple[Grid, Filling]],
    outside: Sequence[Word],
    rules: Rules,
) -> bool:
    """Whether rows or columns of a grid are not separated, or go on beyond it."""
    return (
        not is_complete(grid, filling)
        or _has_loose_end(grid, filling, rules.down)
        or sum(_is_beside(grid, word) or _goes_on(grid, word) for word in outside) >= _FEWEST_BESIDE
        or any(_touches(grid, other) for other, _ in fillings)
    )


def _has_loose_end(grid: Grid, filling: Filling, down: Sequence[Edge]) -> bool:
    """Whether a line down the grid ends within a cell, between texts one above the other: as between the
    headings of a group, where the line across that it should meet is not drawn."""
    x0, _, x1, _ = grid.box
    inside = [edge for edge in down if x0 + _LOOSE < edge.at < x1 - _LOOSE]
    ends = [(at, y) for at, start, end in inside for y in (start, end) if _is_within_row(grid.ys, y)]
    return any(
        _stand_around(y, filling.get(grid.cell_at(x, y), ()))
        for at, y in ends
        for x in (at - _LOOSE, at + _LOOSE)
    )


def _is_within_row(ys: Sequence[float], y: float) -> bool:
    below = bisect_right(ys, y)
    return 0 < below < len(ys) and ys[below - 1] + _LOOSE < y < ys[below] - _LOOSE


def _stand_around(y: float, words: Iterable[Word]) -> bool:
    return len({word.middle < y for word in words}) > 1


def _is_beside(grid: Grid, word: Word) -> bool:
    x0, y0, x1, y1 = grid.box
    return y0 < word.middle < y1 and not x0 < (word.x0 + word.x1) / 2 < x1


def _goes_on(grid: Grid, word: Word) -> bool:
    """Whether an amount stands where the next row of the grid would be, or the one before."""
    x0, y0, x1, y1 = grid.box
    row = _ROW * word.size
    near = y0 - row < word.middle < y0 or y1 < word.middle < y1 + row
    return near and x0 < word.x0 < x1 and _WITH_POINT.fullmatch(word.text) is not None


def _touches(grid: Grid, other: Grid) -> bool:
    """Whether one grid is right above or below the other, or they overlap. One that lies in a cell of the
    other is a table of its own."""
    x0, y0, x1, y1 = grid.box
    left, top, right, bottom = other.box
    if min(x1, right) <= max(x0, left):
        return False
    if 0 <= top - y1 < _TOUCHING or 0 <= y0 - bottom < _TOUCHING:
        return True
    overlap = min(x1, right) - max(x0, left) > _TOUCHING and min(y1, bottom) - max(y0, top) > _TOUCHING
    return overlap and grid is not other and not (_is_in_cell(grid, other) or _is_in_cell(other, grid))


def _is_in_cell(inner: Grid, outer: Grid) -> bool:
    x0, y0, x1, y1 = inner.box
    left, top, right, bottom = outer.cell_box(outer.cell_at((x0 + x1) / 2, (y0 + y1) / 2))
    return left - SNAP < x0 and top - SNAP < y0 and x1 < right + SNAP and y1 < bottom + SNAP


def _grids(rules: Rules, areas: Sequence[Box], limits: Limits) -> list[Grid]:
    """Grids of ruling lines, and of coloured cells where there are no lines."""
    ruled = grids_among(rules.across, rules.down, limits)
    free = [
        (x0, y0, x1, y1)
        for x0, y0, x1, y1 in areas
        if not any(grid.contains((x0 + x1) / 2, (y0 + y1) / 2) for grid in ruled)
    ]
    across = [Edge(y, x0, x1) for x0, y0, x1, y1 in free for y in (y0, y1)]
    down = [Edge(x, y0, y1) for x0, y0, x1, y1 in free for x in (x0, x1)]
    shaded = [grid for grid in grids_of(across, down, limits) if len(grid.xs) > 2 and len(grid.ys) > 2]
    return ruled + shaded
