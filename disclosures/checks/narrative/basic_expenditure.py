"""Section six: 基本支出 against 05 and 06, and the accounts it mainly consists of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Variable, Within
from disclosures.checks.narrative.account_names import rows_named
from disclosures.checks.narrative.said import BASIS, NARRATIVE, amounts, quoted
from disclosures.checks.rule import Judgement, defect, defects, equations, holds, undecidable
from disclosures.checks.statement_view import Row
from disclosures.final_accounts.records import Claim, ExpenditureBlock, Section, StatementKey

TOTALS = {"personnel": "personnel_total", "operating": "operating_total"}
BLOCKS = {"personnel": ExpenditureBlock.PERSONNEL, "operating": ExpenditureBlock.OPERATING}
NAMES = {"personnel": "人员经费", "operating": "公用经费"}


@equations("NAR-19", needs=[NARRATIVE, StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE], basis=BASIS)
def basic_expenditure_is_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """Basic expenditure in the narrative is not that of the statement.

    It may be quoted from either statement, which can differ by a rounding tail.

    **Wrong**   基本支出1,885.67万元   05表 合计 基本支出 1,858.67
    **Right**   基本支出1,858.67万元   05表 合计 基本支出 1,858.67
    """
    total = books.statement(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE).total
    for claim, figure in amounts(books, Section.BASIC_EXPENDITURE):
        if claim.subject == "total" and total is not None and _of_general_budget(books, claim):
            yield (figure == total["basic"]).within(Within(_unit(figure))).at("total")


def _of_general_budget(books: Books, claim: Claim) -> bool:
    """财政拨款基本支出 is that of the general public budget unless 政府性基金 paid basic expenditure too."""
    key = StatementKey.GOVERNMENT_MANAGED_FUNDS
    funds = books.statement(key).total if books.has(key) else None
    return "一般公共预算" in claim.text or funds is None or funds["basic"].is_zero


def _unit(figure: Variable) -> Decimal:
    return 2 * figure.half_unit * figure.scale


@equations("NAR-20", needs=[NARRATIVE, StatementKey.BASIC_EXPENDITURE], basis=BASIS)
def personnel_and_operating_are_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """人员经费 or 公用经费 in the narrative is not that of the statement of basic expenditure.

    **Wrong**   人员经费1,724.15万元   06表 人员经费合计 1,742.15
    **Right**   人员经费1,742.15万元   06表 人员经费合计 1,742.15
    """
    statement = books.statement(StatementKey.BASIC_EXPENDITURE)
    for claim, figure in amounts(books, Section.BASIC_EXPENDITURE):
        row = statement.item(TOTALS[claim.subject]) if claim.subject in TOTALS else None
        if row is not None and _of_general_budget(books, claim):
            yield (figure == row["amount"]).at(claim.subject)


@defects("NAR-21", needs=[NARRATIVE, StatementKey.BASIC_EXPENDITURE], basis=BASIS)
def listed_accounts_are_not_those_with_amounts(books: Books) -> Iterator[Judgement]:
    """An account is listed under 主要包括 and is empty in the statement, or has an amount and is not listed.

    A list that ends in 等 may leave accounts out.

    **Wrong**   公用经费10.23万元，主要包括：办公费、邮电费   06表 邮电费 0.00
    **Right**   公用经费10.23万元，主要包括：办公费           06表 邮电费 0.00
    """
    for subject, block in BLOCKS.items():
        listed = books.claims(Section.BASIC_EXPENDITURE, subject=subject, quantity="listed")
        accounts = books.statement(StatementKey.BASIC_EXPENDITURE).accounts
        rows = tuple(row for row in accounts if row.line and row.line.block is block)
        if listed:
            yield from _listed(subject, listed, rows)
            yield from _left_out(subject, listed, rows)


def _listed(subject: str, listed: tuple[Claim, ...], rows: tuple[Row, ...]) -> Iterator[Judgement]:
    for claim in listed:
        named, name = rows_named(rows, claim.printed), f"{subject},{claim.printed}"
        figures = [row["amount"] for row in named]
        if not figures or any(not figure.known for figure in figures):
            yield undecidable(
                name,
                code="account_not_matched",
                zh=f"支出决算表中没有可与“{claim.printed}”比较的一行",
                en=f"no readable row of the statement is named {claim.printed}",
            )
        elif all(figure.is_zero for figure in figures):
            yield defect(
                name,
                zh=f"{NAMES[subject]}“主要包括”列出了“{claim.printed}”，表中该科目没有金额。",
                en=f"{claim.printed} is listed as part of {NAMES[subject]}; the statement has none.",
                evidence=[quoted(claim), *figures],
                expected=figures[0].text,
                printed=claim.printed,
            )
        else:
            yield holds(name, evidence=figures)


def _left_out(subject: str, listed: tuple[Claim, ...], rows: tuple[Row, ...]) -> Iterator[Judgement]:
    """Accounts (款) with an amount that a complete list does not name; a listed 类 names all of its own."""
    if any(claim.direction for claim in listed):
        return
    named = tuple(row.code for claim in listed for row in rows_named(rows, claim.printed) if row.code)
    for row in rows:
        figure = row["amount"]
        if len(row.code or "") != 5 or not figure.amount or (row.code or "").startswith(named):
            continue
        yield defect(
            f"{subject},{row.code}",
            zh=f"{NAMES[subject]}“主要包括”没有列出“{row.label}”，表中该科目为{figure.text}{figure.unit}。",
            en=f"{row.label} is not listed as part of {NAMES[subject]}; the statement has {figure.text}.",
            evidence=[figure],
            expected=row.label,
        )
