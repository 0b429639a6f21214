from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.checks.suspects.slips import slip

amounts = st.decimals(min_value="0.01", max_value=100_000, places=2)


@pytest.mark.parametrize(
    ("right", "printed", "name"),
    [
        ("1504.48", "1504.48", None),
        ("1504.48", "1504.84", "transposition"),
        ("1504.48", "1594.48", "digit"),
        ("1504.48", "154.48", "digit_lost"),
        ("1504.48", "15044.48", "digit_added"),
        ("1504.48", "15044800", "power_of_ten"),
        ("1504.48", "-1504.48", "sign"),
        ("1504.48", "0", "omission"),
        ("1504.48", "1287.33", None),
        ("0", "5.00", None),
        ("3.00", "-4.00", None),
    ],
)
def test_slips_are_told_apart(right: str, printed: str, name: str | None) -> None:
    assert slip(Decimal(right), Decimal(printed)) == name


@given(amounts, st.integers(min_value=1, max_value=4))
def test_a_moved_point_is_found_both_ways(amount: Decimal, places: int) -> None:
    moved = amount.scaleb(places)
    assert slip(amount, moved) == "power_of_ten"
    assert slip(moved, amount) == "power_of_ten"
