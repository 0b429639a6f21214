"""What a reader returns, whatever the format: blocks in reading order, each with its place in the file.

A reader knows no statement; this model knows no reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points (1/72 inch) from the top left corner of the page as it is displayed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file itself.

    PDF: page and box. Workbook: sheet and cell. DOCX, HTML: table, row and column, or paragraph.
    Text: line and field. Everything is counted from 1, as a person would. `file` names the member of
    a zip.
    """

    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    line: int | None = None
    field: int | None = None
    file: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Only what is known, as the public JSON has it; the box as a list."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: list(v) if name == "box" else v for name, v in known.items() if v is not None}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, as printed. Lines of a wrapped cell are joined by a line feed.

    A merged cell is one object, standing in every slot of the grid that it covers; `row` and `column`
    (from 0) are those of its upper left slot.
    """

    text: str
    place: Place
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    readings: tuple[str, ...] = ()
    """Where independent readings of the cell disagree: what each of them read. Otherwise empty."""

    @property
    def is_certain(self) -> bool:
        return not self.readings


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. Rows of a text table may differ in length; those of a ruled grid do not.

    A table that goes on over a page break is as many tables as it has pages: joining them needs to know
    what they mean, which a reader does not.
    """

    rows: tuple[Row, ...]
    place: Place

    def cells(self) -> Iterator[Cell]:
        """Each cell once, merged ones at their upper left slot."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if (cell.row, cell.column) == (r, c):
                    yield cell


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text. `lines` keeps the way back: each printed line with the place it stands at.

    `text` is the lines joined, without a blank between two Chinese characters.
    """

    text: str
    place: Place
    lines: tuple[tuple[str, Place], ...] = ()
    blanks: int = 0
    """Blank paragraphs, or blank lines, right above: of a table printed line by line they may be cells."""


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Something the operator should know about the reading: a limit met, a cell read in two ways, a font
    without Unicode map. Not a fault of the document's contents."""

    code: str
    zh: str
    en: str
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `blocks` are in reading order; `pages` is None where the format has none."""

    name: str
    sha256: str
    media_type: str
    pages: int | None
    blocks: tuple[Block, ...]
    notes: tuple[ReadingNote, ...] = ()

    def tables(self) -> Iterator[Table]:
        return (b for b in self.blocks if isinstance(b, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        return (b for b in self.blocks if isinstance(b, Paragraph))
