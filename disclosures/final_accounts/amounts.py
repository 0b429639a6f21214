"""Printed text → `Amount`. Blank, dash, zero and unreadable are four things; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from disclosures.final_accounts.records import Amount, AmountState, Unit

_DASHES = re.compile(r"[-‐‑‒–—―−─━﹣－/]{1,4}")
"""A slash across an empty cell says the same as a dash."""

_NUMBER = re.compile(r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?P<fraction>\.\d+)?")
_COMPLETE = re.compile(r"[-+(（]?\d")
"""How a number begins that is not the rest of another."""

_IN_BRACKETS = re.compile(r"\((?P<inner>[^()]+)\)")
_NO_MINUS = re.compile(r"[‒–—―─━]{1,4}")
"""A dash that stands apart from a number is no sign of it; a hyphen or minus is, in formats of accounting."""
_MINUS = str.maketrans(dict.fromkeys("‐‑‒–—―−─﹣", "-"))


def parse_amount(text: str, unit: Unit, readings: tuple[str, ...] = ()) -> Amount:
    """The amount printed in a cell. Where independent readings disagree it is unreadable."""
    printed = text.strip()
    state, value = (AmountState.UNREADABLE, None) if readings else _state_and_value(printed)
    return Amount(text=printed, state=state, value=value, unit=unit)


def number_in(text: str) -> Decimal | None:
    """The number a text is, and nothing beside it; None for a blank, a dash or anything else."""
    return _state_and_value(text.strip())[1]


def is_dash(text: str) -> bool:
    """Whether a text says that there is no amount."""
    return _state_and_value(text.strip())[0] is AmountState.DASH


_LONGEST_AMOUNT = 40


def _state_and_value(printed: str) -> tuple[AmountState, Decimal | None]:
    return _parsed(printed) if len(printed) <= _LONGEST_AMOUNT else (AmountState.UNREADABLE, None)


@lru_cache(maxsize=16_384)
def _parsed(printed: str) -> tuple[AmountState, Decimal | None]:
    if not printed:
        return AmountState.BLANK, None
    pieces = printed.split()
    joined = "".join(pieces)
    if _DASHES.fullmatch(joined):
        return AmountState.DASH, None
    value = _decimal(joined)
    if value is None or (len(pieces) > 1 and _are_apart(pieces)):
        return AmountState.UNREADABLE, None
    return AmountState.VALUE, value


def _are_apart(pieces: Sequence[str]) -> bool:
    """Two numbers in one cell, or a dash and a number, are not one number, however well they would join."""
    return _NO_MINUS.fullmatch(pieces[0]) is not None or all(
        _COMPLETE.match(piece) and _decimal(piece) is not None for piece in pieces
    )


def _decimal(text: str) -> Decimal | None:
    """A number with half or full width digits, thousands separators well placed, and any form of minus."""
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).replace("、", ",")
    negative = _IN_BRACKETS.fullmatch(plain)
    match = _NUMBER.fullmatch(negative["inner"] if negative else plain)
    if match is None or not (match["whole"] or match["fraction"]):
        return None
    if negative and match["sign"]:
        return None
    digits = (match["whole"] or "0").replace(",", "") + (match["fraction"] or "")
    value = Decimal(digits)
    return -value if negative or match["sign"] == "-" else value
