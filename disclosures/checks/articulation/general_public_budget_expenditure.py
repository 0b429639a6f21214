"""T05: 一般公共预算财政拨款支出决算表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.accounts import (
    parents_add_up,
    rows_add_across,
    rows_carry_over,
    total_adds_up,
)
from disclosures.checks.articulation.conditions import GENERAL_PUBLIC_BUDGET_CARRIES_OVER
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.rule import Rule, equations
from disclosures.final_accounts.records import StatementKey

GENERAL = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
PARTS = ("basic", "project")
COLUMNS = ("opening_balance", "income", "total", *PARTS, "closing_balance")
BASIS = "部门决算报表编制说明：一般公共预算财政拨款支出决算表 表内勾稽关系"


@equations("T05-01", needs=[GENERAL], basis=BASIS)
def rows_add_up(books: Books) -> Iterator[Relation]:
    """A row's 小计 differs from the sum of its columns.

    **Wrong**   行政运行   小计 100.00   基本支出 60.00   项目支出 30.00
    **Right**   行政运行   小计  90.00   基本支出 60.00   项目支出 30.00
    """
    yield from rows_add_across(books.statement(GENERAL), "total", PARTS)


@equations("T05-02", needs=[GENERAL], basis=BASIS)
def parents_are_sums_of_sub_accounts(books: Books) -> Iterator[Relation]:
    """An account of general public budget expenditure differs from the sum of its sub-accounts.

    **Wrong**   20103 100.00   2010301 60.00   2010350 39.00
    **Right**   20103  99.00   2010301 60.00   2010350 39.00
    """
    yield from parents_add_up(books.statement(GENERAL), COLUMNS)


@equations("T05-03", needs=[GENERAL], basis=BASIS)
def total_is_sum_of_classes(books: Books) -> Iterator[Relation]:
    """合计 of general public budget expenditure differs from the sum of the 类.

    **Wrong**   合计 100.00   201 80.00   208 10.00
    **Right**   合计  90.00   201 80.00   208 10.00
    """
    yield from total_adds_up(books.statement(GENERAL), COLUMNS)


@equations("T05-04", needs=[GENERAL], applies_when=GENERAL_PUBLIC_BUDGET_CARRIES_OVER, basis=BASIS)
def balances_are_carried_forward(books: Books) -> Iterator[Relation]:
    """年末结转和结余 differs from 年初结转和结余 and 本年收入 less 本年支出.

    **Wrong**   年初 5.00   本年收入 10.00   本年支出 12.00   年末 2.00
    **Right**   年初 5.00   本年收入 10.00   本年支出 12.00   年末 3.00
    """
    yield from rows_carry_over(books.statement(GENERAL))


RULES: tuple[Rule, ...] = (
    rows_add_up,
    parents_are_sums_of_sub_accounts,
    total_is_sum_of_classes,
    balances_are_carried_forward,
)
