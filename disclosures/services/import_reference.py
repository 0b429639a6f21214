"""Load reference data over what is there: rows are matched by code and name, never deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from disclosures.models import Account, Region
from disclosures.services.accounts import LEVELS
from disclosures.services.edition import advance_edition

_CODE = re.compile(r"\d{3}(\d{2}){0,3}")
_LEVEL_NAMES = {"类": Account.Level.CLASS, "款": Account.Level.SECTION, "项": Account.Level.ITEM}
_FIRST_ECONOMIC_CODE = "3"
UPDATED = ("level", "parent", "valid_from", "valid_to", "years_printed", "status")


class ReferenceDataError(ValueError):
    """A line that cannot be loaded; nothing of its file is."""


@transaction.atomic
def import_regions(rows: Iterable[Mapping[str, str | None]]) -> int:
    """Provinces first: a region's path begins with that of the region it lies in."""
    by_level: dict[str, list[dict[str, str]]] = {level: [] for level in Region.Level.values}
    for row in rows:
        record = _stripped(row, ("code", "name", "level"))
        if record["level"] not in by_level or not re.fullmatch(r"\d{6}", record["code"]):
            levels = ", ".join(by_level)
            raise ReferenceDataError(f"{record['code']}: a region has six digits and a level of {levels}")
        # A prefecture without counties (东莞市) is listed a second time, as its own county.
        if record.get("parent") != record["code"]:
            by_level[record["level"]].append(record)
    for records in by_level.values():
        _load_regions({record["code"]: record for record in records})
    advance_edition()
    return sum(map(len, by_level.values()))


@transaction.atomic
def import_accounts(rows: Iterable[Mapping[str, str | None]]) -> int:
    """Names, levels, validity; a line of former names adds a historical name to its code."""
    records = [_stripped(row, ("code",)) for row in rows]
    accounts = [_account(record) for record in sorted(records, key=lambda r: (len(r["code"]), r["code"]))]
    found = [account for account in accounts if account is not None]
    for length in sorted({len(account.code) for account in found}):
        _load([account for account in found if len(account.code) == length])
    advance_edition()
    return len(found)


def _load_regions(records: Mapping[str, Mapping[str, str]]) -> None:
    """Regions of one level, in those that are there by now."""
    above = Region.objects.in_bulk(
        {r["parent"] for r in records.values() if r.get("parent")}, field_name="code"
    )
    regions = []
    for code, record in records.items():
        parent = above.get(record.get("parent", ""))
        if record.get("parent") and parent is None:
            raise ReferenceDataError(f"{code}: there is no region {record['parent']}")
        path = f"{parent.path if parent else '/'}{code}/"
        regions.append(
            Region(code=code, name=record["name"], level=record["level"], parent=parent, path=path)
        )
    Region.objects.bulk_create(
        regions,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent", "path"],
    )


def _load(accounts: list[Account]) -> None:
    """Accounts of one level, under the parents that are there by now."""
    above = {account.code[:-2] for account in accounts}
    parents = {(p.classification, p.code): p for p in Account.objects.filter(code__in=above).order_by("-pk")}
    for account in accounts:
        account.parent = parents.get((account.classification, account.code[:-2]))
    Account.objects.bulk_create(
        accounts,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["classification", "code", "name"],
        update_fields=UPDATED,
    )


def _account(record: Mapping[str, str]) -> Account | None:
    code, former = record["code"], record.get("name_about_2009")
    if not _CODE.fullmatch(code):
        raise ReferenceDataError(f"{code}: an account code has 3, 5, 7 or 9 digits")
    name = former or record.get("name", "")
    if not name:
        raise ReferenceDataError(f"{code}: there is no name")
    if former and former == record.get("name_later"):
        return None
    economic = code.startswith(_FIRST_ECONOMIC_CODE)
    default = Account.Classification.ECONOMIC if economic else Account.Classification.FUNCTIONAL
    status = Account.Status.HISTORICAL if former else record.get("status") or Account.Status.OFFICIAL
    if status not in Account.Status.values:
        raise ReferenceDataError(f"{code}: the status is one of {', '.join(Account.Status.values)}")
    return Account(
        classification=record.get("classification") or default,
        code=code,
        name=name,
        level=_LEVEL_NAMES.get(record.get("level", ""), LEVELS[len(code)]),
        valid_from=_day(record.get("valid_from")),
        valid_to=_day(record.get("valid_to")),
        years_printed=[int(year) for year in (record.get("years_printed") or "").split()],
        status=status,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ReferenceDataError(f"{text}: a date is written 2020-01-01") from error


def _stripped(row: Mapping[str, str | None], needed: Iterable[str]) -> dict[str, str]:
    record = {name: (value or "").strip() for name, value in row.items() if name}
    for name in needed:
        if not record.get(name):
            raise ReferenceDataError(f"a line has no '{name}': {record}")
    return record
