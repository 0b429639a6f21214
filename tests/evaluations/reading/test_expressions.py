"""Formulas printed in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.reading.expressions import evaluated, printed_formulas


@pytest.mark.parametrize(
    ("text", "formula", "value", "printed"),
    [
        ("指标得分= $2*12/16=1.5$ 分，扣0.5分", "2*12/16", "1.5", "1.5"),
        ("得分为 $2*(1-16\\%)=1.68$ 分", "2*(1-16%)", "1.68", "1.68"),
        ("即 $365 \\times 99\\% = 361.35$ 天", "365*99%", "361.35", "361.35"),
        ("6*80.5%=4.83分", "6*80.5%", "4.83", "4.83"),
    ],
)
def test_formula_is_recomputed(text: str, formula: str, value: str, printed: str) -> None:
    (found,) = printed_formulas(text)
    assert (found.formula, found.value, found.printed) == (formula, Decimal(value), Decimal(printed))


@pytest.mark.parametrize(
    "text", ["2023-2024年", "7*24小时", "第3/4页", "执行率=执行数/预算数", "1-2=3", "a*b=3"]
)
def test_no_formula(text: str) -> None:
    assert list(printed_formulas(text)) == []


@pytest.mark.parametrize("formula", ["", "(", "1/0", "2*", "*2", "1..2", "((1)", "2*(3"])
def test_broken_formula_has_no_value(formula: str) -> None:
    assert evaluated(formula) is None


@given(st.integers(1, 999), st.integers(1, 999), st.integers(1, 999))
def test_precedence(a: int, b: int, c: int) -> None:
    assert evaluated(f"{a}+{b}*{c}") == a + b * c
    assert evaluated(f"({a}+{b})*{c}") == (a + b) * c
    assert evaluated(f"{a}-{b}-{c}") == a - b - c
