"""When a conditional identity is one: COND-E, COND-C and their like."""

from __future__ import annotations

from decimal import Decimal

from disclosures.checks.articulation.lines import (
    OPENING,
    OTHER_INCOME,
    balances_used,
    closing_line,
    expenditure_total,
    fiscal_accounts_total,
    fiscal_income,
    income_line,
    income_total,
    opening_line,
)
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, sum_of
from disclosures.checks.evaluate import Assessment, assess
from disclosures.checks.finding import NotEvaluable
from disclosures.checks.rounding import Band
from disclosures.checks.rule import Condition
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Side, StatementKey

OVERALL = StatementKey.INCOME_AND_EXPENDITURE
FISCAL = StatementKey.FISCAL_APPROPRIATION


def is_true(relation: Relation) -> bool | None:
    """The relation holds within rounding; None where it cannot be evaluated."""
    found = assess(relation)
    return found.band in (Band.EXACT, Band.ROUNDING) if isinstance(found, Assessment) else None


def only_fiscal_money_was_spent(books: Books) -> bool | None:
    """COND-E: 01 本年支出合计 = 04 本年支出合计, or 03 合计 = 05 + 07 + 08 合计; either is enough.

    Where the two are printed to different places, the finer one decides: rounding hides small amounts.
    """
    answers: list[tuple[bool, Decimal]] = []
    for states in (_summaries_agree, _accounts_agree):
        try:
            relation = states(books)
        except NotEvaluable:
            continue
        answer = is_true(relation)
        if answer is not None:
            answers.append((answer, max(v.half_unit * v.scale for v in relation.variables())))
    finest = min((unit for _, unit in answers), default=None)
    if any(answer for answer, unit in answers if unit == finest):
        return True
    return False if len(answers) > 1 else None


def _summaries_agree(books: Books) -> Relation:
    overall, fiscal = books.statement(OVERALL), books.statement(FISCAL)
    return expenditure_total(overall)["amount"] == expenditure_total(fiscal)["total"]


def _accounts_agree(books: Books) -> Relation:
    expenditure = books.statement(StatementKey.EXPENDITURE)
    return expenditure.grand_total("total") == fiscal_accounts_total(books, "total")


def _no_fiscal_carry_over(books: Books) -> bool | None:
    """COND-C: 04 年初 and 年末财政拨款结转和结余 are both zero."""
    try:
        fiscal = books.statement(FISCAL)
        carried = opening_line(fiscal)["amount"], closing_line(fiscal)["total"]
    except NotEvaluable:
        return None
    if not all(figure.known for figure in carried):
        return None
    return all(figure.is_zero for figure in carried)


def _own_money_reconciles(books: Books) -> bool | None:
    """01 and 04 each foot: what was received and carried in was spent, distributed or carried out."""
    try:
        overall, fiscal = books.statement(OVERALL), books.statement(FISCAL)
        own = sum_of(income_line(overall, name)["amount"] for name in OTHER_INCOME)
        used = balances_used(overall) + opening_line(overall)["amount"]
        distributed = overall.optional("surplus_distribution", Side.EXPENDITURE)["amount"]
        spent = expenditure_total(overall)["amount"] + distributed + closing_line(overall)["amount"]
        fiscal_spent = expenditure_total(fiscal)["total"] + closing_line(fiscal)["total"]
        feet = (
            income_total(overall)["amount"] == fiscal_income(overall) + own,
            income_total(overall)["amount"] + used == spent,
            income_total(fiscal)["amount"] + opening_line(fiscal)["amount"] == fiscal_spent,
            fiscal_income(overall) == income_total(fiscal)["amount"],
        )
    except NotEvaluable:
        return None
    answers = [is_true(relation) for relation in feet]
    return None if None in answers else all(answers)


def fiscal_opening_is_itemised(books: Books) -> bool | None:
    """04 prints 年初财政拨款结转和结余 by budget."""
    return books.has(FISCAL) and any(books.statement(FISCAL).item(name, Side.INCOME) for name in OPENING)


def three_public_expenses_are_printed(books: Books) -> bool | None:
    """09 has a figure other than zero."""
    return not books.statement(StatementKey.THREE_PUBLIC_EXPENSES).is_empty


def state_capital_carries_over(books: Books) -> bool | None:
    """08 is in the form with 年初, 收入 and 年末 columns."""
    return books.has(StatementKey.STATE_CAPITAL) and _has_balances(
        books.statement(StatementKey.STATE_CAPITAL)
    )


def general_public_budget_carries_over(books: Books) -> bool | None:
    """05 has 年初, 收入 and 年末 columns, and what was received stands in them."""
    if not books.has(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE):
        return False
    view = books.statement(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE)
    return _has_balances(view) and any(not row["income"].is_zero for row in view.accounts)


def basic_expenditure_has_columns(books: Books) -> bool | None:
    """06 has 人员经费 and 公用经费 as columns beside the amount, and they are filled."""
    if not books.has(StatementKey.BASIC_EXPENDITURE):
        return False
    view = books.statement(StatementKey.BASIC_EXPENDITURE)
    kinds = ("personnel", "operating")
    return {"amount", *kinds} <= set(view.measures) and all(
        any(not row[kind].is_zero for row in view.accounts) for kind in kinds
    )


def _has_balances(view: StatementView) -> bool:
    return {"opening_balance", "income", "closing_balance"} <= set(view.measures)


NO_FISCAL_CARRY_OVER = Condition(
    "财政拨款年初、年末结转和结余均为零",
    "fiscal carry-over is zero at both ends of the year",
    _no_fiscal_carry_over,
)
OWN_MONEY_RECONCILES = Condition(
    "01表、04表自身收支平衡", "statements 01 and 04 each balance", _own_money_reconciles
)
FISCAL_OPENING_IS_ITEMISED = Condition(
    "04表分项列示年初结转和结余",
    "statement 04 itemises the opening carry-over",
    fiscal_opening_is_itemised,
)
THREE_PUBLIC_EXPENSES_ARE_PRINTED = Condition(
    "“三公”经费表有数据",
    "the statement of the three public expenses has figures",
    three_public_expenses_are_printed,
)
STATE_CAPITAL_CARRIES_OVER = Condition(
    "08表为六列式", "statement 08 is in the form with six columns", state_capital_carries_over
)
GENERAL_PUBLIC_BUDGET_CARRIES_OVER = Condition(
    "05表列示年初、收入、年末",
    "statement 05 has columns of income and balances",
    general_public_budget_carries_over,
)
BASIC_EXPENDITURE_HAS_COLUMNS = Condition(
    "06表按人员经费、公用经费分列",
    "statement 06 has columns of personnel and operating expenses",
    basic_expenditure_has_columns,
)
