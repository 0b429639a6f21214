"""Rows of a table without ruling lines: runs of lines, put together by what stands in them.

In a row, figures are single lines; a wrapped name is several, with the figures beside its middle, its first
or its last line. Of all ways to cut the lines into rows the one is taken in which the columns of each row
stand level with one another best.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from disclosures.documents.readers.pdf.aligned import is_numbering
from disclosures.documents.readers.pdf.segments import Segment

_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|其中[:：]?")
"""Begins a name, never the rest of one."""

Placed = Sequence[tuple[int, Segment]]
"""The segments of a line, each with its column."""

_NEVER = float("inf")
_MOST_LINES = 12
_FARTHEST = 2.3
"""Lines of one name are not farther apart than this, in line heights."""
_USUAL_LEADING = 1.6
"""Lines of one name that is wrapped are as a rule nearer to one another than this."""
_LISTED = 0.3
"""A column in which this share of the lines begins with an ordinal is a list."""
_STEP = 1.12
"""The gaps between rows are larger than those within names by this factor at least, where both are known."""

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


class Spacing(NamedTuple):
    """How lines of one name and lines of two rows can be told apart by the gaps between them."""

    limit: float
    """In line heights."""
    is_told: bool


class Band(NamedTuple):
    """A row: its lines from `start` up to `end`."""

    start: int
    end: int


class Facts(NamedTuple):
    """What is known of all lines before they are cut into rows."""

    lines: Sequence[Placed]
    first: int
    """The lines before this one are those of a page before, which only tell how the table is set."""
    spacing: Spacing
    regular: frozenset[int]
    """Columns with a figure in nearly all rows."""
    offsets: Mapping[int, float]
    """How far the figures of a column stand below the middle of their rows."""
    above: Mapping[tuple[int, int], int]
    """For a line and a column with text: the line with the text above it."""
    has_names: bool
    widths: Mapping[int, float]
    """The longest line of names in each column."""
    listed: frozenset[int]
    """Columns in which most names begin with an ordinal: what does not is the rest of the one above."""
    flush: frozenset[int]
    """Columns in which most names begin at one place."""
    alone: frozenset[int]
    """Lines that are rows of their own: the numbers of the columns."""
    cuts: frozenset[int]
    """Lines right above which a line is drawn."""


def bands_of(
    lines: Sequence[Placed], before: Sequence[Placed] = (), cuts: Collection[int] = ()
) -> list[Band]:
    """The rows, from top to bottom. `before` is what stands above on other pages, in the same columns; `cuts`
    are the lines right above which a line is drawn across the table."""
    first = len(before)
    facts = _facts([*before, *lines], first)
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
            if _joined(facts, column, one, other) >= _APART or _short(facts.widths[column], one) > _SHORT:
                return False
    return True


def _facts(lines: Sequence[Placed], first: int) -> Facts:
    entries = [entry for line in lines for entry in line]
    counts = Counter(column for column, segment in entries if segment.is_figure)
    named = Counter(column for column, segment in entries if not segment.is_figure)
    most = max([*counts.values(), *(0.5 * count for count in named.values())], default=0)
    regular = frozenset(column for column, count in counts.items() if count > 0.8 * most and most > 2)
    above = _above(lines, first)
    widths: defaultdict[int, float] = defaultdict(float)
    for column, segment in entries:
        widths[column] = max(widths[column], segment.x1 - segment.x0)
    ordinals = Counter(column for column, segment in entries if _ORDINAL.match(segment.text))
    listed = (column for column, count in ordinals.items() if count > max(2, _LISTED * named[column]))
    alone = (at for at, line in enumerate(lines) if is_numbering([segment for _, segment in line]))
    spacing = _spacing(lines, above, widths)
    flush = _flush(entries)
    return Facts(
        lines,
        first,
        spacing,
        regular,
        {},
        above,
        bool(named),
        widths,
        frozenset(listed),
        flush,
        frozenset(alone),
        frozenset(),
    )


def _above(lines: Sequence[Placed], first: int) -> dict[tuple[int, int], int]:
    """For a line and a column with text: the line of the same page with the text above it."""
    above: dict[tuple[int, int], int] = {}
    last: dict[int, int] = {}
    for at, line in enumerate(lines):
        if at == first:
            last.clear()
        for column, segment in line:
            if not segment.is_figure:
                if column in last:
                    above[at, column] = last[column]
                last[column] = at
    return above


def _flush(entries: Sequence[tuple[int, Segment]]) -> frozenset[int]:
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for column, segment in entries:
        if not segment.is_figure:
            starts[column].append(round(segment.x0))
    usual = {column: Counter(found).most_common(1)[0][1] for column, found in starts.items()}
    return frozenset(column for column, count in usual.items() if count > max(2, len(starts[column]) / 2))


def _spacing(
    lines: Sequence[Placed], above: Mapping[tuple[int, int], int], widths: Mapping[int, float]
) -> Spacing:
    """Lines that begin with an ordinal, or follow a short one, begin a name; others may go on with one."""
    within: list[float] = []
    between: list[float] = []
    for (at, column), upper in above.items():
        one, other = _in(lines[upper], column), _in(lines[at], column)
        gap = (other.middle - one.middle) / max(_height(one), _height(other))
        begins = _ORDINAL.match(other.text) or _short(widths[column], one)
        (between if begins else within).append(gap)
    near = sorted(gap for gap in within if 0.8 < gap < _USUAL_LEADING)
    far = sorted(gap for gap in between if gap > 0.8)
    if not near:
        return Spacing(_USUAL_LEADING, False)
    if not far:
        return Spacing(_USUAL_LEADING, near[-1] > _STEP * near[0])
    least = far[len(far) // 10]
    return Spacing((near[0] + least) / 2, True) if least > 1.05 * near[0] else Spacing(near[0] * 0.98, False)


def _in(line: Placed, column: int) -> Segment:
    return next(segment for at, segment in line if at == column and not segment.is_figure)


def _height(segment: Segment) -> float:
    return segment.y1 - segment.y0


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
    gap = (other.middle - one.middle) / max(_height(one), _height(other))
    if gap > _FARTHEST or _ORDINAL.match(other.text) or not _is_aligned(one, other, column in facts.flush):
        return _APART
    short = _short(facts.widths[column], one)
    untold = 0.0 if facts.spacing.is_told or column in facts.listed else _UNTOLD
    loose = 0.0 if column in facts.listed and gap < _USUAL_LEADING else max(0.0, gap - facts.spacing.limit)
    return _LOOSE * loose + untold + min(short, 3.0)


def _is_aligned(one: Segment, other: Segment, is_flush: bool) -> bool:
    """Whether a line begins where the one above it does, or further left, as below an indented first line;
    or, where names are centred, stands in the same middle."""
    near = _ALIGNED * _height(one)
    if other.x0 - one.x0 < near:
        return True
    return not is_flush and abs(one.x0 + one.x1 - other.x0 - other.x1) / 2 < near


def _short(width: float, segment: Segment) -> float:
    """By how many characters a line is too short to be one that the next was wrapped from."""
    return max(0.0, (width - (segment.x1 - segment.x0)) / _height(segment) - 1.3)


def _uneven(facts: Facts, stacks: Mapping[int, Sequence[Segment]]) -> float:
    """How far the columns of a row are from standing level."""
    extents = {column: _extent(facts, column, stack) for column, stack in stacks.items()}
    named = [extent for column, extent in extents.items() if not stacks[column][0].is_figure]
    top, bottom = max(named or extents.values(), key=lambda extent: extent[1] - extent[0])
    uneven = 0.0
    for column, (y0, y1) in extents.items():
        height = _height(stacks[column][0])
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
            above = _in(facts.lines[upper], column)
            if _ORDINAL.match(segment.text) or _short(facts.widths[column], above):
                continue
            close = segment.middle - above.middle < facts.spacing.limit * _height(segment)
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
