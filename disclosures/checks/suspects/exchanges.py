"""Two figures, or two whole rows, that stand in each other's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from disclosures.checks.equation import Variable
from disclosures.checks.suspects.found import Cause, cause_of, causes_by_relation
from disclosures.checks.suspects.search import MOST_CELLS, Repair, Search
from disclosures.checks.suspects.slips import EXCHANGE

ZERO = Decimal(0)
MOST_EXCHANGES = 6
FEWEST_REPAIRED = 2

RowName: TypeAlias = tuple[str, str]


class Exchange(NamedTuple):
    """What the figures change by when they go to each other's place, and one repair for each place."""

    gain: Decimal
    changes: dict[str, Decimal]
    repairs: list[Repair]


def exchanged(search: Search) -> Iterator[tuple[int, Cause]]:
    """The causes of what exchanged rows and figures broke; the search goes on as if they were put right.

    Where two statements have two rows in different order, nothing may tell which of them is right.
    """
    for _ in range(MOST_EXCHANGES):
        alike = likeliest_exchanges(search)
        if not alike:
            return
        repaired = search.repaired(alike[0].changes)
        search.apply(alike[0].changes)
        repairs = [repair for exchange in alike for repair in exchange.repairs]
        yield from causes_by_relation(repaired, cause_of(repaired, repairs))


def likeliest_exchanges(search: Search) -> list[Exchange]:
    """The exchanges that repair most, and break nothing."""
    tried = {frozenset(e.changes.items()): e for pair in _pairs(search) for e in _exchanges(search, *pair)}
    found = [exchange for exchange in tried.values() if _explains(search, exchange)]
    most = max((exchange.gain for exchange in found), default=ZERO)
    return [exchange for exchange in found if exchange.gain == most]


def _pairs(search: Search) -> list[tuple[Variable, Variable]]:
    """Cells of one column of which a broken relation says that one should be what the other is."""
    broken = {key: cell for w in search.broken() for key, cell in w.cells.items() if cell.row}
    printed: dict[tuple[str, str, Decimal | None], list[Variable]] = defaultdict(list)
    for cell in search.cells.values():
        if cell.row and cell.amount:
            printed[cell.statement, cell.column, cell.amount].append(cell)
    pairs = {
        frozenset([cell.key, other.key]): (cell, other)
        for cell in list(broken.values())[:MOST_CELLS]
        for change in search.changes(cell)
        for other in printed[cell.statement, cell.column, (cell.amount or ZERO) + change / cell.scale]
        if other.row != cell.row
    }
    return list(pairs.values())


def _exchanges(search: Search, first: Variable, second: Variable) -> Iterator[Exchange]:
    """The two figures exchanged, and their two rows."""
    yield _exchange(search, [(first, second)])
    columns = search.row(first.statement, first.row), search.row(second.statement, second.row)
    shared = [column for column in columns[0] if column in columns[1]]
    if len(shared) > 1:
        yield _exchange(search, [(columns[0][c], columns[1][c]) for c in shared])


def _exchange(search: Search, cells: Iterable[tuple[Variable, Variable]]) -> Exchange:
    repairs: list[Repair] = []
    for pair in cells:
        for cell, other in (pair, pair[::-1]):
            implied = other.amount or ZERO
            if implied != (cell.amount or ZERO):
                change = (implied - (cell.amount or ZERO)) * cell.scale
                repairs.append(Repair(ZERO, EXCHANGE, cell, change, implied))
    changes = {repair.cell.key: repair.change for repair in repairs}
    gain = search.gain(changes)
    largest = sorted(repairs, key=lambda repair: -abs(repair.change))[:2]
    return Exchange(gain, changes, [repair._replace(score=gain) for repair in largest])


def _explains(search: Search, exchange: Exchange) -> bool:
    """It repairs more than one relation, breaks none, and repairs more than any cell by itself."""
    repaired = search.repaired(exchange.changes)
    if len(repaired) < FEWEST_REPAIRED or sum(w.weight for w in repaired) != exchange.gain:
        return False
    cells = (search.cells[key] for key in exchange.changes)
    alone = [r.score for cell in cells if (r := search.best_repair(cell)) is not None]
    return exchange.gain > max(alone, default=ZERO)
