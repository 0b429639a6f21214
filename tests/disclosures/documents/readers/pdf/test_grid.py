"""Any rectangle cut into rectangles is found again from its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import Limits
from disclosures.documents.model import Box
from disclosures.documents.readers.pdf.drawing import Edge
from disclosures.documents.readers.pdf.grid import GridCell, grids_of, merged

steps = st.lists(st.integers(8, 120), min_size=2, max_size=9)


def positions(start: float, widths: list[int]) -> list[float]:
    at = [float(start)]
    for width in widths:
        at.append(at[-1] + width)
    return at


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[float], list[float], list[GridCell]]:
    """Positions of lines, and cells over them: single slots, some merged to larger rectangles."""
    xs, ys = (
        positions(draw(st.integers(0, 200)), draw(steps)),
        positions(draw(st.integers(0, 200)), draw(steps)),
    )
    rows, columns = len(ys) - 1, len(xs) - 1
    free = {(r, c) for r in range(rows) for c in range(columns)}
    cells = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) not in free:
                continue
            height = draw(st.integers(1, min(3, rows - r)))
            width = draw(st.integers(1, min(3, columns - c)))
            slots = {(i, j) for i in range(r, r + height) for j in range(c, c + width)}
            if not slots <= free or (height, width) == (rows, columns):
                height = width = 1
                slots = {(r, c)}
            free -= slots
            cells.append(GridCell(r, c, height, width))
    return xs, ys, cells


def walls(xs: list[float], ys: list[float], cells: list[GridCell]) -> tuple[list[Edge], list[Edge]]:
    """The four sides of every cell."""
    across, down = [], []
    for r, c, height, width in cells:
        x0, x1, y0, y1 = xs[c], xs[c + width], ys[r], ys[r + height]
        across += [Edge(y0, x0, x1), Edge(y1, x0, x1)]
        down += [Edge(x0, y0, y1), Edge(x1, y0, y1)]
    return across, down


@given(tilings())
def test_cells_are_found_from_their_sides(tiling: tuple[list[float], list[float], list[GridCell]]) -> None:
    """Lines between slots that all cells run across leave no trace, and no cell is lost or made up."""
    xs, ys, cells = tiling
    (grid,) = grids_of(*walls(xs, ys, cells)) if len(cells) > 1 else (None,)
    if grid is None:
        return
    expected = {_rounded((xs[c], ys[r], xs[c + width], ys[r + height])) for r, c, height, width in cells}
    assert {_rounded(grid.cell_box(cell)) for cell in grid.cells()} == expected
    for r, row in enumerate(grid.slots):
        for c, cell in enumerate(row):
            assert cell.row <= r < cell.row + cell.row_span
            assert cell.column <= c < cell.column + cell.column_span


def _rounded(box: Box) -> tuple[int, ...]:
    return tuple(round(side) for side in box)


@given(st.floats(50, 500), st.lists(st.floats(-1, 1), min_size=1, max_size=6))
def test_lines_that_nearly_coincide_are_one(at: float, offsets: list[float]) -> None:
    (edge,) = merged([Edge(at + offset, 10 * i, 10 * i + 9) for i, offset in enumerate(offsets)])
    assert abs(edge.at - at) <= 1.001
    assert (edge.start, edge.end) == (0, 10 * (len(offsets) - 1) + 9)


def test_stubs_are_no_lines() -> None:
    assert merged([Edge(10, 0, 3)]) == []


def test_grids_apart_are_two_tables() -> None:
    near = walls([0, 50, 100], [0, 20, 40], [GridCell(r, c, 1, 1) for r in range(2) for c in range(2)])
    far = (
        [edge._replace(at=edge.at + 100) for edge in near[0]],
        [Edge(x, a + 100, b + 100) for x, a, b in near[1]],
    )
    first, second = grids_of(near[0] + far[0], near[1] + far[1])
    assert (first.ys, second.ys) == ((0, 20, 40), (100, 120, 140))


def test_grid_of_more_cells_than_allowed_is_refused() -> None:
    at = [10.0 * i for i in range(40)]
    lines = [Edge(x, 0, 390) for x in at]
    with pytest.raises(Unreadable) as refused:
        grids_of(lines, lines, Limits(cells=1000))
    assert refused.value.code is UnreadableCode.TOO_COMPLEX
    assert "1,600" in refused.value.en
