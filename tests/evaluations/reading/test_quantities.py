"""Targets and actual values: what is met, missed, and what cannot be said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.reading.quantities import (
    Day,
    Quantity,
    Relation,
    Verdict,
    Words,
    are_comparable,
    deviation,
    read_value,
    verdict,
)


@pytest.mark.parametrize(
    ("text", "relation", "number", "unit"),
    [
        ("≥8个", Relation.AT_LEAST, "8", "个"),
        ("不少于20项", Relation.AT_LEAST, "20", "项"),
        ("95%以上", Relation.AT_LEAST, "95", "%"),
        ("10个工作日以内", Relation.AT_MOST, "864000", "time"),
        ("≤2,852.50万元", Relation.AT_MOST, "28525000.00", "元"),
        ("＜5次", Relation.BELOW, "5", "次"),
        (">95%", Relation.ABOVE, "95", "%"),
        ("=1年", Relation.EQUAL, "31557600", "time"),
        ("1.5亿条", Relation.BARE, "150000000.0", "条"),
        (r"$\geq 90\%$", Relation.AT_LEAST, "90", "%"),
        ("0.05", Relation.BARE, "0.05", ""),
    ],
)
def test_quantity(text: str, relation: Relation, number: str, unit: str) -> None:
    found = read_value(text)
    assert isinstance(found, Quantity)
    assert (found.relation, found.number, found.unit) == (relation, Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年12月底前", Day(2023, 12, None)),
        ("2022年12月20日", Day(2022, 12, 20)),
        ("2023.6.30", Day(2023, 6, 30)),
        ("及时", Words("及时")),
        ("有效提升，群众满意", Words("有效提升群众满意")),
    ],
)
def test_date_or_words(text: str, expected: object) -> None:
    assert read_value(text) == expected


@pytest.mark.parametrize("text", ["", "-", "#####", "/"])
def test_nothing_said(text: str) -> None:
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥8个", "10个", Verdict.MET),
        ("≥8个", "7", Verdict.MISSED),
        ("≥90%", "94", Verdict.MET),
        ("100%", "1", Verdict.UNDECIDABLE),
        ("1", "1", Verdict.MET),
        ("≤144.00", "142.86万元", Verdict.MET),
        ("≤100", "101万元", Verdict.MISSED),
        ("≤135万元", "<135万元", Verdict.MET),
        ("<135万元", "≤135万元", Verdict.UNDECIDABLE),
        ("≥300个", "≥300个", Verdict.MET),
        ("≤50MS", "≤10MS", Verdict.MET),
        ("≤2小时", "90分钟", Verdict.MET),
        ("≤2小时", "3", Verdict.MISSED),
        ("=1年", "0.8年", Verdict.MISSED),
        ("=12个月", "1年", Verdict.MET),
        ("=2个", "3个", Verdict.UNDECIDABLE),
        ("500个", "480个", Verdict.UNDECIDABLE),
        ("2023年12月底前", "2023年11月20日", Verdict.MET),
        ("2023年11月20日", "2023年12月", Verdict.MISSED),
        ("2022年12月底前", "2023年12月底前", Verdict.UNDECIDABLE),
        ("及时", "及时", Verdict.MET),
        ("健全", "基本健全", Verdict.UNDECIDABLE),
        ("≥4个", "4家", Verdict.MET),
        ("≥4个", "4公里", Verdict.UNDECIDABLE),
        ("≥5", "#####", Verdict.UNDECIDABLE),
        ("≥1亿条", "1.5亿条", Verdict.MET),
        ("≥1亿条", "2", Verdict.MET),
    ],
)
def test_verdict(target: str, actual: str, expected: Verdict) -> None:
    assert verdict(read_value(target), read_value(actual)) is expected


def test_spending_less_than_stated_misses_nothing() -> None:
    target, actual = read_value("=100万元"), read_value("90万元")
    assert verdict(target, actual) is Verdict.MISSED
    assert verdict(target, actual, less_is_better=True) is Verdict.UNDECIDABLE


def test_values_that_say_nothing_are_neither_comparable_nor_not() -> None:
    assert are_comparable(read_value("#####"), read_value("5个")) is None
    assert are_comparable(read_value("≥5个"), read_value("及时")) is False


@given(st.integers(1, 10_000), st.integers(0, 20_000))
def test_at_least_and_at_most_are_opposites(target: int, actual: int) -> None:
    """A value reaches a lower bound, or an upper one; both only where it is the bound."""
    reached = read_value(f"{actual}个")
    lower = verdict(read_value(f"≥{target}个"), reached)
    upper = verdict(read_value(f"≤{target}个"), reached)
    assert (lower is Verdict.MET) == (actual >= target)
    assert (upper is Verdict.MET) == (actual <= target)
    assert Verdict.UNDECIDABLE not in (lower, upper)


@given(st.decimals("0.01", "9999", places=2), st.sampled_from("个项次%元"))
def test_equal_values_always_meet(number: Decimal, unit: str) -> None:
    text = f"{number}{unit}"
    for sign in ("≥", "≤", "=", ""):
        assert verdict(read_value(sign + text), read_value(text)) is Verdict.MET


@given(st.integers(1, 10_000), st.integers(0, 20_000))
def test_deviation_is_a_ratio_of_the_target(target: int, actual: int) -> None:
    found = deviation(read_value(f"≥{target}"), read_value(str(actual)))
    assert found == (Decimal(actual) - target) / target


@given(st.text(max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    verdict(read_value(text), read_value(text))


@pytest.mark.parametrize(
    ("printed", "number", "unit"),
    [
        ("≤7167.57万元", "71675700", "元"),
        ("≥1亿条", "100000000", "条"),
        ("≤2小时", "2", "小时"),
        ("≤50MS", "50", "MS"),
        ("=12个月", "12", "个月"),
        ("≥90%", "90", "%"),
    ],
)
def test_number_of_whole_units(printed: str, number: str, unit: str) -> None:
    quantity = read_value(printed)
    assert isinstance(quantity, Quantity)
    assert (quantity.whole_units, quantity.whole_unit) == (Decimal(number), unit)
