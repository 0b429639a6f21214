"""Statements of one line a cell, in miniature. `|` parts the lines, `.` is a blank one."""

from __future__ import annotations

import pytest

from disclosures.documents.errors import Unreadable
from disclosures.documents.model import Document, Paragraph
from disclosures.documents.readers.text import read_text
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.flattened import with_tables
from disclosures.final_accounts.records import Side, StatementKey
from tests.disclosures.final_accounts.written import COVER, amounts, by_code

SPENT = (
    "支出决算表|单位：万元|科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|"
    "对附属单位补助支出"
)
OVERALL = "收入支出决算总表|金额单位：元|收入|支出|项目|行次|金额|项目|行次|金额"


def _document(cells: str) -> Document:
    lines = ["" if cell == "." else cell for cell in cells.split("|")]
    return read_text(COVER + "\n".join(lines) + "\n", name="x", sha256="")


def _spent(cells: str) -> dict[str | None, dict[str, str]]:
    statement = extract_final_accounts(_document(f"{SPENT}|{cells}")).statement(StatementKey.EXPENDITURE)
    assert statement is not None
    return by_code(statement)


def test_a_row_with_all_its_amounts_is_certain_and_a_shorter_one_is_not() -> None:
    read = _spent("合计|9|5|4|0|0|0|201|一般公共服务支出|9|5|4|注：无")
    assert read["total"]["project"] == "4"
    assert set(read["201"].values()) == {"?"}


def test_a_row_without_any_amount_has_blanks() -> None:
    assert _spent("合计|9|5|4|0|0|0|201|一般公共服务支出|20101|人大事务|9|5|4|0|0|0|注：无")["201"] == {}


def test_blank_lines_amid_rows_are_blank_cells() -> None:
    rows = "合计|9|5|4|.|.|.|201|一般公共服务支出|9|.|4|.|.|5|20101|人大事务|9|.|4|.|.|5|注：无"
    assert _spent(rows)["201"] == {"total": "9", "project": "4", "to_affiliates": "5"}


def test_blank_lines_that_only_end_rows_are_no_cells() -> None:
    """A column that is blank throughout is lost; one line behind each row makes up for it in number only."""
    rows = "合计|9|4|1|1|1|.|201|一般公共服务支出|9|4|1|1|1|.|20101|人大事务|9|4|1|1|1|.|注：无"
    assert set(_spent(rows)["201"].values()) == {"?"}


def test_a_number_that_may_be_of_the_page_is_no_certain_amount() -> None:
    rows = (
        "合计|9.5|5.5|4.0|0.0|0.0|0.0|201|一般公共服务支出|9.5|5.5|4.0|0.0|0.0|12|20101|人大事务|9.5|注：无"
    )
    read = _spent(rows)
    assert read["total"]["to_affiliates"] == "0.0"
    assert set(read["201"].values()) == {"?"}


def test_headings_and_column_numbers_again_are_no_row() -> None:
    head = SPENT.partition("单位：万元|")[2] + "|栏次|1|2|3|4|5|6"
    first, second = "201|一般公共服务支出|9|5|4|0|0|0", "20101|人大事务|9|5|4|0|0|0"
    document = _document(f"支出决算表|单位：万元|{head}|{first}|{head}|{second}|注：无")
    statement = extract_final_accounts(document).statement(StatementKey.EXPENDITURE)
    assert statement is not None
    assert [line.code for line in statement.lines] == ["201", "20101"]


def test_line_numbers_tell_the_side_of_a_line() -> None:
    rows = "一、财政拨款收入|1|7|一、一般公共服务支出|3|6|2|八、社会保障和就业支出|4|5|注：无"
    statement = extract_final_accounts(_document(f"{OVERALL}|{rows}")).statement(
        StatementKey.INCOME_AND_EXPENDITURE
    )
    assert statement is not None
    found = {(line.side, line.line_number): amounts(line) for line in statement.lines}
    assert found == {
        (Side.INCOME, "1"): {"amount": "7"},
        (Side.EXPENDITURE, "3"): {"amount": "6"},
        (Side.INCOME, "2"): {},
        (Side.EXPENDITURE, "4"): {"amount": "5"},
    }


@pytest.mark.parametrize(
    "rows",
    [
        "合计|9|5|4|0|0|0|0|201|一般公共服务支出|9|5|4|0|0|0",
        "201|一般公共服务支出|9|5|201|外交支出|9|5|4|0|0|0",
        "合计|9|5|4|0|0|0|其他|9|5|4|0|0|0",
    ],
    ids=["more amounts than columns", "a code twice", "a line of no kind"],
)
def test_what_does_not_fit_is_not_read_and_said_so(rows: str) -> None:
    document = _document(f"{SPENT}|{rows}|注：无")
    assert [note.code for note in with_tables(document).notes] == ["columns_not_proven"]
    with pytest.raises(Unreadable, match="cell by cell"):
        extract_final_accounts(document)


def test_an_amount_that_may_be_a_line_number_leaves_the_statement_unread() -> None:
    rows = "一、财政拨款收入|1|7|一、一般公共服务支出|3|2|2|八、社会保障和就业支出|4|5|注：无"
    notes = with_tables(_document(f"{OVERALL}|{rows}")).notes
    assert [note.code for note in notes] == ["columns_not_proven"]


def test_what_is_no_statement_stays_as_it_is() -> None:
    document = _document("支出决算表|单位：万元|本部门支出情况如下。|基本支出|5|项目支出|4")
    assert with_tables(document) is document


def test_the_lines_around_a_statement_stay_where_they_are() -> None:
    document = _document(f"{SPENT}|合计|9|5|4|0|0|0|注：本表反映支出。|第三部分 情况说明|支出9万元。")
    texts = [line for b in with_tables(document).blocks if isinstance(b, Paragraph) for line, _ in b.lines]
    assert texts[-5:] == [
        "支出决算表",
        "单位：万元",
        "注：本表反映支出。",
        "第三部分 情况说明",
        "支出9万元。",
    ]
