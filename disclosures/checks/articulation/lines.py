"""The lines and columns that the articulation rules speak of, by what they mean."""

from __future__ import annotations

from disclosures.checks.books import Books
from disclosures.checks.equation import Expression, sum_of
from disclosures.checks.row import Row
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Side, StatementKey

FISCAL_INCOME = ("general_public_budget", "government_managed_funds", "state_capital")
"""01.L1..L3, 04.L1..L3; on the expenditure side of 04 the columns of the three budgets, c2..c4."""
OTHER_INCOME = ("superior_subsidies", "institutional", "business", "from_affiliates", "other")
"""01.L4..L8; the columns c3..c7 of 02."""
OPENING = tuple(f"opening_{budget}" for budget in FISCAL_INCOME)
"""04.B1..B3: 年初财政拨款结转和结余 by budget."""
INCOME_COLUMNS = ("fiscal_appropriation", *OTHER_INCOME)
EXPENDITURE_COLUMNS = ("basic", "project", "to_superiors", "business", "to_affiliates")
FISCAL_STATEMENTS = (
    StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    StatementKey.GOVERNMENT_MANAGED_FUNDS,
    StatementKey.STATE_CAPITAL,
)
"""05, 07 and 08: between them every account that fiscal appropriations were spent on."""
BUDGET_STATEMENT = dict(zip(FISCAL_INCOME, FISCAL_STATEMENTS, strict=True))


def income_total(view: StatementView) -> Row:
    """本年收入合计."""
    return view.required("income_total", Side.INCOME)


def expenditure_total(view: StatementView) -> Row:
    """本年支出合计."""
    return view.required("expenditure_total", Side.EXPENDITURE)


def opening_line(view: StatementView) -> Row:
    """年初结转和结余."""
    return view.optional("opening_balance", Side.INCOME)


def closing_line(view: StatementView) -> Row:
    """年末结转和结余."""
    return view.optional("closing_balance", Side.EXPENDITURE)


def income_line(view: StatementView, name: str) -> Row:
    """A line of the income side that some forms leave out when it is zero."""
    return view.optional(name, Side.INCOME)


def balances_used(view: StatementView) -> Expression:
    """使用非财政拨款结余, and 使用专用结余 where the form has a line of its own for it."""
    used = income_line(view, "use_of_non_fiscal_balance")["amount"].expression()
    special = view.item("use_of_special_balance", Side.INCOME)
    return used + special["amount"] if special else used


def fiscal_income(view: StatementView) -> Expression:
    """财政拨款收入 of 01: the three budgets, or the one line of forms that do not tell them apart."""
    single = view.item("fiscal_appropriation", Side.INCOME)
    if single:
        return single["amount"].expression()
    return sum_of(income_line(view, name)["amount"] for name in FISCAL_INCOME)


def fiscal_accounts_total(books: Books, measure: str) -> Expression:
    """合计 of 05, 07 and 08 together."""
    return sum_of(books.statement(key).grand_total(measure) for key in FISCAL_STATEMENTS)


def fiscal_account(books: Books, code: str, measure: str) -> Expression:
    """One account in 05, 07 and 08 together; a statement without the account counts as zero."""
    printed = [books.statement(key) for key in FISCAL_STATEMENTS]
    having = [view for view in printed if view.has_code(code)] or printed[:1]
    return sum_of(view.account_total(code, measure) for view in having)
