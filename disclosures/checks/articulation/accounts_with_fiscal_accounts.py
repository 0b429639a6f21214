"""X0204, X0205, X0305: 收入决算表 and 支出决算表 with the statements of fiscal appropriations."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.conditions import NO_FISCAL_CARRY_OVER, only_fiscal_money_was_spent
from disclosures.checks.articulation.lines import (
    FISCAL_STATEMENTS,
    expenditure_total,
    fiscal_account,
    fiscal_accounts_total,
    income_total,
)
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds
from disclosures.final_accounts.records import StatementKey

INCOME = StatementKey.INCOME
EXPENDITURE = StatementKey.EXPENDITURE
FISCAL = StatementKey.FISCAL_APPROPRIATION
SPENDING_COLUMNS = ("total", "basic", "project")
OWN_MONEY_COLUMNS = ("to_superiors", "business", "to_affiliates")
BASIS = "部门决算报表编制说明：收入决算表、支出决算表与财政拨款各表 表间勾稽关系"


def _codes(books: Books, *keys: StatementKey) -> list[str]:
    return sorted({code for key in keys for code in books.statement(key).codes})


@equations("X0204-01", needs=[INCOME, FISCAL], basis=BASIS)
def fiscal_income_totals_agree(books: Books) -> Iterator[Relation]:
    """财政拨款收入 of the income statement differs from 本年收入合计 of the fiscal statement.

    **Wrong**   02 财政拨款收入 合计 100.00   04 本年收入合计 101.00
    **Right**   02 财政拨款收入 合计 100.00   04 本年收入合计 100.00
    """
    income, fiscal = books.statement(INCOME), books.statement(FISCAL)
    received = income.grand_total("fiscal_appropriation")
    yield (received == income_total(fiscal)["amount"]).at("fiscal_appropriation")


@equations("X0205-01", needs=[INCOME, *FISCAL_STATEMENTS], applies_when=NO_FISCAL_CARRY_OVER, basis=BASIS)
def fiscal_income_was_spent_as_received(books: Books) -> Iterator[Relation]:
    """Fiscal income of an account differs from what was spent of it, though nothing was carried over.

    **Wrong**   02 2010301 财政拨款收入 100.00   05 2010301 小计 90.00
    **Right**   02 2010301 财政拨款收入 100.00   05 2010301 小计 100.00
    """
    income = books.statement(INCOME)
    for code in _codes(books, INCOME, *FISCAL_STATEMENTS):
        spent = fiscal_account(books, code, "total")
        yield (income.account_total(code, "fiscal_appropriation") == spent).at(code)


@equations("X0305-01", needs=[EXPENDITURE, *FISCAL_STATEMENTS], basis=BASIS)
def expenditure_covers_fiscal_expenditure(books: Books) -> Iterator[Relation]:
    """An account of the expenditure statement is below its fiscal part; or differs, all money being fiscal.

    **Wrong**   03 2010301 基本支出 100.00   05 2010301 基本支出 110.00
    **Right**   03 2010301 基本支出 100.00   05 2010301 基本支出 100.00
    """
    expenditure = books.statement(EXPENDITURE)
    equal = only_fiscal_money_was_spent(books)
    for column in SPENDING_COLUMNS:
        whole, part = expenditure.grand_total(column), fiscal_accounts_total(books, column)
        yield (whole == part if equal else whole >= part).at("total", column)
    for code in _codes(books, EXPENDITURE, *FISCAL_STATEMENTS):
        for column in SPENDING_COLUMNS:
            whole, part = expenditure.account_total(code, column), fiscal_account(books, code, column)
            yield (whole == part if equal else whole >= part).at(code, column)


@defects("X0305-02", needs=[EXPENDITURE, *FISCAL_STATEMENTS], basis=BASIS)
def fiscal_account_missing_from_expenditure(books: Books) -> Iterator[Judgement]:
    """An account that fiscal money was spent on is not in the expenditure statement.

    **Wrong**   05 2010301 100.00   03 (no 2010301)
    **Right**   05 2010301 100.00   03 2010301 100.00
    """
    expenditure = books.statement(EXPENDITURE)
    for key in FISCAL_STATEMENTS:
        view = books.statement(key)
        for code in view.codes:
            name = f"{key},{code}"
            if expenditure.has_code(code):
                yield holds(name)
                continue
            printed = view.accounts[view.codes.index(code)]
            yield defect(
                name,
                zh=f"《{view.title}》列有{code}“{printed.label}”，《{expenditure.title}》中没有该科目。",
                en=f"{view.title} prints {code} {printed.label}; {expenditure.title} does not.",
                evidence=printed.figures.values(),
                printed=code,
                cause=f"{EXPENDITURE}/{code} missing",
            )


@equations("X0305-03", needs=[EXPENDITURE, FISCAL], basis=BASIS)
def payments_to_others_are_own_money(books: Books) -> Iterator[Relation]:
    """上缴上级, 经营 and 对附属单位补助支出 exceed what was spent from own money.

    **Wrong**   03 合计 100.00   经营支出 10.00   04 本年支出合计 95.00
    **Right**   03 合计 100.00   经营支出  5.00   04 本年支出合计 95.00
    """
    expenditure, fiscal = books.statement(EXPENDITURE), books.statement(FISCAL)
    paid = [expenditure.grand_total(column) for column in OWN_MONEY_COLUMNS]
    if all(figure.is_zero for part in paid for figure in part.variables()):
        return
    own = expenditure.grand_total("total") - expenditure_total(fiscal)["total"]
    yield (paid[0] + paid[1] + paid[2] <= own).at("own_money")


RULES: tuple[Rule, ...] = (
    fiscal_income_totals_agree,
    fiscal_income_was_spent_as_received,
    expenditure_covers_fiscal_expenditure,
    fiscal_account_missing_from_expenditure,
    payments_to_others_are_own_money,
)
