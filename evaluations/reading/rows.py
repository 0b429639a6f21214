"""A document as one stream of rows and paragraphs, so that what goes on over a page break can be followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from disclosures.documents.model import Cell, Document, Paragraph, Place, Table
from evaluations.reading.words import compact


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table: the cells that begin in it, by column. What covers it from above is not its own."""

    cells: tuple[tuple[int, Cell], ...]
    table: int
    number: int
    place: Place

    @property
    def texts(self) -> tuple[str, ...]:
        """The printed texts that are not blank, in order, for recognising labels."""
        return tuple(text for _, cell in self.cells if (text := compact(cell.text)))

    @property
    def first_text(self) -> str:
        return next(iter(self.texts), "")

    @property
    def width(self) -> int:
        """The column behind its last cell, merged ones counted in full."""
        return max((at + max(cell.column_span, 1) for at, cell in self.cells), default=0)

    def filled(self) -> tuple[tuple[int, Cell], ...]:
        return tuple((column, cell) for column, cell in self.cells if cell.text.strip())

    def after(self, column: int) -> tuple[tuple[int, Cell], ...]:
        return tuple((c, cell) for c, cell in self.cells if c > column)


StreamItem: TypeAlias = GridRow | Paragraph


def stream(document: Document) -> tuple[StreamItem, ...]:
    """Rows and paragraphs in reading order."""
    return tuple(_items(document))


def _items(document: Document) -> Iterator[StreamItem]:
    tables = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from table_rows(block, tables)
            tables += 1


def table_rows(table: Table, index: int) -> Iterator[GridRow]:
    for r, row in enumerate(table.rows):
        own = tuple((c, cell) for c, cell in enumerate(row) if (cell.row, cell.column) == (r, c))
        filled = next((cell for _, cell in own if cell.text.strip()), None)
        place = filled.place if filled else (row[0].place if row else table.place)
        yield GridRow(own, index, r, place)


def skips_a_page(rows: Sequence[GridRow]) -> bool:
    """Whether nothing was read of a page between two rows, a scan for instance: its rows are missing."""
    places = [(row.place.file, row.place.page) for row in rows]
    return any(
        file == other_file and page is not None and other is not None and other > page + 1
        for (file, page), (other_file, other) in pairwise(places)
    )
