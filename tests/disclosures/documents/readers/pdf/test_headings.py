"""Headings of an unruled table stand over the columns they are centred on."""

from __future__ import annotations

from disclosures.documents.readers.pdf.aligned import Interval, TextLine
from disclosures.documents.readers.pdf.drawing import Edge
from disclosures.documents.readers.pdf.headings import headings_in, paths_of, spans_of
from disclosures.documents.readers.pdf.rules import Rules
from tests.disclosures.documents.readers.pdf.lines import line


def paths(columns: list[Interval], lines: list[TextLine], rules: Rules | None = None) -> list[str]:
    """The headings of each column from the outermost in, as they would be read."""
    rules = rules or Rules()
    headings = headings_in(lines, rules)
    walls = [edge.at for edge in rules.down]
    found = paths_of(len(columns), headings, spans_of(columns, headings, rules, walls))
    texts = ["".join(segment.text for segment in heading.segments) for heading in headings]
    return ["/".join(texts[i] for i in path) for path in found]


def test_a_wrapped_heading_is_one() -> None:
    lines = [line(80, (0, "年初结转")), line(90, (10, "结余"))]
    assert [len(heading.segments) for heading in headings_in(lines)] == [2]


def test_the_numbers_of_columns_are_no_rest_of_a_heading() -> None:
    lines = [line(80, (0, "项")), line(92, (0, "栏次"), (50, "1"), (100, "2"), (150, "3"))]
    assert len(headings_in(lines)[0].segments) == 1


def test_a_line_drawn_between_two_headings_parts_them() -> None:
    lines = [line(80, (0, "支出")), line(92, (0, "项目"))]
    assert len(headings_in(lines)) == 1
    assert len(headings_in(lines, Rules(across=[Edge(86, -5, 25)]))) == 2


def test_a_heading_over_the_middle_of_three_columns() -> None:
    columns = [(0.0, 40.0), (60.0, 80.0), (100.0, 120.0), (140.0, 160.0)]
    lines = [
        line(80, (90, "本年支出")),
        line(100, (0, "科目名称"), (60, "合计"), (100, "基本"), (140, "项目")),
    ]
    assert paths(columns, lines) == ["科目名称", "本年支出/合计", "本年支出/基本", "本年支出/项目"]


def test_headings_on_uneven_heights_never_cross() -> None:
    """小计 is higher than 购置费 beside it, both are off the middle of their columns; 预算数 and 决算数 are
    never parted."""
    columns = [(50.0 * at, 50.0 * at + 30) for at in range(6)]
    lines = [
        line(80, (125, "公务用车")),
        line(100, (40, "小计"), (250, "运行费")),
        line(113, (150, "购置费")),
        line(135, *((50.0 * at, "决算数" if at % 2 else "预算数") for at in range(6))),
    ]
    assert paths(columns, lines) == [
        f"公务用车/{item}/{phase}" for item in ("小计", "购置费", "运行费") for phase in ("预算数", "决算数")
    ]


def test_lines_drawn_beside_a_heading_say_what_it_stands_over() -> None:
    """Though it is centred on one column."""
    columns = [(0.0, 40.0), (60.0, 100.0), (120.0, 160.0)]
    lines = [line(80, (70, "支出")), line(100, (0, "合计"), (60, "基本"), (120, "项目"))]
    rules = Rules(down=[Edge(at, 90, 300) for at in (50, 110)] + [Edge(at, 70, 300) for at in (-10, 170)])
    assert paths(columns, lines, rules) == ["支出/合计", "支出/基本", "支出/项目"]


def test_lines_beside_several_headings_frame_none_of_them() -> None:
    """Those between them are missing, at this height."""
    columns = [(0.0, 40.0), (60.0, 100.0), (120.0, 160.0)]
    lines = [line(80, (0, "合计"), (60, "基本"), (120, "项目"))]
    rules = Rules(down=[Edge(at, 90, 300) for at in (50, 110)] + [Edge(at, 70, 300) for at in (-10, 170)])
    assert paths(columns, lines, rules) == ["合计", "基本", "项目"]
