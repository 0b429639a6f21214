"""The account codes that a disclosure prints, with their names and places."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.row import Row
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import StatementKey

FUNCTIONAL = (
    StatementKey.INCOME,
    StatementKey.EXPENDITURE,
    StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    StatementKey.GOVERNMENT_MANAGED_FUNDS,
    StatementKey.STATE_CAPITAL,
)
"""02, 03, 05, 07 and 08: one line an account of the functional classification."""
TWO_SIDED = (StatementKey.INCOME_AND_EXPENDITURE, StatementKey.FISCAL_APPROPRIATION)


def functional_statements(books: Books) -> Iterator[StatementView]:
    """Those of 02, 03, 05, 07 and 08 that the document has and that have accounts."""
    return (v for v in books.statements if v.key in FUNCTIONAL and v.accounts)


def printed_names(books: Books) -> dict[str, list[Evidence]]:
    """Every functional code with each printing of its name."""
    names: dict[str, list[Evidence]] = {}
    for view in functional_statements(books):
        for row in view.accounts:
            names.setdefault(row.code or "", []).append(name_evidence(view, row))
    return names


def name_evidence(view: StatementView, row: Row) -> Evidence:
    """The printed name of a row, as evidence."""
    assert row.line is not None
    return Evidence(
        key=f"{view.key}/{row.id}/label",
        label=f"{view.title} {row.code or ''}".strip(),
        text=row.line.label,
        place=row.line.place,
        statement=view.key,
        row=row.id,
        column="label",
    )
