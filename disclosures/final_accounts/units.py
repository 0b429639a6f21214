"""The unit of statements that print none: what the narrative calls the same amounts, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from disclosures.documents.model import Document, Place, ReadingNote
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.printed import Printed
from disclosures.final_accounts.records import Unit

_QUOTED = re.compile(r"(?<![\d.,])(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元)")
_FEWEST_DIGITS = 4
"""Shorter amounts are quoted by chance."""
_FEWEST_QUOTATIONS = 2


def unit_of_narrative(document: Document, printings: Sequence[Printed]) -> Unit | None:
    """The unit in which running text quotes amounts of the statements; None unless it is beyond doubt."""
    amounts = {
        figure.amount.value
        for printed in printings
        for line in printed.lines
        for figure in line.figures
        if figure.amount.value is not None and len(figure.amount.text.replace(",", "")) > _FEWEST_DIGITS
    }
    printed_amounts = {format(amount.normalize(), "f") for amount in amounts}
    quoted: Counter[Unit] = Counter()
    for paragraph in document.paragraphs():
        for match in _QUOTED.finditer(fold(paragraph.text)):
            number = match["amount"].replace(",", "")
            number = number.rstrip("0").rstrip(".") if "." in number else number
            if number in printed_amounts:
                quoted[Unit(match["unit"])] += 1
    if len(quoted) != 1:
        return None
    unit, times = quoted.popitem()
    return unit if times >= _FEWEST_QUOTATIONS else None


def no_unit(place: Place) -> ReadingNote:
    return ReadingNote(
        code="unit_not_found",
        zh="全文没有标明金额单位（万元或元），各数字按不可读处理。请在表头标明单位。",
        en="Nowhere is the unit of the amounts printed (万元 or 元); they are taken as unreadable. "
        "Print it above the statements.",
        place=place,
    )
