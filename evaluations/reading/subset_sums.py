"""Which of several amounts make up each of several sums, every amount in one sum at most.

A small bounded search: what it cannot finish, it does not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import TypeAlias

from disclosures.checks.rounding import likely_units

STEPS = 50_000
"""How many partial sums are tried in all before the search gives up."""
WAYS = 200
"""How many ways are told apart before they are too many to prove anything."""

PARTS = 1_000_000

Chosen: TypeAlias = frozenset[int]
"""Amounts by their position."""


class TooManyWaysError(Exception):
    """The search would take longer than it is allowed to, or finds more ways than would prove anything."""


@dataclass(slots=True)
class _Steps:
    left: int = STEPS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooManyWaysError


def allowance(addends: int, unit: Decimal) -> Decimal:
    """What rounding explains: τ(n) of the sum's unit, and half a unit where amounts have more places."""
    return max(likely_units(addends) * unit, unit / 2)


def subsets_with_sum(wanted: Decimal, amounts: Sequence[Decimal], unit: Decimal) -> tuple[Chosen, ...]:
    """Every choice of positive amounts that adds up to a sum."""
    return _subsets(wanted, amounts, unit, _Steps())


def divisions(
    sums: Mapping[str, Decimal], amounts: Sequence[Decimal], unit: Decimal
) -> tuple[dict[str, Chosen], ...]:
    """Every way to make up all the sums of different amounts; amounts may be left over."""
    steps = _Steps()
    ways = {name: _subsets(wanted, amounts, unit, steps) for name, wanted in sums.items()}
    scarcest_first = sorted(ways, key=lambda name: len(ways[name]))
    found = []
    for division in _disjoint(scarcest_first, ways, frozenset(), steps):
        found.append(division)
        if len(found) > WAYS:
            raise TooManyWaysError
    return tuple(found)


def chance(sums: Mapping[str, Decimal], amounts: Sequence[Decimal], unit: Decimal) -> Decimal:
    """How many divisions are to be expected of amounts that have nothing to do with the sums."""
    positive = [amount for amount in amounts if amount > 0]
    whole = sum(positive, Decimal(0))
    if not whole:
        return Decimal(0)
    each = min(Decimal(1), 2 ** len(positive) * 2 * allowance(len(positive), unit) / whole)
    return Decimal(each ** len(sums))


def _disjoint(
    names: Sequence[str], ways: Mapping[str, Sequence[Chosen]], taken: Chosen, steps: _Steps
) -> Iterator[dict[str, Chosen]]:
    if not names:
        yield {}
        return
    steps.take()
    first, *others = names
    for way in ways[first]:
        if not way & taken:
            for rest in _disjoint(others, ways, way | taken, steps):
                yield {first: way, **rest}


def _subsets(wanted: Decimal, amounts: Sequence[Decimal], unit: Decimal, steps: _Steps) -> tuple[Chosen, ...]:
    """Largest amounts first; a branch ends where it exceeds the sum, or where what is left is too little."""
    order = sorted((at for at, amount in enumerate(amounts) if amount > 0), key=lambda at: -amounts[at])
    ordered = [_whole(amounts[at]) for at in order]
    left = list(accumulate(reversed(ordered), initial=0))[::-1]
    margins = [_whole(allowance(addends, unit)) for addends in range(len(order) + 1)]
    found: list[Chosen] = []

    def search(start: int, missing: int, chosen: tuple[int, ...]) -> None:
        steps.take()
        if chosen and abs(missing) <= margins[len(chosen)]:
            found.append(frozenset(chosen))
            if len(found) > WAYS:
                raise TooManyWaysError
        for place in range(start, len(order)):
            if missing - left[place] > margins[-1]:
                return
            if ordered[place] - missing <= margins[-1]:
                search(place + 1, missing - ordered[place], (*chosen, order[place]))

    search(0, _whole(wanted), ())
    return tuple(found)


def _whole(amount: Decimal) -> int:
    """An amount as a whole number of its smallest parts, which is quicker to add up."""
    return int(amount * PARTS)
