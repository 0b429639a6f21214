"""Ruling lines and positions read a table independently; a figure they differ on is not certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.disclosures.documents.readers.pdf.drawn import (
    LEFT,
    ROW,
    ROWS,
    SIZE,
    TOP,
    made,
    place,
    read,
    rule,
    verticals,
    width_of,
    write,
)


def doubtful(path: Path) -> dict[tuple[int, int], tuple[str, ...]]:
    (table,) = read(path).tables()
    return {(cell.row, cell.column): cell.readings for cell in table.cells() if not cell.is_certain}


def test_line_through_a_figure(tmp_path: Path) -> None:
    """The lines cut it into two cells; the characters stand together."""

    def page(canvas: Canvas) -> None:
        rule(canvas)
        cut = verticals()[3]
        write(canvas, cut - 0.7 - width_of("1,2"), TOP + 5, "1,2")
        write(canvas, cut + 0.7, TOP + 5, "34.56")

    found = doubtful(made(tmp_path / "x.pdf", page))
    assert found == {(0, 2): ("1,2", ""), (0, 3): ("34.56", "1,234.56")}


def test_figure_on_the_line_between_two_rows(tmp_path: Path) -> None:
    """It lies mostly in the row below, on the baseline of the name above."""

    def page(canvas: Canvas) -> None:
        rule(canvas, 3)
        for row, name in enumerate(("基本工资", "津贴补贴", "奖金")):
            place(canvas, 0, row, f"3010{row + 1}")
            write(canvas, verticals()[1] + 4, TOP + row * ROW + 8.5, name)
        x = verticals()[3] - 4 - width_of("262.33")
        write(canvas, x, TOP + ROW - SIZE / 2 + 1.2, "262.33")

    found = doubtful(made(tmp_path / "x.pdf", page))
    assert found == {(1, 2): ("262.33", ""), (0, 2): ("", "262.33")}


def test_figure_that_overflows_into_the_column_before(tmp_path: Path) -> None:
    """Set to the right like those below it, too long for its column: its middle is in the one before."""

    def page(canvas: Canvas) -> None:
        rule(canvas)
        right = verticals()[4] - 4
        for row, amount in enumerate(
            ("1,098,765,432,109,876,543,210,987,654,321,098,765,432.12", "1.50", "22.75", "333.00", "4.25")
        ):
            write(canvas, right - width_of(amount), TOP + row * ROW + 5, amount)

    found = doubtful(made(tmp_path / "x.pdf", page))
    assert found == {
        (0, 2): ("1,098,765,432,109,876,543,210,987,654,321,098,765,432.12", ""),
        (0, 3): ("", "1,098,765,432,109,876,543,210,987,654,321,098,765,432.12"),
    }


@pytest.mark.parametrize("size", [9.0, 12.0])
def test_figures_that_fill_their_cells_are_certain(size: float, tmp_path: Path) -> None:
    """Two amounts side by side, a point and a half from the line between them."""

    def page(canvas: Canvas) -> None:
        amount = "1,234.56"
        rule(canvas)
        for row in range(5):
            top = TOP + row * ROW + (ROW - size) / 2
            write(canvas, verticals()[3] - 1.5 - width_of(amount, size), top, amount, size=size)
            write(canvas, verticals()[3] + 1.5, top, amount, size=size)

    path = made(tmp_path / "x.pdf", page)
    (table,) = read(path).tables()
    assert [(row[2].text, row[3].text) for row in table.rows] == [("1,234.56", "1,234.56")] * 5
    assert not doubtful(path)


def test_cells_read_in_two_ways_are_noted(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rule(canvas)
        right = verticals()[4] - 4
        for row, amount in enumerate(
            ("1,098,765,432,109,876,543,210,987,654,321,098,765,432.12", "1.50", "22.75")
        ):
            write(canvas, right - width_of(amount), TOP + row * ROW + 5, amount)

    (note,) = read(made(tmp_path / "x.pdf", page)).notes
    assert (note.code, note.place.page) == ("readings_differ", 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shifts=st.lists(st.floats(-4.5, 4.5), min_size=5, max_size=5),
    amounts=st.lists(
        st.decimals(-99999, 999999, places=2).map(lambda value: f"{value:,}"), min_size=5, max_size=5
    ),
)
def test_readings_agree_on_figures_within_their_cells(
    shifts: list[float], amounts: list[str], tmp_path: Path
) -> None:
    """Wherever in its cell each figure of a column stands."""

    def page(canvas: Canvas) -> None:
        rule(canvas)
        for row, (amount, shift) in enumerate(zip(amounts, shifts, strict=True)):
            place(canvas, 0, row, str(201 + row))
            place(canvas, 1, row, ROWS[1][1])
            place(canvas, 2, row, amount, shift=shift)

    path = made(tmp_path / "x.pdf", page)
    (table,) = read(path).tables()
    assert [row[2].text for row in table.rows] == amounts
    assert not doubtful(path)
    assert table.rows[0][0].place.box is not None
    assert table.rows[0][0].place.box[0] == pytest.approx(LEFT, abs=0.5)
