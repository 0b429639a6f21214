"""T08: 国有资本经营预算财政拨款(收入)支出决算表."""

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
from disclosures.checks.rule import Rule, equations
from disclosures.final_accounts.records import StatementKey

CAPITAL = StatementKey.STATE_CAPITAL
PARTS = ("basic", "project")
COLUMNS = ("opening_balance", "income", "total", *PARTS, "closing_balance")
BASIS = "部门决算报表编制说明：国有资本经营预算财政拨款收入支出决算表 表内勾稽关系"


@equations("T08-01", needs=[CAPITAL], basis=BASIS)
def rows_add_up(books: Books) -> Iterator[Relation]:
    """A row's 小计 differs from the sum of its columns.

    **Wrong**   行政运行   小计 100.00   基本支出 60.00   项目支出 30.00
    **Right**   行政运行   小计  90.00   基本支出 60.00   项目支出 30.00
    """
    yield from rows_add_across(books.statement(CAPITAL), "total", PARTS)


@equations("T08-04", needs=[CAPITAL], applies_when=STATE_CAPITAL_CARRIES_OVER, basis=BASIS)
def balances_are_carried_forward(books: Books) -> Iterator[Relation]:
    """年末结转和结余 differs from 年初结转和结余 and 本年收入 less 本年支出.

    **Wrong**   年初 5.00   本年收入 10.00   本年支出 12.00   年末 2.00
    **Right**   年初 5.00   本年收入 10.00   本年支出 12.00   年末 3.00
    """
    yield from rows_carry_over(books.statement(CAPITAL))


@equations("T08-02", needs=[CAPITAL], basis=BASIS)
def parents_are_sums_of_sub_accounts(books: Books) -> Iterator[Relation]:
    """An account of state capital differs from the sum of its sub-accounts.

    **Wrong**   20103 100.00   2010301 60.00   2010350 39.00
    **Right**   20103  99.00   2010301 60.00   2010350 39.00
    """
    yield from parents_add_up(books.statement(CAPITAL), COLUMNS)


@equations("T08-03", needs=[CAPITAL], basis=BASIS)
def total_is_sum_of_classes(books: Books) -> Iterator[Relation]:
    """合计 of state capital differs from the sum of the 类.

    **Wrong**   合计 100.00   201 80.00   208 10.00
    **Right**   合计  90.00   201 80.00   208 10.00
    """
    yield from total_adds_up(books.statement(CAPITAL), COLUMNS)


RULES: tuple[Rule, ...] = (
    rows_add_up,
    balances_are_carried_forward,
    parents_are_sums_of_sub_accounts,
    total_is_sum_of_classes,
)
