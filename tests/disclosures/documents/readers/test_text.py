from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import DEFAULT_LIMITS
from disclosures.documents.model import Document, Paragraph, Place, Table
from disclosures.documents.readers import text as reader

DISCLOSURE = "2022年度\n某某市教育局部门决算\n\n收入\t支出\n一、教育支出\t1,234.50\n"


def read(text: str) -> Document:
    return reader.read_text(text, name="a.txt", sha256="")


def tables(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in read(text).tables()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DISCLOSURE.encode(encoding))
    assert reader.recognises(path.read_bytes()[:64], path) > 0
    document = reader.read(path, name="a.txt", sha256="", limits=DEFAULT_LIMITS)
    assert document.blocks == read(DISCLOSURE).blocks


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_inside_a_character_is_read_up_to_there(encoding: str, cut: int) -> None:
    content = "某某市教育局".encode(encoding)[:-cut]
    assert reader.decode(content).startswith("某某市教育")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    binary = bytes(range(256)) * 4
    assert reader.recognises(binary, tmp_path) == 0
    with pytest.raises(Unreadable) as refused:
        reader.decode(b"\x01\x02\x03\xff\xff" * 50)
    assert refused.value.code is UnreadableCode.CORRUPT
    assert "UTF-8" in refused.value.zh


def test_every_cell_knows_its_line_and_field() -> None:
    (table,) = read(DISCLOSURE).tables()
    assert table.place == Place(line=4)
    assert [cell.place for cell in table.rows[1]] == [Place(line=5, field=1), Place(line=5, field=2)]
    assert [(cell.row, cell.column) for cell in table.rows[1]] == [(1, 0), (1, 1)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(newline: str) -> None:
    document = read(newline.join(["甲", "", "乙\x0c", "", "丙\t1"]))
    assert [block.place.line for block in document.blocks] == [1, 3, 5]


def test_a_line_without_tabs_ends_a_table() -> None:
    assert tables("a\t1\nb\t2\n\nc\t3\nd\ne\t4") == [[["a", "1"], ["b", "2"]], [["c", "3"]], [["e", "4"]]]


def test_a_row_of_blanks_belongs_to_its_table() -> None:
    assert tables("a\tb\n\t\nc\td") == [[["a", "b"], ["", ""], ["c", "d"]]]


def test_wrapped_lines_are_one_paragraph_with_the_way_back() -> None:
    (paragraph,) = read("济南市大数据局部门决\n算").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "济南市大数据局部门决算"
    assert paragraph.lines == (("济南市大数据局部门决", Place(line=1)), ("算", Place(line=2)))


def test_words_of_other_scripts_keep_their_blank() -> None:
    (paragraph,) = read("open\ndata").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "open data"


def test_items_of_a_list_are_paragraphs_of_their_own() -> None:
    assert len(read("1. 市大数据局本级；\n2. 市大数据中心。\n注：本表无数据。").blocks) == 3


def test_a_number_at_the_start_of_a_line_begins_no_list() -> None:
    assert len(read("其中：基本支出\n2.97万元，占 17%。").blocks) == 1


def test_remnants_of_markup_stay_text() -> None:
    assert tables(r"\begin{tabular} $\geq$ <b>注</b> <table") == []


def test_a_marked_up_table_has_its_merged_cells() -> None:
    text = (
        "前文<table><tr><td rowspan=2>项目</td><td colspan='2'>支出</td></tr>"
        "<tr><td>基本</td><td>1&lt;2<br>3</td></tr></table>后文"
    )
    before, table, after = read("\n" + text).blocks
    assert isinstance(before, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(after, Paragraph)
    assert (before.text, after.text) == ("前文", "后文")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目", "支出", "支出"],
        ["项目", "基本", "1<2\n3"],
    ]
    assert table.rows[0][1] is table.rows[0][2]
    assert (table.rows[0][0].row_span, table.rows[0][1].column_span) == (2, 2)
    assert table.rows[1][2].place == Place(line=2, field=4)


def test_blank_lines_above_a_paragraph_are_counted() -> None:
    document = read("\n合计\n1.00\n\n  \n201\n\na\tb\n外交支出")
    assert [(p.text, p.blanks) for p in document.paragraphs()] == [
        ("合计1.00", 1),
        ("201", 2),
        ("外交支出", 0),
    ]


def test_two_marked_up_tables_over_several_lines() -> None:
    text = "<table>\n<tr><td>a</td></tr>\n</table> <table><tr><td>b</td></tr></table>"
    first, second = read(text).tables()
    assert first.rows[0][0].place == Place(line=2, field=1)
    assert second.rows[0][0].place == Place(line=3, field=1)


def test_a_piped_table_without_its_rule() -> None:
    assert tables("| 项目 | 金额 |\n|---|:--:|\n| 合计 | 1.00 |") == [[["项目", "金额"], ["合计", "1.00"]]]


@given(st.lists(st.lists(st.text("甲乙1,.", max_size=4), min_size=2, max_size=5), min_size=1, max_size=8))
def test_no_cell_is_lost(rows: list[list[str]]) -> None:
    rows = [["x", *row] for row in rows]
    assert tables("\n".join("\t".join(row) for row in rows)) == [rows]
