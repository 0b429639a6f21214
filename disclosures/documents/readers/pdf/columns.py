"""Columns of a table without ruling lines: by its figures, by its names, and by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite

from disclosures.documents.readers.pdf.aligned import Interval, TextLine, is_numbering
from disclosures.documents.readers.pdf.headings import headings_in, is_over_others
from disclosures.documents.readers.pdf.rules import gaps
from disclosures.documents.readers.pdf.segments import Segment

_FEW = 0.1
"""Up to this share of the rows, text that lies across two columns is an exception."""


def columns_of(
    data: Sequence[TextLine], headings: Sequence[TextLine], walls: Sequence[float] = ()
) -> list[Interval]:
    """Where figures overlap is a column of figures; what else stands in the rows, or in headings alone, makes
    the others. The numbers of columns are headings. `walls` are lines drawn down the table."""
    numbers = [line for line in data if is_numbering(line)]
    rows = [line for line in data if not is_numbering(line)]
    columns: list[Interval] = []
    for left, right in gaps(walls):
        inside = _between(left, right, rows)
        above = [line for line in _within(left, right, headings) if line]
        beside = [line for line in _between(left, right, numbers) if line]
        if isfinite(left) and isfinite(right) and _is_one(inside, above):
            columns += [(left, right)] if any(inside) or above or beside else []
        else:
            columns += _aligned([line for line in inside if line], beside, above)
    return columns


def _is_one(rows: Sequence[TextLine], headings: Sequence[TextLine]) -> bool:
    """Whether nothing stands beside anything else, neither in a row nor in the headings."""
    found = headings_in(headings)
    leaves = united((h.x0, h.x1) for h in found if not is_over_others(found, h))
    return len(leaves) < 2 and all(len(row) < 2 for row in rows)


def _between(left: float, right: float, lines: Sequence[TextLine]) -> list[list[Segment]]:
    """What has its middle between two lines down the table."""
    return [[s for s in line if left < (s.x0 + s.x1) / 2 < right] for line in lines]


def _within(left: float, right: float, lines: Sequence[TextLine]) -> list[list[Segment]]:
    """What does not reach over a line down the table."""
    return [[s for s in line if left < s.x0 + 2 and s.x1 - 2 < right] for line in lines]


def _aligned(
    rows: Sequence[TextLine], numbers: Sequence[TextLine], headings: Sequence[TextLine]
) -> list[Interval]:
    figures = united((s.x0, s.x1) for line in rows for s in line if s.is_figure)
    others = [(s.x0, s.x1) for line in rows for s in line if not s.is_figure]
    columns = sorted([*figures, *_of_names(others, figures, _FEW * len(rows))])
    found = headings_in(headings)
    above = [(h.x0, h.x1) for h in found if not is_over_others(found, h)]
    above += [(s.x0, s.x1) for line in numbers for s in line if s.is_figure]
    leaves = [leaf for leaf in above if sum(_overlap(leaf, column) > 0 for column in columns) <= 1]
    columns = _under_headings(columns, leaves)
    free = united(leaf for leaf in leaves if not _overlapping(columns, leaf))
    return _headed(columns, free, leaves) if figures else sorted([*columns, *free])


def _of_names(others: Sequence[Interval], figures: Sequence[Interval], few: float) -> list[Interval]:
    """Columns of names: where many of them stand, as wide as the widest that reaches into no other column."""
    free = [one for one in others if not _overlapping(figures, one)]
    cores = _crowded(free, few)
    grown = list(cores)
    lone = []
    for x0, x1 in free:
        over = [i for i, core in enumerate(cores) if min(x1, core[1]) > max(x0, core[0])]
        if len(over) == 1:
            grown[over[0]] = min(x0, grown[over[0]][0]), max(x1, grown[over[0]][1])
        elif not over:
            lone.append((x0, x1))
    grown = united(grown) if len(united(grown)) == len(grown) else cores
    return sorted([*grown, *(one for one in united(lone) if not _overlapping(grown, one))])


def _overlap(one: Interval, other: Interval) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _overlapping(intervals: Sequence[Interval], one: Interval) -> bool:
    return any(min(one[1], other[1]) > max(one[0], other[0]) for other in intervals)


def _under_headings(columns: Sequence[Interval], leaves: Sequence[Interval]) -> list[Interval]:
    """The columns as wide as their headings, as long as none reaches into the next."""
    grown = list(columns)
    for leaf in leaves:
        for i, column in enumerate(grown):
            if _overlap(leaf, column) > 0:
                wider = min(column[0], leaf[0]), max(column[1], leaf[1])
                if not _overlapping([*grown[:i], *grown[i + 1 :]], wider):
                    grown[i] = wider
    return grown


def _headed(columns: list[Interval], free: list[Interval], leaves: Sequence[Interval]) -> list[Interval]:
    """The columns with those that only headings make. A heading that stands beside figures set to the other
    side of their column, with no heading of their own, is theirs."""
    bare = [column for column in columns if not _overlapping(leaves, column)]
    ordered = sorted([*columns, *free])
    joined: list[Interval] = []
    for at, column in enumerate(ordered):
        before = ordered[at - 1] if at else None
        pair = {before, column}
        if before and joined[-1] == before and not pair.isdisjoint(bare) and not pair.isdisjoint(free):
            joined[-1] = before[0], column[1]
        else:
            joined.append(column)
    return joined


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """The intervals, overlapping ones as one."""
    found: list[Interval] = []
    for x0, x1 in sorted(intervals):
        if found and x0 < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], x1)
        else:
            found.append((x0, x1))
    return found


def _crowded(intervals: Sequence[Interval], few: float) -> list[Interval]:
    """Where more than a few of the intervals lie: one long name that reaches over two columns joins none."""
    steps = sorted([(x0, 1) for x0, _ in intervals] + [(x1, -1) for _, x1 in intervals])
    crowded: list[Interval] = []
    depth, start = 0, 0.0
    for x, step in steps:
        before, depth = depth, depth + step
        if before <= few < depth:
            start = x
        elif depth <= few < before:
            crowded.append((start, x))
    return crowded or united(intervals)


def span(columns: Sequence[Interval], segment: Segment) -> tuple[int, int]:
    """The columns (first, one past the last) that a segment stands over; the nearest where over none."""
    over = [i for i, column in enumerate(columns) if segment.overlap(*column) > 0]
    if not over:
        nearest = max(range(len(columns)), key=lambda i: segment.overlap(*columns[i]))
        return nearest, nearest + 1
    return over[0], over[-1] + 1


def column_at(columns: Sequence[Interval], segment: Segment) -> tuple[int, bool]:
    """The column of a segment in a row, and whether another one could be meant as well."""
    first, end = span(columns, segment)
    if not segment.is_figure:
        return first, False
    best = max(range(first, end), key=lambda i: segment.overlap(*columns[i]))
    return best, end - first > 1 or segment.overlap(*columns[best]) <= 0
