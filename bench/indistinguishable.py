"""Which cells of a document no relation tells apart: what no way of looking for the culprit can exceed.

Two cells that stand in the same relations with the same coefficients leave the same traces when they change
by the same amount. Only cells too small for the change to lie in them are known not to be the culprit.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from disclosures.checks.books import Books
from disclosures.checks.equation import State, Variable
from disclosures.checks.run import run_rules
from disclosures.checks.suspects.search import Search
from disclosures.checks.suspects.witness import witnesses
from disclosures.final_accounts.records import FinalAccounts
from finance_api.catalogue import RULES

MOST_SUSPECTS = 3
NARRATIVE = "narrative"


class Bound(NamedTuple):
    """Of so many cells of statements how many could at best be named alone, and among three."""

    cells: int = 0
    alone: int = 0
    among: int = 0

    def __add__(self, other: object) -> Bound:
        assert isinstance(other, Bound)
        return Bound(self.cells + other.cells, self.alone + other.alone, self.among + other.among)


def bound(accounts: FinalAccounts, change: Decimal) -> Bound:
    """The bound for one document whose cells are changed by an amount, one at a time."""
    search = Search(witnesses(run_rules(Books(accounts), RULES).outcomes))
    alike: dict[frozenset[tuple[int, tuple[Decimal, ...]]], list[Variable]] = defaultdict(list)
    for key, cell in search.cells.items():
        if cell.statement and cell.statement != NARRATIVE and cell.state is State.VALUE and cell.amount:
            roles = ((id(witness), role) for witness in search.of_cell[key] if (role := witness.role(key)))
            alike[frozenset(roles)].append(cell)
    found = Bound()
    for cells in alike.values():
        for cell in cells:
            others = sum(other is not cell and (other.amount or 0) >= change for other in cells)
            found += Bound(1, others == 0, others < MOST_SUSPECTS)
    return found
