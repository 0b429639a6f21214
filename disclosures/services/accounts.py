"""The account rows that printed lines refer to; a code first seen enters the tree, unconfirmed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from disclosures.final_accounts.labels import name_of
from disclosures.final_accounts.records import Statement, StatementKey
from disclosures.models import Account

_CODE = re.compile(r"\d{3}(\d{2}){0,3}")
LEVELS = {3: Account.Level.CLASS, 5: Account.Level.SECTION, 7: Account.Level.ITEM, 9: Account.Level.ITEM}
_BY_TRUST = (
    Account.Status.OFFICIAL,
    Account.Status.PRINTED,
    Account.Status.UNCONFIRMED,
    Account.Status.HISTORICAL,
)


def account_rows(statements: Iterable[Statement]) -> dict[tuple[str, str], int]:
    """(code, label as printed) → the account: the row of that name, else the most trusted of the code."""
    printed = {
        (_classification(statement), line.code, line.label)
        for statement in statements
        for line in statement.lines
        if line.code and _CODE.fullmatch(line.code)
    }
    known = _known({code for _, code, _ in printed})
    missing = sorted((c, code, label) for c, code, label in printed if (c, code) not in known)
    if missing:
        _enter(missing)
        known = _known({code for _, code, _ in printed})
    return {
        (code, label): _best(known[classification, code], label) for classification, code, label in printed
    }


def _classification(statement: Statement) -> str:
    """基本支出 is by economic classification, everything else by functional."""
    economic = statement.key is StatementKey.BASIC_EXPENDITURE
    return Account.Classification.ECONOMIC if economic else Account.Classification.FUNCTIONAL


def _known(codes: set[str]) -> dict[tuple[str, str], list[Account]]:
    found: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in Account.objects.filter(code__in=codes).order_by("pk"):
        found[account.classification, account.code].append(account)
    return found


def _enter(missing: list[tuple[str, str, str]]) -> None:
    """Level by level, so that a parent exists before its children."""
    for length in sorted({len(code) for _, code, _ in missing}):
        entering = [entry for entry in missing if len(entry[1]) == length]
        parents = _known({code[:-2] for _, code, _ in entering})
        Account.objects.bulk_create(
            [
                Account(
                    classification=classification,
                    code=code,
                    name=name_of(label)[:200] or code,
                    level=LEVELS[length],
                    parent=next(iter(parents.get((classification, code[:-2]), ())), None),
                )
                for classification, code, label in entering
            ],
            ignore_conflicts=True,
        )


def _best(accounts: list[Account], label: str) -> int:
    name = name_of(label)
    by_trust = sorted(
        accounts, key=lambda a: (name_of(a.name) != name, _BY_TRUST.index(Account.Status(a.status)))
    )
    return by_trust[0].pk
