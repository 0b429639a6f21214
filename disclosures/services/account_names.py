"""What accounts are and were called."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from disclosures.final_accounts.records import StatementKey
from disclosures.models import Account
from finance_api.rest.prepared import prepared_cursor

NAMES = """
SELECT code, name, classification, status, years_printed FROM disclosures_account
WHERE code = ANY(%s) ORDER BY code, id
"""


class AccountName(NamedTuple):
    code: str
    name: str
    classification: str
    status: str
    years_printed: list[int]


def names_of(codes: Collection[str]) -> list[AccountName]:
    """Every name that these codes have or had, in either classification."""
    if not codes:
        return []
    with prepared_cursor() as cursor:
        cursor.execute(NAMES, [sorted(codes)])
        return [AccountName(*row) for row in cursor.fetchall()]


def latest_names(known: Iterable[AccountName], statement: str | None) -> dict[str, str]:
    """The latest known name of each code, in the classification the statement is by."""
    economic = statement == StatementKey.BASIC_EXPENDITURE
    kind = Account.Classification.ECONOMIC if economic else Account.Classification.FUNCTIONAL
    names: dict[str, tuple[int, str]] = {}
    for account in known:
        if account.classification != kind or account.status == Account.Status.HISTORICAL:
            continue
        latest = max(account.years_printed, default=0)
        if account.code not in names or latest >= names[account.code][0]:
            names[account.code] = (latest, account.name)
    return {code: name for code, (_, name) in names.items()}
