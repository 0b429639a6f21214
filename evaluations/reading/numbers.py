"""Printed numbers: what a cell of a form or a score table says."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from disclosures.documents.model import Cell, Place
from disclosures.final_accounts.records import AmountState
from evaluations.reading.records import BLANK, PrintedNumber
from evaluations.reading.words import plain

_DIGITS = r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(rf"({_DIGITS})(%|分|万元|元)?")
_SEVERAL = re.compile(rf"{_DIGITS}(?:\s+{_DIGITS})+")
_DASHES = frozenset({"-", "—", "–", "——", "―", "/", "--"})


def decimal(digits: str) -> Decimal:
    """The number a run of printed digits stands for."""
    return Decimal(digits.replace(",", "").replace("−", "-"))


def read_number(text: str, place: Place) -> PrintedNumber:
    """A cell that ought to hold a number. Anything that is not one is UNREADABLE, never a guess."""
    printed = unicodedata.normalize("NFKC", plain(text)).strip()
    joined = "".join(printed.split())
    if not joined:
        return PrintedNumber("", AmountState.BLANK, None, place)
    if joined in _DASHES:
        return PrintedNumber(printed, AmountState.DASH, None, place)
    if _SEVERAL.fullmatch(printed):
        parts = tuple(decimal(part) for part in printed.split())
        return PrintedNumber(printed, AmountState.VALUE, sum(parts, Decimal(0)), place, parts=parts)
    match = _NUMBER.fullmatch(joined)
    if match is None:
        return PrintedNumber(printed, AmountState.UNREADABLE, None, place)
    printed = match[1] + ("%" if match[2] == "%" else "")
    return PrintedNumber(printed, AmountState.VALUE, decimal(match[1]), place, is_percent=match[2] == "%")


def cell_number(cell: Cell | None) -> PrintedNumber:
    """The number of a cell; of one that two readings disagree on, nothing."""
    if cell is None:
        return BLANK
    if not cell.is_certain:
        return PrintedNumber(cell.text, AmountState.UNREADABLE, None, cell.place)
    return read_number(cell.text, cell.place)


def is_numeric(text: str) -> bool:
    """Whether a cell holds a number, or several of merged rows."""
    return read_number(text, Place()).state == AmountState.VALUE


def is_number_or_empty(text: str) -> bool:
    """Whether a cell could stand in a column of numbers: a number, a blank, a dash or an overflow (#####)."""
    return read_number(text, Place()).state != AmountState.UNREADABLE or is_overflow(text)


def is_overflow(text: str) -> bool:
    """Whether the column was too narrow for the figure, so that the publisher printed ##### instead."""
    return "##" in text
