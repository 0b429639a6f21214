"""Running text: lines joined over page breaks, characters folded, every character with its place."""

from __future__ import annotations

import pytest

from disclosures.documents.model import Cell, Document, Paragraph, Place, Table
from disclosures.final_accounts.narrative.passages import folded, passages


def printed(*paragraphs: str | tuple[str, ...] | Table) -> Document:
    """A document of paragraphs, each of one or several lines; lines are numbered through."""
    blocks: list[Paragraph | Table] = []
    number = 0
    for paragraph in paragraphs:
        if isinstance(paragraph, Table):
            blocks.append(paragraph)
            continue
        lines = (paragraph,) if isinstance(paragraph, str) else paragraph
        numbered = tuple((line, Place(line=number + at)) for at, line in enumerate(lines, 1))
        number += len(lines)
        blocks.append(Paragraph("".join(lines), numbered[0][1], numbered))
    return Document("printed", "", "text/plain", None, tuple(blocks))


def texts(*paragraphs: str | tuple[str, ...] | Table) -> list[str]:
    return [passage.text for passage in passages(printed(*paragraphs))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("支出 2,654.39 万元，占 17.41%", "支出2,654.39万元，占17.41%"),
        ("支出１，２３４．５６万元", "支出1,234.56万元"),
        ("年初预算为144万元,支出决算为142.86万元", "年初预算为144万元，支出决算为142.86万元"),
        ("(类)政府办公厅(室)", "（类）政府办公厅（室）"),
        ("共有车辆12，100万元以上设备3台", "共有车辆12，100万元以上设备3台"),
        ("泉城办 APP 服务 APP 开发", "泉城办APP服务APP开发"),
    ],
)
def test_characters_are_folded_and_blanks_dropped(line: str, expected: str) -> None:
    assert folded([(line, Place(line=1))]).text == expected


def test_a_page_break_inside_a_word_is_joined() -> None:
    assert texts("主要原因是部分项目延期付", "款，支出减少。") == ["主要原因是部分项目延期付款，支出减少。"]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("主要包括：基本工资、", "津贴补贴、奖金", 1),
        ("比上年减少5.00万元,", "主要原因是退休。", 1),
        ("主要包括：基本工资、津贴补贴", "公用经费10.00万元。", 2),
    ],
)
def test_an_author_s_paragraph_goes_on_only_where_it_ends_amid_a_sentence(
    first: str, second: str, number: int
) -> None:
    blocks = tuple(Paragraph(text, Place(paragraph=at)) for at, text in enumerate((first, second), 1))

    assert len(list(passages(Document("page", "", "text/html", None, blocks)))) == number


def test_a_page_break_inside_a_number_is_joined_and_leads_back_to_both_lines() -> None:
    (passage,) = passages(printed("其中：基本支出2,6", "54.39万元，占17.41%。"))

    assert passage.text == "其中：基本支出2,654.39万元，占17.41%。"
    assert passage.place_at(passage.text.index("2,6")).line == 1
    assert passage.place_at(passage.text.index("54.39")).line == 2


def test_a_page_number_between_the_halves_of_a_sentence_is_no_text() -> None:
    assert texts("人员经费减少，公用经", "- 12 -", "费增加。") == ["人员经费减少，公用经费增加。"]


def test_an_account_broken_after_its_brackets_goes_on() -> None:
    assert texts(
        "8、社会保障和就业支出（类）行政事业单位养老支出（款）", "机关事业单位职业年金缴费支出（项）。"
    ) == ["8、社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）。"]


def test_a_title_is_not_joined_with_what_follows() -> None:
    title, text = "一、收入支出决算总体情况说明", "2023年度收、支总计1.00万元。"

    assert texts(title, text) == [title, text]
    assert texts((title, text)) == [title, text]


def test_a_numbered_paragraph_begins_a_passage() -> None:
    assert texts("本部门无该项支出", "2.项目支出1.00万元。") == ["本部门无该项支出", "2.项目支出1.00万元。"]


def test_a_caption_of_a_chart_is_no_text() -> None:
    assert texts("图1：收入支出决算变动情况", "本年支出决算结构图", "（单位：万元）", "正文。") == ["正文。"]


def test_a_table_parts_passages() -> None:
    table = Table(((Cell("1", Place(line=2)),),), Place(line=2))

    assert texts("表前没有句号", table, "表后") == ["表前没有句号", "表后"]


def test_paragraphs_of_a_word_document_are_never_joined() -> None:
    blocks = tuple(Paragraph(text, Place(paragraph=at)) for at, text in enumerate(("没有句号", "下一段"), 1))
    document = Document("word", "", "application/msword", None, blocks)

    assert [passage.text for passage in passages(document)] == ["没有句号", "下一段"]


def test_a_part_of_a_passage_keeps_its_places() -> None:
    (passage,) = passages(printed(("第一行文字", "第二行文字。")))
    part = passage.part(5, 10)

    assert part.text == "第二行文字"
    assert part.place_at(0).line == 2
