"""Coordinates: as PDF has them, as text is read, as the page is displayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from disclosures.documents.readers.pdf.frame import Matrix, frame_of
from tests.disclosures.documents.readers.pdf.drawn import (
    HEIGHT,
    ROWS,
    WIDTH,
    fill_in,
    horizontals,
    made,
    read,
    rule,
    texts,
    verticals,
    write,
)

turns = st.integers(0, 3)
numbers = st.floats(-500, 500)


@given(displayed=turns, text=turns, x=st.floats(10, 580), y=st.floats(20, 830))
def test_a_point_is_shown_where_the_display_matrix_alone_would_put_it(
    displayed: int, text: int, x: float, y: float
) -> None:
    bounds = (10.0, 20.0, 580.0, 830.0)
    frame, plain = (frame_of(bounds, displayed=displayed, text=t) for t in (text, displayed))
    read_x, read_y = frame.reading.point(x, y)
    assert 0 <= read_x <= frame.width + 0.001
    assert 0 <= read_y <= frame.height + 0.001
    shown = frame.shown((read_x, read_y, read_x, read_y))
    assert shown[:2] == pytest.approx(plain.reading.point(x, y), abs=0.02)


@given(st.tuples(numbers, numbers, numbers, numbers, numbers, numbers), numbers, numbers)
def test_a_matrix_and_its_inverse_lead_back(values: tuple[float, ...], x: float, y: float) -> None:
    a, b, c, d, e, f = values
    matrix = Matrix(a, b, c, d, e, f)
    if abs(a * d - b * c) < 1:
        return
    assert matrix.inverse().point(*matrix.point(x, y)) == pytest.approx((x, y), abs=1e-3)


def table_page(canvas: Canvas) -> None:
    rule(canvas)
    fill_in(canvas)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_page_displayed_turned(rotation: int, tmp_path: Path) -> None:
    """The boxes are those of the page as displayed, where the table lies on its side."""
    (table,) = read(made(tmp_path / "x.pdf", table_page, rotation=rotation)).tables()
    assert texts(table) == ROWS
    x0, y0, x1, y1 = verticals()[2], horizontals()[1], verticals()[3], horizontals()[2]
    expected = {
        0: (x0, y0, x1, y1),
        90: (HEIGHT - y1, x0, HEIGHT - y0, x1),
        180: (WIDTH - x1, HEIGHT - y1, WIDTH - x0, HEIGHT - y0),
        270: (y0, WIDTH - x1, y1, WIDTH - x0),
    }[rotation]
    assert table.rows[1][2].place.box == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_table_set_sideways_on_the_page(turn: int, tmp_path: Path) -> None:
    """A landscape table on a portrait page, which is not displayed turned."""

    def page(canvas: Canvas) -> None:
        canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn])
        canvas.rotate(turn)
        table_page(canvas)

    size = (WIDTH, HEIGHT) if turn == 180 else (HEIGHT, WIDTH)

    def turned_page(canvas: Canvas) -> None:
        canvas._pagesize, kept = (WIDTH, HEIGHT), canvas._pagesize
        page(canvas)
        canvas._pagesize = kept

    document = read(made(tmp_path / "x.pdf", turned_page, size=size))
    (table,) = document.tables()
    assert texts(table) == ROWS
    box = table.place.box
    assert box is not None
    width, height = verticals()[-1] - verticals()[0], horizontals()[-1] - horizontals()[0]
    across = (width, height) if turn == 180 else (height, width)
    assert (box[2] - box[0], box[3] - box[1]) == pytest.approx(across, abs=1)
    assert 0 <= box[0] < box[2] <= size[0]
    assert 0 <= box[1] < box[3] <= size[1]


def test_cropped_page(tmp_path: Path) -> None:
    """What is cut away is not read, and boxes begin at the corner of what is left."""

    def page(canvas: Canvas) -> None:
        table_page(canvas)
        write(canvas, 5, 20, "裁掉的文字")
        canvas.setCropBox((50, 0, WIDTH, HEIGHT - 90))

    document = read(made(tmp_path / "x.pdf", page))
    (table,) = document.tables()
    assert texts(table) == ROWS
    assert not list(document.paragraphs())
    box = table.rows[0][0].place.box
    assert box is not None
    assert box[:2] == pytest.approx((verticals()[0] - 50, horizontals()[0] - 90), abs=1)
