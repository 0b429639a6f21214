"""Layouts of other provinces and years, in miniature."""

from __future__ import annotations

import pytest

from disclosures.documents.model import Cell, Document, Place, Table
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import Side, StatementKey, Unit
from tests.disclosures.final_accounts.written import COVER, accounts_in, amounts, by_code, statement_in

EXPENDITURE_HEAD = """支出决算表
单位：万元
项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
科目编码|科目名称||||||
"""


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


THREE_PUBLIC = {
    "budget.total": "15.00",
    "actual.total": "12.50",
    "budget.overseas": "5.00",
    "actual.overseas": "4.00",
    "budget.vehicles": "6.00",
    "actual.vehicles": "5.50",
    "budget.vehicle_operation": "6.00",
    "actual.vehicle_operation": "5.50",
    "budget.reception": "4.00",
    "actual.reception": "3.00",
}
BY_ITEM = """财政拨款“三公”经费支出决算表
编制单位：某某市教育局||2023年度|金额单位：万元
项目|行次|预算数|决算数
栏次||1|2
一、“三公”经费支出|1|—|—
（一）支出合计|2|15.00|12.50
1．因公出国（境）费|3|5.00|4.00
2．公务用车购置及运行维护费|4|6.00|5.50
（1）公务用车购置费|5||
（2）公务用车运行维护费|6|6.00|5.50
3．公务接待费|7|4.00|3.00
（1）国内接待费|8|—|3.00
（二）相关统计数|10|—|—
1．因公出国（境）团组数（个）|11|—|2
二、机关运行经费|20|—|88.00
"""
BY_PHASE = """2023年度“三公”经费支出决算表
单位：万元
项目|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
|||小计|公务用车购置费|公务用车运行费|
预算数|15.00|5.00|6.00||6.00|4.00
决算数|12.50|4.00|5.50||5.50|3.00
"""
BY_DEPARTMENT = """一般公共预算财政拨款“三公”经费支出决算表
单位：万元
单位名称|2023年度预算数||||||2023年度决算数|||||
|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
|||小计|公务用车购置费|公务用车运行费||||小计|公务用车购置费|公务用车运行费|
某某市教育局|15.00|5.00|6.00||6.00|4.00|12.50|4.00|5.50||5.50|3.00
"""
ALTERNATING = """“三公”经费财政拨款支出决算表
单位：万元
合计||因公出国（境）费||公务用车购置及运行维护费||||||公务接待费|
||||小计||公务用车购置费||公务用车运行维护费|||
预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
15.00|12.50|5.00|4.00|6.00|5.50|||6.00|5.50|4.00|3.00
"""
TWO_GRIDS = """一般公共预算财政拨款“三公”经费支出决算表

单位：万元

2023年度预算数

合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费|
15.00|5.00|6.00||6.00|4.00

2023年度决算数

合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费|
12.50|4.00|5.50||5.50|3.00
"""
BESIDE_OTHERS = """机构运行信息表
金额单位：万元
项目|预算数|决算数|项目|决算数
一、“三公”经费支出|—|—|二、机关运行经费|88.00
（一）支出合计|15.00|12.50|（一）行政单位|88.00
1.因公出国（境）费|5.00|4.00|三、国有资产占用情况|—
2.公务用车购置及运行维护费|6.00|5.50|（一）车辆数合计（辆）|3
（1）公务用车购置费|||四、政府采购支出信息|—
（2）公务用车运行维护费|6.00|5.50|（一）政府采购支出合计|40.00
3.公务接待费|4.00|3.00|1.政府采购货物支出|40.00
4.公务用车保有量（辆）|—|3||
"""


@pytest.mark.parametrize("text", [BY_ITEM, BY_PHASE, BY_DEPARTMENT, ALTERNATING, TWO_GRIDS, BESIDE_OTHERS])
def test_three_public_expenses_however_nested(text: str) -> None:
    (line,) = statement_in(text, StatementKey.THREE_PUBLIC_EXPENSES).lines
    found = {measure: text for measure, text in amounts(line).items() if text != "—"}
    assert found == THREE_PUBLIC


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


def test_column_numbers_are_no_amounts_even_with_one_unreadable() -> None:
    text = ALTERNATING.replace("15.00|12.50", "1|2|#####|4|5|6|7|8|9|10|11|12\n15.00|12.50")
    (line,) = statement_in(text, StatementKey.THREE_PUBLIC_EXPENSES).lines
    assert amounts(line) == THREE_PUBLIC


def test_headings_that_have_lost_a_cell_leave_no_amounts() -> None:
    text = ALTERNATING.replace("预算数|决算数|预算数", "预算数|预算数", 1)
    statement = statement_in(text, StatementKey.THREE_PUBLIC_EXPENSES)
    assert {figure.amount.state for figure in statement.lines[0].figures} <= {"unreadable", "blank"}
    assert "headings_not_aligned" in [problem.code for problem in statement.problems]


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


def test_no_unit_anywhere_leaves_no_amounts() -> None:
    statement = statement_in(
        EXPENDITURE_HEAD.replace("单位：万元\n", "") + "合计||10.00|8.00|2.00|||\n", StatementKey.EXPENDITURE
    )
    assert amounts(statement.lines[0])["total"] == "10.00?"
    assert [problem.code for problem in statement.problems] == ["unit_not_found"]


@pytest.mark.parametrize(("printed", "unit"), [("万元", Unit.WAN_YUAN), ("元", Unit.YUAN)])
def test_the_unit_in_which_the_narrative_quotes_the_same_amounts(printed: str, unit: Unit) -> None:
    statement = statement_in(
        EXPENDITURE_HEAD.replace("单位：万元\n", "")
        + f"合计||1,234.50|1,234.50||||\n\n支出合计1234.5{printed}，其中：基本支出1,234.50{printed}。",
        StatementKey.EXPENDITURE,
    )
    assert statement.unit is unit
    assert statement.unit_text is None
    assert amounts(statement.lines[0])["total"] == "1,234.50"


def test_the_unit_in_the_headings() -> None:
    statement = statement_in(
        """收入支出决算总表
收入||支出|
项目|金额（元）|项目|金额（元）
一、其他收入|5.00|一、教育支出|5.00
""",
        StatementKey.INCOME_AND_EXPENDITURE,
    )
    assert statement.unit is Unit.YUAN


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


def test_items_as_rows_with_one_column_of_统计数() -> None:
    statement = statement_in(
        """“三公”经费、行政参公单位机关运行经费情况表
单位：万元
项目|行次|统计数
栏次||1
一、“三公”经费支出|1|—
（一）支出合计|2|14.00
1．因公出国（境）费|3|0.00
2．公务用车购置及运行维护费|4|9.00
3．公务接待费|7|5.00
（二）相关统计数|11|—
""",
        StatementKey.THREE_PUBLIC_EXPENSES,
    )
    assert amounts(statement.lines[0]) == {
        "actual.total": "14.00",
        "actual.overseas": "0.00",
        "actual.vehicles": "9.00",
        "actual.reception": "5.00",
    }
