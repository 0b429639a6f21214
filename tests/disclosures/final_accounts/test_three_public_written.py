"""“三公”经费 as provinces nest its budgets, expenditure and items."""

from __future__ import annotations

import pytest

from disclosures.final_accounts.records import StatementKey
from tests.disclosures.final_accounts.written import (
    amounts,
    statement_in,
)

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


def test_column_numbers_are_no_amounts_even_with_one_unreadable() -> None:
    text = ALTERNATING.replace("15.00|12.50", "1|2|#####|4|5|6|7|8|9|10|11|12\n15.00|12.50")
    (line,) = statement_in(text, StatementKey.THREE_PUBLIC_EXPENSES).lines
    assert amounts(line) == THREE_PUBLIC


def test_headings_that_have_lost_a_cell_leave_no_amounts() -> None:
    text = ALTERNATING.replace("预算数|决算数|预算数", "预算数|预算数", 1)
    statement = statement_in(text, StatementKey.THREE_PUBLIC_EXPENSES)
    assert {figure.amount.state for figure in statement.lines[0].figures} <= {"unreadable", "blank"}
    assert "headings_not_aligned" in [problem.code for problem in statement.problems]


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
