"""Pages → blocks in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from disclosures.documents.model import Block, Table
from disclosures.documents.readers.pdf.pages import PageReading
from disclosures.documents.readers.pdf.paragraphs import Column, Line, goes_on, paragraph, text_column
from disclosures.documents.readers.pdf.running_heads import without_running_heads


def blocks_of(pages: Sequence[PageReading]) -> Iterator[Block]:
    """Tables where they stand between the lines; lines joined into paragraphs, over page breaks too."""
    pages = without_running_heads(pages)
    columns = _columns(pages)
    lines: list[Line] = []
    for page in pages:
        for item in _in_order(page):
            if lines and not _goes_on(lines, item, columns):
                yield paragraph(lines)
                lines = []
            if isinstance(item, Line):
                lines.append(item)
            else:
                yield item
    if lines:
        yield paragraph(lines)


def _goes_on(lines: Sequence[Line], item: Line | Table, columns: dict[int, Column]) -> bool:
    return isinstance(item, Line) and goes_on(lines, item, columns[lines[-1].page], columns[item.page])


def _columns(pages: Sequence[PageReading]) -> dict[int, Column]:
    """For each page the column of text that it shares with the other pages of its size."""
    alike: defaultdict[tuple[int, int], list[PageReading]] = defaultdict(list)
    for page in pages:
        alike[round(page.frame.width), round(page.frame.height)].append(page)
    columns = {}
    for (width, height), group in alike.items():
        column = text_column([line for page in group for line in page.lines], width, height)
        columns.update({page.number: column for page in group})
    return columns


def _in_order(page: PageReading) -> list[Line | Table]:
    placed: list[tuple[float, float, Line | Table]] = [
        (line.box[1], line.box[0], line) for line in page.lines
    ]
    placed += [(table.box[1], table.box[0], table.table) for table in page.tables]
    placed.sort(key=lambda item: item[:2])
    return [item for _, _, item in placed]
