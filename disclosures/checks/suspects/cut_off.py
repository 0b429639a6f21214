"""The end of a statement that is not there: a page that was left out, or was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from disclosures.checks.equation import State
from disclosures.checks.suspects.witness import Witness

FEWEST_ACCOUNTS = 3
"""Fewer accounts missing at the end are looked for one by one."""


def cut_off(witnesses: Iterable[Witness]) -> dict[str, list[Witness]]:
    """By statement: the broken relations that its missing end explains.

    Several accounts that other statements print are absent, and all of them would stand below the last one
    that is printed.
    """
    found = list(witnesses)
    last: dict[str, str] = defaultdict(str)
    for witness in found:
        for cell in witness.cells.values():
            if cell.row.isdigit() and cell.state is not State.ABSENT:
                last[cell.statement] = max(last[cell.statement], cell.row)
    broken = [witness for witness in found if not witness.holds]
    absent: dict[str, set[str]] = defaultdict(set)
    for witness in broken:
        for cell in witness.cells.values():
            if cell.row.isdigit() and cell.state is State.ABSENT:
                absent[cell.statement].add(cell.row)
    return {
        statement: [w for w in broken if _explained(w, statement)]
        for statement, codes in absent.items()
        if len(codes) >= FEWEST_ACCOUNTS and last[statement] and min(codes) > last[statement]
    }


def _explained(witness: Witness, statement: str) -> bool:
    """It speaks of an absent account of the statement, or of nothing but the statement."""
    cells = list(witness.cells.values())
    absent = any(c.statement == statement and c.state is State.ABSENT and c.row.isdigit() for c in cells)
    return absent or all(cell.statement == statement for cell in cells)
