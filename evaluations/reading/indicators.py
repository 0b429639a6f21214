"""The indicators of a self-evaluation form (绩效指标): names, target, actual, 分值, 得分, reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from disclosures.documents.model import Cell
from evaluations.reading.columns import (
    NO_FIT,
    Alignment,
    Heading,
    Placed,
    best_alignment,
    numbers_fit,
    place,
    text_of,
    usual_offset,
)
from evaluations.reading.indicator_headings import is_without_points
from evaluations.reading.indicator_names import names_of_indicator
from evaluations.reading.merged_rows import taken_apart
from evaluations.reading.numbers import cell_number, is_numeric, is_overflow
from evaluations.reading.records import Indicator, PrintedText
from evaluations.reading.rows import GridRow
from evaluations.reading.words import squeeze

_VALUES = ("relation", "target", "adjusted_target", "unit", "actual", "weight", "score", "reason")


def read_indicators(heading: Heading, rows: Sequence[GridRow]) -> tuple[tuple[Indicator, ...], int]:
    """The indicators of the rows below a heading, and how many of the rows were not understood."""
    if is_without_points(heading):
        return _without_points(heading, rows)
    first = [best_alignment(row, heading, _fit, roles=_VALUES) for row in rows]
    usual = usual_offset(a.offset for a in first if a is not None)
    levels = ("", "", "")
    points: Decimal | None = None
    indicators: list[Indicator] = []
    unread = 0
    for row in rows:
        aligned = best_alignment(row, heading, _fit, preferred=usual, roles=_VALUES)
        if aligned is None:
            if not (indicators and _continue_row(row, heading, usual, indicators)):
                unread += bool(row.filled())
            continue
        names = names_of_indicator(row, heading, aligned, usual)
        if names is None or _has_figures_beside(aligned):
            unread += 1
            continue
        if names.first or names.second:
            points = names.points if names.first else points
            levels = (names.first or levels[0], names.second or ("" if names.first else levels[1]), "")
        moved = aligned.offset != usual or names.moved
        indicator = _indicator(aligned.cells, (levels[0], levels[1], names.third), points, moved, row)
        indicators.append(taken_apart(indicator, names.third_printed, aligned.cells))
    return tuple(indicators), unread


def _has_figures_beside(aligned: Alignment) -> bool:
    """Whether a number stands right of all columns: the row is of another table, or has other columns."""
    last = max(cell.column for cell in aligned.cells.values())
    return any(cell.column > last and is_numeric(cell.text) for _, cell in aligned.left_over)


def _without_points(heading: Heading, rows: Sequence[GridRow]) -> tuple[tuple[Indicator, ...], int]:
    """The indicators of a form without points. No number tells whether a row is shifted: none is moved."""
    levels = ("", "", "")
    indicators: list[Indicator] = []
    unread = 0
    for row in rows:
        aligned = place(row, heading, 0, _VALUES)
        names = names_of_indicator(row, heading, aligned, 0) if text_of(aligned.cells, "target") else None
        if names is None or names.moved or any(at >= heading.columns[-1].end for at, _ in row.filled()):
            unread += bool(row.filled())
            continue
        if names.first or names.second:
            levels = (names.first or levels[0], names.second or ("" if names.first else levels[1]), "")
        indicators.append(_indicator(aligned.cells, (*levels[:2], names.third), names.points, False, row))
    return tuple(indicators), unread


def _fit(cells: Placed, left_over: Sequence[tuple[int, Cell]]) -> float:
    """How well a row fits: numbers for 分值 and 得分, target and actual value, no number as reason."""
    value = numbers_fit(cells, ("weight", "score"))
    if value == NO_FIT or value == 0:
        return NO_FIT
    if any(is_numeric(cell.text) for _, cell in left_over):
        value -= 3
    value += 1.0 * bool(text_of(cells, "target")) + 1.0 * bool(text_of(cells, "actual"))
    reason = text_of(cells, "reason")
    if reason and (is_numeric(reason) or is_overflow(reason)):
        value -= 3
    weight, score = cell_number(cells.get("weight")), cell_number(cells.get("score"))
    if weight.value is not None and score.value is not None and score.value > weight.value:
        value -= 1.5
    value -= 1.5 * (weight.is_percent + score.is_percent)
    return value


def _indicator(
    cells: Placed, levels: tuple[str, str, str], points: Decimal | None, moved: bool, row: GridRow
) -> Indicator:
    relation, unit = text_of(cells, "relation"), text_of(cells, "unit")
    target = _printed(cells.get("adjusted_target"))
    target = target if target.text else _printed(cells.get("target"))
    if relation or unit:
        target = PrintedText(f"{_relation_sign(relation)}{target.text}{unit}", target.place)
    return Indicator(
        *levels,
        target=target,
        actual=_printed(cells.get("actual")),
        weight=cell_number(cells.get("weight")),
        score=cell_number(cells.get("score")),
        reason=_printed(cells.get("reason")),
        place=row.place,
        level1_points=points,
        shifted=moved,
    )


_RELATION_WORDS = {"正向": "≥", "反向": "≤", "定量正向": "≥", "定量反向": "≤", "定性": "", "定量": ""}


def _relation_sign(text: str) -> str:
    """The sign an indicator's 指标性质 stands for; words that are no relation stand for none."""
    word = text.removesuffix("指标")
    return _RELATION_WORDS.get(word, word)


def _printed(cell: Cell | None) -> PrintedText:
    return PrintedText("") if cell is None else PrintedText(squeeze(cell.text), cell.place)


def _continue_row(row: GridRow, heading: Heading, usual: int, indicators: list[Indicator]) -> bool:
    """Add what a page break cut off the last indicator. Whether the row was such a rest."""
    if row.number != 0:
        return False
    texts = {c.role: cell for c in heading.columns for at, cell in row.filled() if c.start + usual == at}
    if not texts or len(texts) != len(row.filled()) or set(texts) <= {"level1", "level2"}:
        return False
    last = indicators[-1]
    indicators[-1] = replace(
        last,
        level3=last.level3 + _tail(texts, "level3"),
        target=PrintedText(last.target.text + _tail(texts, "target"), last.target.place),
        actual=PrintedText(last.actual.text + _tail(texts, "actual"), last.actual.place),
        reason=PrintedText(last.reason.text + _tail(texts, "reason"), last.reason.place or row.place),
    )
    return True


def _tail(texts: Placed, role: str) -> str:
    cell = texts.get(role)
    return "" if cell is None else squeeze(cell.text)
