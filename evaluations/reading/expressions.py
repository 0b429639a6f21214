"""Formulas printed in running text: 2*(1-16%)=1.68, 365×99%=361.35."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from evaluations.reading.words import plain

_SIGNS = str.maketrans({"×": "*", "÷": "/", "（": "(", "）": ")", "－": "-", "−": "-", "＋": "+", "％": "%"})
_PRINTED = re.compile(
    r"(?P<formula>[\d(][\d.%()+\-*/]*[*/+\-][\d.%()+\-*/]*[\d%)])=(?P<result>\d+(?:\.\d+)?)(?P<sign>%)?"
)
_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|[-+*/()]")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class PrintedFormula:
    """A formula with its printed result, and what it really is."""

    formula: str
    printed: Decimal
    decimals: int
    value: Decimal
    start: int


def printed_formulas(text: str) -> Iterator[PrintedFormula]:
    """The formulas of a text that can be recomputed. A date range or a number is none."""
    folded = re.sub(r"[\s,，](?=\d{3})|\s", "", plain(text).translate(_SIGNS))
    for match in _PRINTED.finditer(folded):
        formula = match["formula"]
        if len(formula) > LONGEST or not re.search(r"[*/]", formula):
            continue
        value = evaluated(formula)
        if value is None:
            continue
        printed = Decimal(match["result"])
        decimals = max(0, -int(printed.as_tuple().exponent))
        yield PrintedFormula(
            formula, printed, decimals, value * 100 if match["sign"] else value, match.start()
        )


def evaluated(formula: str) -> Decimal | None:
    """The value of a formula of numbers, per cents and the four operations; None where it is none."""
    tokens = _TOKEN.findall(formula)
    if "".join(tokens) != formula:
        return None
    try:
        value, rest = _sum(tokens)
    except (IndexError, DivisionByZero, InvalidOperation, ValueError):
        return None
    return value if not rest else None


def _sum(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, rest = _product(tokens)
    while rest and rest[0] in "+-":
        sign, other = rest[0], rest[1:]
        term, rest = _product(other)
        value = value + term if sign == "+" else value - term
    return value, rest


def _product(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, rest = _operand(tokens)
    while rest and rest[0] in "*/":
        sign, other = rest[0], rest[1:]
        factor, rest = _operand(other)
        value = value * factor if sign == "*" else value / factor
    return value, rest


def _operand(tokens: list[str]) -> tuple[Decimal, list[str]]:
    if tokens[0] == "(":
        value, rest = _sum(tokens[1:])
        if rest[0] != ")":
            raise ValueError(rest[0])
        return value, rest[1:]
    number = tokens[0]
    value = Decimal(number.removesuffix("%"))
    return (value / 100 if number.endswith("%") else value), tokens[1:]
