"""X0405, X0407, X0408: 财政拨款收入支出决算总表 with the statements of the three budgets."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.conditions import STATE_CAPITAL_CARRIES_OVER
from disclosures.checks.articulation.lines import (
    BUDGET_STATEMENT,
    closing_line,
    expenditure_total,
    income_line,
    opening_line,
)
from disclosures.checks.articulation.overall_with_accounts import classes_of
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.rule import Rule, equations
from disclosures.final_accounts.records import Side, StatementKey

FISCAL = StatementKey.FISCAL_APPROPRIATION
GENERAL = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
FUNDS = StatementKey.GOVERNMENT_MANAGED_FUNDS
CAPITAL = StatementKey.STATE_CAPITAL
BASIS = (
    "部门决算报表编制说明：财政拨款收入支出决算总表与一般公共预算、政府性基金、国有资本经营各表 表间勾稽关系"
)


def _totals_agree(books: Books, budget: str) -> Iterator[Relation]:
    fiscal, detail = books.statement(FISCAL), books.statement(BUDGET_STATEMENT[budget])
    spent = expenditure_total(fiscal)[budget]
    yield (spent == detail.grand_total("total")).at("expenditure_total", budget)


def _classes_agree(books: Books, budget: str) -> Iterator[Relation]:
    fiscal, detail = books.statement(FISCAL), books.statement(BUDGET_STATEMENT[budget])
    for code in classes_of(fiscal, detail):
        yield (fiscal.row(code)[budget] == detail.account_total(code, "total")).at(code, budget)


def _balances_agree(books: Books, budget: str) -> Iterator[Relation]:
    fiscal, detail = books.statement(FISCAL), books.statement(BUDGET_STATEMENT[budget])
    columns = detail.measures
    if "income" in columns:
        yield (income_line(fiscal, budget)["amount"] == detail.grand_total("income")).at("income")
    if "opening_balance" in columns and fiscal.item(f"opening_{budget}", Side.INCOME):
        opening = income_line(fiscal, f"opening_{budget}")["amount"]
        yield (opening == detail.grand_total("opening_balance")).at("opening_balance")
    elif "opening_balance" in columns:
        yield (opening_line(fiscal)["amount"] >= detail.grand_total("opening_balance")).at("opening_balance")
    if "closing_balance" in columns:
        closing = closing_line(fiscal)[budget]
        yield (closing == detail.grand_total("closing_balance")).at("closing_balance")


@equations("X0405-01", needs=[FISCAL, GENERAL], basis=BASIS)
def general_budget_totals_agree(books: Books) -> Iterator[Relation]:
    """一般公共预算 column of the fiscal statement differs from 合计 of the general public budget statement.

    **Wrong**   04 本年支出合计 一般公共预算 100.00   05 合计 101.00
    **Right**   04 本年支出合计 一般公共预算 100.00   05 合计 100.00
    """
    yield from _totals_agree(books, "general_public_budget")


@equations("X0405-02", needs=[FISCAL, GENERAL], basis=BASIS)
def general_budget_classes_agree(books: Books) -> Iterator[Relation]:
    """A class of the 一般公共预算 column differs from the account of the general public budget statement.

    **Wrong**   04 教育支出 一般公共预算 100.00   05 205 小计 100.01
    **Right**   04 教育支出 一般公共预算 100.00   05 205 小计 100.00
    """
    yield from _classes_agree(books, "general_public_budget")


@equations("X0407-01", needs=[FISCAL, FUNDS], basis=BASIS)
def fund_totals_agree(books: Books) -> Iterator[Relation]:
    """政府性基金 column of the fiscal statement differs from 合计 of the statement of funds.

    **Wrong**   04 本年支出合计 政府性基金 10.00   07 合计 本年支出小计 11.00
    **Right**   04 本年支出合计 政府性基金 10.00   07 合计 本年支出小计 10.00
    """
    yield from _totals_agree(books, "government_managed_funds")


@equations("X0407-02", needs=[FISCAL, FUNDS], basis=BASIS)
def fund_classes_agree(books: Books) -> Iterator[Relation]:
    """A class of the 政府性基金 column differs from the account of the statement of funds.

    **Wrong**   04 城乡社区支出 政府性基金 10.00   07 212 本年支出小计 11.00
    **Right**   04 城乡社区支出 政府性基金 10.00   07 212 本年支出小计 10.00
    """
    yield from _classes_agree(books, "government_managed_funds")


@equations("X0407-03", needs=[FISCAL, FUNDS], basis=BASIS)
def fund_balances_agree(books: Books) -> Iterator[Relation]:
    """Income, opening or closing balance of funds differ between the fiscal statement and that of funds.

    **Wrong**   04 年末 政府性基金 2.00   07 合计 年末结转和结余 3.00
    **Right**   04 年末 政府性基金 2.00   07 合计 年末结转和结余 2.00
    """
    yield from _balances_agree(books, "government_managed_funds")


@equations("X0408-01", needs=[FISCAL, CAPITAL], basis=BASIS)
def capital_totals_agree(books: Books) -> Iterator[Relation]:
    """国有资本经营预算 column of the fiscal statement differs from 合计 of the statement of state capital.

    **Wrong**   04 本年支出合计 国有资本经营 10.00   08 合计 11.00
    **Right**   04 本年支出合计 国有资本经营 10.00   08 合计 10.00
    """
    yield from _totals_agree(books, "state_capital")


@equations("X0408-02", needs=[FISCAL, CAPITAL], basis=BASIS)
def capital_classes_agree(books: Books) -> Iterator[Relation]:
    """A class of the 国有资本经营预算 column differs from the account of the statement of state capital.

    **Wrong**   04 国有资本经营预算支出 10.00   08 223 小计 11.00
    **Right**   04 国有资本经营预算支出 10.00   08 223 小计 10.00
    """
    yield from _classes_agree(books, "state_capital")


@equations("X0408-03", needs=[FISCAL, CAPITAL], applies_when=STATE_CAPITAL_CARRIES_OVER, basis=BASIS)
def capital_balances_agree(books: Books) -> Iterator[Relation]:
    """Income, opening or closing balance of state capital differ between the two statements.

    **Wrong**   04 年末 国有资本经营 2.00   08 合计 年末结转和结余 3.00
    **Right**   04 年末 国有资本经营 2.00   08 合计 年末结转和结余 2.00
    """
    yield from _balances_agree(books, "state_capital")


RULES: tuple[Rule, ...] = (
    general_budget_totals_agree,
    general_budget_classes_agree,
    fund_totals_agree,
    fund_classes_agree,
    fund_balances_agree,
    capital_totals_agree,
    capital_classes_agree,
    capital_balances_agree,
)
