"""Ruling lines → grids of cells.

1. lines that nearly coincide are snapped to one position, and joined where they nearly touch;
2. lines that touch one another form one grid;
3. between each two neighbouring positions lies a slot; slots with no line between them are one cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from math import inf
from operator import itemgetter
from typing import NamedTuple

from disclosures.documents.limits import DEFAULT_LIMITS, Limits, over_limit
from disclosures.documents.model import Box
from disclosures.documents.readers.pdf.drawing import Edge

SNAP = 2.5
"""Lines of one direction this close are the same line: double borders, borders drawn cell by cell."""
JOIN = 3.0
"""Pieces of a line with a smaller gap are one line: dashes, cells drawn one by one."""
TOUCH = 3.0
"""A line that ends this near to another meets it."""
SHORTEST = 5.0
"""Shorter than the side of any cell with text in it."""
OPEN_SIDE = 8.0
"""Lines that run on for more than this past the last one across them leave the side of a table open."""


class GridCell(NamedTuple):
    row: int
    column: int
    row_span: int
    column_span: int


class Grid(NamedTuple):
    """Positions of the lines between columns (`xs`) and rows (`ys`), and for each slot the cell over it."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[tuple[GridCell, ...], ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cells(self) -> Iterable[GridCell]:
        """Each cell once, by its upper left slot."""
        return dict.fromkeys(chain.from_iterable(self.slots))

    def cell_box(self, cell: GridCell) -> Box:
        xs, ys = self.xs, self.ys
        return (
            xs[cell.column],
            ys[cell.row],
            xs[cell.column + cell.column_span],
            ys[cell.row + cell.row_span],
        )

    def contains(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def cell_at(self, x: float, y: float) -> GridCell:
        """The cell over a point, or the nearest one."""
        row = bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1
        column = bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1
        return self.slots[row][column]


def grids_of(
    horizontal: Iterable[Edge], vertical: Iterable[Edge], limits: Limits = DEFAULT_LIMITS
) -> list[Grid]:
    """Every grid of two cells or more, from top to bottom. Raises `Unreadable` for one of too many cells."""
    return grids_among(merged(horizontal), merged(vertical), limits)


def grids_among(across: Sequence[Edge], down: Sequence[Edge], limits: Limits) -> list[Grid]:
    """The grids of edges that are merged."""
    found = (_grid(*component, limits) for component in _components(across, down))
    grids = [grid for grid in found if grid is not None and grid.slots[0][0] != grid.slots[-1][-1]]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """The edges snapped and joined; stubs shorter than the side of a cell are dropped."""
    joined: list[Edge] = []
    for cluster in _clusters(sorted(edges)):
        at = cluster[0].at
        if cluster[-1].at != at:
            lengths = [end - start + 0.01 for _, start, end in cluster]
            at = sum([edge.at * length for edge, length in zip(cluster, lengths, strict=True)]) / sum(lengths)
            cluster.sort(key=itemgetter(1, 2))
        joined.extend(_joined(at, cluster))
    return joined


def _clusters(edges: Sequence[Edge]) -> list[list[Edge]]:
    clusters: list[list[Edge]] = []
    last = farthest = -inf
    for edge in edges:
        at = edge.at
        if at - last <= SNAP and at <= farthest:
            clusters[-1].append(edge)
        else:
            clusters.append([edge])
            farthest = at + 2 * SNAP
        last = at
    return clusters


def _joined(at: float, edges: list[Edge]) -> list[Edge]:
    """The pieces of a line at one position; `edges` by their start."""
    pieces: list[Edge] = []
    _, start, end = edges[0]
    for _, next_start, next_end in edges[1:]:
        if next_start <= end + JOIN:
            end = max(end, next_end)
        else:
            pieces.append(Edge(at, start, end))
            start, end = next_start, next_end
    pieces.append(Edge(at, start, end))
    return [piece for piece in pieces if piece.end - piece.start >= SHORTEST]


def _components(across: Sequence[Edge], down: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Lines that touch one another, directly or through others."""
    group = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    ys = [edge.at for edge in across]
    for j, (x, top, bottom) in enumerate(down, start=len(across)):
        for i in range(bisect_left(ys, top - TOUCH), bisect_right(ys, bottom + TOUCH)):
            _, left, right = across[i]
            if left - TOUCH <= x <= right + TOUCH and group[i] != j:
                group[root(i)] = j
    components: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate(across):
        components.setdefault(root(i), ([], []))[0].append(edge)
    for j, edge in enumerate(down, start=len(across)):
        components.setdefault(root(j), ([], []))[1].append(edge)
    return list(components.values())


def _grid(across: list[Edge], down: list[Edge], limits: Limits) -> Grid | None:
    if not across or not down:
        return None
    xs, ys = _positions(down, across), _positions(across, down)
    if len(xs) < 2 or len(ys) < 2:
        return None
    if len(xs) * len(ys) > limits.cells:
        raise over_limit("cells", limits, found=f"{len(xs) * len(ys):,}")
    return Grid(tuple(xs), tuple(ys), _slots(_walls(xs, ys, down), _walls(ys, xs, across)))


def _positions(lines: list[Edge], crossing: list[Edge]) -> list[float]:
    """Where the lines are, and where an open side ends."""
    at = sorted({line.at for line in lines})
    start, end = min(line.start for line in crossing), max(line.end for line in crossing)
    before = [start] if start < at[0] - OPEN_SIDE else []
    after = [end] if end > at[-1] + OPEN_SIDE else []
    return before + at + after


def _walls(positions: list[float], steps: list[float], lines: list[Edge]) -> list[list[bool]]:
    """For each position and each step along it: whether a line runs there for more than half the step."""
    walls = [[False] * (len(steps) - 1) for _ in positions]
    walls[0] = walls[-1] = [True] * (len(steps) - 1)
    index = {at: i for i, at in enumerate(positions)}
    for at, start, end in lines:
        wall = walls[index[at]]
        first, last = max(bisect_right(steps, start) - 1, 0), bisect_left(steps, end, 0, len(steps) - 1)
        wall[first + 1 : last - 1] = [True] * (last - first - 2)
        for s in {first, last - 1} if first < last else ():
            low, high = steps[s], steps[s + 1]
            if min(high, end) - max(low, start) > (high - low) / 2:
                wall[s] = True
    return walls


def _slots(beside: list[list[bool]], below: list[list[bool]]) -> tuple[tuple[GridCell, ...], ...]:
    """`beside[c][r]` is the wall left of column c, `below[r][c]` that above row r. Each cell grows to the
    right, then down, over slots with no wall between them, so that it is always a rectangle."""
    rows, columns = len(below) - 1, len(beside) - 1
    slots: list[list[GridCell | None]] = [[None] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if slots[r][c] is not None:
                continue
            if beside[c + 1][r] and below[r + 1][c]:
                slots[r][c] = GridCell(r, c, 1, 1)
                continue
            right = c + 1
            while right < columns and not beside[right][r] and slots[r][right] is None:
                right += 1
            bottom = r + 1
            while bottom < rows and _is_open(beside, below, slots, bottom, c, right):
                bottom += 1
            cell = GridCell(r, c, bottom - r, right - c)
            for row in slots[r:bottom]:
                row[c:right] = [cell] * (right - c)
    return tuple(tuple(cell for cell in row if cell is not None) for row in slots)


def _is_open(
    beside: list[list[bool]],
    below: list[list[bool]],
    slots: list[list[GridCell | None]],
    row: int,
    left: int,
    right: int,
) -> bool:
    """Whether the cell above may go on into this row."""
    return (
        not any(below[row][left:right])
        and not any(beside[c][row] for c in range(left + 1, right))
        and all(slot is None for slot in slots[row][left:right])
    )
