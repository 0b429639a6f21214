"""What the statements and their numbered lines are called."""

from __future__ import annotations

import re

from disclosures.final_accounts.records import StatementKey

STATEMENT_NAMES = {
    StatementKey.INCOME_AND_EXPENDITURE: "收入支出决算总表",
    StatementKey.INCOME: "收入决算表",
    StatementKey.EXPENDITURE: "支出决算表",
    StatementKey.FISCAL_APPROPRIATION: "财政拨款收入支出决算总表",
    StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE: "一般公共预算财政拨款支出决算表",
    StatementKey.BASIC_EXPENDITURE: "一般公共预算财政拨款基本支出决算表",
    StatementKey.GOVERNMENT_MANAGED_FUNDS: "政府性基金预算财政拨款收入支出决算表",
    StatementKey.STATE_CAPITAL: "国有资本经营预算财政拨款支出决算表",
    StatementKey.THREE_PUBLIC_EXPENSES: "财政拨款“三公”经费支出决算表",
}
DIGITS = "一二三四五六七八九"
ORDINAL = re.compile(rf"\s*([{DIGITS}]?十?[{DIGITS}]?)\s*[、.．]")


def ordinal(label: str) -> int | None:
    """The number a label begins with: 十一、城乡社区支出 is 11."""
    found = ORDINAL.match(label)
    if not found:
        return None
    tens, has_ten, units = found.group(1).partition("十")
    if not has_ten:
        return DIGITS.index(tens) + 1 if len(tens) == 1 else None
    return 10 * (DIGITS.index(tens) + 1 if tens else 1) + (DIGITS.index(units) + 1 if units else 0)
