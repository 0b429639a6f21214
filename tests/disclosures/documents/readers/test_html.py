"""Web pages, in the encodings and with the tables that publishers' sites have."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.documents.model import Document, Paragraph, Place
from disclosures.documents.read import read_document

TABLE = "<table><tr><td>科目编码</td><td>合计</td></tr><tr><td>201</td><td>1.00</td></tr></table>"


def read(page: str | bytes, folder: Path) -> Document:
    file = folder / "x"
    file.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_document(file, name="x")


def texts(document: Document) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
    ],
)
def test_a_page_is_decoded_also_where_its_charset_is_wrong(
    declared: str, encoding: str, tmp_path: Path
) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head>'
    assert texts(read(f"{page}<p>部门决算，㐀</p></html>".encode(encoding), tmp_path)) == ["部门决算，㐀"]


def test_a_page_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert texts(read("<html><p>决算</p></html>".encode("utf-16"), tmp_path)) == ["决算"]


def test_what_is_not_seen_is_not_read(tmp_path: Path) -> None:
    page = (
        "<html><head><title>题</title><style>p{}</style></head><body><script>var a='<table>';</script>"
        '<!-- 注 --><p style="display: none">隐</p><p hidden>藏</p><noscript>无</noscript><p>正文</p></body>'
        "</html>"
    )
    assert texts(read(page, tmp_path)) == ["正文"]


def test_paragraphs_end_where_a_block_or_a_line_does(tmp_path: Path) -> None:
    page = "<html><div>一、<b>总体</b>情况<br>第二行<div>内</div>外</div><pre>甲\n乙</pre></html>"
    document = read(page, tmp_path)
    assert texts(document) == ["一、总体情况", "第二行", "内", "外", "甲", "乙"]
    assert [block.place for block in document.blocks][:2] == [Place(paragraph=1), Place(paragraph=2)]


@pytest.mark.parametrize(
    ("between", "blanks"),
    [
        ("", 0),
        ("<p>&nbsp;</p>", 1),
        ("<p><br></p><div>\n</div>", 2),
        ("<br>", 1),
        ("<hr><p><img src='x'></p><script>1</script>", 0),
    ],
)
def test_blank_elements_above_a_paragraph_are_counted(between: str, blanks: int, tmp_path: Path) -> None:
    page = read(f"<html><div><p>合计</p>{between}<p>1.00</p></div></html>", tmp_path)
    assert [p.blanks for p in page.paragraphs()] == [0, blanks]


def test_blank_lines_between_line_breaks_are_counted(tmp_path: Path) -> None:
    page = read("<html><p>合计<br><span>1.00</span><br><br>2.00<br></p><p>201</p></html>", tmp_path)
    assert [(p.text, p.blanks) for p in page.paragraphs()] == [
        ("合计", 0),
        ("1.00", 0),
        ("2.00", 1),
        ("201", 0),
    ]


def test_spans_are_laid_out_as_a_browser_does(tmp_path: Path) -> None:
    page = (
        "<html><table><tr><td rowspan=2>项目</td><td colspan=2>本年支出</td></tr>"
        "<tr><td>基本</td><td>项目</td></tr><tr><td rowspan=0>201</td><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr></table></html>"
    )
    (table,) = (document := read(page, tmp_path)).tables()
    assert texts(document) == [
        [["项目", "本年支出", "本年支出"], ["项目", "基本", "项目"], ["201", "1", "2"], ["201", "3", "4"]]
    ]
    assert table.rows[0][0] is table.rows[1][0]
    assert table.rows[3][1].place == Place(table=1, row=4, column=2)


def test_a_cell_set_on_lines_of_its_own_is_one_cell(tmp_path: Path) -> None:
    page = (
        "<html><table><tr><td>\n  基本\n 支出 \n</td>\n<td>\n&nbsp;1,504.48\u200b\n</td></tr></table></html>"
    )
    assert texts(read(page, tmp_path)) == [[["基本 支出", "1,504.48"]]]


def test_lines_in_a_cell_are_kept(tmp_path: Path) -> None:
    page = "<html><table><tr><td><p>公务用车</p><p>购置费</p></td><td>附属<br/>单位</td></tr></table></html>"
    assert texts(read(page, tmp_path)) == [[["公务用车\n购置费", "附属\n单位"]]]


def test_a_table_for_the_layout_gives_way_to_what_is_in_it(tmp_path: Path) -> None:
    page = f"<html><table><tr><td>导航</td><td><p>支出决算表</p>{TABLE}</td></tr></table></html>"
    assert texts(read(page, tmp_path)) == ["导航", "支出决算表", [["科目编码", "合计"], ["201", "1.00"]]]


def test_a_page_saved_by_excel_under_its_name_is_a_page(tmp_path: Path) -> None:
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"></head><body>'
        "<table><tr><td colspan=2>支出决算表</td></tr><tr><td>编制单位：某局</td><td>单位：元</td></tr>"
        f"{TABLE[7:-8]}</table></body></html>"
    ).encode("gb18030")
    document = read(page, tmp_path)
    assert texts(document)[:3] == ["支出决算表", "编制单位：某局", "单位：元"]
    assert document.blocks[0].place == Place(table=1, row=1, column=1)


def test_a_page_packed_with_its_pictures(tmp_path: Path) -> None:
    page = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"<html><p>决算</p>{TABLE}</html>\r\n--x--\r\n"
    )
    assert texts(read(page, tmp_path)) == ["决算", [["科目编码", "合计"], ["201", "1.00"]]]
