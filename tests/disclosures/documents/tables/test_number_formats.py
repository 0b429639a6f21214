"""Numbers as Excel shows them. The expectations are what Excel prints."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.documents.tables.number_formats import BUILTIN, printed, shortest


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (1504.5, "#,##0.00", "1,504.50"),
        (0, "#,##0.00", "0.00"),
        (9016.081234, "#,##0.00", "9,016.08"),
        (1.005, "0.00", "1.01"),
        (0, BUILTIN[43], "-"),
        (-1234.5, BUILTIN[43], "-1,234.50"),
        (-5, "#,##0.00_);(#,##0.00)", "(5.00)"),
        (-5, "#,##0.00_);[Red](#,##0.00)", "(5.00)"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (7, "#,##0.00;-#,##0.00;", "7.00"),
        (0.9977, "0.00%", "99.77%"),
        (0.5, "0%", "50%"),
        (12, '0"个"', "12个"),
        (5, "[$￥-804]#,##0.00", "￥5.00"),
        (101, "0000000", "0000101"),
        (12.3, "0.0#", "12.3"),
        (-0.001, "0.00", "0.00"),
        (1, ";;;", ""),
        (0.1 + 0.2, "General", "0.3"),
        (2010301.0, "General", "2010301"),
        (3, "@", "3"),
    ],
)
def test_a_number_is_printed_as_it_is_shown(number: float, number_format: str, shown: str) -> None:
    assert printed(number, number_format) == shown


@pytest.mark.parametrize(
    "number_format", ['0!.0,"万"', "[>=1]0.0;0", "0.00E+00", "# ?/?", "#,##0,", "yyyy-mm-dd"]
)
def test_a_format_that_is_not_rendered_leaves_the_number_whole(number_format: str) -> None:
    assert printed(123456.25, number_format) == "123456.25"


@given(st.decimals("-1e12", "1e12", places=2))
def test_amounts_come_through_unchanged(amount: Decimal) -> None:
    assert Decimal(printed(float(amount), "#,##0.00").replace(",", "")) == amount
    assert Decimal(shortest(float(amount))) == amount
