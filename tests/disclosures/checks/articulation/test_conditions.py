"""What an identity depends on: lines of their own for what was drawn on, units of different fineness."""

from __future__ import annotations

from disclosures.checks.articulation import RULES
from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from tests.disclosures.final_accounts.written import COVER, accounts_in

OVERALL = """收入支出决算总表
单位：万元
收入|||支出||
项目|行次|决算数|项目|行次|决算数
一、一般公共预算财政拨款收入|1|100.00|一、教育支出|30|{spent}
二、其他收入|2||二、其他支出|31|
本年收入合计|9|100.00|本年支出合计|60|{spent}
使用非财政拨款结余|10|1.00|结余分配|61|
使用专用结余|11|2.00|年末结转和结余|62|6.00
年初结转和结余|12|3.00|||
总计|13|{total}|总计|63|106.00
"""
FISCAL = """
财政拨款收入支出决算总表
单位：万元
收入|||支出|||||
项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
一、一般公共预算财政拨款|1|100.00|一、教育支出|30|100.00|100.00||
本年收入合计|9|100.00|本年支出合计|60|100.00|100.00||
总计|13|100.00|总计|63|100.00|100.00||
"""
BY_ACCOUNT = """
支出决算表
单位：元
项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
科目编码|科目名称||||||
合计||1000030.00|1000000.00|30.00|||
205|教育支出|1000030.00|1000000.00|30.00|||

一般公共预算财政拨款支出决算表
单位：元
项目||本年支出合计|基本支出|项目支出
科目编码|科目名称|||
合计||1000000.00|1000000.00|
205|教育支出|1000000.00|1000000.00|

政府性基金预算财政拨款收入支出决算表
单位：元
项目||年初结转和结余|本年收入|本年支出|||年末结转和结余
科目编码|科目名称|||小计|基本支出|项目支出|
合计|||||||

国有资本经营预算财政拨款支出决算表
单位：元
项目||本年支出合计|基本支出|项目支出
科目编码|科目名称|||
合计||||
"""


def states(text: str, rule_id: str) -> set[OutcomeState]:
    rules = [rule for rule in RULES if rule.id == rule_id]
    return {outcome.state for outcome in run_rules(Books(accounts_in(COVER + text)), rules).outcomes}


def test_balances_drawn_on_are_added_whether_in_one_line_or_two() -> None:
    assert states(OVERALL.format(spent="100.00", total="106.00"), "T01-03") == {OutcomeState.PASSED}
    assert states(OVERALL.format(spent="100.00", total="104.00"), "T01-03") == {OutcomeState.FAILED}


def test_a_little_own_money_that_only_the_finer_statements_show_is_no_contradiction() -> None:
    overall = OVERALL.format(spent="100.00", total="106.00")
    assert states(overall + FISCAL + BY_ACCOUNT, "X0305-01") == {OutcomeState.PASSED}


def test_a_deficit_of_own_money_may_leave_less_than_the_fiscal_balance() -> None:
    carried = FISCAL.replace("总计|13", "|||年末财政拨款结转和结余|62|7.00|7.00||\n总计|13")
    less = OVERALL.format(spent="100.00", total="106.00") + carried
    assert OutcomeState.FAILED in states(less, "X0104-03")
    assert OutcomeState.FAILED not in states(less.replace("|62|6.00", "|62|-6.00"), "X0104-03")
