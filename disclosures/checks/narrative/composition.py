"""What income and expenditure consist of: sections two and three against 收入决算表 and 支出决算表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Variable, share
from disclosures.checks.narrative.said import BASIS, NARRATIVE, amounts, distance, meant, said
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, defect, defects, equations, holds
from disclosures.final_accounts.records import Section, Side, StatementKey

MEASURES = {
    Section.INCOME: (
        "total",
        "fiscal_appropriation",
        "superior_subsidies",
        "institutional",
        "business",
        "from_affiliates",
        "other",
    ),
    Section.EXPENDITURE: ("total", "basic", "project", "to_superiors", "business", "to_affiliates"),
}
OVERALL_MEASURES = {
    **{measure: measure for measure in ("basic", "project", "to_superiors", "to_affiliates")},
    "business_expenditure": "business",
}
"""Kinds of expenditure that some narratives list under the totals; 经营收入 stands there too."""
FUNDS = ("general_public_budget", "government_managed_funds", "state_capital")
"""The three fiscal incomes, which some provinces list instead of 财政拨款收入."""
GRAND_TOTALS = {Section.INCOME: "income_grand_total", Section.EXPENDITURE: "expenditure_grand_total"}
"""收入总计 and 支出总计: some sections mean the grand total by them, others that of the year."""
STATEMENTS = {Section.INCOME: StatementKey.INCOME, Section.EXPENDITURE: StatementKey.EXPENDITURE}


@equations("NAR-03", needs=[NARRATIVE, StatementKey.INCOME], basis=BASIS)
def income_is_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """An item of income in the narrative is not that of the total row of 收入决算表.

    **Wrong**   其他收入13.10万元   收入决算表 合计 其他收入 1.31
    **Right**   其他收入1.31万元    收入决算表 合计 其他收入 1.31
    """
    yield from _copies(books, Section.INCOME)
    total = _total_row(books, Section.INCOME)
    for claim, figure in amounts(books, Section.OVERALL):
        if total is not None and claim.subject == "fiscal_appropriation":
            yield (figure == total[claim.subject]).at("overall", claim.subject)
    if not books.has(StatementKey.INCOME_AND_EXPENDITURE):
        return
    overall = books.statement(StatementKey.INCOME_AND_EXPENDITURE)
    for claim, figure in amounts(books, Section.INCOME):
        line = overall.item(claim.subject, Side.INCOME) if claim.subject in FUNDS else None
        if line is not None:
            yield (figure == line["amount"]).at(claim.subject)


@equations("NAR-04", needs=[NARRATIVE, StatementKey.INCOME], basis=BASIS)
def share_of_income_is_right(books: Books) -> Iterator[Relation]:
    """The share of an item of income is wrong.

    **Wrong**   本年收入合计9,017.39万元，其中：财政拨款收入9,016.08万元，占98.99%
    **Right**   本年收入合计9,017.39万元，其中：财政拨款收入9,016.08万元，占99.99%
    """
    yield from _shares(books, Section.INCOME)
    yield from _overall_shares(
        books, Section.INCOME, ("fiscal_appropriation", *FUNDS, "other", "opening_balance")
    )


@defects("NAR-05", needs=[NARRATIVE, StatementKey.INCOME], basis=BASIS)
def income_is_not_mentioned(books: Books) -> Iterator[Judgement]:
    """The narrative leaves out an item of income that is not zero.

    **Wrong**   其中：财政拨款收入9,016.08万元                      收入决算表 其他收入 1.31
    **Right**   其中：财政拨款收入9,016.08万元；其他收入1.31万元    收入决算表 其他收入 1.31
    """
    mentioned = {claim.subject for claim, _ in amounts(books, Section.INCOME)}
    total = _total_row(books, Section.INCOME)
    if mentioned & set(FUNDS):
        mentioned.add("fiscal_appropriation")
    if total is None or not mentioned & set(MEASURES[Section.INCOME][1:]):
        return
    for measure in MEASURES[Section.INCOME][1:]:
        figure = total.figures.get(measure)
        if figure is None or figure.is_zero or not figure.known:
            continue
        if measure in mentioned:
            yield holds(measure, evidence=[figure])
        else:
            yield defect(
                measure,
                zh=f"情况说明列出了收入构成，但没有提到{figure.label}{figure.text}{figure.unit}。",
                en=f"The narrative lists what income consists of, but not {figure.label} {figure.text}.",
                evidence=[figure],
                expected=figure.text,
            )


@equations("NAR-06", needs=[NARRATIVE, StatementKey.EXPENDITURE], basis=BASIS)
def expenditure_is_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """An item of expenditure in the narrative is not that of the total row of 支出决算表.

    **Wrong**   基本支出1,885.67万元   支出决算表 合计 基本支出 1,858.67
    **Right**   基本支出1,858.67万元   支出决算表 合计 基本支出 1,858.67
    """
    yield from _copies(books, Section.EXPENDITURE)
    total = _total_row(books, Section.EXPENDITURE)
    for claim, figure in amounts(books, Section.OVERALL):
        if total is not None and claim.subject in OVERALL_MEASURES:
            yield (figure == total[OVERALL_MEASURES[claim.subject]]).at("overall", claim.subject)


@equations("NAR-07", needs=[NARRATIVE, StatementKey.EXPENDITURE], basis=BASIS)
def share_of_expenditure_is_right(books: Books) -> Iterator[Relation]:
    """The share of an item of expenditure is wrong.

    **Wrong**   本年支出合计9,016.08万元，其中：基本支出1,858.67万元，占26.02%
    **Right**   本年支出合计9,016.08万元，其中：基本支出1,858.67万元，占20.62%
    """
    yield from _shares(books, Section.EXPENDITURE)
    yield from _overall_shares(books, Section.EXPENDITURE, ("basic", "project"))


def _total_row(books: Books, section: Section) -> Row | None:
    return books.statement(STATEMENTS[section]).total


def _copies(books: Books, section: Section) -> Iterator[Relation]:
    total = _total_row(books, section)
    for claim, figure in amounts(books, section):
        if total is not None and claim.subject in MEASURES[section]:
            yield (figure == total[claim.subject]).at(claim.subject)
        if total is not None and claim.subject == GRAND_TOTALS[section]:
            printed = meant(figure, total["total"], _grand_total(books, section))
            assert printed is not None
            yield (figure == printed).at(claim.subject)


def _grand_total(books: Books, section: Section) -> Variable | None:
    if not books.has(StatementKey.INCOME_AND_EXPENDITURE):
        return None
    side = Side.INCOME if section is Section.INCOME else Side.EXPENDITURE
    line = books.statement(StatementKey.INCOME_AND_EXPENDITURE).item("grand_total", side)
    return line["amount"] if line is not None else None


def _shares(books: Books, section: Section) -> Iterator[Relation]:
    """Shares of the total: those that name no other base, and stand not below 财政拨款收入."""
    total = _total_row(books, section)
    parts = MEASURES[section][1:]
    if section is Section.INCOME and not books.claims(section, subject="fiscal_appropriation"):
        parts += FUNDS
    for statement in said(books, section):
        amount, part = statement.claim("amount"), statement.claim("share")
        if total is None or amount is None or part is None or statement.subject not in parts:
            continue
        if part.base is None or "财政拨款" not in part.base:
            rate = books.figure(part)
            yield share(rate, books.figure(amount), total["total"]).at(statement.subject)


def _overall_shares(books: Books, section: Section, parts: tuple[str, ...]) -> Iterator[Relation]:
    """Shares in 收入总计 or 支出总计 that 收入支出总体情况 gives. Some mean the sum of the year by it: the
    share is compared with the whole it is nearer to."""
    total, grand = _total_row(books, section), _grand_total(books, section)
    for statement in said(books, Section.OVERALL):
        amount, part = statement.claim("amount"), statement.claim("share")
        if total is None or grand is None or amount is None or part is None or statement.subject not in parts:
            continue
        if part.base is None or part.base.rstrip("的").endswith(("总计", "合计")):
            rate, figure = books.figure(part), books.figure(amount)
            whole = min((grand, total["total"]), key=lambda whole: distance(rate, figure, whole))
            yield share(rate, figure, whole).at("overall", statement.subject)
