"""The same changes with the figures of self-evaluation forms, summaries, their narrative and reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from bench.changes import CELL_CHANGES, Change
from disclosures.checks.run import CheckResult
from disclosures.documents.model import Place
from disclosures.final_accounts.records import AmountState, FinalAccounts
from evaluations.reading.records import Evaluations, PrintedNumber

Path: TypeAlias = tuple[str | int, ...]
NAMES = {
    "forms": "self-evaluation forms",
    "summaries": "summaries of forms",
    "overviews": "narrative of projects",
    "statements": "narrative of projects",
    "reports": "evaluation reports",
}


def performance_changes(
    accounts: FinalAccounts, evaluations: Evaluations, before: CheckResult, kind: str
) -> Iterator[Change]:
    """Every document that one change of the kind makes. The keys of a figure are those relations give it."""
    keys = _keys_by_printing(before)
    for path, number in printed_numbers(evaluations):
        if not number.value or number.parts or path[0] not in NAMES:
            continue
        after = CELL_CHANGES[kind](number.value)
        if after == number.value:
            continue
        size = abs((after or Decimal(0)) - number.value)
        culprits = keys.get((number.place, number.text), frozenset())
        changed = _put(evaluations, path, _changed(number, after))
        yield Change(kind, NAMES[str(path[0])], size, culprits, accounts, changed)


def printed_numbers(record: Any, path: Path = ()) -> Iterator[tuple[Path, PrintedNumber]]:
    """Every number of a record with the way to it."""
    if isinstance(record, PrintedNumber):
        yield path, record
    elif isinstance(record, tuple):
        for at, item in enumerate(record):
            yield from printed_numbers(item, (*path, at))
    elif is_dataclass(record):
        for f in fields(record):
            yield from printed_numbers(getattr(record, f.name), (*path, f.name))


def _put(record: Any, path: Path, number: PrintedNumber) -> Any:
    """The record with another number at the end of the way."""
    if not path:
        return number
    at, rest = path[0], path[1:]
    if isinstance(at, int):
        return (*record[:at], _put(record[at], rest, number), *record[at + 1 :])
    return replace(record, **{at: _put(getattr(record, at), rest, number)})


def _changed(number: PrintedNumber, value: Decimal | None) -> PrintedNumber:
    if value is None:
        return replace(number, text="", state=AmountState.BLANK, value=None)
    return replace(number, text=f"{value}{'%' if number.is_percent else ''}", value=value)


def _keys_by_printing(result: CheckResult) -> dict[tuple[Place, str], frozenset[str]]:
    found: dict[tuple[Place, str], set[str]] = defaultdict(set)
    for outcome in result.outcomes:
        for figure in outcome.relation.variables() if outcome.relation is not None else ():
            found[figure.place, figure.text].add(figure.key)
    return {printing: frozenset(keys) for printing, keys in found.items()}
