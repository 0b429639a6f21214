"""What the lines of a table without ruling lines tell of how it is set, before they are cut into rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disclosures.documents.readers.pdf.aligned import is_numbering
from disclosures.documents.readers.pdf.segments import Segment

ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|其中[:：]?")
"""Begins a name, never the rest of one."""

Placed = Sequence[tuple[int, Segment]]
"""The segments of a line, each with its column."""

USUAL_LEADING = 1.6
"""Lines of one name that is wrapped are as a rule nearer to one another than this."""
_LISTED = 0.3
"""A column in which this share of the lines begins with an ordinal is a list."""
_STEP = 1.12
"""The gaps between rows are larger than those within names by this factor at least, where both are known."""


class Spacing(NamedTuple):
    """How lines of one name and lines of two rows can be told apart by the gaps between them."""

    limit: float
    """In line heights."""
    is_told: bool


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


def facts_of(lines: Sequence[Placed], first: int) -> Facts:
    """What the lines tell together; those before `first` are of a page before."""
    entries = [entry for line in lines for entry in line]
    counts = Counter(column for column, segment in entries if segment.is_figure)
    named = Counter(column for column, segment in entries if not segment.is_figure)
    most = max([*counts.values(), *(0.5 * count for count in named.values())], default=0)
    regular = frozenset(column for column, count in counts.items() if count > 0.8 * most and most > 2)
    above = _above(lines, first)
    widths: defaultdict[int, float] = defaultdict(float)
    for column, segment in entries:
        widths[column] = max(widths[column], segment.x1 - segment.x0)
    ordinals = Counter(column for column, segment in entries if ORDINAL.match(segment.text))
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
        one, other = name_in(lines[upper], column), name_in(lines[at], column)
        gap = (other.middle - one.middle) / max(height_of(one), height_of(other))
        begins = ORDINAL.match(other.text) or too_short(widths[column], one)
        (between if begins else within).append(gap)
    near = sorted(gap for gap in within if 0.8 < gap < USUAL_LEADING)
    far = sorted(gap for gap in between if gap > 0.8)
    if not near:
        return Spacing(USUAL_LEADING, False)
    if not far:
        return Spacing(USUAL_LEADING, near[-1] > _STEP * near[0])
    least = far[len(far) // 10]
    return Spacing((near[0] + least) / 2, True) if least > 1.05 * near[0] else Spacing(near[0] * 0.98, False)


def name_in(line: Placed, column: int) -> Segment:
    """The name that a line has in a column."""
    return next(segment for at, segment in line if at == column and not segment.is_figure)


def height_of(segment: Segment) -> float:
    return segment.y1 - segment.y0


def too_short(width: float, segment: Segment) -> float:
    """By how many characters a line is too short to be one that the next was wrapped from."""
    return max(0.0, (width - (segment.x1 - segment.x0)) / height_of(segment) - 1.3)
