"""T07, T08: 政府性基金预算 and 国有资本经营预算, whose statements are built alike.

Income, expenditure and what is carried over by account; 国有资本经营预算 in some provinces expenditure only.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.accounts import (
    parents_add_up,
    rows_add_across,
    rows_carry_over,
    total_adds_up,
)
from disclosures.checks.articulation.conditions import STATE_CAPITAL_CARRIES_OVER
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.rule import Condition, Rule, equations
from disclosures.final_accounts.records import StatementKey

PARTS = ("basic", "project")
COLUMNS = ("opening_balance", "income", "total", *PARTS, "closing_balance")


def rules_of_budget(
    key: StatementKey,
    name: str,
    *,
    rows: str,
    parents: str,
    total: str,
    balances: str,
    carries_over: Condition | None = None,
) -> tuple[Rule, ...]:
    """The four rules of the statement of a budget, by their ids."""
    basis = f"部门决算报表编制说明：{name} 表内勾稽关系"

    @equations(rows, needs=[key], basis=basis)
    def rows_add_up(books: Books) -> Iterator[Relation]:
        """A row's 小计 differs from the sum of its columns.

        **Wrong**   行政运行   小计 100.00   基本支出 60.00   项目支出 30.00
        **Right**   行政运行   小计  90.00   基本支出 60.00   项目支出 30.00
        """
        yield from rows_add_across(books.statement(key), "total", PARTS)

    @equations(parents, needs=[key], basis=basis)
    def parents_are_sums_of_sub_accounts(books: Books) -> Iterator[Relation]:
        """An account of the budget differs from the sum of its sub-accounts.

        **Wrong**   20103 100.00   2010301 60.00   2010350 39.00
        **Right**   20103  99.00   2010301 60.00   2010350 39.00
        """
        yield from parents_add_up(books.statement(key), COLUMNS)

    @equations(total, needs=[key], basis=basis)
    def total_is_sum_of_classes(books: Books) -> Iterator[Relation]:
        """合计 of the budget differs from the sum of the 类.

        **Wrong**   合计 100.00   201 80.00   208 10.00
        **Right**   合计  90.00   201 80.00   208 10.00
        """
        yield from total_adds_up(books.statement(key), COLUMNS)

    @equations(balances, needs=[key], applies_when=carries_over, basis=basis)
    def balances_are_carried_forward(books: Books) -> Iterator[Relation]:
        """年末结转和结余 differs from 年初结转和结余 and 本年收入 less 本年支出.

        **Wrong**   年初 5.00   本年收入 10.00   本年支出 12.00   年末 2.00
        **Right**   年初 5.00   本年收入 10.00   本年支出 12.00   年末 3.00
        """
        yield from rows_carry_over(books.statement(key))

    return (
        rows_add_up,
        balances_are_carried_forward,
        parents_are_sums_of_sub_accounts,
        total_is_sum_of_classes,
    )


RULES: tuple[Rule, ...] = (
    *rules_of_budget(
        StatementKey.GOVERNMENT_MANAGED_FUNDS,
        "政府性基金预算财政拨款收入支出决算表",
        rows="T07-01",
        balances="T07-02",
        parents="T07-03",
        total="T07-04",
    ),
    *rules_of_budget(
        StatementKey.STATE_CAPITAL,
        "国有资本经营预算财政拨款收入支出决算表",
        rows="T08-01",
        parents="T08-02",
        total="T08-03",
        balances="T08-04",
        carries_over=STATE_CAPITAL_CARRIES_OVER,
    ),
)
