"""政府性基金 and 国有资本经营: what the narrative and the notes say against the statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, share
from disclosures.checks.finding import Evidence
from disclosures.checks.narrative.account_names import account_row, class_row
from disclosures.checks.narrative.said import BASIS, NARRATIVE, amounts, quoted, said
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, defect, defects, equations, holds, undecidable
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Claim, Section, StatementKey

STATEMENTS = {
    Section.GOVERNMENT_MANAGED_FUNDS: StatementKey.GOVERNMENT_MANAGED_FUNDS,
    Section.STATE_CAPITAL: StatementKey.STATE_CAPITAL,
}
FLOWS = ("opening_balance", "income", "total", "basic", "project", "closing_balance")
MEASURES = {"total": FLOWS, "income": ("income",), "expenditure": ("total", "basic", "project")}
NOTED = (*STATEMENTS.values(), StatementKey.THREE_PUBLIC_EXPENSES)
NO_FIGURES = re.compile(r"(?:本|此|该|故).{0,2}表(?:无|没有|为空|不涉及).{0,4}(?:数据)?|无数据|空表")
WHOLE = re.compile(r"政府性基金|国有资本经营")
ONLY_IF = re.compile(r"仍(?:然|需|应)?保留|下述说明")
"""A leftover instruction of the form speaks of empty statements in general."""


@equations("NAR-22", needs=[NARRATIVE], basis=BASIS)
def funds_are_as_in_the_statements(books: Books) -> Iterator[Relation | Judgement]:
    """The narrative says there is nothing and the statement has figures, or its amounts and shares are not
    those of the statement.

    **Wrong**   本部门没有政府性基金财政拨款收支   07表 合计 1,000.00
    **Right**   本部门没有政府性基金财政拨款收支   07表 合计 0.00
    """
    for section, key in STATEMENTS.items():
        claims = books.claims(section)
        if not claims:
            continue
        if not books.has(key):
            yield undecidable(key, code="statement_missing", zh="未读到该表", en="the statement was not read")
            continue
        statement = books.statement(key)
        for claim in books.claims(section, quantity="absence"):
            yield _nothing(statement, claim)
        for claim, figure in amounts(books, section):
            row = _row(statement, claim)
            measure = "total" if claim.account else claim.subject
            if row is not None and measure in FLOWS:
                yield (figure == row[measure]).at(section, row.id, measure)
        yield from _shares(books, section, statement)


def _row(statement: StatementView, claim: Claim) -> Row | None:
    if claim.subject == "class":
        return class_row(statement, claim.account[0])
    return account_row(statement, claim.account) if claim.account else statement.total


def _shares(books: Books, section: Section, statement: StatementView) -> Iterator[Relation]:
    """The classes as parts of the expenditure from the budget."""
    for listed in said(books, section):
        amount, part = listed.claim("amount"), listed.claim("share")
        if listed.subject != "class" or statement.total is None or amount is None or part is None:
            continue
        if not part.base or WHOLE.search(part.base):
            shared = share(books.figure(part), books.figure(amount), statement.total["total"])
            yield shared.at(section, listed.account[0], "share")


def _nothing(statement: StatementView, claim: Claim) -> Judgement:
    """The cells that a sentence says are empty are so."""
    figures = [
        row.figures[measure]
        for row in statement.rows
        for measure in MEASURES[claim.subject]
        if measure in row.figures
    ]
    name = f"{statement.key},{claim.subject}"
    filled = [figure for figure in figures if figure.amount]
    if filled:
        figure = filled[0]
        return defect(
            name,
            zh=f"情况说明称“{claim.printed}”，{figure.label}为{figure.text}{figure.unit}。",
            en=f"The narrative says “{claim.printed}”; {figure.label} is {figure.text}.",
            evidence=[quoted(claim), figure],
            expected=figure.text,
            printed=claim.printed,
        )
    if any(not figure.known for figure in figures):
        return undecidable(name, code="unreadable", zh="表中有无法读取的金额", en="a cell is unreadable")
    return holds(name, evidence=[quoted(claim)])


@defects("NAR-35", basis="部门决算公开表表注")
def note_contradicts_the_statement(books: Books) -> Iterator[Judgement]:
    """A note says that the statement has no figures, and it has some.

    **Wrong**   注：……故本表无数据   07表 合计 1,000.00
    **Right**   注：……故本表无数据   07表 合计 0.00
    """
    for statement in books.statements:
        for text, place in statement.statement.notes if statement.key in NOTED else ():
            if not NO_FIGURES.search(text) or ONLY_IF.search(text):
                continue
            note = Evidence(f"{statement.key}/note", statement.title, text, place)
            filled = [f for row in statement.rows for f in row.figures.values() if f.amount]
            if filled:
                figure = filled[0]
                yield defect(
                    statement.key,
                    zh=f"表注称本表无数据，{figure.label}为{figure.text}{figure.unit}。",
                    en=f"The note says that the statement has no figures; {figure.label} is {figure.text}.",
                    evidence=[note, figure],
                    printed=text,
                )
            elif statement.is_empty:
                yield holds(statement.key, evidence=[note])
            else:
                yield undecidable(
                    statement.key, code="unreadable", zh="表中有无法读取的金额", en="a cell is unreadable"
                )
