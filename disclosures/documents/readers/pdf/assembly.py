"""Pages → blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosures.documents.model import Block, Table
from disclosures.documents.readers.pdf.pages import PageReading
from disclosures.documents.readers.pdf.paragraphs import Column, Line, goes_on, paragraph, text_column


def blocks_of(pages: Sequence[PageReading]) -> Iterator[Block]:
    """Tables where they stand between the lines; lines joined into paragraphs, over page breaks too."""
    open_lines: list[Line] = []
    columns = {page.number: text_column(page.lines, page.frame.width) for page in pages}
    for page in pages:
        for item in _in_order(page):
            if isinstance(item, Line):
                if open_lines and not _continues(open_lines[-1], item, columns):
                    yield paragraph(open_lines)
                    open_lines = []
                open_lines.append(item)
                continue
            if open_lines:
                yield paragraph(open_lines)
                open_lines = []
            yield item
    if open_lines:
        yield paragraph(open_lines)


def _continues(before: Line, after: Line, columns: dict[int, Column]) -> bool:
    return goes_on(before, after, columns[before.page], columns[after.page])


def _in_order(page: PageReading) -> list[Line | Table]:
    placed: list[tuple[float, float, Line | Table]] = [
        (line.box[1], line.box[0], line) for line in page.lines
    ]
    placed += [(table.box[1], table.box[0], table.table) for table in page.tables]
    placed.sort(key=lambda item: item[:2])
    return [item for _, _, item in placed]
