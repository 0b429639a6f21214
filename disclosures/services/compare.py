"""What two readings state differently, figure by figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from disclosures.models import Fact


class Key(NamedTuple):
    """Which figure: the same in both readings, wherever it stands."""

    statement: str
    line: str
    side: str | None
    measure: str
    occurrence: int


class Stated(NamedTuple):
    label: str
    text: str
    amount: Decimal | None


def diff(before: UUID, after: UUID) -> list[dict[str, Any]]:
    """The figures that differ, in the order of the later reading; those that vanished last."""
    former, latter = _figures(before), _figures(after)
    keys = [*latter, *(key for key in former if key not in latter)]
    pairs = ((key, former.get(key), latter.get(key)) for key in keys)
    return [_change(key, was, now) for key, was, now in pairs if not _alike(was, now)]


def _figures(run: UUID) -> dict[Key, Stated]:
    found: dict[Key, Stated] = {}
    rows = Fact.objects.filter(run=run).order_by("pk")
    for statement, code, item, side, measure, text, amount, label in rows.values_list(
        "statement", "code", "item", "side", "measure", "text", "amount", "line__label"
    ):
        line = code or item or "".join(label.split())
        occurrence = 1
        while (key := Key(statement, line, side, measure, occurrence)) in found:
            occurrence += 1
        found[key] = Stated(label, text, amount)
    return found


def _alike(was: Stated | None, now: Stated | None) -> bool:
    """A figure printed in another manner is the same figure; a blank is none where there was no line."""
    if was is None or now is None:
        present = was or now
        return present is None or not present.text
    return was.amount == now.amount if was.amount is not None else was.text == now.text


def _change(key: Key, was: Stated | None, now: Stated | None) -> dict[str, Any]:
    return {
        "statement": key.statement,
        "line": key.line,
        "label": (now or was or Stated("", "", None)).label,
        "side": key.side,
        "measure": key.measure,
        "before": was.text if was else None,
        "after": now.text if now else None,
        "difference": _difference(was, now),
    }


def _difference(was: Stated | None, now: Stated | None) -> str | None:
    if was is None or now is None or was.amount is None or now.amount is None:
        return None
    return f"{(now.amount - was.amount).normalize():f}"
