"""Tables with ruling lines, however the lines are drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.disclosures.documents.readers.pdf.drawn import (
    COLUMNS,
    FONT,
    HEIGHT,
    LEFT,
    ROW,
    ROWS,
    SIZE,
    TOP,
    fill_in,
    horizontals,
    line,
    made,
    place,
    read,
    rule,
    texts,
    verticals,
    width_of,
    write,
)


def strokes(canvas: Canvas) -> None:
    rule(canvas)


def thin_rectangles(canvas: Canvas) -> None:
    xs, ys = verticals(), horizontals()
    for y in ys:
        canvas.rect(xs[0], HEIGHT - y - 0.25, xs[-1] - xs[0], 0.5, stroke=0, fill=1)
    for x in xs:
        canvas.rect(x - 0.25, HEIGHT - ys[-1], 0.5, ys[-1] - ys[0], stroke=0, fill=1)


def cell_by_cell(canvas: Canvas) -> None:
    """Each cell with a frame of its own, half a point from its neighbours'."""
    for r in range(len(ROWS)):
        for c, width in enumerate(COLUMNS):
            x, y = verticals()[c], horizontals()[r + 1]
            canvas.rect(x + 0.25, HEIGHT - y + 0.25, width - 0.5, ROW - 0.5, stroke=1, fill=0)


def one_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for y in horizontals():
        path.moveTo(verticals()[0], HEIGHT - y)
        path.lineTo(verticals()[-1], HEIGHT - y)
    for x in verticals():
        path.moveTo(x, HEIGHT - horizontals()[0])
        path.lineTo(x, HEIGHT - horizontals()[-1])
    canvas.drawPath(path)


def dashes(canvas: Canvas) -> None:
    canvas.setDash(2, 2)
    rule(canvas)
    canvas.setDash()


def short_dashes_one_by_one(canvas: Canvas) -> None:
    xs, ys = verticals(), horizontals()
    for y in ys:
        for step in range(int(xs[-1] - xs[0]) // 4):
            line(canvas, xs[0] + 4 * step, y, xs[0] + 4 * step + 2.5, y)
    for x in xs:
        for step in range(int(ys[-1] - ys[0]) // 4):
            line(canvas, x, ys[0] + 4 * step, x, ys[0] + 4 * step + 2.5)


def double_lines(canvas: Canvas) -> None:
    rule(canvas)
    xs, ys = verticals(), horizontals()
    for y in ys:
        line(canvas, xs[0], y + 1.5, xs[-1], y + 1.5)


def in_a_form(canvas: Canvas) -> None:
    """Drawn at half size in a form that doubles it."""
    canvas.beginForm("grid")
    xs, ys = verticals(), horizontals()
    for y in ys:
        canvas.line(xs[0] / 2, (HEIGHT - y) / 2, xs[-1] / 2, (HEIGHT - y) / 2)
    for x in xs:
        canvas.line(x / 2, (HEIGHT - ys[0]) / 2, x / 2, (HEIGHT - ys[-1]) / 2)
    canvas.endForm()
    canvas.saveState()
    canvas.scale(2, 2)
    canvas.doForm("grid")
    canvas.restoreState()


def open_sides(canvas: Canvas) -> None:
    for y in horizontals():
        line(canvas, verticals()[0], y, verticals()[-1], y)
    for x in verticals()[1:-1]:
        line(canvas, x, horizontals()[0], x, horizontals()[-1])


def open_foot(canvas: Canvas) -> None:
    """The table goes on over the page: its last row has no line below."""
    for y in horizontals()[:-1]:
        line(canvas, verticals()[0], y, verticals()[-1], y)
    for x in verticals():
        line(canvas, x, horizontals()[0], x, horizontals()[-1])


def coloured_cells(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.85, 0.9, 1.0)
    for r in range(len(ROWS)):
        for c, width in enumerate(COLUMNS):
            y = horizontals()[r + 1]
            canvas.rect(verticals()[c] + 0.5, HEIGHT - y + 0.5, width - 1, ROW - 1, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def scaled(canvas: Canvas) -> None:
    """Lines in coordinates of their own, as producers of spreadsheets draw them."""
    canvas.saveState()
    canvas.transform(0.1, 0, 0, -0.1, 0, HEIGHT)
    canvas.setLineWidth(5)
    xs, ys = verticals(), horizontals()
    for y in ys:
        canvas.line(10 * xs[0], 10 * y, 10 * xs[-1], 10 * y)
    for x in xs:
        canvas.line(10 * x, 10 * ys[0], 10 * x, 10 * ys[-1])
    canvas.restoreState()


@pytest.mark.parametrize(
    "lines",
    [
        strokes,
        thin_rectangles,
        cell_by_cell,
        one_path,
        dashes,
        short_dashes_one_by_one,
        double_lines,
        in_a_form,
        open_sides,
        open_foot,
        coloured_cells,
        scaled,
    ],
)
def test_grid_is_read_however_its_lines_are_drawn(lines: Callable[[Canvas], None], tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas)
        fill_in(canvas)

    document = read(made(tmp_path / "x.pdf", page))
    (table,) = document.tables()
    assert texts(table) == ROWS
    assert all(cell.is_certain for cell in table.cells())
    assert not list(document.paragraphs())


def test_every_cell_knows_its_box(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rule(canvas)
        fill_in(canvas)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    xs, ys = verticals(), horizontals()
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            assert cell.place.page == 1
            assert cell.place.box == pytest.approx((xs[c], ys[r], xs[c + 1], ys[r + 1]), abs=1)


def test_merged_cells_stand_in_every_slot_they_cover(tmp_path: Path) -> None:
    """A heading over two columns, and one over two rows."""

    def page(canvas: Canvas) -> None:
        xs, ys = verticals(), horizontals(3)
        line(canvas, xs[0], ys[0], xs[-1], ys[0])
        line(canvas, xs[1], ys[1], xs[-1], ys[1])
        line(canvas, xs[0], ys[2], xs[-1], ys[2])
        line(canvas, xs[0], ys[3], xs[-1], ys[3])
        for at, x in enumerate(xs):
            line(canvas, x, ys[1] if at == 3 else ys[0], x, ys[-1])
        write(canvas, LEFT + 4, TOP + ROW - SIZE / 2, "科目")
        place(canvas, 1, 0, "名称")
        write(canvas, xs[2] + 60, TOP + 5, "支出合计")
        place(canvas, 1, 1, "分类")
        place(canvas, 2, 1, "基本支出")
        place(canvas, 3, 1, "项目支出")
        for column, text in enumerate(("201", "一般公共服务支出", "1.00", "2.00")):
            place(canvas, column, 2, text)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == (
        ("科目", "名称", "支出合计", "支出合计"),
        ("科目", "分类", "基本支出", "项目支出"),
        ("201", "一般公共服务支出", "1.00", "2.00"),
    )
    assert table.rows[0][0] is table.rows[1][0]
    assert table.rows[0][2] is table.rows[0][3]
    assert (table.rows[0][2].row_span, table.rows[0][2].column_span) == (1, 2)
    assert (table.rows[0][0].row_span, table.rows[0][0].column_span) == (2, 1)


@pytest.mark.parametrize("shift", [-5.0, -3.0, 3.0, 5.0])
def test_digits_may_be_set_higher_or_lower_than_the_names(shift: float, tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rule(canvas)
        fill_in(canvas, shift=shift)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == ROWS
    assert all(cell.is_certain for cell in table.cells())


def test_wrapped_names_and_spread_letters(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rule(canvas, 2)
        write(canvas, verticals()[1] + 2, TOP + 1, "机关事业单位基本", size=8)
        write(canvas, verticals()[1] + 2, TOP + 10, "养老保险缴费支出", size=8)
        place(canvas, 2, 0, "160.75")
        text = canvas.beginText(verticals()[1] + 4, HEIGHT - TOP - ROW - 13)
        text.setFont(FONT, SIZE)
        text.setCharSpace(5)
        text.textLine("因公出国（境）费")
        text.setCharSpace(0)
        canvas.drawText(text)
        place(canvas, 2, 1, "0.95")

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert [row[1].text for row in table.rows] == ["机关事业单位基本\n养老保险缴费支出", "因公出国（境）费"]
    assert [row[2].text for row in table.rows] == ["160.75", "0.95"]


def test_name_that_overflows_its_cell_stays_whole(tmp_path: Path) -> None:
    name = "机关事业单位基本养老保险缴费支出"
    assert width_of(name) > COLUMNS[1]

    def page(canvas: Canvas) -> None:
        rule(canvas, 2)
        place(canvas, 1, 0, name)
        place(canvas, 3, 0, "12.00")
        place(canvas, 1, 1, "合计")
        place(canvas, 2, 1, "12.00")

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == (("", name, "", "12.00"), ("", "合计", "12.00", ""))


def test_white_lines_are_no_lines(tmp_path: Path) -> None:
    """Excel covers the borders that it hides with white ones."""

    def page(canvas: Canvas) -> None:
        rule(canvas)
        fill_in(canvas)
        canvas.setStrokeColorRGB(1, 1, 1)
        for y in (TOP + ROW / 3, TOP + 1.5 * ROW):
            line(canvas, verticals()[0], y, verticals()[-1], y)
        line(canvas, verticals()[2] + 50, TOP, verticals()[2] + 50, TOP + 5 * ROW)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == ROWS


def test_table_within_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 130, 300):
            line(canvas, 50, y, 550, y)
        for x in (50, 150, 550):
            line(canvas, x, 100, x, 300)
        write(canvas, 60, 110, "项目名称")
        write(canvas, 160, 110, "信息化建设")
        write(canvas, 60, 200, "绩效指标")
        for y in (160, 190, 220):
            line(canvas, 200, y, 400, y)
        for x in (200, 300, 400):
            line(canvas, x, 160, x, 220)
        for x, y, text in ((210, 170, "数量"), (310, 170, "10"), (210, 200, "质量"), (310, 200, "95.5")):
            write(canvas, x, y, text)

    outer, inner = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(outer) == (("项目名称", "信息化建设"), ("绩效指标", ""))
    assert texts(inner) == (("数量", "10"), ("质量", "95.5"))


def test_frame_around_text_is_no_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(40, 40, 500, 760)
        write(canvas, 250, 90, "部门决算")
        line(canvas, 240, 105, 310, 105)

    document = read(made(tmp_path / "x.pdf", page))
    assert not list(document.tables())
    assert [paragraph.text for paragraph in document.paragraphs()] == ["部门决算"]


def test_columns_of_a_continuation_page_are_read_without_headings(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rule(canvas)
        fill_in(canvas)

    first, second = read(made(tmp_path / "x.pdf", page, page)).tables()
    assert texts(first) == texts(second) == ROWS
    assert (first.place.page, second.place.page) == (1, 2)


def test_heading_set_sideways_in_its_cell(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 300):
            line(canvas, 50, y, 550, y)
        line(canvas, 80, 200, 550, 200)
        for x in (50, 80, 300, 550):
            line(canvas, x, 100, x, 300)
        canvas.saveState()
        canvas.translate(70, HEIGHT - 230)
        canvas.rotate(90)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(0, 0, "产出指标")
        canvas.restoreState()
        for x, y, text in (
            (90, 140, "数量"),
            (310, 140, "10"),
            (90, 250, "质量指标完成"),
            (310, 250, "95.5"),
        ):
            write(canvas, x, y, text)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == (("产出指标", "数量", "10"), ("产出指标", "质量指标完成", "95.5"))


def test_a_single_ruled_row_with_a_name_of_many_lines_is_a_row(tmp_path: Path) -> None:
    """As the rest of a table on the next page is; all its lines but those of the name stand alone."""
    name = ("其他地方自行", "试点项目收益", "专项债券收入", "安排的支出")

    def row(canvas: Canvas) -> None:
        xs, top, bottom = verticals(), horizontals()[0], horizontals()[4]
        for y in (top, bottom):
            line(canvas, xs[0], y, xs[-1], y)
        for x in xs:
            line(canvas, x, top, x, bottom)
        for at, part in enumerate(name):
            write(canvas, xs[1] + 4, top + 5 + 18 * at, part)
        for c, text in ((0, "2290402"), (2, "1,234.56"), (3, "0.00")):
            write(canvas, xs[c] + 4, top + 32, text)

    (table,) = read(made(tmp_path / "x.pdf", row)).tables()
    assert texts(table) == (("2290402", "\n".join(name), "1,234.56", "0.00"),)
