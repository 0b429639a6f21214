"""How far printed figures may be off without anybody having made a mistake: the one tolerance (尾差).

Every printed figure is a rounding of an exact amount. With u the unit of the last printed place, an
identity over n rounded addends is off by round(e₁ + … + eₙ) units, each eᵢ uniform in ±½:

    τ(n) = u · min(⌊n/2⌋, ⌈3.29·√(n/12) − 0.5⌉)      what rounding explains (99.9 %)
    β(n) = u · ⌊(n + 1)/2⌋                            what rounding cannot exceed

Beyond τ and up to β somebody has probably made a column foot by hand; beyond β the figures disagree.
Everything is Decimal; nothing here knows a statement or a rule.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

ZERO = Decimal(0)
HALF = Decimal("0.5")
NORMAL_999 = Decimal("3.29")
"""The two-sided 99.9 % point of the normal distribution, which the sum of uniform errors approaches."""


class Band(StrEnum):
    """Where a residual lies."""

    EXACT = "exact"
    ROUNDING = "A"
    ADJUSTED = "B"
    BROKEN = "C"


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Commercial rounding in decimal: 9.975 is 9.98."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@lru_cache(maxsize=1024)
def likely_units(addends: int) -> int:
    """τ(n) in units of the last place: 0 for one addend, 1 for two and three, 2 for four to six …"""
    spread = (NORMAL_999 * (Decimal(addends) / 12).sqrt() - HALF).to_integral_value(ROUND_CEILING)
    return min(addends // 2, max(int(spread), 0))


@lru_cache(maxsize=1024)
def possible_units(addends: int) -> int:
    """β(n) in units of the last place; one unit for a copy, where only an adjustment explains it."""
    return (addends + 1) // 2


def sum_allowance(addends: int, unit: Decimal) -> tuple[Decimal, Decimal]:
    """τ and β of an identity whose figures are all rounded to the same unit of the last place."""
    n = max(addends, 1)
    return likely_units(n) * unit, possible_units(n) * unit


def mixed_allowance(coarse: int, unit: Decimal, finer: Decimal) -> tuple[Decimal, Decimal]:
    """τ and β where only `coarse` figures are rounded to `unit` and the others more finely.

    The residual is then no multiple of the unit, so that even a copy may be off by half of it. `finer` is
    the sum of the half units of the finer figures.
    """
    bound = unit * coarse / 2
    spread = unit * NORMAL_999 * (Decimal(coarse) / 12).sqrt()
    return min(bound, spread) + finer, bound + finer


def ratio_allowance(
    part: Decimal,
    whole: Decimal,
    *,
    half_part: Decimal,
    half_whole: Decimal,
    half_rate: Decimal,
    factor: Decimal,
) -> tuple[Decimal, Decimal]:
    """τ and β of a rate printed as factor · part / whole.

    τ is half a unit of the printed rate and what the rounding of part and whole adds; one further unit of
    the last place is band B: truncated, or forced to add to 100.
    """
    carried = half_part / whole + abs(part) * half_whole / (whole * whole)
    likely = half_rate + abs(factor) * carried
    return likely, likely + 2 * half_rate


def band(residual: Decimal, likely: Decimal, possible: Decimal) -> Band:
    """The band of a residual, given τ and β."""
    size = abs(residual)
    if size == ZERO:
        return Band.EXACT
    if size <= likely:
        return Band.ROUNDING
    return Band.ADJUSTED if size <= possible else Band.BROKEN
