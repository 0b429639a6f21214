"""To how many places a disclosure prints its amounts (金额精度)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from disclosures.final_accounts.records import Statement, Unit

USUAL_DECIMALS = 2
SHARE_THAT_DECIDES = Decimal("0.2")
FIGURES_THAT_DECIDE = 20
"""Fewer figures than that do not show another precision than the usual: zeros may be trimmed."""


def printed_decimals(statements: Iterable[Statement]) -> defaultdict[Unit, int]:
    """The places amounts are printed to, by unit: the most that a fifth of the non-zero amounts print.

    One cell with more places than its neighbours does not make the others more exact.
    """
    counts: dict[Unit, Counter[int]] = defaultdict(Counter)
    for statement in statements:
        for _, figure in statement.figures():
            if figure.amount.value:
                counts[figure.amount.unit][decimals_of(figure.amount.value)] += 1
    found = {unit: _decisive(counter) for unit, counter in counts.items()}
    return defaultdict(lambda: USUAL_DECIMALS, found)


def decimals_of(value: Decimal) -> int:
    """The places a figure is printed with."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def half_unit_of(decimals: int) -> Decimal:
    """Half a unit of the last place."""
    return Decimal(5).scaleb(-decimals - 1)


def _decisive(counter: Counter[int]) -> int:
    figures = counter.total()
    if figures < FIGURES_THAT_DECIDE:
        return USUAL_DECIMALS
    at_least = 0
    for decimals in sorted(counter, reverse=True):
        at_least += counter[decimals]
        if at_least >= SHARE_THAT_DECIDES * figures:
            return decimals
    return USUAL_DECIMALS
