"""The names in a row of indicators, put at their levels: by what they are called, else by their column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from evaluations.reading.columns import Alignment, Heading
from evaluations.reading.printed_points import split_points
from evaluations.reading.rows import GridRow
from evaluations.reading.words import compact, squeeze

_LEVELS = ("level1", "level2", "level3")
_FIRST_LEVEL = re.compile(r"(?:项目)?(?:成本|产出|效益|效果|满意度|满意)(?:指标)?$")
_SECOND_LEVEL = re.compile(
    r"(?:产出)?(?:数量|质量|时效|成本)(?:指标)?$"
    r"|(?:经济|社会|生态|环境)(?:环境)?(?:效益|成本|效果)(?:指标)?$"
    r"|可持续(?:发展)?(?:影响)?(?:指标|效益)?(?:指标)?$"
    r"|(?:社会公众或|社会公众及)?服务对象满意度(?:指标)?$|(?:社会)?(?:公众)?满意度(?:指标)?$"
)
_BLOCK_LABEL = re.compile(r"(?:年度|项目)?绩效(?:目标)?指标|绩效目标|年度绩效")


@dataclass(frozen=True, slots=True)
class IndicatorNames:
    """A row's names by level; empty for those that go on from the row above."""

    first: str
    second: str
    third: str
    third_printed: str
    points: Decimal | None
    moved: bool


def names_of_indicator(
    row: GridRow, heading: Heading, aligned: Alignment, usual: int
) -> IndicatorNames | None:
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
    return IndicatorNames(first, second, third, third_printed, points, moved)


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
