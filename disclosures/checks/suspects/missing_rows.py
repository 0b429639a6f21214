"""An account that another statement prints and this one does not may be missing from this one's sums too."""

from __future__ import annotations

from collections.abc import Iterable

from disclosures.checks.equation import Equation, Sense, State, Variable
from disclosures.checks.suspects.witness import EquationWitness, Witness

TOTAL_ROW = "total"
PARENT_LENGTHS = (5, 3)


def let_missing_rows_take_part(found: Iterable[Witness], of_cell: dict[str, list[Witness]]) -> None:
    """Add each absent cell of a broken relation to the sum of its account's parent, where that broke too."""
    broken = [w for w in found if not w.holds and isinstance(w, EquationWitness)]
    sums = {key: w for w in broken if (key := _sum_of_accounts(w.relation))}
    absent = {
        v.key: v for w in broken for v in w.cells.values() if v.state is State.ABSENT and v.row.isdigit()
    }
    for cell in absent.values():
        parents = [cell.row[:n] for n in PARENT_LENGTHS if n < len(cell.row)] + [TOTAL_ROW]
        above = next((s for p in parents if (s := sums.get((cell.statement, p, cell.column)))), None)
        if above is not None and cell.key not in above.cells:
            above.add(cell)
            of_cell[cell.key].append(above)


def _sum_of_accounts(relation: Equation) -> tuple[str, str, str] | None:
    """Statement, row and column of the parent, if the relation is parent = Σ sub-accounts of one column."""
    if relation.sense is not Sense.EQUAL or len(relation.left.terms) != 1:
        return None
    parent: Variable = relation.left.terms[0][1]
    children = relation.right.variables()
    same = all(c.statement == parent.statement and c.column == parent.column for c in children)
    if not children or not same or not all(c.row[:3].isdigit() for c in children):
        return None
    return parent.statement, parent.row, parent.column
