"""Targets met, and met to the last digit."""

from __future__ import annotations

import pytest

from disclosures.documents.model import Place
from evaluations.reading.quantities import Verdict
from evaluations.reading.reached import indicator_verdict, is_met_exactly
from evaluations.reading.records import BLANK, Indicator, PrintedText


def indicator(target: str, actual: str, level2: str = "数量指标") -> Indicator:
    return Indicator(
        "产出指标",
        level2,
        "名称",
        PrintedText(target),
        PrintedText(actual),
        BLANK,
        BLANK,
        PrintedText(""),
        Place(),
    )


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥90%", "90%", True),
        ("≥90%", "0.9", False),
        ("≥90%", "95%", False),
        ("≥8个", "8", True),
        ("≥300个", "≥300个", True),
        ("=1年", "0.8年", False),
        ("2023年12月底前", "2023年12月底前", True),
        ("及时", "及时", False),
        ("≥90%", "#####", False),
    ],
)
def test_exactly(target: str, actual: str, expected: bool) -> None:
    assert is_met_exactly(indicator(target, actual)) is expected


def test_spending_less_than_a_stated_cost_misses_nothing() -> None:
    assert indicator_verdict(indicator("=100万元", "90万元")) is Verdict.MISSED
    assert indicator_verdict(indicator("=100万元", "90万元", "成本指标")) is Verdict.UNDECIDABLE
