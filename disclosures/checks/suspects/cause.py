"""The root causes of broken relations, and the cells that could explain each.

1. The relations that broke are put together where they share a cell.
2. Every cell of a broken relation is tried with every value that would repair one: what else is repaired,
   what that holds would break?
3. The best cells are ranked; ties by whether one slip of the hand explains the change.
4. One cell on top is taken as repaired, and the search goes on with what is still broken.

Before that, slips of more than one cell are looked for: a statement in another unit or without its end, rows
or figures that stand in each other's place, a row that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from disclosures.checks.outcome import Outcome
from disclosures.checks.suspects.carried_over import carried_over
from disclosures.checks.suspects.cut_off import cut_off
from disclosures.checks.suspects.exchanges import exchanged
from disclosures.checks.suspects.found import MOST_NAMED, Cause, cause_of, causes_by_relation
from disclosures.checks.suspects.missing_rows import let_missing_rows_take_part
from disclosures.checks.suspects.search import Repair, Search
from disclosures.checks.suspects.slips import DIGIT
from disclosures.checks.suspects.units import unit_slip
from disclosures.checks.suspects.witness import PresenceWitness, Witness, witnesses

MOST_ROUNDS = 12


def find_causes(outcomes: Iterable[Outcome]) -> Mapping[int, Cause]:
    """The cause of each broken relation, by the identity of the relation."""
    search = Search(witnesses(outcomes))
    if not search.broken():
        return {}
    known = {**_of_wrong_unit(search), **_of_missing_end(search)}
    let_missing_rows_take_part(search)
    return {**dict(exchanged(search)), **carried_over(dict(_causes(search))), **known}


def _of_wrong_unit(search: Search) -> dict[int, Cause]:
    """One cause for all that a statement in the wrong unit broke; it is left out of the further search."""
    found = unit_slip(search.witnesses)
    if found is None:
        return {}
    broken = [w for w in search.broken() if found.explains(w)]
    cause = replace(cause_of(broken, []), suspects=(found.suspect,), candidates=1)
    search.leave_out(broken)
    return dict(causes_by_relation(broken, cause))


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


def _causes(search: Search) -> Iterator[tuple[int, Cause]]:
    for component in components(search.broken()):
        remaining = component
        for _ in range(MOST_ROUNDS):
            ranked = search.repairs(remaining)
            if not ranked:
                break
            top = likeliest(ranked)
            changes = {top[0].cell.key: top[0].change}
            explained = search.repaired(changes) if len(top) == 1 else _relations(remaining)
            yield from causes_by_relation(explained, cause_of(explained, top))
            if len(top) > 1:
                remaining = []
                break
            search.apply(changes)
            remaining = [witness for witness in remaining if not witness.holds]
        unexplained = _relations(remaining)
        if unexplained:
            yield from causes_by_relation(unexplained, cause_of(unexplained, []))


def likeliest(ranked: list[Repair]) -> list[Repair]:
    """Of the repairs that score best those that a slip of the hand or words speak for, if any.

    Of few amounts of one column none is excluded because another is one wrong digit: most differences by a
    round amount are one.
    """
    alike = [r for r in ranked if r.score == ranked[0].score]
    most = max(r.support for r in alike)
    spoken_for = [r for r in alike if r.is_slip or r.support == most > 0]
    unopposed = [r for r in alike if r.support == most]
    columns = {(r.cell.statement, r.cell.column) for r in unopposed if r.cell.column}
    is_weak = len(columns) == 1 and all(r.slip == DIGIT and r.support <= 0 for r in spoken_for)
    if len(unopposed) <= MOST_NAMED and (len(spoken_for) > 1 or is_weak):
        return unopposed
    return spoken_for or unopposed


def _relations(found: Iterable[Witness]) -> list[Witness]:
    """Without words: why a list and a statement differ is not known from what else is wrong."""
    return [witness for witness in found if not isinstance(witness, PresenceWitness)]


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
