"""Rows into which the publisher, or a conversion, merged several: taken apart where their cells allow it."""

from __future__ import annotations

from dataclasses import replace

from evaluations.reading.columns import Placed
from evaluations.reading.numbers import read_number
from evaluations.reading.records import Indicator, PrintedNumber, PrintedText
from evaluations.reading.words import plain, squeeze


def taken_apart(indicator: Indicator, name: str, cells: Placed) -> Indicator:
    """The indicator with its parts, where the row's numbers are those of several rows."""
    count = max(len(indicator.weight.parts), len(indicator.score.parts))
    if count < 2 or any(len(n.parts) not in (0, count) for n in (indicator.weight, indicator.score)):
        return indicator
    names, targets, actuals = (
        _split(text, count) for text in (name, _raw(cells, "target"), _raw(cells, "actual"))
    )
    weights, scores = _numbers(indicator.weight, count), _numbers(indicator.score, count)
    parts = tuple(
        replace(
            indicator,
            level3=names[i],
            target=PrintedText(targets[i], indicator.target.place),
            actual=PrintedText(actuals[i], indicator.actual.place),
            weight=weights[i],
            score=scores[i],
            shifted=True,
        )
        for i in range(count)
    )
    return replace(indicator, parts=parts, shifted=True)


def _raw(cells: Placed, role: str) -> str:
    cell = cells.get(role)
    return "" if cell is None else cell.text


def _split(text: str, count: int) -> tuple[str, ...]:
    """The words of a merged cell, one a row; the whole text for each where they cannot be told apart."""
    words = plain(text).split()
    return tuple(words) if len(words) == count else (squeeze(text),) * count


def _numbers(number: PrintedNumber, count: int) -> tuple[PrintedNumber, ...]:
    if len(number.parts) != count:
        return (number,) * count
    return tuple(read_number(str(part), number.place) for part in number.parts)
