"""The columns and rows of a table without ruling lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from disclosures.documents.readers.pdf.aligned import Block, Interval, Precedent, TextLine, fit, is_total
from disclosures.documents.readers.pdf.bands import Band, bands_of
from disclosures.documents.readers.pdf.columns import column_at, columns_of
from disclosures.documents.readers.pdf.facts import Placed
from disclosures.documents.readers.pdf.grid import Grid, GridCell
from disclosures.documents.readers.pdf.headings import Heading, Span, headings_in, paths_of, spans_of
from disclosures.documents.readers.pdf.rules import NO_RULES, Rules, cuts, walls
from disclosures.documents.readers.pdf.segments import Segment

_NAMELESS = 0.2
"""With more than this share of nameless rows, which figure belongs to which name is a guess."""


_OFF_CENTRE = 2.0
"""Texts in the middle of the same cells are not farther from one another."""


class Layout(NamedTuple):
    """A grid with what stands in its cells, and the cells of which that is uncertain."""

    grid: Grid
    texts: dict[GridCell, str]
    uncertain: frozenset[GridCell]
    precedent: Precedent
    """For the table after this one."""


def layout(lines: Sequence[TextLine], block: Block, before: Precedent, rules: Rules = NO_RULES) -> Layout:
    """The grid that the positions of the segments make, and the lines drawn between some of them. A table
    without headings, or with those of the table before, stands below the columns of that."""
    lines = lines[block.start : block.end]
    first = block.data - block.start
    if first == len(lines):
        return _form(lines, rules)
    repeated = before.is_repeated(lines[:first])
    down = walls(rules, lines[first:])
    columns = columns_of(lines[first:], lines[:first], down)
    above: list[Placed] = []
    if (repeated or not first) and fit(before.columns, lines[first:]):
        columns = list(before.columns)
        above = _placed(columns, before.rows)
    placed = _placed(columns, lines)
    if repeated or not first:
        below = bands_of(placed[first:], above, cuts(rules, lines[first:]))
        top, bands = first, [Band(band.start + first, band.end + first) for band in below]
    else:
        bands = bands_of(placed, cuts=cuts(rules, lines))
        at = _first_band(placed, bands, first)
        top, bands = bands[at].start, bands[at:]
    rows = [list(lines[band.start : band.end]) for band in bands]
    headings = lines[:top] or before.headings
    precedent = Precedent(tuple(columns), headings, lines[top : bands[-1].end])
    found = headings_in(lines[:top], rules)
    return _assemble(columns, found, spans_of(columns, found, rules, down), rows, precedent)


def _form(lines: Sequence[TextLine], rules: Rules) -> Layout:
    """Headings with nothing below them, and a blank row. Some forms have the last headings in the row of the
    total: that is the row then."""
    row, above = _row_of_total(lines)
    down = walls(rules, lines)
    columns = columns_of([], above, down)
    found = headings_in(above, rules)
    spans = spans_of(columns, found, rules, down)
    in_row = [len(heading.segments) == 1 and heading.segments[0] in row for heading in found]
    head = [heading for heading, is_in in zip(found, in_row, strict=True) if not is_in]
    over = [span for span, is_in in zip(spans, in_row, strict=True) if not is_in]
    return _assemble(columns, head, over, [[row]], Precedent(tuple(columns), lines))


def _row_of_total(lines: Sequence[TextLine]) -> tuple[TextLine, Sequence[TextLine]]:
    """The last line, where it begins with a total that stands below the middle of other headings; and the
    headings without that."""
    total, *others = lines[-1]
    middle = total.x0 + total.x1
    centred = any(abs(s.x0 + s.x1 - middle) < 2 * _OFF_CENTRE for line in lines[:-1] for s in line)
    if others and is_total([total]) and centred:
        return lines[-1], [*lines[:-1], others]
    return (), lines


def _placed(columns: Sequence[Interval], lines: Sequence[TextLine]) -> list[Placed]:
    return [[(column_at(columns, segment)[0], segment) for segment in line] for line in lines]


def _first_band(lines: Sequence[Placed], bands: Sequence[Band], first: int) -> int:
    """The first row below the headings: that of the first figure, or one above it that is no heading because
    it begins where names begin, and has nothing over the columns of figures."""
    top = next(at for at, band in enumerate(bands) if band.end > first or _has_amount(lines, band))
    below = [entry for band in bands[top:] for line in lines[band.start : band.end] for entry in line]
    figures = {column for column, segment in below if segment.is_figure}
    starts: defaultdict[int, list[float]] = defaultdict(list)
    for column, segment in below:
        starts[column].append(segment.x0)
    while top:
        above = [entry for line in lines[bands[top - 1].start : bands[top - 1].end] for entry in line]
        if not all(
            column not in figures and sum(abs(segment.x0 - x0) < 1.5 for x0 in starts[column]) > 1
            for column, segment in above
        ):
            break
        top -= 1
    return top


def _has_amount(lines: Sequence[Placed], band: Band) -> bool:
    return any(segment.is_amount for line in lines[band.start : band.end] for _, segment in line)


def _assemble(
    columns: Sequence[Interval],
    headings: Sequence[Heading],
    spans: Sequence[Span],
    rows: Sequence[Sequence[TextLine]],
    precedent: Precedent,
) -> Layout:
    head, texts = _head(columns, headings, spans)
    count = len(head)
    uncertain: set[GridCell] = set()
    slots = [
        *head,
        *([GridCell(r, c, 1, 1) for c in range(len(columns))] for r in range(count, count + len(rows))),
    ]
    for r, row in enumerate(rows, start=count):
        for segment in (segment for line in row for segment in line):
            column, doubtful = column_at(columns, segment)
            texts[slots[r][column]].append(segment)
            if doubtful:
                uncertain.add(slots[r][column])
    extents = _head_extents(head, headings)
    for row in rows:
        segments = [segment for line in row for segment in line]
        extents.append(_extent(segments) if segments else _blank_below(extents[-1], headings))
    grid = Grid(_borders(columns), _borders(extents), tuple(map(tuple, slots)))
    made = {cell: _text(segments) for cell, segments in texts.items()}
    torn = any(segment.is_amount for heading in headings for segment in heading.segments)
    if torn or len(rows) > _nameless(rows) > _NAMELESS * len(rows):
        uncertain.update(cell for cell, segments in texts.items() if any(s.is_amount for s in segments))
    return Layout(grid, made, frozenset(uncertain), precedent)


def _head(
    columns: Sequence[Interval], headings: Sequence[Heading], spans: Sequence[Span]
) -> tuple[list[list[GridCell]], defaultdict[GridCell, list[Segment]]]:
    """The rows of headings. The heading next to the figures of a column reaches down to them."""
    paths = paths_of(len(columns), headings, spans)
    depth = max(map(len, paths), default=0)
    labels = [
        [path[min(r, len(path) - 1)] if path else -1 - c for c, path in enumerate(paths)]
        for r in range(depth)
    ]
    slots: list[list[GridCell]] = []
    texts: defaultdict[GridCell, list[Segment]] = defaultdict(list)
    for r, row in enumerate(labels):
        slots.append([])
        for label, columns_under in groupby(range(len(row)), key=row.__getitem__):
            run = list(columns_under)
            lower = next(
                (k for k in range(r, depth) if _run(labels[k], run[0]) != run or labels[k][run[0]] != label),
                depth,
            )
            above = slots[r - 1][run[0]] if r else None
            goes_on = above is not None and above.row + above.row_span > r
            cell = above if above is not None and goes_on else GridCell(r, run[0], lower - r, len(run))
            slots[r].extend([cell] * len(run))
            if label >= 0:
                texts[cell] = list(headings[label].segments)
    return slots, texts


def _run(labels: Sequence[int], start: int) -> list[int]:
    """The columns from `start` on that have one heading."""
    return list(takewhile(lambda column: labels[column] == labels[start], range(start, len(labels))))


def _head_extents(head: Sequence[Sequence[GridCell]], headings: Sequence[Heading]) -> list[Interval]:
    """The rows of headings share the height of the headings evenly."""
    if not head:
        return []
    top, bottom = min(h.y0 for h in headings), max(h.y1 for h in headings)
    height = (bottom - top) / len(head)
    return [(top + r * height, top + (r + 1) * height) for r in range(len(head))]


def _nameless(rows: Sequence[Sequence[TextLine]]) -> int:
    """How many rows have amounts and nothing that says what of: names and figures on different heights."""
    flat = [[segment for line in row for segment in line] for row in rows]
    if all(segment.is_figure for row in flat for segment in row):
        return 0
    return sum(any(s.is_amount for s in row) and all(s.is_figure for s in row) for row in flat)


def _text(segments: Sequence[Segment]) -> str:
    """Segments of one line joined by a blank, lines by a line feed."""
    lines: defaultdict[float, list[Segment]] = defaultdict(list)
    for segment in sorted(segments, key=lambda segment: segment.middle):
        near = (at for at in lines if segment.middle - at < 0.4 * (segment.y1 - segment.y0))
        lines[next(near, segment.middle)].append(segment)
    ordered = (sorted(line, key=lambda segment: segment.x0) for line in lines.values())
    return "\n".join(" ".join(segment.text for segment in line) for line in ordered)


def _extent(segments: Sequence[Segment]) -> Interval:
    return min(segment.y0 for segment in segments), max(segment.y1 for segment in segments)


def _blank_below(above: Interval, headings: Sequence[Heading]) -> Interval:
    """A row as high as a line."""
    return above[1], above[1] + max(heading.line_height for heading in headings)


def _borders(extents: Sequence[Interval]) -> tuple[float, ...]:
    """Halfway between neighbours."""
    between = [(before[1] + after[0]) / 2 for before, after in pairwise(extents)]
    return (extents[0][0], *between, extents[-1][1])
