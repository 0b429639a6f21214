from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.checks.equation import Allowance, State, Within, share, sum_of
from disclosures.checks.evaluate import Assessment, assess
from disclosures.checks.finding import Reason
from disclosures.checks.rounding import Band
from disclosures.final_accounts.records import Unit
from tests.disclosures.checks.figures import figure, rate


def band_of(relation: object) -> Band:
    found = assess(relation)  # type: ignore[arg-type]
    assert isinstance(found, Assessment)
    return found.band


@pytest.mark.parametrize(
    ("total", "expected"),
    [("10.00", Band.EXACT), ("10.01", Band.ROUNDING), ("10.02", Band.ADJUSTED), ("10.03", Band.BROKEN)],
)
def test_a_sum_of_three_is_banded(total: str, expected: Band) -> None:
    parts = [figure("a", "3.00"), figure("b", "3.00"), figure("c", "4.00")]
    assert band_of(figure("t", total) == sum_of(parts)) is expected


def test_zeros_are_no_addends() -> None:
    parts = [figure("a", "10.00"), figure("b", "0"), figure("c", "0.00")]
    assert band_of(figure("t", "10.01") == sum_of(parts)) is Band.ADJUSTED


def test_trimmed_zeros_keep_their_precision() -> None:
    assert band_of(figure("a", "5.5") == figure("b", "5.52")) is Band.BROKEN


def test_an_inequality_is_broken_beyond_one_unit_only() -> None:
    whole = figure("whole", "10.00")
    assert band_of(figure("part", "10.00") <= whole) is Band.EXACT
    assert band_of(figure("part", "10.01") <= whole) is Band.ROUNDING
    assert band_of(figure("part", "10.02") <= whole) is Band.BROKEN
    assert band_of(figure("part", "1.00") <= whole) is Band.EXACT


def test_figures_of_two_units_agree_within_half_of_the_coarser() -> None:
    exact = figure("yuan", "12345678.90", unit=Unit.YUAN)
    assert band_of(figure("wan", "1234.57") == exact) is Band.ROUNDING
    assert band_of(figure("wan", "1234.59") == exact) is Band.BROKEN


def test_a_zero_may_be_what_rounding_left_of_a_finer_amount() -> None:
    small = figure("yuan", "37.20", unit=Unit.YUAN)
    assert band_of(figure("wan", "0.00") == small) is Band.ROUNDING
    assert band_of(replace(figure("wan", "0"), state=State.ABSENT) == small) is Band.BROKEN


def test_counts_are_exact() -> None:
    relation = (figure("a", "3.01") == figure("b", "3.00")).within(Allowance.NONE)
    assert band_of(relation) is Band.BROKEN


def test_a_tolerance_of_its_own_is_in_base_units() -> None:
    relation = (figure("a", "3.05") == figure("b", "3.00")).within(Within(Decimal(500)))
    assert band_of(relation) is Band.ROUNDING


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("33.33", Band.ROUNDING), ("33.34", Band.ADJUSTED), ("33.43", Band.BROKEN)],
)
def test_a_share_is_banded(printed: str, expected: Band) -> None:
    relation = share(rate("p", printed), figure("a", "1000.00"), figure("b", "3000.00"))
    assert band_of(relation) is expected


def test_an_unreadable_figure_makes_it_unknown() -> None:
    found = assess(figure("a", None) == figure("b", "1.00"))
    assert isinstance(found, Reason)
    assert found.code == "unreadable"
    assert "a" in found.zh


def test_a_zero_that_is_only_assumed_proves_nothing() -> None:
    assumed = replace(figure("b", "0"), assumed=True)
    found = assess(figure("a", "5.00") == assumed)
    assert isinstance(found, Reason)
    assert found.code == "not_printed"
    assert band_of(figure("a", "0.00") == assumed) is Band.EXACT


def test_a_rate_of_nothing_does_not_apply() -> None:
    found = assess(share(rate("p", "0"), figure("a", "0"), figure("b", "0")))
    assert isinstance(found, Reason)
    assert found.code == "base_not_positive"
