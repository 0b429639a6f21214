"""The root causes of broken relations, and the cells that could explain each.

1. The relations that broke are put together where they share a cell.
2. Every cell of a broken relation is tried with every value that would repair one: what else is repaired,
   what that holds would break?
3. The best cells are ranked; ties by whether one slip of the hand explains the change.
4. One cell on top is taken as repaired, and the search goes on with what is still broken: two figures
   exchanged, a row shifted, a row that is missing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from disclosures.checks.equation import State, Variable
from disclosures.checks.finding import Outcome, Suspect
from disclosures.checks.suspects.carried_over import carried_over
from disclosures.checks.suspects.cut_off import cut_off
from disclosures.checks.suspects.found import Cause
from disclosures.checks.suspects.missing_rows import let_missing_rows_take_part
from disclosures.checks.suspects.slips import OMISSION, slip, variants
from disclosures.checks.suspects.units import unit_slip
from disclosures.checks.suspects.witness import RatioWitness, Witness, witnesses
from disclosures.checks.wording import places

ZERO = Decimal(0)
HALF = Decimal("0.5")
LARGEST_RATE = Decimal(1000)
"""In per cent. Completion rates go beyond 100, hardly beyond this."""
SINGLE_RELATION = Decimal(1)
NEAR = Decimal("0.01")
MOST_NAMED = 3
MOST_ROUNDS = 12
MOST_CELLS = 250
"""Where hundreds of cells are in broken relations the cause is no slip: the busiest are tried."""


class Repair(NamedTuple):
    """One cell changed to the value that makes the figures agree."""

    score: Decimal
    slip: str | None
    cell: Variable
    change: Decimal
    implied: Decimal

    @property
    def rank(self) -> tuple[Decimal, bool]:
        """The higher the likelier. That a figure was left out is no better an explanation than any other."""
        return self.score, self.slip not in (None, OMISSION)

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
        self.of_cell: dict[str, list[Witness]] = defaultdict(list)
        for witness in found:
            for key in witness.cells:
                self.of_cell[key].append(witness)

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
        score = self.gain({cell.key: change})
        printed = cell.amount or ZERO
        implied = printed + change / cell.scale
        if (implied < ZERO) != (printed < ZERO):
            score += HALF if printed < ZERO else -HALF
        return Repair(score, slip(implied, printed), cell, change, implied)

    def gain(self, changes: Mapping[str, Decimal]) -> Decimal:
        """The weight of the relations that the changes repair, less that of those they break."""
        score = ZERO
        for witness in self._speaking_of(changes):
            before, after = witness.holds, witness.holds_with(changes)
            if before != after:
                score += witness.weight if after else -witness.weight
        return score

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


def find_causes(outcomes: Iterable[Outcome]) -> Mapping[int, Cause]:
    """The cause of each broken relation, by the identity of the relation."""
    search = Search(witnesses(outcomes))
    if not search.broken():
        return {}
    known = {**_of_wrong_unit(search), **_of_missing_end(search)}
    let_missing_rows_take_part(search.witnesses, search.of_cell)
    return {**dict(_exchanged(search)), **carried_over(dict(_causes(search))), **known}


def _of_wrong_unit(search: Search) -> dict[int, Cause]:
    """One cause for all that a statement in the wrong unit broke; it is left out of the further search."""
    found = unit_slip(search.witnesses)
    if found is None:
        return {}
    broken = [w for w in search.broken() if found.explains(w)]
    cause = replace(_cause(broken, []), suspects=(found.suspect,), candidates=1)
    search.leave_out(broken)
    return {id(witness.relation): cause for witness in broken}


def _of_missing_end(search: Search) -> dict[int, Cause]:
    """One cause for all that the missing end of a statement broke; it is left out of the further search."""
    causes: dict[int, Cause] = {}
    for statement, broken in cut_off(search.witnesses).items():
        cause = Cause(id=end_is_missing(statement), suspects=(), candidates=0)
        search.leave_out(broken)
        causes.update((id(witness.relation), cause) for witness in broken)
    return causes


def end_is_missing(statement: str) -> str:
    """The id of the cause that a statement lacks its end."""
    return f"{statement} end missing"


def _exchanged(search: Search) -> Iterator[tuple[int, Cause]]:
    """Two figures of one column that stand in each other's place."""
    for first, second in exchanges(search):
        changes = {first.cell.key: first.change, second.cell.key: second.change}
        repaired = search.repaired(changes)
        cause = _cause(repaired, [first, second])
        search.apply(changes)
        yield from ((id(witness.relation), cause) for witness in repaired)


def exchanges(search: Search) -> Iterator[tuple[Repair, Repair]]:
    """Pairs that each imply the other's printed figure, and repair more together than either alone."""
    implied: dict[tuple[str, str, Decimal, Decimal], Repair] = {}
    cells = {key: cell for w in search.broken() for key, cell in w.cells.items()}
    for cell in list(cells.values())[:MOST_CELLS]:
        for repair in search.repairs_of(cell):
            other = implied.get((cell.statement, cell.column, repair.implied, cell.amount or ZERO))
            if other is not None and _is_exchange(search, other, repair):
                yield other, repair
            implied[cell.statement, cell.column, cell.amount or ZERO, repair.implied] = repair


def _is_exchange(search: Search, first: Repair, second: Repair) -> bool:
    changes = {first.cell.key: first.change, second.cell.key: second.change}
    together = search.gain(changes)
    return together > max(search.gain({r.cell.key: r.change}) for r in (first, second)) and together > 1


def _causes(search: Search) -> Iterator[tuple[int, Cause]]:
    for component in components(search.broken()):
        remaining = component
        for _ in range(MOST_ROUNDS):
            ranked = search.repairs(remaining)
            if not ranked:
                break
            top = [repair for repair in ranked if repair.rank == ranked[0].rank]
            changes = {ranked[0].cell.key: ranked[0].change}
            explained = search.repaired(changes) if len(top) == 1 else remaining
            cause = _cause(explained, top)
            yield from ((id(witness.relation), cause) for witness in explained)
            if len(top) > 1:
                remaining = []
                break
            search.apply(changes)
            remaining = [witness for witness in remaining if not witness.holds]
        if remaining:
            unexplained = _cause(remaining, [])
            yield from ((id(witness.relation), unexplained) for witness in remaining)


def _cause(broken: list[Witness], top: list[Repair]) -> Cause:
    named = top if len(top) <= MOST_NAMED else []
    instances = "\n".join(sorted(witness.outcome.instance for witness in broken))
    return Cause(
        id=hashlib.sha256(instances.encode()).hexdigest()[:16],
        suspects=tuple(_suspect(repair) for repair in named),
        candidates=len(top),
        change=top[0].change if len(top) == 1 else None,
    )


def _suspect(repair: Repair) -> Suspect:
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


def components(broken: list[Witness]) -> list[list[Witness]]:
    """The broken relations, those together that share a cell directly or through others."""
    owner: dict[str, int] = {}
    groups: dict[int, list[Witness]] = {}
    for number, witness in enumerate(broken):
        touched = {owner[key] for key in witness.cells if key in owner}
        merged = [witness]
        for group in touched:
            merged = groups.pop(group) + merged
        groups[number] = merged
        for member in merged:
            owner.update(dict.fromkeys(member.cells, number))
    return list(groups.values())
