"""One slip that the author carried on: two amounts of a section of the text that are off alike.

人员经费 is written 12.89 too high, and so is 基本支出, added up from it: one cause, two figures to correct.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from disclosures.checks.suspects.found import Cause

NARRATIVE = "narrative"
PER_CENT = "%"

Alike: TypeAlias = tuple[str, str, Decimal]


def carried_over(causes: Mapping[int, Cause]) -> dict[int, Cause]:
    """The causes, with one id for those whose only suspects are amounts of one section, off alike."""
    alike: dict[Alike, set[str]] = defaultdict(set)
    for cause in causes.values():
        if (key := _alike(cause)) is not None:
            alike[key].add(cause.id)
    return {relation: _with_shared_id(cause, alike) for relation, cause in causes.items()}


def _with_shared_id(cause: Cause, alike: Mapping[Alike, set[str]]) -> Cause:
    key = _alike(cause)
    return cause if key is None else replace(cause, id=min(alike[key]))


def _alike(cause: Cause) -> Alike | None:
    """The section, unit and difference of a cause with one suspect, an amount of the text."""
    if len(cause.suspects) != 1 or not cause.change:
        return None
    suspect = cause.suspects[0]
    statement, _, rest = suspect.key.partition("/")
    if statement != NARRATIVE or suspect.unit in ("", PER_CENT):
        return None
    return rest.partition("/")[0], suspect.unit, cause.change
