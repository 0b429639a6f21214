"""Headings of other provinces and years, in miniature: what each column measures."""

from __future__ import annotations

import pytest

from disclosures.final_accounts.records import Side, StatementKey, Unit
from tests.disclosures.final_accounts.written import (
    amounts,
    by_code,
    statement_in,
)


def test_budget_columns_beside_the_accounts() -> None:
    statement = statement_in(
        """收入支出决算总表
金额单位：元
收入|||||支出||||
项目|行次|年初预算数|全年预算数|决算数|项目|行次|年初预算数|全年预算数|决算数
栏次||1|2|3|栏次||4|5|6
一、一般公共预算财政拨款收入|1|100.00|110.00|105.00|一、一般公共服务支出|30|1.00|2.00|3.00
本年收入合计|9|100.00|110.00|110.00|本年支出合计|60|91.00|102.00|110.00
""",
        StatementKey.INCOME_AND_EXPENDITURE,
    )
    assert statement.unit is Unit.YUAN
    assert amounts(statement.lines[0]) == {
        "initial_budget.amount": "100.00",
        "budget.amount": "110.00",
        "amount": "105.00",
    }
    assert amounts(statement.lines[1])["amount"] == "3.00"
    assert statement.lines[1].side is Side.EXPENDITURE


def test_a_third_list_by_economic_nature_has_no_side() -> None:
    statement = statement_in(
        """收入支出决算总表
单位：万元
收入|||支出|||||
项目|行次|决算数|项目(按功能分类)|行次|决算数|项目(按支出性质和经济分类)|行次|决算数
一、财政拨款收入|1|100.00|一、教育支出|30|97.00|一、基本支出|60|50.00
其中：政府性基金预算财政拨款|2|1.00|二、其他支出|31|3.00|其他支出|62|50.00
本年收入合计|9|100.00|本年支出合计|60|100.00|本年支出合计|63|100.00
用事业基金弥补收支差额|10||结余分配|61||||
上年结转和结余|11|2.00|结转下年|62|2.00|||
总计|12|102.00|总计|62|102.00|总计|64|100.00
""",
        StatementKey.INCOME_AND_EXPENDITURE,
    )
    found = {(line.side, line.item, line.code): amounts(line) for line in statement.lines if line.item}
    assert found == {
        (Side.INCOME, "fiscal_appropriation", None): {"amount": "100.00"},
        (Side.INCOME, "income_total", None): {"amount": "100.00"},
        (Side.INCOME, "use_of_non_fiscal_balance", None): {},
        (Side.INCOME, "opening_balance", None): {"amount": "2.00"},
        (Side.INCOME, "grand_total", None): {"amount": "102.00"},
        (Side.EXPENDITURE, "class", "205"): {"amount": "97.00"},
        (Side.EXPENDITURE, "class", "229"): {"amount": "3.00"},
        (Side.EXPENDITURE, "expenditure_total", None): {"amount": "100.00"},
        (Side.EXPENDITURE, "surplus_distribution", None): {},
        (Side.EXPENDITURE, "closing_balance", None): {"amount": "2.00"},
        (Side.EXPENDITURE, "grand_total", None): {"amount": "102.00"},
    }


def test_the_three_lines_under_a_balance_are_told_from_the_three_incomes() -> None:
    statement = statement_in(
        """财政拨款收入支出决算总表
单位：万元
收入||支出||||
项目|决算数|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
一、一般公共预算财政拨款|5.00|一、教育支出|6.00|6.00||
本年收入合计|5.00|本年支出合计|6.00|6.00||
年初财政拨款结转和结余|1.00|年末财政拨款结转和结余||||
一、一般公共预算财政拨款|1.00|||||
总计|6.00|总计|6.00|6.00||
""",
        StatementKey.FISCAL_APPROPRIATION,
    )
    items = [line.item for line in statement.lines if line.side is Side.INCOME]
    assert items == [
        "general_public_budget",
        "income_total",
        "opening_balance",
        "opening_general_public_budget",
        "grand_total",
    ]
    assert by_code(statement)["205"] == {"total": "6.00", "general_public_budget": "6.00"}


def test_balances_in_the_statement_of_the_general_budget() -> None:
    statement = statement_in(
        """表5 一般公共预算财政拨款支出决算表
单位：万元
项目||年初结转和结余|本年收入|本年支出|||年末结转和结余
功能分类科目编码|科目名称|||小计|基本支出|项目支出|
栏次||1|2|3|4|5|6
合计||1.00|10.00|9.00|5.00|4.00|2.00
205|教育支出|1.00|10.00|9.00|5.00|4.00|2.00
""",
        StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    )
    assert by_code(statement)["205"] == {
        "opening_balance": "1.00",
        "income": "10.00",
        "total": "9.00",
        "basic": "5.00",
        "project": "4.00",
        "closing_balance": "2.00",
    }


def test_state_capital_with_six_columns() -> None:
    statement = statement_in(
        """国有资本经营预算财政拨款收入支出决算表
单位：万元
科目编码|科目名称|年初结转和结余|本年收入|本年支出|||年末结转和结余
||||小计|基本支出|项目支出|
合计|||10.00|10.00||10.00|
""",
        StatementKey.STATE_CAPITAL,
    )
    assert by_code(statement) == {"total": {"income": "10.00", "total": "10.00", "project": "10.00"}}


def test_one_list_of_basic_expenditure_with_both_kinds_as_columns() -> None:
    statement = statement_in(
        """一般公共预算财政拨款基本支出决算表
单位：万元
经济分类科目||本年基本支出||
科目编码|科目名称|合计|人员经费|公用经费
合计||100.00|80.00|20.00
301|工资福利支出|80.00|80.00|
302|商品和服务支出|20.00||20.00
""",
        StatementKey.BASIC_EXPENDITURE,
    )
    assert by_code(statement) == {
        "total": {"amount": "100.00", "personnel": "80.00", "operating": "20.00"},
        "301": {"amount": "80.00", "personnel": "80.00"},
        "302": {"amount": "20.00", "operating": "20.00"},
    }


def test_a_column_of_which_is_not_taken_for_the_measure_and_codes_stand_before_names() -> None:
    statement = statement_in(
        """收入决算表
单位：万元
项目|本年收入合计|财政拨款收入|上级补助收入|事业收入||经营收入|附属单位上缴收入|其他收入
||||小计|其中：教育收费|||
合计|10.00|8.00||2.00|1.00|||
2050202 小学教育|10.00|8.00||2.00|1.00|||
""",
        StatementKey.INCOME,
    )
    expected = {"total": "10.00", "fiscal_appropriation": "8.00", "institutional": "2.00"}
    assert by_code(statement) == {"total": expected, "2050202": expected}
    assert statement.lines[1].label == "小学教育"


@pytest.mark.parametrize(
    "code",
    ["205|02|01", "205|2|1", "205|20502|2050201"],
    ids=["by level", "zeros lost", "down to the level"],
)
def test_codes_split_into_levels(code: str) -> None:
    statement = statement_in(
        f"""支出决算表
单位：万元
项目||||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
支出功能分类科目编码|||科目名称||||||
类|款|项|合计|9.00|9.00||||
{code}|学前教育|9.00|9.00||||
""",
        StatementKey.EXPENDITURE,
    )
    assert by_code(statement) == {
        "total": {"total": "9.00", "basic": "9.00"},
        "2050201": {"total": "9.00", "basic": "9.00"},
    }


def test_headings_printed_into_the_row_of_the_total() -> None:
    statement = statement_in(
        """政府性基金预算财政拨款收入支出决算表
单位：万元
项目||年初结转和结余|本年收入|本年支出|||年末结转和结余
科目编码|科目名称||||||
合计||||合计|基本支出|项目支出|
212|城乡社区支出||5.00|5.00||5.00|
""",
        StatementKey.GOVERNMENT_MANAGED_FUNDS,
    )
    assert by_code(statement) == {
        "total": {},
        "212": {"income": "5.00", "total": "5.00", "project": "5.00"},
    }


def test_columns_below_income_are_parts_of_it() -> None:
    statement = statement_in(
        """一般公共预算财政拨款收入支出决算表
单位：万元
项目||本年收入|||本年支出|||年末结转和结余||
科目编码|科目名称|合计|基本支出|项目支出|合计|基本支出|项目支出|合计|基本支出结转|项目支出结转和结余
合计||60.00|50.00|10.00|58.00|50.00|8.00|2.00||2.00
205|教育支出|60.00|50.00|10.00|58.00|50.00|8.00|2.00||2.00
""",
        StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    )
    expected = {"income": "60.00", "total": "58.00", "basic": "50.00", "project": "8.00"}
    assert by_code(statement)["205"] == {**expected, "closing_balance": "2.00"}
