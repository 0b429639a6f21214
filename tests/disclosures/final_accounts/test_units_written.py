"""The unit of a statement that does not print it above itself."""

from __future__ import annotations

import pytest

from disclosures.final_accounts.records import StatementKey, Unit
from tests.disclosures.final_accounts.written import (
    EXPENDITURE_HEAD,
    amounts,
    statement_in,
)


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
