"""T02: 收入决算表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.accounts import parents_add_up, rows_add_across, total_adds_up
from disclosures.checks.articulation.lines import INCOME_COLUMNS
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.rule import Rule, equations
from disclosures.final_accounts.records import StatementKey

INCOME = StatementKey.INCOME
COLUMNS = ("total", *INCOME_COLUMNS)
BASIS = "部门决算报表编制说明：收入决算表 表内勾稽关系"


@equations("T02-01", needs=[INCOME], basis=BASIS)
def rows_add_up(books: Books) -> Iterator[Relation]:
    """A row's 本年收入合计 differs from the sum of its columns.

    **Wrong**   行政运行   本年收入合计 100.00   财政拨款收入 60.00   其他收入 30.00
    **Right**   行政运行   本年收入合计  90.00   财政拨款收入 60.00   其他收入 30.00
    """
    yield from rows_add_across(books.statement(INCOME), "total", INCOME_COLUMNS)


@equations("T02-02", needs=[INCOME], basis=BASIS)
def parents_are_sums_of_sub_accounts(books: Books) -> Iterator[Relation]:
    """An account of income differs from the sum of its sub-accounts.

    **Wrong**   20103 100.00   2010301 60.00   2010350 39.00
    **Right**   20103  99.00   2010301 60.00   2010350 39.00
    """
    yield from parents_add_up(books.statement(INCOME), COLUMNS)


@equations("T02-03", needs=[INCOME], basis=BASIS)
def total_is_sum_of_classes(books: Books) -> Iterator[Relation]:
    """合计 of income differs from the sum of the 类.

    **Wrong**   合计 100.00   201 80.00   208 10.00
    **Right**   合计  90.00   201 80.00   208 10.00
    """
    yield from total_adds_up(books.statement(INCOME), COLUMNS)


RULES: tuple[Rule, ...] = (rows_add_up, parents_are_sums_of_sub_accounts, total_is_sum_of_classes)
