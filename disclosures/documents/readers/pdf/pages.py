"""One page: what is drawn and printed on it → its tables and its lines, from top to bottom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from disclosures.documents.limits import DEFAULT_LIMITS, Limits
from disclosures.documents.model import Box, Cell, Place, Row, Table
from disclosures.documents.readers.pdf.aligned import NO_TABLE, Block, Precedent, TextLine, blocks_in
from disclosures.documents.readers.pdf.alignment import layout
from disclosures.documents.readers.pdf.characters import characters_of
from disclosures.documents.readers.pdf.drawing import Drawing, page_drawing
from disclosures.documents.readers.pdf.fillings import adjoining, by_grid
from disclosures.documents.readers.pdf.frame import Frame, frame_of
from disclosures.documents.readers.pdf.glyphs import Text, page_text, run_of, text_turn
from disclosures.documents.readers.pdf.grid import Grid, GridCell
from disclosures.documents.readers.pdf.opening import opened_page
from disclosures.documents.readers.pdf.paragraphs import Line, text_line
from disclosures.documents.readers.pdf.pdfium import handle_of
from disclosures.documents.readers.pdf.positions import differences
from disclosures.documents.readers.pdf.rendering import seen
from disclosures.documents.readers.pdf.ruled import Filling, cell_text
from disclosures.documents.readers.pdf.rules import Rules, outside, pieces, rules_of
from disclosures.documents.readers.pdf.segments import segments_of
from disclosures.documents.readers.pdf.words import Word, box_around, lines_of, words_of

_SAME_BASELINE = 0.3
"""Outside ruled cells words stand on one line only where their baselines nearly agree, in font sizes."""


_MUCH = 0.3
"""A page of which pictures cover this share is a scanned one, if it has hardly any text."""
_MANY = 100
"""So many curves without text are letters drawn as outlines."""
_HARDLY = 30
"""No more characters than a stamp or a page number has."""


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


class Extent(NamedTuple):
    """How much of a page can be read at all."""

    characters: int
    unmapped: int
    """Of these, how many have a font that does not say what they are."""
    invisible: int
    """Characters that are in the file and not on the page."""
    is_picture: bool
    """Whether what the page shows is pictures, or letters drawn as curves, and hardly any text."""


class PageReading(NamedTuple):
    number: int
    frame: Frame
    tables: list[PlacedTable]
    lines: list[Line]
    extent: Extent
    precedent: Precedent
    """The last table without ruling lines on this page, or before it."""


def contents_of(document: pdfium.PdfDocument, index: int) -> Contents:
    """Everything on one page, decoded once. Raises `Unreadable` for a damaged page."""
    with opened_page(document, index) as page:
        text_page = page.get_textpage()
        characters = characters_of(handle_of(text_page.raw))
        turn = text_turn(characters)
        frame = frame_of(page.get_bbox(), displayed=raw.FPDFPage_GetRotation(page.raw), text=turn)
        drawing = page_drawing(handle_of(page.raw), frame, frozenset(characters.owners))
        text = page_text(characters, frame, turn, frozenset(drawing.covered))
        text_page.close()
        if text.doubtful:
            found = map(run_of, seen(page, text.doubtful, frame))
            text = text._replace(upright=[*text.upright, *found])
        return Contents(index + 1, frame, text, drawing)


def read_page(
    contents: Contents, limits: Limits = DEFAULT_LIMITS, before: Precedent = NO_TABLE
) -> PageReading:
    """The page as tables and lines. `before` is the last table of the pages before that has no ruling lines.
    Raises `Unreadable` where its tables have more cells than allowed."""
    frame, number = contents.frame, contents.number
    words = [word for word in words_of(contents.text.upright) if _is_on(frame, word)]
    rules = rules_of(contents.drawing)
    fillings, others = by_grid(words, rules, contents.drawing.areas, limits)
    around = _outside(fillings, others, rules, frame, before)
    while parts := adjoining(fillings, around.tables()):
        others = [*others, *(word for at in parts for inside in fillings[at][1].values() for word in inside)]
        fillings = [filled for at, filled in enumerate(fillings) if at not in parts]
        around = _outside(fillings, others, rules, frame, before)
    tables = [PlacedTable(_ruled_table(grid, filling, contents), grid.box) for grid, filling in fillings]
    before = before if around.blocks else NO_TABLE
    for block in around.blocks:
        aligned, before = _aligned_table(around.segments, block, contents, before, around.rules)
        tables.append(aligned)
    tabular = {at for block in around.blocks for at in range(block.start, block.end)}
    text = [_line(words, number, frame) for at, words in enumerate(around.lines) if at not in tabular]
    return PageReading(number, frame, tables, text, _extent(contents), before)


class _Outside(NamedTuple):
    """What is on a page outside its ruled tables."""

    rules: Rules
    lines: Sequence[Sequence[Word]]
    segments: Sequence[TextLine]
    blocks: Sequence[Block]
    """The lines that are tables."""

    def tables(self) -> list[Box]:
        lines = [[s for line in self.segments[b.start : b.end] for s in line] for b in self.blocks]
        return [box_around([(s.x0, s.y0, s.x1, s.y1) for s in inside]) for inside in lines]


def _outside(
    fillings: Sequence[tuple[Grid, Filling]],
    words: Sequence[Word],
    rules: Rules,
    frame: Frame,
    before: Precedent,
) -> _Outside:
    rules = outside(rules, [grid for grid, _ in fillings])
    lines = lines_of([piece for word in words for piece in pieces(word, rules.down)], _SAME_BASELINE)
    segments = [segments_of(line, rules.down) for line in lines]
    return _Outside(rules, lines, segments, blocks_in(segments, frame.width, before))


def _extent(contents: Contents) -> Extent:
    text, drawing, frame = contents.text, contents.drawing, contents.frame
    characters = sum(len(run.text) for run in text.upright) + len(text.sideways)
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in drawing.pictures)
    drawn = covered > _MUCH * frame.width * frame.height or len(drawing.shapes) > _MANY
    return Extent(characters, text.unmapped, text.invisible, drawn and characters < _HARDLY)


def _is_on(frame: Frame, word: Word) -> bool:
    """Whether a word, or part of it, lies on the page as cropped."""
    return word.x1 > 0 and word.y1 > 0 and word.x0 < frame.width and word.y0 < frame.height


def _line(words: Sequence[Word], number: int, frame: Frame) -> Line:
    return text_line(words, number, frame.shown(box_around([word.box for word in words])))


def _ruled_table(grid: Grid, filling: Filling, contents: Contents) -> Table:
    texts = _sideways(grid, contents) | {cell: cell_text(inside) for cell, inside in filling.items()}
    readings = differences(grid, filling, texts)
    return _table(grid, texts, readings, contents)


def _sideways(grid: Grid, contents: Contents) -> dict[GridCell, str]:
    """Headings set sideways in their cells, in the order they were written."""
    texts: defaultdict[GridCell, str] = defaultdict(str)
    for glyph in contents.text.sideways:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        if grid.contains(x, y):
            texts[grid.cell_at(x, y)] += glyph.text
    return dict(texts)


def _aligned_table(
    lines: Sequence[TextLine], block: Block, contents: Contents, before: Precedent, rules: Rules
) -> tuple[PlacedTable, Precedent]:
    found = layout(lines, block, before, rules)
    readings = {cell: (found.texts.get(cell, ""), "") for cell in found.uncertain}
    table = _table(found.grid, found.texts, readings, contents)
    return PlacedTable(table, found.grid.box), found.precedent


def _table(
    grid: Grid,
    texts: Mapping[GridCell, str],
    readings: Mapping[GridCell, tuple[str, str]],
    contents: Contents,
) -> Table:
    number, shown = contents.number, contents.frame.shown
    made: dict[GridCell, Cell] = {}
    for cell in grid.cells():
        place = Place(number, shown(grid.cell_box(cell)))
        made[cell] = Cell(texts.get(cell, ""), place, *cell, readings.get(cell, ()))
    rows: tuple[Row, ...] = tuple(tuple(made[cell] for cell in row) for row in grid.slots)
    return Table(rows, Place(page=contents.number, box=contents.frame.shown(grid.box)))
