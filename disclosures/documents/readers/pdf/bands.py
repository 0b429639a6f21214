"""Rows of a table without ruling lines: runs of lines, put together by what stands in them.

In a row, figures are single lines; a wrapped name is several, with the figures beside its middle, its first
or its last line. Of all ways to cut the lines into rows the one is taken in which the columns of each row
stand level with one another best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from disclosures.documents.readers.pdf.facts import (
    ORDINAL,
    USUAL_LEADING,
    Facts,
    Placed,
    facts_of,
    height_of,
    name_in,
    too_short,
)
from disclosures.documents.readers.pdf.segments import Segment

_NEVER = float("inf")
_MOST_LINES = 12
_FARTHEST = 2.3
"""Lines of one name are not farther apart than this, in line heights."""
_UNNAMED, _INCOMPLETE, _TORN, _LOOSE, _UNTOLD, _UNCENTRED = 2.0, 1.5, 0.8, 6.0, 0.5, 0.25
"""What speaks against a row, in line heights: figures without a name, a gap in a column that has a figure in
nearly all rows, a name cut where its lines are close, lines joined that are not, lines joined where close
and loose cannot be told, a wrapped name beside its figures by its first or last line."""


_APART = 100.0
"""Lines that no name goes on over: too far apart, not aligned, or begun by an ordinal."""
_FEWEST_RULED = 4
_SHORT = 2.0
"""By so many characters a wrapped line may be shorter than others: a word, or a bracket, begins the next."""

_ALIGNED = 0.5
"""Lines of one name are aligned to within half a character."""


class Band(NamedTuple):
    """A row: its lines from `start` up to `end`."""

    start: int
    end: int


def bands_of(
    lines: Sequence[Placed], before: Sequence[Placed] = (), cuts: Collection[int] = ()
) -> list[Band]:
    """The rows, from top to bottom. `before` is what stands above on other pages, in the same columns; `cuts`
    are the lines right above which a line is drawn across the table."""
    first = len(before)
    facts = facts_of([*before, *lines], first)
    facts = facts._replace(cuts=frozenset(first + at for at in cuts))
    ruled = [Band(start, end) for start, end in pairwise([first, *sorted(facts.cuts), len(facts.lines)])]
    if len(ruled) >= _FEWEST_RULED and all(_is_one(facts, band) for band in ruled):
        return [Band(band.start - first, band.end - first) for band in ruled]
    offsets = _offsets(facts, _cut(facts, 0))
    if offsets:
        facts = facts._replace(offsets=offsets)
    return [Band(band.start - first, band.end - first) for band in _cut(facts, first)]


def _is_one(facts: Facts, band: Band) -> bool:
    """Whether nothing keeps the lines between two drawn ones from being one row."""
    if band.end - band.start > 1 and not facts.alone.isdisjoint(range(*band)):
        return False
    for column, stack in stacks_of(facts.lines, band).items():
        if len({round(s.middle) for s in stack}) > 1 and any(s.is_figure for s in stack):
            return False
        for one, other in pairwise(stack):
            if _joined(facts, column, one, other) >= _APART or too_short(facts.widths[column], one) > _SHORT:
                return False
    return True


def _cut(facts: Facts, first: int) -> list[Band]:
    """The cut into rows, from the line `first` on, against which least speaks."""
    count = len(facts.lines)
    best = [0.0] * (first + 1) + [_NEVER] * (count - first)
    start_of = [0] * (count + 1)
    for end in range(first + 1, count + 1):
        for start in range(end - 1, max(first - 1, end - 1 - _MOST_LINES), -1):
            if start < facts.first < end or (start + 1 in facts.cuts and start + 1 < end):
                break
            against = _against(facts, start, end)
            if against == _NEVER:
                break
            if best[start] + against < best[end]:
                best[end], start_of[end] = best[start] + against, start
    bands: list[Band] = []
    end = count
    while end > first:
        bands.append(Band(start_of[end], end))
        end = start_of[end]
    return bands[::-1]


def stacks_of(lines: Sequence[Placed], band: Band) -> dict[int, list[Segment]]:
    """What stands in each column of a row, from top to bottom."""
    stacks: defaultdict[int, list[Segment]] = defaultdict(list)
    for line in lines[band.start : band.end]:
        for column, segment in line:
            stacks[column].append(segment)
    return stacks


def _against(facts: Facts, start: int, end: int) -> float:
    """What speaks against the lines being one row. Never are two figures of one column in one row."""
    if end - start > 1 and not facts.alone.isdisjoint(range(start, end)):
        return _NEVER
    stacks = stacks_of(facts.lines, Band(start, end))
    against = 0.0
    for column, stack in stacks.items():
        if len({round(s.middle) for s in stack}) > 1 and any(s.is_figure for s in stack):
            return _NEVER
        against += sum(_joined(facts, column, one, other) for one, other in pairwise(stack))
    against += _uneven(facts, stacks) + _torn(facts, start, end)
    figures = any(stack[0].is_figure for stack in stacks.values())
    if facts.has_names and figures and all(stack[0].is_figure for stack in stacks.values()):
        against += _UNNAMED
    missing = sum(column not in stacks for column in facts.regular)
    return against + _INCOMPLETE * min(missing, 2)


def _joined(facts: Facts, column: int, one: Segment, other: Segment) -> float:
    """What speaks against a line being the next one of a name."""
    gap = (other.middle - one.middle) / max(height_of(one), height_of(other))
    if gap > _FARTHEST or ORDINAL.match(other.text) or not _is_aligned(one, other, column in facts.flush):
        return _APART
    short = too_short(facts.widths[column], one)
    untold = 0.0 if facts.spacing.is_told or column in facts.listed else _UNTOLD
    loose = 0.0 if column in facts.listed and gap < USUAL_LEADING else max(0.0, gap - facts.spacing.limit)
    return _LOOSE * loose + untold + min(short, 3.0)


def _is_aligned(one: Segment, other: Segment, is_flush: bool) -> bool:
    """Whether a line begins where the one above it does, or further left, as below an indented first line;
    or, where names are centred, stands in the same middle."""
    near = _ALIGNED * height_of(one)
    if other.x0 - one.x0 < near:
        return True
    return not is_flush and abs(one.x0 + one.x1 - other.x0 - other.x1) / 2 < near


def _uneven(facts: Facts, stacks: Mapping[int, Sequence[Segment]]) -> float:
    """How far the columns of a row are from standing level."""
    extents = {column: _extent(facts, column, stack) for column, stack in stacks.items()}
    named = [extent for column, extent in extents.items() if not stacks[column][0].is_figure]
    top, bottom = max(named or extents.values(), key=lambda extent: extent[1] - extent[0])
    uneven = 0.0
    for column, (y0, y1) in extents.items():
        height = height_of(stacks[column][0])
        centred = abs(y0 + y1 - top - bottom) / 2
        ends = min(abs(y0 - top), abs(y1 - bottom)) + _UNCENTRED * height
        uneven += min(centred, ends) / height
    return uneven


def _extent(facts: Facts, column: int, stack: Sequence[Segment]) -> tuple[float, float]:
    offset = facts.offsets.get(column, 0.0) if stack[0].is_figure else 0.0
    return stack[0].y0 - offset, stack[-1].y1 - offset


def _torn(facts: Facts, start: int, end: int) -> float:
    """Names cut above these lines, where their lines are close."""
    torn = 0.0
    for at in range(start, end):
        for column, segment in facts.lines[at]:
            upper = facts.above.get((at, column))
            if segment.is_figure or upper is None or upper >= start:
                continue
            above = name_in(facts.lines[upper], column)
            if ORDINAL.match(segment.text) or too_short(facts.widths[column], above):
                continue
            close = segment.middle - above.middle < facts.spacing.limit * height_of(segment)
            if (close and facts.spacing.is_told) or column in facts.listed:
                torn += _TORN
    return torn


def _offsets(facts: Facts, bands: Sequence[Band]) -> dict[int, float]:
    """Columns of figures that are set higher or lower than the names, by the same distance in most rows."""
    distances: defaultdict[int, list[float]] = defaultdict(list)
    for band in bands:
        stacks = stacks_of(facts.lines, band)
        names = [stack for stack in stacks.values() if not stack[0].is_figure]
        if not names:
            continue
        tallest = max(names, key=len)
        middle = (tallest[0].y0 + tallest[-1].y1) / 2
        for column, stack in stacks.items():
            if stack[0].is_figure:
                distances[column].append(stack[0].middle - middle)
    usual = {column: median(found) for column, found in distances.items() if len(found) > 2}
    return {
        column: offset
        for column, offset in usual.items()
        if abs(offset) > 2
        and sum(abs(d - offset) < 2 for d in distances[column]) > 0.6 * len(distances[column])
    }
