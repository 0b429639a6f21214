"""Running text in reading order, joined over lines and pages, without what belongs to the paper."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from disclosures.documents.model import Document, Paragraph, Table
from tests.disclosures.documents.readers.pdf.drawn import fill_in, made, read, rule, width_of, write

LEFT, CHARACTERS = 80.0, 40
LEADING = 18.0


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def set_text(canvas: Canvas, top: float, *texts: str, indent: int = 2) -> float:
    """Paragraphs set as usual, the first line indented, the others full; where the next one would begin."""
    for text in texts:
        at, start = 0, indent
        while at < len(text):
            line = text[at : at + CHARACTERS - start]
            write(canvas, LEFT + 10 * start, top, line)
            at, start, top = at + len(line), 0, top + LEADING
    return top


FIRST = "部门贯彻落实党中央有关方针政策、决策部署和市委、区委有关工作要求，" * 3
SECOND = "纳入部门决算编制范围的单位包括本级、下属行政事业单位，" * 4


def test_lines_of_a_paragraph_are_joined(tmp_path: Path) -> None:
    document = read(made(tmp_path / "x.pdf", lambda canvas: set_text(canvas, 100, FIRST, SECOND)))
    assert paragraphs(document) == [FIRST, SECOND]


def test_each_line_keeps_its_place(tmp_path: Path) -> None:
    (paragraph,) = read(made(tmp_path / "x.pdf", lambda canvas: set_text(canvas, 100, FIRST))).paragraphs()
    assert "".join(text for text, _ in paragraph.lines) == FIRST
    boxes = [place.box for _, place in paragraph.lines]
    assert [box and round(box[1]) for box in boxes] == [100, 118, 136]
    assert [box and round(box[0]) for box in boxes] == [100, 80, 80]


def test_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    """Also with a page number between its halves, and a number broken by the page."""
    text = "一般公共预算财政拨款支出年初预算为1560.05万元，支出决算为" + "政" * 3 + "2,112.86万元。" + SECOND
    cut = text.index("12.86")

    def first(canvas: Canvas) -> None:
        set_text(canvas, 100, FIRST, FIRST)
        set_text(canvas, 700, text[:cut])
        write(canvas, 290, 810, "- 1 -")

    def second(canvas: Canvas) -> None:
        set_text(canvas, 80, text[cut:], indent=0)
        write(canvas, 290, 810, "- 2 -")

    assert len(text[:cut]) == CHARACTERS - 2
    document = read(made(tmp_path / "x.pdf", first, second))
    assert paragraphs(document) == [FIRST, FIRST, text]
    assert [place.page for _, place in list(document.paragraphs())[-1].lines] == [1, 2, 2, 2]


def test_headings_and_items_stand_alone(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 240, 60, "第二部分决算表", size=16)
        top = set_text(canvas, 110, "一、收入支出决算总体情况说明", FIRST, "（一）总体情况", "（二）结构情况")
        set_text(canvas, top, "1、基本支出。", "2、项目支出。")

    assert paragraphs(read(made(tmp_path / "x.pdf", page))) == [
        "第二部分决算表",
        "一、收入支出决算总体情况说明",
        FIRST,
        "（一）总体情况",
        "（二）结构情况",
        "1、基本支出。",
        "2、项目支出。",
    ]


def test_number_that_did_not_fit_on_the_line(tmp_path: Path) -> None:
    """A line ends early because what follows must not be broken; the paragraph goes on all the same."""
    start = FIRST[: CHARACTERS - 8]

    def page(canvas: Canvas) -> None:
        set_text(canvas, 60, SECOND, SECOND)
        write(canvas, LEFT + 20, 300, start)
        write(canvas, LEFT, 318, "123,449.52万元。")

    assert paragraphs(read(made(tmp_path / "x.pdf", page)))[2:] == [start + "123,449.52万元。"]


def test_tables_stand_between_the_lines_around_them(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 250, 50, "支出决算表", size=14)
        write(canvas, 420, 78, "单位：万元")
        rule(canvas)
        fill_in(canvas)
        write(canvas, 60, 210, "注：本表反映本年度各项支出情况。")

    blocks = read(made(tmp_path / "x.pdf", page)).blocks
    assert [block.text if isinstance(block, Paragraph) else type(block) for block in blocks] == [
        "支出决算表",
        "单位：万元",
        Table,
        "注：本表反映本年度各项支出情况。",
    ]


def test_page_numbers_and_running_heads_are_left_out(tmp_path: Path) -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            write(canvas, 200, 30, "某某局2024年度部门决算", size=9)
            set_text(canvas, 100, FIRST[number:])
            write(canvas, 290, 815, ("{}", "— {} —", "第 {} 页 共 5 页", "{}/5")[number % 4].format(number))

        return draw

    document = read(made(tmp_path / "x.pdf", *(page(number) for number in range(1, 6))))  # type: ignore[arg-type]
    assert "某某局" not in "".join(paragraphs(document))
    assert "".join(paragraphs(document)) == "".join(FIRST[number:] for number in range(1, 6))


def test_what_is_repeated_near_a_table_is_kept(tmp_path: Path) -> None:
    """The unit stands at one height on every page of the statements, and belongs to them."""

    def page(canvas: Canvas) -> None:
        write(canvas, 420, 88, "单位：万元")
        rule(canvas)
        fill_in(canvas)

    document = read(made(tmp_path / "x.pdf", *[page] * 5))
    assert paragraphs(document) == ["单位：万元"] * 5


def test_figure_at_the_foot_of_a_page_is_no_page_number(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        set_text(canvas, 700, FIRST)
        write(canvas, LEFT, 800, "307.82")

    assert "307.82" in "".join(paragraphs(read(made(tmp_path / "x.pdf", page))))


def test_wide_gaps_are_blanks_and_spread_letters_are_not(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100, "部门：某某局")
        write(canvas, 60 + width_of("部门：某某局") + 200, 100, "金额单位：万元")
        text = canvas.beginText(60, 700)
        text.setCharSpace(6)
        text.textLine("收入决算表")
        text.setCharSpace(0)
        canvas.drawText(text)

    assert paragraphs(read(made(tmp_path / "x.pdf", page))) == ["部门：某某局 金额单位：万元", "收入决算表"]
