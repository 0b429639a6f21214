"""Tables whose rows or columns are not separated by lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.disclosures.documents.readers.pdf.drawn import (
    LEFT,
    ROW,
    ROWS,
    TOP,
    fill_in,
    horizontals,
    line,
    made,
    place,
    read,
    texts,
    verticals,
    width_of,
    write,
)


def nothing(canvas: Canvas) -> None:
    pass


def head_and_foot(canvas: Canvas) -> None:
    for y in (horizontals()[0], horizontals()[1], horizontals()[-1]):
        line(canvas, verticals()[0], y, verticals()[-1], y)


def rows_only(canvas: Canvas) -> None:
    for y in horizontals():
        line(canvas, verticals()[0], y, verticals()[-1], y)


def columns_only(canvas: Canvas) -> None:
    for x in verticals():
        line(canvas, x, horizontals()[0], x, horizontals()[-1])


def frame_and_columns(canvas: Canvas) -> None:
    columns_only(canvas)
    for y in (horizontals()[0], horizontals()[-1]):
        line(canvas, verticals()[0], y, verticals()[-1], y)


def frame_and_rows(canvas: Canvas) -> None:
    rows_only(canvas)
    for x in (verticals()[0], verticals()[-1]):
        line(canvas, x, horizontals()[0], x, horizontals()[-1])


def striped_rows(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.9, 0.9, 0.9)
    for y in horizontals()[1:-1:2]:
        canvas.rect(LEFT, 842 - y - ROW, verticals()[-1] - LEFT, ROW, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


@pytest.mark.parametrize(
    "lines",
    [nothing, head_and_foot, rows_only, columns_only, frame_and_columns, frame_and_rows, striped_rows],
)
def test_columns_are_found_by_alignment(lines: Callable[[Canvas], None], tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 220, 60, "支出决算表", size=15)
        write(canvas, 400, 82, "单位：万元")
        lines(canvas)
        fill_in(canvas)

    document = read(made(tmp_path / "x.pdf", page))
    (table,) = document.tables()
    assert texts(table) == ROWS
    assert [paragraph.text for paragraph in document.paragraphs()] == ["支出决算表", "单位：万元"]
    figure = table.rows[1][2].place.box
    assert figure is not None
    right = verticals()[3] - 4
    assert figure[0] <= right - width_of("1,234.56") + 1
    assert figure[2] >= right - 1


def test_wrapped_names_go_with_their_figures(tmp_path: Path) -> None:
    """The figure stands at half height between the two lines of its name."""

    def page(canvas: Canvas) -> None:
        rows = ("合计", "教育支出", "机关事业单位基本|养老保险缴费支出", "住房改革支出", "住房公积金")
        for at, name in enumerate(rows):
            top = TOP + 30 * at
            write(canvas, LEFT, top, str(2010101 + at))
            parts = name.split("|")
            for k, part in enumerate(parts):
                write(canvas, LEFT + 60, top + (k - (len(parts) - 1) / 2) * 13, part)
            amount = f"{at + 1}.50"
            write(canvas, 400 - width_of(amount), top, amount)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == (
        ("2010101", "合计", "1.50"),
        ("2010102", "教育支出", "2.50"),
        ("2010103", "机关事业单位基本\n养老保险缴费支出", "3.50"),
        ("2010104", "住房改革支出", "4.50"),
        ("2010105", "住房公积金", "5.50"),
    )


def test_headings_over_several_columns(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, LEFT + 80, TOP, "项目")
        write(canvas, verticals()[3] - width_of("支出") / 2, TOP, "支出")
        for column, text in enumerate(("编码", "名称", "基本支出", "项目支出")):
            left, right = verticals()[column], verticals()[column + 1]
            x = right - 4 - width_of(text) if column > 1 else left + 4
            write(canvas, x, TOP + ROW, text)
        for r, row in enumerate(ROWS[1:], start=2):
            for c, text in enumerate(row):
                place(canvas, c, r, text or "0.00")

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table)[:3] == (
        ("项目", "项目", "支出", "支出"),
        ("编码", "名称", "基本支出", "项目支出"),
        ROWS[1],
    )


def test_headings_that_only_lines_down_the_table_part(tmp_path: Path) -> None:
    """Below the headings all is ruled; under 支出 is no line, and that between its parts ends there."""

    def page(canvas: Canvas) -> None:
        ys = [TOP + 2 * ROW + 20 * at for at in range(len(ROWS))]
        for y in (TOP, *ys):
            line(canvas, verticals()[0], y, verticals()[-1], y)
        for at, x in enumerate(verticals()):
            line(canvas, x, TOP + ROW if at == 3 else TOP, x, ys[-1])
        write(canvas, verticals()[3] - width_of("支出") / 2, TOP + 5, "支出")
        for r, row in enumerate(ROWS, start=1):
            for c, text in enumerate(row):
                place(canvas, c, r, text)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == (("科目编码", "科目名称", "支出", "支出"), *ROWS)


def test_headings_that_share_a_cell_are_parted_where_a_line_begins_below_them(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 400, 82, "单位：万元")
        for y in horizontals()[:3]:
            line(canvas, verticals()[0], y, verticals()[-1], y)
        for at, x in enumerate(verticals()):
            line(canvas, x, horizontals()[at % 2], x, horizontals()[2])
        fill_in(canvas, ROWS[:2])

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == ROWS[:2]


MANY = (ROWS[0], *((str(2010100 + at), "行政运行", f"{at}.50", f"{at}.00") for at in range(24)))


def without_a_line_between_rows(canvas: Canvas) -> None:
    ys = horizontals(len(MANY))
    for x in verticals():
        line(canvas, x, ys[0], x, ys[-1])
    for y in (*ys[:2], *ys[3:]):
        line(canvas, verticals()[0], y, verticals()[-1], y)


def without_a_line_between_amounts(canvas: Canvas) -> None:
    ys = horizontals(len(MANY))
    for y in ys:
        line(canvas, verticals()[0], y, verticals()[-1], y)
    for at, x in enumerate(verticals()):
        line(canvas, x, ys[0], x, ys[4 if at == 3 else -1])
        line(canvas, x, ys[6], x, ys[-1])


@pytest.mark.parametrize("lines", [without_a_line_between_rows, without_a_line_between_amounts])
def test_amounts_that_a_missing_line_leaves_in_one_cell_are_parted(
    lines: Callable[[Canvas], None], tmp_path: Path
) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas)
        fill_in(canvas, MANY)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == MANY


def test_ruled_rows_below_headings_without_lines_are_one_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 400, 82, "单位：万元")
        write(canvas, verticals()[3] - width_of("支出") / 2, TOP - 5, "支出")
        write(canvas, verticals()[1] - width_of("项目") / 2, TOP - 5, "项目")
        for y in horizontals()[1:]:
            line(canvas, verticals()[0], y, verticals()[-1], y)
        for x in verticals():
            line(canvas, x, horizontals()[1], x, horizontals()[-1])
        fill_in(canvas)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table)[-5:] == ROWS


def test_empty_column_is_kept_for_its_heading(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        fill_in(canvas, [(*row[:2], "" if r else "事业收入", row[3] or "1.00") for r, row in enumerate(ROWS)])

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert [row[2].text for row in table.rows] == ["事业收入", "", "", "", ""]
    assert [row[3].text for row in table.rows] == ["基本支出", "1,000.00", "200.00", "1.00", "-12.30"]


def centred(canvas: Canvas, columns: tuple[int, int], row: int, text: str) -> None:
    """A heading over the middle of columns, from the first up to the last."""
    first, last = columns
    x = (verticals()[first] + verticals()[last] - width_of(text)) / 2
    write(canvas, x, TOP + row * ROW, text)


def form(canvas: Canvas, *rows: dict[tuple[int, int], str]) -> None:
    write(canvas, 400, 82, "单位：万元")
    for r, row in enumerate(rows):
        for columns, text in row.items():
            centred(canvas, columns, r, text)


GROUPS = {(0, 2): "项目", (2, 4): "本年支出"}
NAMES = {(0, 1): "编码", (1, 2): "名称"}
PARTS = {(2, 3): "合计", (3, 4): "基本支出"}


def test_form_that_nobody_filled_in_has_a_blank_row(tmp_path: Path) -> None:
    (table,) = read(made(tmp_path / "x.pdf", lambda canvas: form(canvas, GROUPS, NAMES | PARTS))).tables()
    assert texts(table) == (
        ("项目", "项目", "本年支出", "本年支出"),
        ("编码", "名称", "合计", "基本支出"),
        ("", "", "", ""),
    )


def test_total_stands_at_the_foot_of_a_form_below_blank_rows(tmp_path: Path) -> None:
    rows = (GROUPS, NAMES | PARTS, *[{}] * 6, {(1, 2): "合计"})
    document = read(made(tmp_path / "x.pdf", lambda canvas: form(canvas, *rows)))
    (table,) = document.tables()
    assert texts(table)[1:] == (("编码", "名称", "合计", "基本支出"), ("", "合计", "", ""))
    assert [paragraph.text for paragraph in document.paragraphs()] == ["单位：万元"]


def test_total_in_the_last_row_of_headings(tmp_path: Path) -> None:
    """Below the names of accounts, and level with the headings below 本年支出."""
    rows = (GROUPS, NAMES, {(0, 2): "合计"} | PARTS)
    (table,) = read(made(tmp_path / "x.pdf", lambda canvas: form(canvas, *rows))).tables()
    assert texts(table)[1:] == (
        ("编码", "名称", "本年支出", "本年支出"),
        ("", "合计", "合计", "基本支出"),
    )


def test_table_of_contents_is_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for at in range(9):
            write(canvas, LEFT, TOP + 20 * at, f"第{at + 1}项 收入支出决算表")
            write(canvas, 500, TOP + 20 * at, str(at + 1))

    document = read(made(tmp_path / "x.pdf", page))
    assert not list(document.tables())


def test_running_text_with_figures_is_text(tmp_path: Path) -> None:
    sentence = "2024年度收入总计1,234.56万元，支出总计1,234.56万元，比上年增加12.30万元。"

    def page(canvas: Canvas) -> None:
        for at in range(8):
            write(canvas, LEFT, TOP + 20 * at, sentence)

    document = read(made(tmp_path / "x.pdf", page))
    assert not list(document.tables())
    assert [line for p in document.paragraphs() for line, _ in p.lines] == [sentence] * 8
