"""Blocks of a score table that a page break has torn: their points, and the line they begin at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from evaluations.reading.records import LevelName, LineKind, ScoreLine


def with_late_points(lines: Sequence[ScoreLine], level: int, points: Decimal) -> list[ScoreLine]:
    """The lines, with the points of the last block where they were printed beside a later line of it.

    A cell that a page break divides keeps its name above the break and (6分) below it.
    """
    if not lines or len(lines[-1].levels) <= level or lines[-1].levels[level].points is not None:
        return list(lines)
    own = lines[-1].levels[: level + 1]
    named = (*own[:-1], LevelName(own[-1].name, points))
    return [
        replace(line, levels=(*named, *line.levels[level + 1 :])) if line.levels[: level + 1] == own else line
        for line in lines
    ]


def begun_where_points_say(lines: Sequence[ScoreLine], below_breaks: Sequence[int]) -> list[ScoreLine]:
    """The lines, those below a page break put back into the block above it where both blocks' points say so.

    A name printed in the first row below a break may be that of a block which begins some rows later: its own
    indicators have exactly so many points too many as those of the block above have too few.
    """
    put_back = list(lines)
    for at in below_breaks:
        if not 0 < at < len(put_back):
            continue
        count = _too_early(put_back, at)
        above = put_back[at - 1].levels[:-1]
        for index in range(at, at + count):
            line = put_back[index]
            put_back[index] = replace(line, levels=(*above, line.levels[-1]), shifted=True)
    return put_back


def _too_early(lines: Sequence[ScoreLine], at: int) -> int:
    """How many lines from `at` on belong to the block above."""
    above, below = lines[at - 1].levels[:-1], lines[at].levels[:-1]
    if not above or not below or above == below or above[:-1] != below[:-1]:
        return 0
    first = list(takewhile(lambda line: _is_in(line, above), reversed(lines[:at])))
    second = list(takewhile(lambda line: _is_in(line, below), lines[at:]))
    printed, next_printed = above[-1].points, below[-1].points
    if printed is None or next_printed is None or len(second) < 2:
        return 0
    missing = printed - _weight(first)
    if missing <= 0 or _weight(second) - next_printed != missing:
        return 0
    return next((count for count in range(1, len(second)) if _weight(second[:count]) == missing), 0)


def _is_in(line: ScoreLine, block: tuple[LevelName, ...]) -> bool:
    return line.kind is LineKind.INDICATOR and line.levels[:-1] == block


def _weight(lines: Sequence[ScoreLine]) -> Decimal:
    return sum((line.weight.value or Decimal(0) for line in lines), Decimal(0))
