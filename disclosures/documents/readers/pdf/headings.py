"""Headings of a table without ruling lines: what belongs to one heading, and the columns it stands over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import NamedTuple, TypeAlias

from disclosures.documents.readers.pdf.aligned import Interval, TextLine, is_numbering
from disclosures.documents.readers.pdf.rules import NO_RULES, Rules, beside, is_under
from disclosures.documents.readers.pdf.segments import Segment

_LEADING = 1.5
"""Lines of one heading are nearer to one another than this, in line heights."""

_WIDER = 0.3
"""A heading may be this much farther off the middle, in line heights, for each column more."""

_FEWEST_PAIRS = 3

Span: TypeAlias = tuple[int, int]
"""Columns: the first, and one past the last."""


class Heading(NamedTuple):
    """One heading with all its lines."""

    segments: tuple[Segment, ...]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def line_height(self) -> float:
        return self.segments[0].y1 - self.segments[0].y0

    def overlap(self, x0: float, x1: float) -> float:
        return min(self.x1, x1) - max(self.x0, x0)


def headings_in(lines: Sequence[TextLine], rules: Rules = NO_RULES) -> list[Heading]:
    """The headings from top to bottom, lines of wrapped ones together."""
    found: list[Heading] = []
    used: set[int] = set()
    for at, line in enumerate(lines):
        for segment in line:
            if id(segment) in used:
                continue
            parts, level = [segment], at
            while (rest := _rest(lines, level, _heading(parts), rules)) and id(rest[1]) not in used:
                level = rest[0]
                parts.append(rest[1])
                used.add(id(rest[1]))
            found.append(_heading(parts))
    return found


def _heading(parts: Sequence[Segment]) -> Heading:
    return Heading(
        tuple(parts),
        min(part.x0 for part in parts),
        parts[0].y0,
        max(part.x1 for part in parts),
        parts[-1].y1,
    )


def _rest(lines: Sequence[TextLine], at: int, heading: Heading, rules: Rules) -> tuple[int, Segment] | None:
    """The next line of a wrapped heading: close below its last one, one of them within the width of
    the other."""
    last = heading.segments[-1]
    height = last.y1 - last.y0
    for lower in range(at + 1, len(lines)):
        if is_numbering(lines[lower]):
            return None
        for other in lines[lower]:
            near = other.middle - last.middle < _LEADING * height
            if near and other.overlap(heading.x0, heading.x1) > 0:
                if is_under(rules, last, other):
                    return None
                within = other.x0 > heading.x0 - 1 and other.x1 < heading.x1 + 1
                around = other.x0 < heading.x0 + 1 and other.x1 > heading.x1 - 1
                begins = abs(other.x0 - last.x0) < 0.2 * height
                return (lower, other) if within or around or begins else None
    return None


def is_over_others(headings: Sequence[Heading], heading: Heading, rules: Rules = NO_RULES) -> bool:
    """Whether a heading stands over several others: some below it are further left, others further right, and
    none of them belongs to its neighbours."""
    left, right = _territory(headings, heading, rules)
    below = [h for h in headings if h.y0 >= heading.y1 and left < h.x0 and h.x1 < right]
    return any(h.x1 < heading.centre for h in below) and any(h.x0 > heading.centre for h in below)


def _territory(headings: Sequence[Heading], heading: Heading, rules: Rules = NO_RULES) -> tuple[float, float]:
    """Between the neighbours at the height of a heading, or the lines drawn beside it."""
    level = [h for h in headings if h is not heading and min(h.y1, heading.y1) > max(h.y0, heading.y0)]
    left = max((h.x1 for h in level if h.centre < heading.centre), default=-1e9)
    right = min((h.x0 for h in level if h.centre > heading.centre), default=1e9)
    line_left, line_right = beside(rules, heading.centre, (heading.y0 + heading.y1) / 2)
    return max(left, line_left), min(right, line_right)


def spans_of(
    columns: Sequence[Interval],
    headings: Sequence[Heading],
    rules: Rules = NO_RULES,
    walls: Sequence[float] = (),
) -> list[Span]:
    """The columns that each heading stands over: those it is centred over, where there are other headings
    below it. Its text may be narrower than the columns it is meant for."""
    over = [is_over_others(headings, heading, rules) for heading in headings]
    below = [_columns_below(columns, headings, heading, rules) for heading in headings]
    under = [_under(columns, heading) for heading in headings]
    leaves = [not over[i] and not below[i].issuperset(range(*span)) for i, span in enumerate(under)]
    own = {under[i][0]: headings[i] for i in range(len(headings)) if leaves[i] and _width(under[i]) == 1}
    extents = [_around(column, own.get(i)) for i, column in enumerate(columns)]
    pairs = _pairs([own.get(i) for i in range(len(columns))])
    spans: dict[int, Span] = {}
    for i in sorted(range(len(headings)), key=lambda i: headings[i].y0):
        heading = headings[i]
        framed = _framed(columns, headings, heading, rules, walls)
        if framed or leaves[i]:
            spans[i] = framed or under[i]
            continue
        groups = [
            group
            for group in _groups(extents, below[i], heading, 2 if over[i] else 1)
            if pairs.isdisjoint(group) and all(_agree(group, heading, spans[k], headings[k]) for k in spans)
        ]
        spans[i] = min(groups, key=lambda group: _off_centre(extents, group, heading), default=under[i])
    return [spans[i] for i in range(len(headings))]


def _width(span: Span) -> int:
    return span[1] - span[0]


def _around(column: Interval, heading: Heading | None) -> Interval:
    """A column as wide as its own heading."""
    return (min(column[0], heading.x0), max(column[1], heading.x1)) if heading else column


def _pairs(own: Sequence[Heading | None]) -> set[int]:
    """Where no group of columns begins or ends: between 预算数 and 决算数, where these are printed over and
    over again."""
    names = ["".join(segment.text for segment in heading.segments) if heading else "" for heading in own]
    for start in range(len(names)):
        pair = names[start : start + 2]
        end = start
        while names[end : end + 2] == pair:
            end += 2
        if end - start >= 2 * _FEWEST_PAIRS and pair[0] and pair[1] and pair[0] != pair[1]:
            return set(range(start + 1, end, 2))
    return set()


def _agree(group: Span, heading: Heading, other: Span, higher: Heading) -> bool:
    """Whether columns may be under a heading, when others are under one that is higher or beside it."""
    if group[1] <= other[0] or other[1] <= group[0]:
        return True
    return higher.y1 <= heading.y0 + 1 and other[0] <= group[0] and group[1] <= other[1]


def _framed(
    columns: Sequence[Interval],
    headings: Sequence[Heading],
    heading: Heading,
    rules: Rules,
    walls: Sequence[float],
) -> Span | None:
    """The columns between the lines drawn beside a heading, where lines part these columns below it. Where
    another heading stands between the same lines, one is missing."""
    left, right = beside(rules, heading.centre, (heading.y0 + heading.y1) / 2)
    if not (isfinite(left) and isfinite(right)):
        return None
    level = (h for h in headings if h is not heading and min(h.y1, heading.y1) > max(h.y0, heading.y0))
    if any(left < h.centre < right for h in level):
        return None
    middles = [(x0 + x1) / 2 for x0, x1 in columns]
    inside = [i for i, middle in enumerate(middles) if left < middle < right]
    if not inside or not all(_has_wall(walls, middles[i], middles[i + 1]) for i in inside[:-1]):
        return None
    return inside[0], inside[-1] + 1


def _has_wall(walls: Sequence[float], left: float, right: float) -> bool:
    return any(left < wall < right for wall in walls)


def _columns_below(
    columns: Sequence[Interval], headings: Sequence[Heading], heading: Heading, rules: Rules
) -> set[int]:
    """The columns with a heading that may belong under this one."""
    left, right = _territory(headings, heading, rules)
    return {
        i
        for lower in headings
        if lower.y0 >= heading.y1 and left < lower.x0 and lower.x1 < right
        for i in range(*_under(columns, lower))
    }


def _under(columns: Sequence[Interval], heading: Heading) -> Span:
    over = [i for i, column in enumerate(columns) if heading.overlap(*column) > 0]
    if not over:
        nearest = max(range(len(columns)), key=lambda i: heading.overlap(*columns[i]))
        return nearest, nearest + 1
    return over[0], over[-1] + 1


def _groups(extents: Sequence[Interval], below: set[int], heading: Heading, fewest: int) -> Iterator[Span]:
    """Neighbouring columns, each with a heading below, that a heading stands over the middle of."""
    for a in sorted(below):
        for b in range(a + fewest, len(extents) + 1):
            if below.issuperset(range(a, b)) and extents[a][0] < heading.centre < extents[b - 1][1]:
                yield a, b


def _off_centre(extents: Sequence[Interval], group: Span, heading: Heading) -> float:
    """How badly a heading stands over some columns: off their middle, or beyond their ends; the more
    columns, the better, all but equal."""
    first, end = group
    left, right = extents[first][0], extents[end - 1][1]
    beyond = max(0.0, left - heading.x0) + max(0.0, heading.x1 - right)
    return (
        abs(heading.x0 + heading.x1 - left - right) / 2
        + beyond
        - _WIDER * heading.line_height * (end - first)
    )


def paths_of(columns: int, headings: Sequence[Heading], spans: Sequence[Span]) -> list[list[int]]:
    """For each column the headings over it, from the outermost to its own."""
    order = sorted(range(len(headings)), key=lambda i: (spans[i][0] - spans[i][1], headings[i].y0))
    return [[i for i in order if spans[i][0] <= column < spans[i][1]] for column in range(columns)]
