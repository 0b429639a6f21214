"""Amounts of money in a sentence, with the words before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from disclosures.checks.precision import decimals_of
from evaluations.reading.numbers import decimal

NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?P<words>[^，。；：、\d（）]{{0,24}})(?P<number>{NUMBER})(?P<unit>亿元|万元|元)")
NOT_THE_AMOUNT = re.compile(r"比|减少|增加|偏差|节约|结余|每年|年均|余$|剩余|尾款|其中|分别")
"""Words before an amount that is another than the one they name: a difference, a rest, a part."""


@dataclass(frozen=True, slots=True)
class SentenceAmount:
    """An amount in a sentence: the words before it, in 万元, the decimals printed, and where it starts."""

    words: str
    value: Decimal
    decimals: int
    printed: str
    start: int


def amounts_in(text: str) -> list[SentenceAmount]:
    """The amounts of a sentence, in order."""
    found = []
    for match in _AMOUNT.finditer(text):
        number = decimal(match["number"])
        scale = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}[match["unit"]]
        places = decimals_of(number) if match["unit"] == "万元" else 4
        printed = match["number"] + match["unit"]
        found.append(SentenceAmount(match["words"], number * scale, places, printed, match.start("number")))
    return found
