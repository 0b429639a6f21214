"""Bars as places in an SVG: a template draws them, no script runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

WAN, YI = Decimal(10_000), Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class Bar:
    """In percent of the drawing's width or height."""

    label: str
    value: str
    at: float
    length: float


def lying(rows: Sequence[tuple[str, Decimal]], *, chinese: bool) -> tuple[Bar, ...]:
    """Bars from the left, the longest over the whole width."""
    most = max((amount for _, amount in rows), default=Decimal(0))
    return tuple(
        Bar(label, money(amount, chinese=chinese), number, float(amount / most * 100) if most else 0.0)
        for number, (label, amount) in enumerate(rows)
    )


def standing(counts: Mapping[int, int]) -> tuple[Bar, ...]:
    """A column a year, those without anything too, so that a gap is seen."""
    if not counts:
        return ()
    first, last, most = min(counts), max(counts), max(counts.values())
    years = range(max(first, last - 11), last + 1)
    return tuple(
        Bar(str(year), str(counts.get(year, 0)), at, counts.get(year, 0) / most * 100)
        for at, year in enumerate(years)
    )


def money(yuan: Decimal, *, chinese: bool) -> str:
    """An amount short enough for a chart: 3.21 亿元 or 321.00 million yuan."""
    if chinese:
        scaled, unit = (yuan / YI, "亿元") if abs(yuan) >= YI else (yuan / WAN, "万元")
    else:
        scaled, unit = yuan / 1_000_000, "million yuan"
    return f"{scaled:,.2f} {unit}"
