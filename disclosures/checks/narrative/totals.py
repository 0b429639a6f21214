"""Totals of the narrative against the statements: sections one, four and five."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.equation import Expression, Relation, Variable, share
from disclosures.checks.narrative.account_names import class_name
from disclosures.checks.narrative.said import BASIS, NARRATIVE, amounts, distance, meant, said
from disclosures.checks.rule import equations
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.classifications import class_of
from disclosures.final_accounts.records import Claim, Section, Side, StatementKey

OVERALL_LINES = {
    "grand_total": ("grand_total", Side.INCOME),
    "income_grand_total": ("grand_total", Side.INCOME),
    "expenditure_grand_total": ("grand_total", Side.EXPENDITURE),
    "income_total": ("income_total", Side.INCOME),
    "expenditure_total": ("expenditure_total", Side.EXPENDITURE),
    **{
        item: (item, Side.INCOME)
        for item in (
            *("general_public_budget", "government_managed_funds", "state_capital", "superior_subsidies"),
            *("institutional", "business", "from_affiliates", "other"),
        )
    },
}
CARRIED_LINES = {
    "opening_balance": ("opening_balance", Side.INCOME),
    "closing_balance": ("closing_balance", Side.EXPENDITURE),
    "surplus_distribution": ("surplus_distribution", Side.EXPENDITURE),
}
"""Balances, which some narratives give beside the income and the expenditure of the year."""
FISCAL_LINES = {
    "grand_total": ("grand_total", Side.INCOME, "amount"),
    "income_grand_total": ("grand_total", Side.INCOME, "amount"),
    "expenditure_grand_total": ("grand_total", Side.EXPENDITURE, "total"),
    "opening_balance": ("opening_balance", Side.INCOME, "amount"),
    "closing_balance": ("closing_balance", Side.EXPENDITURE, "total"),
    "general_public_budget_income": ("general_public_budget", Side.INCOME, "amount"),
    "government_managed_funds_income": ("government_managed_funds", Side.INCOME, "amount"),
    "state_capital_income": ("state_capital", Side.INCOME, "amount"),
}


@equations("NAR-01", needs=[NARRATIVE, StatementKey.INCOME_AND_EXPENDITURE], basis=BASIS)
def grand_total_is_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """A total, a balance or an income of the narrative is not that of 收入支出决算总表.

    **Wrong**   收、支总计9,465.85万元   总计 9,465.58
    **Right**   收、支总计9,465.58万元   总计 9,465.58
    """
    statement = books.statement(StatementKey.INCOME_AND_EXPENDITURE)
    for section, lines in (
        (Section.OVERALL, {**OVERALL_LINES, **CARRIED_LINES}),
        (Section.INCOME, CARRIED_LINES),
        (Section.EXPENDITURE, CARRIED_LINES),
    ):
        for claim, figure in amounts(books, section):
            line = statement.item(*lines[claim.subject]) if claim.subject in lines else None
            if line is not None:
                yield (figure == line["amount"]).at(claim.subject)
            used = _balances_used(statement, claim)
            if used is not None:
                yield (figure == used).at(claim.subject)
    yield from _classes(books, statement)


def _balances_used(statement: StatementView, claim: Claim) -> Expression | None:
    """使用非财政拨款结余; with 使用专用结余 where the text includes it and the form has a line of its own."""
    names = ("use_of_non_fiscal_balance", "use_of_special_balance")
    line, special = (statement.item(name, Side.INCOME) for name in names)
    if claim.subject != "non_fiscal_balance_used" or line is None:
        return None
    used = line["amount"].expression()
    return used + special["amount"] if special is not None and "专用结余" in claim.text else used


def _classes(books: Books, statement: StatementView) -> Iterator[Relation]:
    """The classes that some narratives go through under the total, each with all that was spent on it."""
    lines = {class_of(row.label): row for row in statement.classes}
    for claim in books.claims(Section.OVERALL, subject="class", quantity="amount"):
        line = lines.get(class_of(class_name(claim.account[0])))
        if line is not None:
            yield (books.figure(claim) == line["amount"]).at("class", claim.account[0])


@equations("NAR-08", needs=[NARRATIVE, StatementKey.FISCAL_APPROPRIATION], basis=BASIS)
def fiscal_grand_total_is_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """A total or balance of fiscal appropriations in the narrative is not that of 财政拨款收入支出决算总表.

    **Wrong**   财政拨款收、支总计0.30万元       总计 2,961.68
    **Right**   财政拨款收、支总计2,961.68万元   总计 2,961.68
    """
    statement = books.statement(StatementKey.FISCAL_APPROPRIATION)
    for claim, figure in amounts(books, Section.FISCAL_APPROPRIATION):
        printed = meant(figure, *_fiscal_figures(statement, claim.subject))
        if printed is not None:
            yield (figure == printed).at(claim.subject)
    yield from _fiscal_classes(books, statement)


def _fiscal_figures(statement: StatementView, subject: str) -> Iterator[Variable]:
    """What a name may mean. 财政拨款收入 and 财政拨款支出 are those of the year, in some narratives the grand
    total or those of one budget."""
    if subject in FISCAL_LINES:
        item, side, measure = FISCAL_LINES[subject]
        if (line := statement.item(item, side)) is not None:
            yield line[measure]
    elif subject == "income_total":
        for item in ("income_total", "grand_total", "general_public_budget"):
            if (line := statement.item(item, Side.INCOME)) is not None:
                yield line["amount"]
    elif subject == "expenditure_total":
        for item in ("expenditure_total", "grand_total"):
            if (line := statement.item(item, Side.EXPENDITURE)) is not None:
                yield from (line["total"], line["general_public_budget"])


def _fiscal_classes(books: Books, statement: StatementView) -> Iterator[Relation]:
    """The structure of 财政拨款支出: of all budgets, though some mean the general public budget by it."""
    lines = {class_of(row.label): row for row in statement.classes}
    spent = statement.item("expenditure_total", Side.EXPENDITURE)
    for statement_of in said(books, Section.FISCAL_APPROPRIATION):
        amount, part = statement_of.claim("amount"), statement_of.claim("share")
        line = lines.get(class_of(class_name(statement_of.account[0]))) if statement_of.account else None
        if line is None or amount is None or spent is None:
            continue
        figure, measures = books.figure(amount), ("total", "general_public_budget")
        printed = meant(figure, *(line[measure] for measure in measures))
        if printed is not None:
            yield (figure == printed).at("class", statement_of.account[0])
        if part is not None:
            rate = books.figure(part)
            whole = min((spent[m] for m in measures), key=lambda whole: distance(rate, figure, whole))
            yield share(rate, figure, whole).at("class", statement_of.account[0], "share")


@equations("NAR-09", needs=[NARRATIVE, StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE], basis=BASIS)
def general_expenditure_is_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """Expenditure from the general public budget in the narrative is not the total of its statement, or its
    share of all expenditure is wrong.

    **Wrong**   一般公共预算财政拨款支出9,016.08万元，占本年支出合计的95.00%   03 合计 9,016.08
    **Right**   一般公共预算财政拨款支出9,016.08万元，占本年支出合计的100.00%  03 合计 9,016.08
    """
    total = books.statement(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE).total
    if total is None:
        return
    for statement in said(books, Section.GENERAL_PUBLIC_BUDGET):
        spent = statement.claim("amount")
        if statement.subject in ("basic", "project") and spent is not None:
            yield (books.figure(spent) == total[statement.subject]).at(statement.subject)
        if statement.subject != "total" or statement.account:
            continue
        amount, part = statement.claim("amount"), statement.claim("share")
        if amount is not None and statement.claim("budget") is None:
            yield (books.figure(amount) == total["total"]).at("amount")
        if part is not None and _of_all_expenditure(part.base) and books.has(StatementKey.EXPENDITURE):
            whole = books.statement(StatementKey.EXPENDITURE).total
            if whole is not None:
                rate = books.figure(part)
                yield share(rate, total["total"], whole["total"]).at("share")


def _of_all_expenditure(base: str | None) -> bool:
    return base is not None and "支出" in base and "财政拨款" not in base and "预算" not in base
