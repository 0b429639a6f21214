"""What the search for the culprit gives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.checks.equation import State
from disclosures.checks.finding import Suspect
from disclosures.checks.suspects.search import Repair
from disclosures.checks.suspects.witness import Witness
from disclosures.checks.wording import places

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """One probable root cause. `candidates` counts the cells that could each explain it; `change` is what
    the only one would have to change by, in base units."""

    id: str
    suspects: tuple[Suspect, ...]
    candidates: int
    change: Decimal | None = None


def cause_of(broken: Iterable[Witness], top: list[Repair]) -> Cause:
    """The cause of broken relations, given the repairs that explain them equally: named if few."""
    return Cause(
        id=_missing_row(top) or _id(broken),
        suspects=tuple(suspect_of(repair) for repair in top) if len(top) <= MOST_NAMED else (),
        candidates=len(top),
        change=top[0].change if len(top) == 1 else None,
    )


def causes_by_relation(broken: Iterable[Witness], cause: Cause) -> Iterator[tuple[int, Cause]]:
    """The same cause for each relation, by its identity."""
    return ((id(witness.relation), cause) for witness in broken)


def _id(broken: Iterable[Witness]) -> str:
    instances = "\n".join(sorted({witness.outcome.instance for witness in broken}))
    return hashlib.sha256(instances.encode()).hexdigest()[:16]


def _missing_row(top: list[Repair]) -> str:
    """One cause for all columns of a row that is not there, and for what other rules say of it."""
    if len(top) != 1 or top[0].cell.state is not State.ABSENT:
        return ""
    return f"{top[0].cell.statement}/{top[0].cell.row} missing"


def suspect_of(repair: Repair) -> Suspect:
    """The cell of a repair, as printed and as it should be."""
    cell = repair.cell
    return Suspect(
        key=cell.key,
        label=cell.label,
        printed="" if cell.state is State.ABSENT else cell.text,
        implied=f"{repair.implied:.{places(cell.half_unit)}f}",
        unit=cell.unit,
        place=cell.place,
        slip=repair.slip,
        score=repair.score,
    )
