"""Tables without ruling lines: where figures stand in columns under one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeAlias

from disclosures.documents.readers.pdf.segments import Segment

TextLine = Sequence[Segment]
Interval: TypeAlias = tuple[float, float]

_FEWEST_ROWS = 3
_CAPTION = re.compile(r"[:：]|单位\s*[万亿千百]?元|^公开\s*\d")
"""A line above or below a table that says something about it."""
_TOTAL = re.compile(r"[合总]\s*计")
"""Stands at the foot of a table, however many blank rows are above it."""
_LEADERS = re.compile(r"(\.|…|·){3,}")
_FAR = 3.2
"""Lines farther apart than this many line heights do not belong to one table."""
_LONG = 24
"""A heading has fewer characters than this."""
_WIDE = 0.55
"""A line of text that is this much of the width of the page is no label."""
_LARGER = 1.2
"""A title is set larger than the table by this factor; headings are not."""
_SHIFT = 1.0
"""Headings that are printed again stand where they stood, but for rounding."""


class Block(NamedTuple):
    """Lines of a page from `start` up to `end`, of which those from `data` on are below the headings. A form
    that nobody has filled in may have none below."""

    start: int
    data: int
    end: int


class Precedent(NamedTuple):
    """The last table before: it may go on below its own columns, or below its headings printed again."""

    columns: Sequence[Interval] = ()
    headings: Sequence[TextLine] = ()
    rows: Sequence[TextLine] = ()

    def is_repeated(self, lines: Sequence[TextLine]) -> bool:
        """Whether lines begin with the same headings at the same places."""
        count = len(self.headings)
        return 0 < count <= len(lines) and all(map(_same, self.headings, lines))


NO_TABLE = Precedent()


def _same(one: TextLine, other: TextLine) -> bool:
    return len(one) == len(other) and all(
        a.text == b.text and abs(a.x0 - b.x0) < _SHIFT and abs(a.x1 - b.x1) < _SHIFT
        for a, b in zip(one, other, strict=True)
    )


def blocks_in(lines: Sequence[TextLine], width: float, before: Precedent) -> list[Block]:
    """The runs of lines that are tables, from top to bottom."""
    found = (
        _repeated(lines, start, end, before) or _block(lines, start, end, () if i else before.columns)
        for i, (start, end) in enumerate(_regions(lines, width))
    )
    return [block for block in found if block is not None]


def _repeated(lines: Sequence[TextLine], start: int, end: int, before: Precedent) -> Block | None:
    """The table within a region that begins with headings seen before. Few rows are enough to know it by."""
    data = start + len(before.headings)
    if data >= end or not before.is_repeated(lines[start:end]):
        return None
    rows = [at for at in range(data, end) if is_data(lines[at])]
    return Block(start, data, _last_row(lines, rows, end) if rows else end)


def is_numbering(line: TextLine) -> bool:
    """The numbers of the columns, one after the other."""
    numbers = [int(s.text) for s in line if s.text.isdecimal() and len(s.text) < 3]
    return (
        len(numbers) > 2 and len(numbers) >= len(line) - 2 and all(b == a + 1 for a, b in pairwise(numbers))
    )


def is_data(line: TextLine) -> bool:
    """A row of a table: a figure or a dash to the right of something else, and no row of leader dots."""
    return (
        len(line) > 1
        and any(segment.is_figure for segment in line[1:])
        and not any(_LEADERS.search(segment.text) for segment in line)
    )


def is_total(line: TextLine) -> bool:
    """The row of the total, with its amounts or without any."""
    return _TOTAL.fullmatch(line[0].text) is not None and all(segment.is_figure for segment in line[1:])


def _regions(lines: Sequence[TextLine], width: float) -> list[tuple[int, int]]:
    """Runs of lines close to one another, none of which is a caption or running text."""
    regions: list[tuple[int, int]] = []
    start = 0
    for at, line in enumerate(lines):
        if _separates(line, width):
            regions.append((start, at))
            start = at + 1
        elif at > start and not (_near(lines[at - 1], line) or is_total(line)):
            regions.append((start, at))
            start = at
    regions.append((start, len(lines)))
    return regions


def _separates(line: TextLine, width: float) -> bool:
    if is_data(line):
        return False
    if any(_CAPTION.search(segment.text) for segment in line):
        return True
    return len(line) == 1 and line[0].x1 - line[0].x0 > _WIDE * width


def _near(upper: TextLine, lower: TextLine) -> bool:
    return lower[0].middle - upper[0].middle < _FAR * max(height(upper), height(lower))


def height(line: TextLine) -> float:
    return max(segment.y1 - segment.y0 for segment in line)


def _block(lines: Sequence[TextLine], start: int, end: int, columns: Sequence[Interval]) -> Block | None:
    """The table within a region, where there is one."""
    rows = [at for at in range(start, end) if is_data(lines[at])]
    goes_on = bool(rows) and _is_bare(lines, start, rows) and fit(columns, lines[start:end])
    captioned = bool(columns) or (start > 0 and _has_caption(lines[max(0, start - 2) : start]))
    is_form = captioned and _has_columns(lines[start:end])
    if not (goes_on or _is_table([lines[at] for at in rows]) or is_form):
        return None
    if goes_on:
        return Block(start, start, end)
    if not rows:
        last = max(at for at in range(start, end) if len(lines[at]) > 2) + 1
        return Block(start, last, end)
    usual = median(height(lines[at]) for at in rows)
    while start < rows[0] and height(lines[start]) > _LARGER * usual:
        start += 1
    last = _last_row(lines, rows, end)
    if is_form and all(len(segment.text) < _LONG for line in lines[last:end] for segment in line):
        last = end
    return Block(start, _first_row(lines, start, rows[0]), last)


def _is_bare(lines: Sequence[TextLine], start: int, rows: Sequence[int]) -> bool:
    """Whether the region has no headings: nothing but names stands above its first figures."""
    above = [segment for line in lines[start : rows[0]] for segment in line]
    figures = [segment for at in rows for segment in lines[at] if segment.is_figure]
    return not any(
        one.overlap(other.x0, other.x1) > 0 for one in above if not one.is_figure for other in figures
    )


def fit(columns: Sequence[Interval], lines: Sequence[TextLine]) -> bool:
    """Whether each figure stands in one of the columns, and each name begins in one."""
    if not columns:
        return False
    for segment in (segment for line in lines for segment in line):
        over = [column for column in columns if segment.overlap(*column) > 0]
        if not over or (segment.is_figure and len(over) > 1) or segment.x0 < over[0][0] - height([segment]):
            return False
    return True


def _has_caption(lines: Sequence[TextLine]) -> bool:
    return any(_CAPTION.search(segment.text) for line in lines for segment in line)


def _has_columns(lines: Sequence[TextLine]) -> bool:
    """Whether there are lines of several headings; few figures below, or none, make no alignment."""
    short = all(len(segment.text) < _LONG for line in lines for segment in line if len(line) > 2)
    return any(len(line) > 2 for line in lines) and sum(len(line) > 1 for line in lines) > 1 and short


def _is_table(rows: Sequence[TextLine]) -> bool:
    """Several rows, with amounts that are aligned. A table of contents has page numbers, which are none."""
    amounts = [segment for line in rows for segment in line if segment.is_amount]
    if len(rows) < _FEWEST_ROWS or len(amounts) < 2:
        return False
    return any(_aligned(one, other) for i, one in enumerate(amounts) for other in amounts[i + 1 : i + 40])


def _aligned(one: Segment, other: Segment) -> bool:
    ends = abs(one.x1 - other.x1) < 2 or abs(one.x0 + one.x1 - other.x0 - other.x1) < 4
    return ends and one.middle != other.middle


def _first_row(lines: Sequence[TextLine], start: int, first: int) -> int:
    """The first line that is no heading: the first row with a figure, or the first lines of its name where
    it is wrapped. Nothing but headings stands over the columns of figures."""
    row = lines[first]
    figures = min((segment.x0 for segment in row if segment.is_amount), default=row[-1].x0)
    at = first
    while at > start and len(lines[at - 1]) == 1 and _is_wrapped(lines[at - 1][0], lines[at], figures):
        at -= 1
    return at


def _is_wrapped(label: Segment, below: TextLine, figures: float) -> bool:
    close = below[0].middle - label.middle < 0.8 * (label.y1 - label.y0)
    return label.x1 < figures and close


def _last_row(lines: Sequence[TextLine], rows: Sequence[int], end: int) -> int:
    """One past the last row; texts of rows without figures at the foot begin where others do."""
    starts = [segment.x0 for at in rows for segment in lines[at]]
    last = rows[-1] + 1
    usual = _pitch([lines[at] for at in rows])
    while last < end:
        line, above = lines[last], lines[last - 1]
        begins = all(any(abs(segment.x0 - x0) < 3 for x0 in starts) for segment in line)
        wrapped = len(line) == 1 and line[0].middle - above[0].middle < 1.3 * height(above)
        near = line[0].middle - above[0].middle < 1.6 * usual
        if not (wrapped or (begins and near) or is_total(line)):
            break
        last += 1
    return last


def _pitch(rows: Sequence[TextLine]) -> float:
    if len(rows) < 2:
        return 2 * height(rows[0])
    return median(lower[0].middle - upper[0].middle for upper, lower in pairwise(rows))
