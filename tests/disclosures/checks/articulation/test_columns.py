"""Columns that only some forms have: income and balances beside expenditure, 人员经费 and 公用经费."""

from __future__ import annotations

import pytest

from disclosures.checks.articulation import RULES
from disclosures.checks.books import Books
from disclosures.checks.run import run_rules
from tests.disclosures.final_accounts.written import COVER, accounts_in

WITH_BALANCES = """一般公共预算财政拨款收入支出决算表
单位：万元
项目||年初结转和结余|本年收入|本年支出|||年末结转和结余
科目编码|科目名称|||合计|基本支出|项目支出|
合计||3.00|20.00|21.00|15.00|6.00|2.00
205|教育支出|3.00|20.00|21.00|15.00|6.00|2.00
20502|普通教育|3.00|20.00|21.00|15.00|6.00|2.00
"""
BY_KIND = """一般公共预算财政拨款基本支出决算表
单位：万元
项目||本年基本支出||
科目编码|科目名称|合计|人员经费|公用经费
合计||15.00|9.00|6.00
301|工资福利支出|9.00|9.00|
30101|基本工资|9.00|9.00|
302|商品和服务支出|6.00||6.00
30201|办公费|6.00||6.00
"""


def failed(text: str) -> set[str]:
    return {finding.instance for finding in run_rules(Books(accounts_in(COVER + text)), RULES).findings}


UNFILLED = BY_KIND.replace("9.00|9.00|", "9.00||").replace("6.00||6.00", "6.00||").replace("|9.00|6.00", "||")


@pytest.mark.parametrize("text", [WITH_BALANCES, BY_KIND, UNFILLED], ids=["balances", "kinds", "unfilled"])
def test_what_agrees(text: str) -> None:
    assert failed(text) == set()


def test_income_that_is_not_carried_over() -> None:
    wrong = WITH_BALANCES.replace("20502|普通教育|3.00|20.00", "20502|普通教育|3.00|23.00")
    assert failed(wrong) == {"T05-02[205,income]", "T05-04[20502,closing_balance]"}


def test_a_kind_that_is_not_the_amount_beside_it() -> None:
    wrong = BY_KIND.replace("30201|办公费|6.00||6.00", "30201|办公费|6.00||7.00")
    assert failed(wrong) == {"T06-05[30201,amount]", "T06-05[302,operating]"}
