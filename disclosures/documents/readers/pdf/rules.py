"""Lines drawn in a table that they do not divide into cells: what stands on either side of one is apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosures.documents.readers.pdf.aligned import TextLine
from disclosures.documents.readers.pdf.drawing import Drawing, Edge
from disclosures.documents.readers.pdf.grid import Grid, merged
from disclosures.documents.readers.pdf.segments import Segment
from disclosures.documents.readers.pdf.words import Word, word_of

_CLEAN = 0.08
"""Between two characters on either side of a line that belong to two cells there is this much white, in font
sizes; text that runs over the line has none."""
_MOST = 0.6
"""A line along this share of a table goes through it; what is shorter belongs to its headings."""


class Rules(NamedTuple):
    """The lines across the page, and those down."""

    across: Sequence[Edge] = ()
    down: Sequence[Edge] = ()


NO_RULES = Rules()


def rules_of(drawing: Drawing) -> Rules:
    """All lines of a page."""
    return Rules(merged(drawing.horizontal), merged(drawing.vertical))


def outside(rules: Rules, grids: Sequence[Grid]) -> Rules:
    """The lines that belong to none of the grids."""
    across = [e for e in rules.across if not _is_in(grids, (e.start + e.end) / 2, e.at)]
    down = [e for e in rules.down if not _is_in(grids, e.at, (e.start + e.end) / 2)]
    return Rules(across, down)


def _is_in(grids: Sequence[Grid], x: float, y: float) -> bool:
    return any(grid.contains(x, y) for grid in grids)


def pieces(word: Word, down: Sequence[Edge]) -> list[Word]:
    """The word, cut where a line down the page runs through white between two of its characters."""
    lines = [e.at for e in down if word.x0 < e.at < word.x1 and e.start <= word.middle <= e.end]
    if not lines:
        return [word]
    glyphs, found, start = word.glyphs, [], 0
    for i, (here, there) in enumerate(pairwise(glyphs), start=1):
        is_white = there.x0 - here.x1 >= _CLEAN * word.size
        if is_white and any(here.x0 + here.x1 < 2 * at < there.x0 + there.x1 for at in lines):
            found.append(word_of(glyphs[start:i]))
            start = i
    return [*found, word_of(glyphs[start:])]


def walls(rules: Rules, lines: Sequence[TextLine]) -> list[float]:
    """Where lines down the page go through the rows of a table."""
    if not lines:
        return []
    top, bottom = lines[0][0].middle, lines[-1][0].middle
    enough = _MOST * (bottom - top)
    reach: dict[float, float] = {}
    for edge in rules.down:
        shared = min(edge.end, bottom) - max(edge.start, top)
        if shared >= 0:
            reach[edge.at] = reach.get(edge.at, 0.0) + shared
    return sorted(at for at, shared in reach.items() if shared >= enough)


def cuts(rules: Rules, lines: Sequence[TextLine]) -> frozenset[int]:
    """The lines of a table right above which a line goes across it."""
    left = min((segment.x0 for line in lines for segment in line), default=0.0)
    right = max((segment.x1 for line in lines for segment in line), default=0.0)
    through = [e.at for e in rules.across if min(e.end, right) - max(e.start, left) > _MOST * (right - left)]
    heights = [line[0].middle for line in lines]
    between = enumerate(pairwise(heights), start=1)
    return frozenset(i for i, (upper, lower) in between if any(upper < at < lower for at in through))


def is_under(rules: Rules, upper: Segment, lower: Segment) -> bool:
    """Whether a line across the page stands between two texts, one below the other."""
    x = (lower.x0 + lower.x1) / 2
    return any(upper.middle < e.at < lower.middle and e.start <= x <= e.end for e in rules.across)


def beside(rules: Rules, x: float, y: float) -> tuple[float, float]:
    """The lines left and right of a point; infinite where there is none."""
    here = [e.at for e in rules.down if e.start <= y <= e.end]
    return (
        max((at for at in here if at <= x), default=float("-inf")),
        min((at for at in here if at > x), default=float("inf")),
    )


def gaps(walls: Iterable[float]) -> list[tuple[float, float]]:
    """What is left, between and right of the lines."""
    return list(pairwise([float("-inf"), *walls, float("inf")]))
