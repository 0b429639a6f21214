"""Amounts that make up sums."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.reading.subset_sums import (
    WAYS,
    TooManyWaysError,
    allowance,
    chance,
    divisions,
    subsets_with_sum,
)

CENT = Decimal(100)
"""One hundredth of 万元, in yuan."""
amounts = st.lists(st.integers(0, 60).map(lambda n: Decimal(n) * CENT), max_size=7)


@given(amounts, st.integers(1, 120).map(lambda n: Decimal(n) * CENT))
def test_every_choice_is_found_and_no_other(given_amounts: list[Decimal], wanted: Decimal) -> None:
    positive = [at for at, amount in enumerate(given_amounts) if amount]
    expected = {
        frozenset(chosen)
        for size in range(1, len(positive) + 1)
        for chosen in combinations(positive, size)
        if abs(sum(given_amounts[at] for at in chosen) - wanted) <= allowance(size, CENT)
    }
    assert set(subsets_with_sum(wanted, given_amounts, CENT)) == expected


def test_amounts_with_more_places_round_to_the_sum() -> None:
    """13.325 + 11.8 + 868.922 万元 are printed as 894.05."""
    parts = [Decimal("133250"), Decimal("118000"), Decimal("8689220")]
    assert subsets_with_sum(Decimal("8940500"), parts, CENT) == (frozenset({0, 1, 2}),)


def test_no_amount_is_in_two_sums() -> None:
    found = divisions(
        {"a": Decimal(500), "b": Decimal(500)}, [Decimal(500), Decimal(300), Decimal(200)], CENT
    )
    assert sorted((sorted(way["a"]), sorted(way["b"])) for way in found) == [([0], [1, 2]), ([1, 2], [0])]
    assert divisions({"a": Decimal(500), "b": Decimal(700)}, [Decimal(500), Decimal(200)], CENT) == ()


def test_too_many_ways_are_no_answer() -> None:
    with pytest.raises(TooManyWaysError):
        subsets_with_sum(Decimal(5000), [CENT * 10] * (WAYS // 10), CENT)
    with pytest.raises(TooManyWaysError):
        divisions({"a": Decimal(600_500)}, [Decimal(1000 * n) for n in range(30, 60)], Decimal(1))


def test_many_amounts_come_out_by_chance() -> None:
    few, many = [Decimal(10_000_000)] * 4, [Decimal(10_000_000)] * 20
    assert chance({"a": CENT}, few, CENT) < Decimal("0.01") < chance({"a": CENT}, many, CENT)
    assert chance({"a": CENT, "b": CENT}, few, CENT) < chance({"a": CENT}, few, CENT)
