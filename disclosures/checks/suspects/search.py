"""What one changed cell would repair, and what it would break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import NamedTuple

from disclosures.checks.equation import Variable
from disclosures.checks.suspects.slips import OMISSION, slip, variants
from disclosures.checks.suspects.witness import PresenceWitness, RatioWitness, Witness

ZERO = Decimal(0)
HALF = Decimal("0.5")
LARGEST_RATE = Decimal(1000)
"""In per cent. Completion rates go beyond 100, hardly beyond this."""
SINGLE_RELATION = Decimal(1)
NEAR = Decimal("0.01")
MOST_CELLS = 250
"""Where hundreds of cells are in broken relations the cause is no slip: the busiest are tried."""


class Repair(NamedTuple):
    """One cell changed to the value that makes the figures agree.

    `score` is what it repairs among the relations, less what it breaks; `support` the same among words.
    """

    score: Decimal
    slip: str | None
    cell: Variable
    change: Decimal
    implied: Decimal
    support: Decimal = ZERO

    @property
    def rank(self) -> tuple[Decimal, bool, Decimal]:
        """The higher the likelier. That a figure was left out is no better an explanation than any other;
        what a list of names says comes last: lists are often those of the year before."""
        return self.score, self.is_slip, self.support

    @property
    def is_slip(self) -> bool:
        """One slip of the hand explains it."""
        return self.slip not in (None, OMISSION)

    @property
    def is_plausible(self) -> bool:
        """It repairs more than it breaks; a value that figures of its kind rarely have must repair more."""
        printed = self.cell.amount or ZERO
        negative = self.implied < ZERO <= printed
        absurd = self.cell.unit == "%" and abs(printed) <= LARGEST_RATE < abs(self.implied)
        return self.score > (SINGLE_RELATION if negative or absurd else ZERO)


class Search:
    """The witnesses of one disclosure, and which cells they speak of."""

    def __init__(self, found: list[Witness]) -> None:
        self.witnesses = found
        self.cells: dict[str, Variable] = {}
        self.of_cell: dict[str, list[Witness]] = defaultdict(list)
        for witness in found:
            for cell in witness.cells.values():
                self.add(cell, witness)

    def add(self, cell: Variable, witness: Witness) -> None:
        """The witness speaks of the cell."""
        self.cells.setdefault(cell.key, cell)
        self.of_cell[cell.key].append(witness)

    def row(self, statement: str, row: str) -> dict[str, Variable]:
        """The cells of a row that witnesses speak of, by column."""
        return self._rows.get((statement, row), {})

    @cached_property
    def _rows(self) -> dict[tuple[str, str], dict[str, Variable]]:
        rows: dict[tuple[str, str], dict[str, Variable]] = defaultdict(dict)
        for cell in self.cells.values():
            rows[cell.statement, cell.row][cell.column] = cell
        return rows

    def leave_out(self, explained: list[Witness]) -> None:
        """Go on without relations whose cause is known."""
        gone = {id(witness) for witness in explained}
        self.witnesses = [w for w in self.witnesses if id(w) not in gone]
        for key, found in self.of_cell.items():
            self.of_cell[key] = [w for w in found if id(w) not in gone]

    def broken(self) -> list[Witness]:
        return [w for w in self.witnesses if not w.holds]

    def repairs(self, broken: list[Witness]) -> list[Repair]:
        """The best repair of every cell that the broken relations speak of; the likeliest first."""
        counts: dict[str, int] = defaultdict(int)
        cells: dict[str, Variable] = {}
        for witness in broken:
            for key, cell in witness.cells.items():
                counts[key] += 1
                cells[key] = cell
        busiest = sorted(cells, key=lambda key: -counts[key])[:MOST_CELLS]
        best = (self.best_repair(cells[key]) for key in busiest)
        found = [repair for repair in best if repair and repair.is_plausible]
        return sorted(found, key=lambda repair: repair.rank, reverse=True)

    def best_repair(self, cell: Variable) -> Repair | None:
        return max(self.repairs_of(cell), key=lambda repair: repair.rank, default=None)

    def repairs_of(self, cell: Variable) -> list[Repair]:
        return [self._repair(cell, change) for change in self.changes(cell)]

    def changes(self, cell: Variable) -> set[Decimal]:
        """The changes worth trying: those that repair a relation.

        A rate tells its figures only roughly: a slip of the hand that repairs it is likelier than what its
        rounding makes of the figure.
        """
        found: set[Decimal] = set()
        for witness in self.of_cell[cell.key]:
            if witness.holds:
                continue
            exact = {_to_printed_places(cell, change) for change in witness.changes(cell.key)}
            found |= exact
            if isinstance(witness, RatioWitness) and exact:
                found |= {c for c in _slips(cell, near=max(exact)) if witness.holds_with({cell.key: c})}
        return found - {ZERO}

    def _repair(self, cell: Variable, change: Decimal) -> Repair:
        found = self.of_cell[cell.key]
        score = gain([w for w in found if not isinstance(w, PresenceWitness)], {cell.key: change})
        support = gain([w for w in found if isinstance(w, PresenceWitness)], {cell.key: change})
        printed = cell.amount or ZERO
        implied = printed + change / cell.scale
        if (implied < ZERO) != (printed < ZERO):
            score += HALF if printed < ZERO else -HALF
        return Repair(score, slip(implied, printed), cell, change, implied, support)

    def gain(self, changes: Mapping[str, Decimal]) -> Decimal:
        """What the changes repair among all witnesses, less what they break."""
        return gain(self._speaking_of(changes), changes)

    def repaired(self, changes: Mapping[str, Decimal]) -> list[Witness]:
        """The broken relations that the changes repair."""
        return [w for w in self._speaking_of(changes) if not w.holds and w.holds_with(changes)]

    def apply(self, changes: Mapping[str, Decimal]) -> None:
        """Go on as if the changes were made."""
        for witness in self._speaking_of(changes):
            witness.apply(changes)

    def _speaking_of(self, changes: Mapping[str, Decimal]) -> list[Witness]:
        found = {id(w): w for key in changes for w in self.of_cell[key]}
        return list(found.values())


def gain(found: Iterable[Witness], changes: Mapping[str, Decimal]) -> Decimal:
    """The weight of the witnesses that the changes repair, less that of those they break."""
    score = ZERO
    for witness in found:
        before, after = witness.holds, witness.holds_with(changes)
        if before != after:
            score += witness.weight if after else -witness.weight
    return score


def _slips(cell: Variable, *, near: Decimal) -> Iterator[Decimal]:
    """The changes that undo a slip of the hand, as far as they come near a change."""
    printed = cell.amount or ZERO
    wanted = printed + near / cell.scale
    for variant in variants(printed):
        is_printable = variant % (2 * cell.half_unit) == 0
        if is_printable and abs(variant - wanted) <= NEAR * abs(wanted) + cell.half_unit:
            yield (variant - printed) * cell.scale


def _to_printed_places(cell: Variable, change: Decimal) -> Decimal:
    """The change, in base units, that leads to a value of the precision the cell is printed with."""
    step = 2 * cell.half_unit
    target = (cell.amount or ZERO) + change / cell.scale
    rounded = (target / step).to_integral_value(ROUND_HALF_UP) * step
    return (rounded - (cell.amount or ZERO)) * cell.scale
