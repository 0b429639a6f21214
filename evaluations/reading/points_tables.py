"""Tables without a column named 得分 whose last column holds points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosures.documents.model import Paragraph
from evaluations.reading.numbers import cell_number, is_numeric
from evaluations.reading.records import BLANK, LevelName, LineKind, PrintedText, ScoreLine, ScoreTable
from evaluations.reading.rows import GridRow, StreamItem
from evaluations.reading.score_headings import is_total_name, read_score_heading, table_title
from evaluations.reading.words import compact, squeeze

_POINTS_CELL = re.compile(r"\d+(?:\.\d+)?分")


def read_points_tables(items: Sequence[StreamItem]) -> Iterator[ScoreTable]:
    """Tables without a column named 得分 whose last column holds points: 10分, 30分 … 合计 100分."""
    rows: list[GridRow] = []
    title = PrintedText("")
    for item in (*items, None):
        if isinstance(item, GridRow) and (not rows or rows[-1].table == item.table):
            rows.append(item)
            continue
        if rows:
            yield from _points_table(rows, title)
        rows = [item] if isinstance(item, GridRow) else []
        if isinstance(item, Paragraph):
            title = table_title(item)


def _points_table(rows: Sequence[GridRow], title: PrintedText) -> Iterator[ScoreTable]:
    heading, *body = rows
    if (
        not body
        or not any("指标" in text for text in heading.texts)
        or read_score_heading(heading) is not None
    ):
        return
    points = [row.filled()[-1][1] for row in body if row.filled()]
    if len(points) < 3 or not all(_POINTS_CELL.fullmatch(compact(cell.text)) for cell in points):
        return
    lines = [_points_line(row) for row in body if len(row.filled()) > 1]
    yield ScoreTable(
        title.text, 1, 1, tuple(lines), False, True, False, True, heading.place, title_place=title.place
    )


def _points_line(row: GridRow) -> ScoreLine:
    cells = [cell for _, cell in row.filled()]
    texts = [cell for cell in cells[:-1] if not is_numeric(cell.text)]
    name = squeeze(texts[-1].text) if texts else ""
    kind = LineKind.TOTAL if is_total_name(compact(name)) else LineKind.INDICATOR
    return ScoreLine(kind, (LevelName(name),), BLANK, cell_number(cells[-1]), BLANK, BLANK, row.place)
