"""The indicators of a self-evaluation form (绩效指标): names, target, actual, 分值, 得分, reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from disclosures.documents.model import Cell
from evaluations.reading.columns import (
    NO_FIT,
    Alignment,
    Heading,
    Placed,
    best_alignment,
    joined,
    numbers_fit,
    place,
    read_heading,
    text_of,
    usual_offset,
)
from evaluations.reading.numbers import cell_number, is_numeric, is_overflow, read_number
from evaluations.reading.records import Indicator, PrintedNumber, PrintedText
from evaluations.reading.rows import GridRow
from evaluations.reading.words import compact, plain, squeeze

_LEVELS = ("level1", "level2", "level3")
_VALUES = ("relation", "target", "unit", "actual", "weight", "score", "reason")
_ALIASES = {
    "level1": re.compile(r"一级指标|指标类[型别]"),
    "level2": re.compile(r"二级指标"),
    "level3": re.compile(r"三级指标|指标(?:名称|内容)$|具体指标"),
    "relation": re.compile(r"指标性质|(?:计算|比较)?符号|指标方向|运算符"),
    "unit": re.compile(r"(?:度量|计量|指标)?单位$"),
    "actual": re.compile(
        r"(?:全年|年度|目标)?实际(?:完成)?(?:指标)?值?|(?:全年|本年)?完成(?:值|情况|指标值)|自评值"
    ),
    "target": re.compile(
        r"(?:年度|年初|全年|预期|目标|计划|绩效)*(?:指标|目标|预期|计划)值|年度指标|指标值|预期值"
    ),
    "weight": re.compile(r"(?:指标)?(?:分值|权重|标准分|满分)"),
    "score": re.compile(r"(?:自评|评价|实际)?得分|自评分"),
    "reason": re.compile(r".*(?:原因|偏差|未完成|改进措施|备注|说明)"),
}
_FIRST_LEVEL = re.compile(r"(?:项目)?(?:成本|产出|效益|效果|满意度|满意)(?:指标)?$")
_SECOND_LEVEL = re.compile(
    r"(?:产出)?(?:数量|质量|时效|成本)(?:指标)?$"
    r"|(?:经济|社会|生态|环境)(?:环境)?(?:效益|成本|效果)(?:指标)?$"
    r"|可持续(?:发展)?(?:影响)?(?:指标|效益)?(?:指标)?$"
    r"|(?:社会公众或|社会公众及)?服务对象满意度(?:指标)?$|(?:社会)?(?:公众)?满意度(?:指标)?$"
)
_POINTS = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]$")
_BLOCK_LABEL = re.compile(r"(?:年度|项目)?绩效(?:目标)?指标|绩效目标|年度绩效")


def read_indicator_heading(row: GridRow, above: GridRow | None = None) -> Heading | None:
    """The heading of the indicators: the third level, a target or an actual value, and what they score.

    Where the row above is the upper half of the heading, its columns that go on downwards belong to it.
    Self-evaluations of transfers give targets and actual values without any points.
    """
    heading = read_heading(row, _ALIASES)
    if not heading.has("level3"):
        return None
    if above is not None and is_upper_heading(above):
        heading = joined(read_heading(above, _ALIASES), heading)
    if heading.has("target", "actual"):
        return heading
    values = heading.has("target") or heading.has("actual")
    return heading if values and not is_without_points(heading) else None


def is_upper_heading(row: GridRow) -> bool:
    """Whether a row is the upper half of a heading: values and what they score, without the levels."""
    heading = read_heading(row, _ALIASES)
    points = heading.has("weight") or heading.has("score")
    return points and heading.has("target", "actual") and not heading.has("level3")


def is_without_points(heading: Heading) -> bool:
    return not (heading.has("weight") or heading.has("score"))


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
        names = _names(row, heading, aligned, usual)
        if names is None or _has_figures_beside(aligned):
            unread += 1
            continue
        if names.first or names.second:
            points = names.points if names.first else points
            levels = (names.first or levels[0], names.second or ("" if names.first else levels[1]), "")
        moved = aligned.offset != usual or names.moved
        indicator = _indicator(aligned.cells, (levels[0], levels[1], names.third), points, moved, row)
        indicators.append(_taken_apart(indicator, names.third_printed, aligned.cells))
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
        names = _names(row, heading, aligned, 0) if text_of(aligned.cells, "target") else None
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


@dataclass(frozen=True, slots=True)
class _Names:
    """A row's names by level; empty for those that go on from the row above."""

    first: str
    second: str
    third: str
    third_printed: str
    points: Decimal | None
    moved: bool


def _names(row: GridRow, heading: Heading, aligned: Alignment, usual: int) -> _Names | None:
    """The names before the values. The last one is the third level; of the others, what they are called
    decides, and the column where they are called nothing known."""
    values_at = [at for at, cell in row.cells if any(cell is placed for placed in aligned.cells.values())]
    named = [
        (at, cell.text)
        for at, cell in row.filled()
        if at < min(values_at) and not _BLOCK_LABEL.match(compact(cell.text))
    ]
    if not named:
        return None
    *above, (third_at, third_printed) = named
    third = squeeze(third_printed)
    first, second, moved = "", "", False
    points = None
    for at, name in above:
        bare, name_points = split_points(squeeze(name))
        column = _level_at(heading, at - aligned.offset)
        level = _known_level(bare, column)
        moved = moved or (level != column and column is not None)
        if level == "level1" and not first:
            first, points = bare, name_points
        elif (bare != third or _known_level(bare, None)) and not _known_level(second, None):
            second = bare
        else:
            moved = True
    if third_at - usual != _start(heading, "level3"):
        moved = True
    return _Names(first, second, third, third_printed, points, moved)


def _level_at(heading: Heading, at: int) -> str | None:
    column = next((c for c in heading.columns if c.start <= at < c.end and c.role in _LEVELS), None)
    return column.role if column else None


def _start(heading: Heading, role: str) -> int | None:
    column = heading.column(role)
    return column.start if column else None


def _known_level(name: str, column: str | None) -> str | None:
    """The level of a name. 成本指标 and 满意度指标 are of the first or the second, as the column has it."""
    first, second = bool(_FIRST_LEVEL.match(name)), bool(_SECOND_LEVEL.match(name))
    if first and second:
        return column if column in ("level1", "level2") else "level1"
    if first:
        return "level1"
    return "level2" if second else column


def split_points(name: str) -> tuple[str, Decimal | None]:
    """A block's name and the points printed with it: 产出指标(50分)."""
    match = _POINTS.search(name)
    if match is None:
        return name, None
    return name[: match.start()].strip(), Decimal(match[1])


def _indicator(
    cells: Placed, levels: tuple[str, str, str], points: Decimal | None, moved: bool, row: GridRow
) -> Indicator:
    relation, unit = text_of(cells, "relation"), text_of(cells, "unit")
    target = _printed(cells.get("target"))
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


def _taken_apart(indicator: Indicator, name: str, cells: Placed) -> Indicator:
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
