"""The columns and rows of a table without ruling lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeAlias

from disclosures.documents.readers.pdf.aligned import Block, TextLine, is_data
from disclosures.documents.readers.pdf.grid import Grid, GridCell
from disclosures.documents.readers.pdf.segments import CODE, Segment

_NAMELESS = 0.2
"""With more than this share of nameless rows, which figure belongs to which name is a guess."""

Interval: TypeAlias = tuple[float, float]

_FEW = 0.1
"""Up to this share of the rows, text that lies across two columns is an exception."""


class Layout(NamedTuple):
    """A grid with what stands in its cells, and the cells of which that is uncertain."""

    grid: Grid
    texts: dict[GridCell, str]
    uncertain: frozenset[GridCell]


def layout(lines: Sequence[TextLine], block: Block) -> Layout:
    """The grid that the positions of the segments make."""
    headings, data = lines[block.start : block.data], lines[block.data : block.end]
    columns = _columns(data, headings)
    spans = [_heading_spans(columns, headings, at) for at in range(len(headings))]
    levels = _heading_rows(headings, spans, len(columns))
    rows = _rows(data, columns)
    return _assemble(columns, headings, spans, levels, rows)


def _columns(data: Sequence[TextLine], headings: Sequence[TextLine]) -> list[Interval]:
    """Where figures overlap is a column of figures; what else stands in the rows, or in headings alone, makes
    the others."""
    figures = _united((s.x0, s.x1) for line in data for s in line if s.is_figure)
    others = [(s.x0, s.x1) for line in data for s in line if not s.is_figure and not _meets(figures, s)]
    columns = _united([*figures, *_crowded(others, _FEW * len(data))])
    leaves = [s for line in headings for s in line if sum(s.overlap(*c) > 0 for c in columns) <= 1]
    free = _united((s.x0, s.x1) for s in leaves if not _meets(columns, s))
    return _headed(columns, free, leaves)


def _headed(columns: list[Interval], free: list[Interval], leaves: Sequence[Segment]) -> list[Interval]:
    """The columns with those that only headings make. A heading that stands beside figures set to the other
    side of their column, with no heading of their own, is theirs."""
    bare = [column for column in columns if not any(s.overlap(*column) > 0 for s in leaves)]
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


def _united(intervals: Iterable[Interval]) -> list[Interval]:
    united: list[Interval] = []
    for x0, x1 in sorted(intervals):
        if united and x0 < united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], x1)
        else:
            united.append((x0, x1))
    return united


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
    return crowded or _united(intervals)


def _meets(columns: Sequence[Interval], segment: Segment) -> bool:
    return any(segment.overlap(*column) > 0 for column in columns)


def _span(columns: Sequence[Interval], segment: Segment) -> tuple[int, int]:
    """The columns (first, one past the last) that a segment stands over; the nearest where over none."""
    over = [i for i, column in enumerate(columns) if segment.overlap(*column) > 0]
    if not over:
        nearest = max(range(len(columns)), key=lambda i: segment.overlap(*columns[i]))
        return nearest, nearest + 1
    return over[0], over[-1] + 1


def _column(columns: Sequence[Interval], segment: Segment) -> tuple[int, bool]:
    """The column of a segment in a row, and whether another one could be meant as well."""
    first, end = _span(columns, segment)
    if not segment.is_figure:
        return first, False
    best = max(range(first, end), key=lambda i: segment.overlap(*columns[i]))
    return best, end - first > 1


def _heading_spans(
    columns: Sequence[Interval], headings: Sequence[TextLine], at: int
) -> list[tuple[int, int]]:
    """The columns that each heading of a line stands over: those it is centred over, where there are other
    headings below it. Its text may be narrower than the columns it is meant for."""
    line = headings[at]
    below = {i for lower in headings[at + 1 :] for s in lower for i in range(*_span(columns, s))}
    extents = _with_headings(columns, headings[at + 1 :])
    spans = [_span(columns, segment) for segment in line]
    for k, segment in enumerate(line):
        first, end = spans[k]
        lowest = spans[k - 1][1] if k else 0
        highest = spans[k + 1][0] if k + 1 < len(line) else len(columns)
        if below.issuperset(range(first, end)):
            groups = [
                (a, b)
                for a in range(lowest, first + 1)
                for b in range(end, highest + 1)
                if below.issuperset(range(a, b))
            ]
            spans[k] = min(groups, key=lambda group: _off_centre(extents, group, segment))
    return spans


def _with_headings(columns: Sequence[Interval], headings: Sequence[TextLine]) -> list[Interval]:
    """The columns as wide as the headings that stand over one of them alone."""
    extents = list(columns)
    for segment in (segment for line in headings for segment in line):
        first, end = _span(columns, segment)
        if end - first == 1:
            x0, x1 = extents[first]
            extents[first] = min(x0, segment.x0), max(x1, segment.x1)
    return extents


def _off_centre(extents: Sequence[Interval], group: tuple[int, int], segment: Segment) -> float:
    """How badly a segment stands over some columns: off their middle, or beyond their ends; the fewer
    columns, the better, all but equal."""
    first, end = group
    left, right = extents[first][0], extents[end - 1][1]
    beyond = max(0.0, left - segment.x0) + max(0.0, segment.x1 - right)
    return abs(segment.x0 + segment.x1 - left - right) / 2 + beyond + 0.3 * _height([segment]) * (end - first)


def _heading_rows(
    headings: Sequence[TextLine], spans: Sequence[Sequence[tuple[int, int]]], columns: int
) -> list[int]:
    """For each line of the headings its row. A new row begins below a heading that stands over several
    columns; lines of one row are wrapped headings."""
    rows: list[int] = []
    row = 0
    for i, line in enumerate(headings):
        if i and any(end - first > 1 for first, end in spans[i - 1]) and line:
            row += 1
        rows.append(row)
    return rows


def _rows(data: Sequence[TextLine], columns: Sequence[Interval]) -> list[list[TextLine]]:
    """Lines of the data put together to rows: a wrapped name goes with the figures nearest to it."""
    anchors = [i for i, line in enumerate(data) if is_data(line) or _has_code(line, data)]
    coded = sum(_has_code(data[i], data) for i in anchors) > len(anchors) / 2
    pitch = _pitch(data)
    rows: defaultdict[int, list[TextLine]] = defaultdict(list)
    for i, line in enumerate(data):
        nearest = min(anchors, key=lambda anchor: abs(data[anchor][0].middle - line[0].middle))
        distance = abs(data[nearest][0].middle - line[0].middle)
        unnamed = all(segment.is_figure for segment in data[nearest]) and distance < 2 * _height(line)
        alone = len(line) > 1 or not (coded or unnamed or distance < 0.75 * pitch)
        rows[i if i in anchors or alone else nearest].append(line)
    return [rows[i] for i in sorted(rows)]


def _height(line: TextLine) -> float:
    return line[0].y1 - line[0].y0


def _has_code(line: TextLine, data: Sequence[TextLine]) -> bool:
    left = min(row[0].x0 for row in data)
    return CODE.fullmatch(line[0].text) is not None and line[0].x0 < left + 3 * _height(line)


def _pitch(data: Sequence[TextLine]) -> float:
    """The usual distance between two lines that follow one another and both begin with a name."""
    named = [
        lower[0].middle - upper[0].middle
        for upper, lower in pairwise(data)
        if not upper[0].is_figure and not lower[0].is_figure and (len(upper) > 1 or len(lower) > 1)
    ]
    return median(named) if named else 0.0


def _assemble(
    columns: Sequence[Interval],
    headings: Sequence[TextLine],
    spans: Sequence[Sequence[tuple[int, int]]],
    levels: Sequence[int],
    rows: Sequence[Sequence[TextLine]],
) -> Layout:
    count = max(levels, default=-1) + 1
    texts: defaultdict[tuple[int, int], list[Segment]] = defaultdict(list)
    widths: dict[tuple[int, int], int] = {}
    uncertain: set[tuple[int, int]] = set()
    for line, line_spans, level in zip(headings, spans, levels, strict=True):
        for segment, (first, end) in zip(line, line_spans, strict=True):
            texts[level, first].append(segment)
            widths[level, first] = max(widths.get((level, first), 1), end - first)
    for r, row in enumerate(rows, start=count):
        for segment in (segment for line in row for segment in line):
            column, doubtful = _column(columns, segment)
            texts[r, column].append(segment)
            if doubtful:
                uncertain.add((r, column))
    bands = [
        [s for line, at in zip(headings, levels, strict=True) if at == level for s in line]
        for level in range(count)
    ]
    bands += [[segment for line in row for segment in line] for row in rows]
    slots = _slots(len(bands), len(columns), count, texts, widths)
    grid = Grid(_borders(columns), _borders([_extent(band) for band in bands]), slots)
    made = {grid.slots[r][c]: _text(segments) for (r, c), segments in texts.items()}
    if _nameless(rows) > _NAMELESS * len(rows):
        uncertain.update((r, c) for (r, c), segments in texts.items() if any(s.is_amount for s in segments))
    return Layout(grid, made, frozenset(grid.slots[r][c] for r, c in uncertain))


def _nameless(rows: Sequence[Sequence[TextLine]]) -> int:
    """How many rows have amounts and nothing that says what of: names and figures on different heights."""
    flat = [[segment for line in row for segment in line] for row in rows]
    return sum(any(s.is_amount for s in row) and all(s.is_figure for s in row) for row in flat)


def _slots(
    rows: int,
    columns: int,
    headings: int,
    texts: dict[tuple[int, int], list[Segment]],
    widths: dict[tuple[int, int], int],
) -> tuple[tuple[GridCell, ...], ...]:
    slots = [[GridCell(r, c, 1, 1) for c in range(columns)] for r in range(rows)]
    for (r, c), width in widths.items():
        for i in range(c, c + width):
            slots[r][i] = GridCell(r, c, 1, width)
    for c in range(columns):
        _grow_down(slots, c, headings, texts)
    return tuple(map(tuple, slots))


def _grow_down(
    slots: list[list[GridCell]], column: int, headings: int, texts: dict[tuple[int, int], list[Segment]]
) -> None:
    """The headings of a column that no wider one stands over are one, wrapped over some lines."""
    if not headings or any(slots[r][column].column_span > 1 for r in range(headings)):
        return
    wrapped = [segment for r in range(headings) for segment in texts.pop((r, column), [])]
    if wrapped:
        texts[0, column] = wrapped
    cell = GridCell(0, column, headings, 1)
    for r in range(headings):
        slots[r][column] = cell


def _text(segments: Sequence[Segment]) -> str:
    """Segments of one line joined by a blank, lines by a line feed."""
    lines: defaultdict[float, list[Segment]] = defaultdict(list)
    for segment in sorted(segments, key=lambda segment: segment.middle):
        near = (at for at in lines if segment.middle - at < 0.4 * _height([segment]))
        lines[next(near, segment.middle)].append(segment)
    ordered = (sorted(line, key=lambda segment: segment.x0) for line in lines.values())
    return "\n".join(" ".join(segment.text for segment in line) for line in ordered)


def _extent(segments: Sequence[Segment]) -> Interval:
    return min(segment.y0 for segment in segments), max(segment.y1 for segment in segments)


def _borders(extents: Sequence[Interval]) -> tuple[float, ...]:
    """Halfway between neighbours."""
    between = [(before[1] + after[0]) / 2 for before, after in pairwise(extents)]
    return (extents[0][0], *between, extents[-1][1])
