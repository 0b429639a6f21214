"""An account that another statement prints and this one does not may be missing from this one's sums too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from disclosures.checks.equation import Equation, Sense, State, Variable
from disclosures.checks.suspects.search import Search
from disclosures.checks.suspects.witness import EquationWitness, Witness

TOTAL_ROW = "total"
LEVELS = (3, 5, 7)

Sum: TypeAlias = tuple[str, str, str]
"""Statement, row and column of what the sub-accounts add up to."""


def let_missing_rows_take_part(search: Search) -> None:
    """Add the cells of missing rows to the sums of accounts that broke: those that a broken relation speaks
    of, and those of accounts that another statement prints."""
    broken = [w for w in search.broken() if isinstance(w, EquationWitness)]
    sums = {key: w for w in broken if (key := _sum_of_accounts(w.relation))}
    for cell in _absent(search.broken()):
        parents = [cell.row[:n] for n in reversed(LEVELS) if n < len(cell.row)] + [TOTAL_ROW]
        above = next((s for p in parents if (s := sums.get((cell.statement, p, cell.column)))), None)
        _let_take_part(search, above, cell)
    codes = _printed_codes(search.cells.values())
    for (statement, row, column), witness in sums.items():
        for code in _missing_below(row, codes[statement], set().union(*codes.values())):
            _let_take_part(search, witness, _absent_cell(witness.relation, code, column))


def _let_take_part(search: Search, above: EquationWitness | None, cell: Variable) -> None:
    if above is not None and cell.key not in above.cells:
        above.add(cell)
        search.add(cell, above)


def _absent(broken: Iterable[Witness]) -> Iterator[Variable]:
    """The cells of accounts that broken relations speak of and the statement does not print, each once."""
    found = {
        v.key: v for w in broken for v in w.cells.values() if v.state is State.ABSENT and v.row.isdigit()
    }
    return iter(found.values())


def _printed_codes(cells: Iterable[Variable]) -> dict[str, set[str]]:
    """The accounts that each statement prints."""
    codes: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        if cell.row.isdigit() and cell.state is not State.ABSENT:
            codes[cell.statement].add(cell.row)
    return codes


def _missing_below(parent: str, printed: set[str], known: set[str]) -> Iterator[str]:
    """The highest accounts below the parent that are known from elsewhere and not printed here."""
    for code in known - printed:
        above = [code[:n] for n in LEVELS if n < len(code)]
        nearest = next((p for p in reversed(above) if p in printed or p in known), TOTAL_ROW)
        if nearest == parent:
            yield code


def _absent_cell(relation: Equation, code: str, column: str) -> Variable:
    """The cell that the row of the account would have, like those that are added up."""
    like = relation.right.variables()[0]
    statement = like.label.partition("》")[0]
    return replace(
        like,
        key=f"{like.statement}/{code}/{column}",
        amount=Decimal(0),
        text="",
        state=State.ABSENT,
        label=f"{statement}》{code}（未列示）",
        row=code,
    )


def _sum_of_accounts(relation: Equation) -> Sum | None:
    """Statement, row and column of the parent, if the relation is parent = Σ sub-accounts of one column."""
    if relation.sense is not Sense.EQUAL or len(relation.left.terms) != 1:
        return None
    parent: Variable = relation.left.terms[0][1]
    children = relation.right.variables()
    same = all(c.statement == parent.statement and c.column == parent.column for c in children)
    if not children or not same or not all(c.row[:3].isdigit() for c in children):
        return None
    return parent.statement, parent.row, parent.column
