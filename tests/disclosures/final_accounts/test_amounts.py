from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.final_accounts.amounts import number_in, parse_amount
from disclosures.final_accounts.records import AmountState, Unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,504.48", "1504.48"),
        ("１，５０４．４８", "1504.48"),
        (" 5.5 ", "5.5"),
        ("3", "3"),
        ("0", "0"),
        ("0.00", "0.00"),
        (".5", "0.5"),
        ("-1.23", "-1.23"),
        ("−1.23", "-1.23"),
        ("－1.23", "-1.23"),
        ("—1.23", "-1.23"),
        ("（1.23）", "-1.23"),
        ("(1,234.00)", "-1234.00"),
        ("+1.23", "1.23"),
        ("1,234.\n56", "1234.56"),
        ("- 12.00", "-12.00"),
        ("15,244 .45", "15244.45"),
        ("1,504,480.00", "1504480.00"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    amount = parse_amount(text, Unit.WAN_YUAN)
    assert (amount.state, amount.value) == (AmountState.VALUE, Decimal(value))
    assert str(amount.value) == value
    assert amount.text == text.strip()


@pytest.mark.parametrize("text", ["", " ", "\n", "\u3000"])
def test_blanks(text: str) -> None:
    amount = parse_amount(text, Unit.YUAN)
    assert (amount.state, amount.value, amount.text) == (AmountState.BLANK, None, "")


@pytest.mark.parametrize("text", ["-", "—", "--", "——", "－", "/"])
def test_dashes(text: str) -> None:
    amount = parse_amount(text, Unit.YUAN)
    assert (amount.state, amount.value) == (AmountState.DASH, None)


@pytest.mark.parametrize(
    "text",
    [
        "#####",
        "基本支出",
        "1,23",
        "1,2345.00",
        "12\n13.00",
        "12.00 13.00",
        "— 12.00",
        "1.2.3",
        "12%",
        "(-1)",
        "(1",
        "1e5",
        "无",
    ],
)
def test_anything_else_is_unreadable_and_never_zero(text: str) -> None:
    amount = parse_amount(text, Unit.WAN_YUAN)
    assert (amount.state, amount.value, amount.text) == (AmountState.UNREADABLE, None, text)


def test_readings_that_disagree_are_unreadable() -> None:
    amount = parse_amount("1.00", Unit.WAN_YUAN, readings=("1.00", "7.00"))
    assert (amount.state, amount.value) == (AmountState.UNREADABLE, None)


def test_in_yuan() -> None:
    assert parse_amount("1,504.48", Unit.WAN_YUAN).yuan == Decimal("15044800")
    assert parse_amount("1.50", Unit.YUAN).yuan == Decimal("1.50")
    assert parse_amount("-", Unit.YUAN).yuan is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_whatever_is_printed_comes_back(value: Decimal) -> None:
    assert number_in(f"{value:,}") == value
    assert number_in(f"{value}") == value


@given(st.text(max_size=12))
def test_no_text_is_too_strange(text: str) -> None:
    amount = parse_amount(text, Unit.WAN_YUAN)
    assert (amount.value is not None) == (amount.state is AmountState.VALUE)
