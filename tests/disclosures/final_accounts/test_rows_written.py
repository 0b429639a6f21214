"""Rows over pages, wrapped, cut off or shifted: read where it is certain, unreadable where it is not."""

from __future__ import annotations

import pytest

from disclosures.final_accounts.records import StatementKey
from tests.disclosures.final_accounts.written import (
    EXPENDITURE_HEAD,
    amounts,
    by_code,
    statement_in,
)


def test_a_statement_over_pages_with_and_without_its_headings() -> None:
    statement = statement_in(
        EXPENDITURE_HEAD
        + """合计||10.00|8.00|2.00|||

— 5 —

205|教育支出|10.00|8.00|2.00|||
20502|普通教育|10.00|8.00|2.00|||
项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
科目编码|科目名称||||||
栏次||1|2|3|4|5|6
2050202|小学教育|10.00|8.00|2.00|||

支出决算表（续）

2050203|初中教育|10.00|8.00|2.00|||
注：本表反映部门本年度各项支出情况。

一、支出决算情况说明。今年支出增加，合计100万元。

项目|支出|收入|1|2|3|4|5
205|教育支出|10.00|8.00|2.00|||
""",
        StatementKey.EXPENDITURE,
    )
    assert list(by_code(statement)) == ["total", "205", "20502", "2050202", "2050203"]
    assert [text for text, _ in statement.notes] == ["注：本表反映部门本年度各项支出情况。"]
    assert not statement.problems


def test_a_name_wrapped_into_a_row_of_its_own() -> None:
    statement = statement_in(
        EXPENDITURE_HEAD
        + """2080505|机关事业单位基本养老保险|1.00|1.00||||
|缴费支出||||||
合计||1.00|1.00||||
""",
        StatementKey.EXPENDITURE,
    )
    assert [line.label for line in statement.lines] == ["机关事业单位基本养老保险缴费支出", "合计"]


def test_names_of_a_two_sided_statement_wrapped_into_rows_of_their_own() -> None:
    statement = statement_in(
        """收入支出决算总表
单位：万元
收入||支出|
项目|决算数|项目|决算数
二、政府性基金预算财政拨|1.00|七、文化旅游体育与传媒支|2.00
款收入||出|
三、其他收入||八、社会保障和就业支出|
|||
""",
        StatementKey.INCOME_AND_EXPENDITURE,
    )
    found = [(line.label, line.item, line.code) for line in statement.lines]
    assert found == [
        ("二、政府性基金预算财政拨款收入", "government_managed_funds", None),
        ("七、文化旅游体育与传媒支出", "class", "207"),
        ("三、其他收入", "other", None),
        ("八、社会保障和就业支出", "class", "208"),
    ]


def test_a_name_wrapped_in_one_of_two_blocks() -> None:
    statement = statement_in(
        """一般公共预算财政拨款基本支出决算表
单位：万元
科目编码|科目名称|决算数|科目编码|科目名称|决算数
30108|机关事业单位基本养老|1.00|30201|办公费|2.00
|保险缴费||||
人员经费合计||1.00|公用经费合计||2.00
""",
        StatementKey.BASIC_EXPENDITURE,
    )
    assert [line.label for line in statement.lines] == [
        "机关事业单位基本养老保险缴费",
        "办公费",
        "人员经费合计",
        "公用经费合计",
    ]


def test_blanks_cut_off_at_the_end_of_lines() -> None:
    statement = statement_in(
        """支出决算表
单位：万元
项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
科目编码|科目名称
合计||10.00|8.00|2.00
205|教育支出|10.00|8.00|2.00
2050202|小学教育|10.00||10.00
""",
        StatementKey.EXPENDITURE,
    )
    assert by_code(statement)["2050202"] == {"total": "10.00", "project": "10.00"}
    assert {f.amount.state for f in statement.lines[0].figures[3:]} == {"blank"}


UNREADABLE = dict.fromkeys(("total", "basic", "project", "to_superiors", "business", "to_affiliates"), "?")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("20502|10.00|8.00|2.00||||", "20502"),
        ("20502|普通教育|10.00|8.00|2.00", "20502"),
        ("20502|普通|教育|10.00|8.00|2.00|||", "20502"),
        ("||20502|普通教育|10.00|8.00|2.00|", "20502"),
        ("20502|普通教育|10.00|8.00|2.00||||5.00", "20502"),
        ("20502|普通教育|10.00||8.00|2.00|||", "20502"),
    ],
    ids=[
        "name lost",
        "cells lost",
        "name in two cells",
        "moved right",
        "a cell too many",
        "a blank too many",
    ],
)
def test_a_row_that_is_not_under_its_headings_is_unreadable(row: str, code: str) -> None:
    statement = statement_in(
        EXPENDITURE_HEAD + f"合计||10.00|8.00|2.00|||\n{row}\n205|教育支出|10.00|8.00|2.00|||\n",
        StatementKey.EXPENDITURE,
    )
    assert by_code(statement)[code] == UNREADABLE
    assert by_code(statement)["205"] == {"total": "10.00", "basic": "8.00", "project": "2.00"}
    assert [problem.code for problem in statement.problems] == ["row_not_aligned"]


def test_surplus_blanks_of_every_row_move_nothing() -> None:
    head = "\n".join(line + "||" * ("|" in line) for line in EXPENDITURE_HEAD.split("\n"))
    statement = statement_in(
        head + "合计||10.00|8.00|2.00|||||\n||205|教育支出|10.00|8.00|2.00|||\n", StatementKey.EXPENDITURE
    )
    expected = {"total": "10.00", "basic": "8.00", "project": "2.00"}
    assert by_code(statement) == {"total": expected, "205": expected}


def test_a_surplus_blank_after_a_full_row_moves_nothing() -> None:
    statement = statement_in(
        EXPENDITURE_HEAD + "合计||10.00|8.00|2.00|0|0|0|\n205|教育支出|10.00|8.00|2.00|||\n",
        StatementKey.EXPENDITURE,
    )
    assert by_code(statement)["total"]["to_affiliates"] == "0"


def test_a_column_whose_heading_is_garbled_is_unreadable_not_shifted() -> None:
    statement = statement_in(
        """支出决算表
单位：万元
项目||本年支出合计|基本支出|顶曰芰岀|上缴上级支出|经营支出|对附属单位补助支出
科目编码|科目名称||||||
合计||10.00|8.00|2.00|||
""",
        StatementKey.EXPENDITURE,
    )
    assert amounts(statement.lines[0]) == {"total": "10.00", "basic": "8.00", "project": "?"}
    assert "顶曰芰岀" in statement.problems[0].zh


def test_a_statement_cut_in_the_middle_keeps_what_is_there() -> None:
    statement = statement_in(
        EXPENDITURE_HEAD + "合计||10.00|8.00|2.00|||\n205|教育支出|10.00|8.", StatementKey.EXPENDITURE
    )
    assert by_code(statement)["total"] == {"total": "10.00", "basic": "8.00", "project": "2.00"}
    assert by_code(statement)["205"] == UNREADABLE


def test_columns_too_narrow_for_their_amounts() -> None:
    statement = statement_in(EXPENDITURE_HEAD + "合计||#####|8.00|2.00|-|—|0\n", StatementKey.EXPENDITURE)
    states = [figure.amount.state for figure in statement.lines[0].figures]
    assert states == ["unreadable", "value", "value", "dash", "dash", "value"]
