from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.checks.rounding import (
    Band,
    band,
    likely_units,
    possible_units,
    ratio_allowance,
    round_half_up,
    sum_allowance,
)

CENT = Decimal("0.01")
exact_amounts = st.decimals(min_value=0, max_value=100_000, places=6)


@pytest.mark.parametrize(
    ("addends", "units"),
    [(1, 0), (2, 1), (3, 1), (4, 2), (6, 2), (7, 3), (13, 3), (14, 4), (22, 4), (23, 5), (33, 5)],
)
def test_what_rounding_explains_grows_with_the_addends(addends: int, units: int) -> None:
    assert likely_units(addends) == units


@pytest.mark.parametrize(("addends", "units"), [(1, 1), (2, 1), (3, 2), (4, 2), (7, 4)])
def test_what_rounding_cannot_exceed(addends: int, units: int) -> None:
    assert possible_units(addends) == units


def test_half_is_rounded_up_in_decimal() -> None:
    assert round_half_up(Decimal("9.975"), 2) == Decimal("9.98")


@pytest.mark.parametrize(
    ("residual", "expected"),
    [("0", Band.EXACT), ("-0.01", Band.ROUNDING), ("0.02", Band.ADJUSTED), ("-0.03", Band.BROKEN)],
)
def test_bands_of_a_sum_of_three(residual: str, expected: Band) -> None:
    assert band(Decimal(residual), *sum_allowance(3, CENT)) is expected


def test_a_copy_one_unit_off_was_adjusted() -> None:
    assert band(CENT, *sum_allowance(1, CENT)) is Band.ADJUSTED


@given(st.lists(exact_amounts, min_size=2, max_size=40))
def test_honest_rounding_never_breaks_a_sum(amounts: list[Decimal]) -> None:
    printed = [a.quantize(CENT, ROUND_HALF_UP) for a in amounts]
    total = sum(amounts, Decimal(0)).quantize(CENT, ROUND_HALF_UP)
    residual = total - sum(printed, Decimal(0))
    assert band(residual, *sum_allowance(len(amounts), CENT)) is not Band.BROKEN


@given(
    part=st.decimals(min_value=0, max_value=10_000, places=6),
    rest=st.decimals(min_value=1, max_value=10_000, places=6),
    decimals=st.integers(min_value=0, max_value=3),
)
def test_an_honest_rate_is_within_its_allowance(part: Decimal, rest: Decimal, decimals: int) -> None:
    whole = part + rest
    printed_part, printed_whole = (x.quantize(CENT, ROUND_HALF_UP) for x in (part, whole))
    rate = round_half_up(100 * part / whole, decimals)
    half_rate = Decimal(5).scaleb(-decimals - 1)
    likely, _ = ratio_allowance(
        printed_part,
        printed_whole,
        half_part=CENT / 2,
        half_whole=CENT / 2,
        half_rate=half_rate,
        factor=Decimal(100),
    )
    second_order = Decimal("0.0001")
    assert abs(rate - 100 * printed_part / printed_whole) <= likely + second_order
