"""Which table is which statement: by its title, its sheet or its headings."""

from __future__ import annotations

from disclosures.documents.model import Cell, Document, Place, Table
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import StatementKey
from tests.disclosures.final_accounts.written import (
    COVER,
    EXPENDITURE_HEAD,
    accounts_in,
    by_code,
    statement_in,
)


def test_a_workbook_without_titles_has_them_as_names_of_its_sheets() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["205", "教育支出", "9.00", "5.00", "4.00"],
    ]
    sheet = "C06 一般公共预算财政拨款支出决算表"
    table = Table(
        tuple(
            tuple(
                Cell(text, Place(sheet=sheet, cell=f"{'ABCDE'[c]}{r + 1}"), r, c)
                for c, text in enumerate(row)
            )
            for r, row in enumerate(rows)
        ),
        Place(sheet=sheet),
    )
    accounts = extract_final_accounts(Document("a.xlsx", "", "", None, (table,)))
    (statement,) = accounts.statements
    assert (statement.key, statement.title) == (
        StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
        "一般公共预算财政拨款支出决算表",
    )
    assert statement.lines[0].figures[0].place.cell == "C2"


def test_a_statement_without_a_title_is_known_by_headings_no_other_has() -> None:
    text = EXPENDITURE_HEAD.replace("支出决算表\n", "") + "合计||10.00|8.00|2.00|||\n"
    assert statement_in(text, StatementKey.EXPENDITURE).title == ""


def test_a_table_with_another_title_is_left_alone() -> None:
    text = EXPENDITURE_HEAD + "合计||10.00|8.00|2.00|||\n"
    accounts = accounts_in(COVER + text + "\n" + text.replace("支出决算表", "政府购买服务支出情况表", 1))
    assert [statement.title for statement in accounts.statements] == ["支出决算表"]
    assert len(accounts.statements[0].lines) == 1


def test_contents_and_narrative_are_no_titles() -> None:
    text = """目 录
一、支出决算表
二、财政拨款“三公”经费支出决算表......9
第三部分 2023年度部门决算情况说明

第一部分 某某市教育局概况
详见支出决算表，主要职责如下。

"""
    accounts = accounts_in(COVER + text + EXPENDITURE_HEAD + "合计||10.00|8.00|2.00|||\n")
    (statement,) = accounts.statements
    assert statement.place.line == len((COVER + text).split("\n"))


FUNCTIONAL_HEAD = """单位：万元
项目||合计|基本支出|项目支出
科目编码|科目名称|||
"""


def test_the_table_of_all_appropriations_is_not_the_statement_of_one_budget() -> None:
    accounts = accounts_in(
        COVER
        + f"""财政拨款支出决算表（功能科目）
{FUNCTIONAL_HEAD}合计||90.00|50.00|40.00
205|教育支出|50.00|50.00|
212|城乡社区支出|40.00||40.00

一般公共预算财政拨款支出决算表（功能科目）
{FUNCTIONAL_HEAD}合计||50.00|50.00|
205|教育支出|50.00|50.00|
"""
    )
    statement = accounts.statement(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE)
    assert statement is not None
    assert by_code(statement)["total"] == {"total": "50.00", "basic": "50.00"}
    assert accounts.contradictions == ()


def test_headings_alone_are_no_empty_statement_of_accounts() -> None:
    """A page break left them; what stands on the next page is not known to belong to them."""
    other = "收入决算表\n单位：万元\n科目编码|科目名称|本年收入合计|财政拨款收入\n205|教育支出|9.00|9.00\n\n"
    accounts = accounts_in(COVER + EXPENDITURE_HEAD + "\n" + other)
    assert StatementKey.EXPENDITURE not in {statement.key for statement in accounts.statements}
