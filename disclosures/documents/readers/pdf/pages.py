"""One page: what is drawn and printed on it → its tables and its lines, from top to bottom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from disclosures.documents.model import Box, Cell, Place, Row, Table
from disclosures.documents.readers.pdf.drawing import Drawing, page_drawing
from disclosures.documents.readers.pdf.frame import Frame, frame_of
from disclosures.documents.readers.pdf.glyphs import Glyph, Text, page_text, text_turn
from disclosures.documents.readers.pdf.grid import Grid, GridCell, grids_of
from disclosures.documents.readers.pdf.paragraphs import Line, text_line
from disclosures.documents.readers.pdf.pdfium import address
from disclosures.documents.readers.pdf.positions import differences
from disclosures.documents.readers.pdf.ruled import cell_text, fill, innermost
from disclosures.documents.readers.pdf.words import Word, box_around, lines_of, words_of


class Contents(NamedTuple):
    """What PDFium tells of a page."""

    number: int
    frame: Frame
    text: Text
    drawing: Drawing


class PlacedTable(NamedTuple):
    """A table with where it stands in the reading frame."""

    table: Table
    box: Box


class PageReading(NamedTuple):
    number: int
    frame: Frame
    tables: list[PlacedTable]
    lines: list[Line]


def contents_of(document: pdfium.PdfDocument, index: int) -> Contents:
    """Everything on one page, decoded once."""
    page = document[index]
    try:
        text_page = page.get_textpage()
        handle, text_handle = address(page.raw), address(text_page.raw)
        turn = text_turn(text_handle)
        frame = frame_of(page.get_bbox(), displayed=raw.FPDFPage_GetRotation(page.raw), text=turn)
        drawing = page_drawing(handle, frame)
        text = page_text(text_handle, frame, turn, frozenset(drawing.covered))
        text_page.close()
        return Contents(index + 1, frame, text, drawing)
    finally:
        page.close()


def read_page(contents: Contents) -> PageReading:
    """The page as tables and lines."""
    frame, number = contents.frame, contents.number
    grids = grids_of(contents.drawing.horizontal, contents.drawing.vertical)
    inside: defaultdict[Grid, list[Word]] = defaultdict(list)
    outside: list[Word] = []
    for word in words_of(_on_page(contents)):
        grid = innermost(grids, word)
        (outside if grid is None else inside[grid]).append(word)
    tables = [PlacedTable(_table(grid, words, contents), grid.box) for grid, words in inside.items()]
    lines = [_line(words, number, frame) for words in lines_of(outside)] if outside else []
    return PageReading(number, frame, tables, lines)


def _on_page(contents: Contents) -> Iterator[Glyph]:
    width, height = contents.frame.width, contents.frame.height
    return (g for g in contents.text.upright if g.x1 > 0 and g.y1 > 0 and g.x0 < width and g.y0 < height)


def _line(words: Sequence[Word], number: int, frame: Frame) -> Line:
    return text_line(words, number, frame.shown(box_around([word.box for word in words])))


def _table(grid: Grid, words: Sequence[Word], contents: Contents) -> Table:
    filling = fill(grid, words)
    texts = {cell: cell_text(inside) for cell, inside in filling.items()}
    readings = differences(grid, filling, texts)
    made: dict[GridCell, Cell] = {}
    for cell in grid.cells():
        place = Place(page=contents.number, box=contents.frame.shown(grid.cell_box(cell)))
        made[cell] = Cell(texts.get(cell, ""), place, *cell, readings=readings.get(cell, ()))
    rows: tuple[Row, ...] = tuple(tuple(made[cell] for cell in row) for row in grid.slots)
    return Table(rows, Place(page=contents.number, box=contents.frame.shown(grid.box)))
