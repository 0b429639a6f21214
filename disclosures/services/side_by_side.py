"""One measure of one statement, of several disclosures side by side: line by line, as far as lines agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from disclosures.models import Fact


class Line(NamedTuple):
    """Which line: the same in every document, wherever it stands and whatever it is called."""

    side: str | None
    account: str | None
    item: str | None
    name: str
    occurrence: int


def side_by_side(runs: Sequence[UUID], statement: str, measure: str) -> list[dict[str, Any]]:
    """A row for each line that any of the runs has; an amount, or None, for each run in their order."""
    amounts: dict[Line, dict[UUID, Decimal | None]] = {}
    labels: dict[Line, str] = {}
    seen: set[tuple[UUID, Line]] = set()
    facts = Fact.objects.filter(run__in=runs, statement=statement, measure=measure).order_by("pk")
    columns = ("run_id", "side", "code", "item", "line__label", "amount")
    for run, side, code, item, label, amount in facts.values_list(*columns):
        line = _line(run, side, code, item, label, seen)
        seen.add((run, line))
        amounts.setdefault(line, {})[run] = amount
        labels[line] = label
    return [
        {
            "account": line.account,
            "item": line.item,
            "side": line.side,
            "label": labels[line],
            "amounts": [amounts[line].get(run) for run in runs],
        }
        for line in sorted(amounts, key=_order)
        if line.account or line.item or any(value is not None for value in amounts[line].values())
    ]


def _line(
    run: UUID, side: str | None, code: str | None, item: str | None, label: str, seen: set[tuple[UUID, Line]]
) -> Line:
    name = "" if code or item else "".join(label.split())
    occurrence = 1
    while (run, line := Line(side, code, item, name, occurrence)) in seen:
        occurrence += 1
    return line


def _order(line: Line) -> tuple[str, bool, str, str, str, int]:
    """Income before expenditure, accounts by code, then the lines without one."""
    return (
        {"income": "1", "expenditure": "2"}.get(line.side or "", "0"),
        line.account is None,
        line.account or "",
        line.item or "",
        line.name,
        line.occurrence,
    )
