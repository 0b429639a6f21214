"""Cells that ought to hold numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.documents.model import Cell, Place
from disclosures.final_accounts.records import AmountState
from evaluations.reading.numbers import cell_number, read_number


@pytest.mark.parametrize(
    ("text", "value", "is_percent"),
    [
        ("2,744.71", "2744.71", False),
        ("99.21%", "99.21", True),
        ("10分", "10", False),
        ("９９.５", "99.5", False),
        ("−3.5", "-3.5", False),
        ("142.86 万元", "142.86", False),
        ("0.00", "0.00", False),
    ],
)
def test_number(text: str, value: str, is_percent: bool) -> None:
    found = read_number(text, Place())
    assert (found.state, found.value, found.is_percent) == (AmountState.VALUE, Decimal(value), is_percent)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", AmountState.BLANK),
        ("  ", AmountState.BLANK),
        ("-", AmountState.DASH),
        ("——", AmountState.DASH),
        ("#####", AmountState.UNREADABLE),
        ("约10", AmountState.UNREADABLE),
        ("1,23.4", AmountState.UNREADABLE),
    ],
)
def test_no_number(text: str, state: AmountState) -> None:
    found = read_number(text, Place())
    assert (found.state, found.value) == (state, None)


def test_several_numbers_in_one_cell() -> None:
    found = read_number("5 10", Place())
    assert found.parts == (Decimal(5), Decimal(10))
    assert found.value == Decimal(15)


def test_cell_that_two_readings_disagree_on_has_no_number() -> None:
    cell = Cell("12.5", Place(page=1), readings=("12.5", "125"))
    assert cell_number(cell).state is AmountState.UNREADABLE


@given(st.decimals("-99999999", "99999999", places=2))
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    assert read_number(f"{value:,}", Place()).value == value
