"""Slips of the hand: the one small mistake that turns the right figure into the printed one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

POWERS = tuple(Decimal(10) ** k for k in (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))
"""A moved decimal point, and amounts printed in another unit: 元 for 万元, 万元 for 亿元."""


CENT = Decimal("0.01")
FEWEST_DIGITS = 10
"""In the last place: fewer digits are the beginning of many figures."""
DIGITS = "0123456789"
OMISSION = "omission"
DIGIT = "digit"
EXCHANGE = "exchange"
"""The figure belongs to another place, whose own stands here."""


def slip(right: Decimal, printed: Decimal) -> str | None:
    """The name of the slip that leads from the right figure to the printed one, None if it takes more."""
    if right == printed:
        return None
    if right == -printed:
        return "sign"
    if not printed or not right:
        return OMISSION if not printed else None
    if any(_is_shifted(abs(right) * power, abs(printed)) for power in POWERS):
        return "power_of_ten"
    if (right < 0) != (printed < 0):
        return None
    return _slip_of_digits(*_digits(abs(right), abs(printed)))


def _is_shifted(right: Decimal, printed: Decimal) -> bool:
    """The same, but for the places that a moved point leaves no room for: 115.04 printed as 1.15."""
    if printed < FEWEST_DIGITS * CENT:
        return right == printed
    return abs(right - printed) * 2 <= CENT


def variants(printed: Decimal) -> Iterator[Decimal]:
    """The figures that one wrong digit, two exchanged ones or a moved point make of the printed one."""
    text = f"{printed:f}"
    for i, digit in enumerate(text):
        if digit.isdigit():
            yield from (Decimal(text[:i] + other + text[i + 1 :]) for other in DIGITS if other != digit)
            if text[i + 1 : i + 2].isdigit():
                yield Decimal(text[:i] + text[i + 1] + digit + text[i + 2 :])
    yield from (printed * power for power in POWERS)


def _digits(a: Decimal, b: Decimal) -> tuple[str, str]:
    """Both written to the same decimals, without the point."""
    decimals = max(2, *(_decimals(x) for x in (a, b)))
    return tuple(f"{x:.{decimals}f}".replace(".", "") for x in (a, b))  # type: ignore[return-value]


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _slip_of_digits(right: str, printed: str) -> str | None:
    if len(right) == len(printed):
        return _same_length(right, printed)
    longer, shorter = (right, printed) if len(right) > len(printed) else (printed, right)
    if len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    ):
        return "digit_lost" if len(right) > len(printed) else "digit_added"
    return None


def _same_length(right: str, printed: str) -> str | None:
    differing = [i for i, (a, b) in enumerate(zip(right, printed, strict=True)) if a != b]
    if len(differing) == 1:
        return DIGIT
    if len(differing) == 2 and any(differing == list(pair) for pair in pairwise(range(len(right)))):
        i, j = differing
        return "transposition" if (right[i], right[j]) == (printed[j], printed[i]) else None
    return None
