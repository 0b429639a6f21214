"""Score tables and indicator systems of evaluation reports (评分表, 指标体系), of one to six levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disclosures.documents.model import Paragraph
from evaluations.reading.columns import Heading
from evaluations.reading.records import LineKind, PrintedText, ScoreTable
from evaluations.reading.rows import GridRow, StreamItem, skips_a_page
from evaluations.reading.score_headings import (
    LEVELS,
    is_lower_heading,
    is_total_name,
    read_paired_heading,
    read_score_heading,
    table_title,
)
from evaluations.reading.score_lines import read_lines, read_total_line
from evaluations.reading.words import compact

_PAGE_NUMBER = re.compile(r"[-—第]{0,2}\d{1,3}[-—页]{0,2}")


@dataclass(slots=True)
class _Open:
    """A table while its rows are coming in. Local to this module."""

    heading: Heading
    title: PrintedText
    rows: list[GridRow] = field(default_factory=list)
    total: GridRow | None = None
    interrupted: bool = False


def read_score_tables(items: Sequence[StreamItem]) -> Iterator[ScoreTable]:
    """Every table of weights or scores, in order; those that go on over a page break in one piece."""
    current: _Open | None = None
    title = PrintedText("")
    for at, item in enumerate(items):
        if isinstance(item, Paragraph):
            text = compact(item.text)
            if _PAGE_NUMBER.fullmatch(text):
                continue
            title = table_title(item)
            if current is not None and text != compact(current.title.text):
                current.interrupted = True
            continue
        following = items[at + 1] if at + 1 < len(items) else None
        heading = read_paired_heading(item, following) if isinstance(following, GridRow) else None
        heading = heading or read_score_heading(item)
        if heading is not None:
            if current is not None and _goes_on(current, heading):
                continue
            yield from _finished(current)
            current = _Open(heading, title)
        elif current is not None and not _take(current, item):
            yield from _finished(current)
            current = None
    yield from _finished(current)


def _goes_on(current: _Open, heading: Heading) -> bool:
    """Whether a repeated heading is that of the same table on the next page."""
    return current.total is None and not current.interrupted and heading.roles == current.heading.roles


def _take(current: _Open, row: GridRow) -> bool:
    """Put a row into the table. False where the row cannot belong to it any more."""
    if row.number == 0 and row.table != current.heading.place_row.table and current.interrupted:
        return False
    if current.total is not None:
        return row.table == current.total.table
    if is_lower_heading(row):
        return True
    if is_total_name(row.first_text):
        current.total = row
    else:
        current.rows.append(row)
    return True


def _finished(current: _Open | None) -> Iterator[ScoreTable]:
    if current is None:
        return
    heading = current.heading
    levels = tuple(level for level in (*LEVELS, "name") if heading.has(level))
    lines, unread = read_lines(current.rows, heading, levels)
    if not any(line.kind == LineKind.INDICATOR for line in lines):
        return
    whole = [heading.place_row, *current.rows, *([current.total] if current.total is not None else [])]
    if current.total is not None:
        lines = (*lines, *read_total_line(current.total, heading))
    yield ScoreTable(
        title=current.title.text,
        first_level=LEVELS.index(levels[0]) + 1 if levels[0] in LEVELS else 1,
        depth=len(levels),
        lines=lines,
        has_weights=heading.has("weight"),
        has_scores=heading.has("score"),
        has_subtotal_column=heading.has("subtotal"),
        rate_is_share=not heading.has("rate"),
        place=heading.place_row.place,
        unread_rows=unread + skips_a_page(whole),
        title_place=current.title.place,
    )
