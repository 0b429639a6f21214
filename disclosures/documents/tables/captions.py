"""Sheets: what stands above, between and below the tables of a grid is text, the rest are its tables.

In a workbook the title, the unit, the department and the notes are rows like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from disclosures.documents.model import Block, Cell, Paragraph, Place, Row, Table

_LABELLED = re.compile(r"(?!其中)[^：:]{1,20}[：:]")
_SENTENCE = re.compile(r"[：:。；]")
_NUMBER = re.compile(r"[-−+(（]?[\d,，]*\.?\d+[)）%]?")

_FILLER_ROWS = 2


def blocks_of_grid(rows: tuple[Row, ...]) -> Iterator[Block]:
    """The paragraphs and tables of a sheet in their order."""
    for start, end in _regions(rows):
        yield from _blocks_of_region(rows[start:end], start)


def blocks_of_sheet(name: str, rows: tuple[Row, ...]) -> list[Block]:
    """The blocks of a workbook's sheet; its name goes before a table that no title stands above."""
    blocks = list(blocks_of_grid(rows))
    if blocks and not isinstance(blocks[0], Paragraph):
        blocks.insert(0, Paragraph(name, Place(sheet=name), ((name, Place(sheet=name)),)))
    return blocks


def cell_name(row: int, column: int) -> str:
    """`C7` for the cell in row 6 and column 2, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _regions(rows: tuple[Row, ...]) -> Iterator[tuple[int, int]]:
    """Stretches of rows that belong together.

    Blank rows part them where a caption follows, or where they are many: statements have filler rows.
    The first of them stays with what is above: it is the row of amounts of a statement without any.
    """
    start = at = 0
    while at < len(rows):
        if _filled(rows[at]):
            at += 1
            continue
        after = at
        while after < len(rows) and not _filled(rows[after]):
            after += 1
        if after - at > _FILLER_ROWS or after == len(rows) or _is_caption(rows[after]):
            if start < at:
                yield start, at + 1
            start = after
        at = after
    if start < at:
        yield start, at


def _blocks_of_region(rows: tuple[Row, ...], offset: int) -> Iterator[Block]:
    """Captions, the table below them, the notes below that; and again, where a second title follows."""
    top = 0
    while top < len(rows) and _is_caption(rows[top]):
        yield from _paragraphs(rows[top])
        top += 1
    end = top
    while end < len(rows) and not _begins_anew(rows, end):
        end += 1
    bottom = end
    while bottom > top and _is_note(rows[bottom - 1]):
        bottom -= 1
    if top < bottom < end and not _filled(rows[bottom]):
        bottom += 1
    if bottom > top:
        yield _table(rows[top:bottom], offset + top)
    for row in rows[bottom:end]:
        yield from _paragraphs(row)
    if end < len(rows):
        yield from _blocks_of_region(rows[end:], offset + end)


def _filled(row: Row) -> list[Cell]:
    """The cells of a row that say something, merged ones once."""
    filled: list[Cell] = []
    for cell in row:
        if cell.text and (not filled or filled[-1] is not cell):
            filled.append(cell)
    return filled


def _is_caption(row: Row) -> bool:
    """A title, a form number, or `部门：… 单位：万元`: one text, or texts of which one is labelled so."""
    filled = _filled(row)
    if not filled:
        return True
    if any(_NUMBER.fullmatch(cell.text) or cell.row_span > 1 for cell in filled):
        return False
    return len(filled) == 1 or any(_LABELLED.match(cell.text) for cell in filled)


def _is_note(row: Row) -> bool:
    """One text below a table that is a sentence, or goes all across."""
    filled = _filled(row)
    if len(filled) != 1:
        return not filled
    cell = filled[0]
    if _NUMBER.fullmatch(cell.text) or cell.row_span > 1:
        return False
    return bool(_SENTENCE.search(cell.text)) or (len(row) > 1 and cell.column_span >= len(row))


def _begins_anew(rows: tuple[Row, ...], at: int) -> bool:
    """A title all across in the middle, with a caption such as the unit line close below it."""
    cell = rows[at][0]
    if not cell.text or cell.row_span > 1 or not 1 < len(rows[at]) <= cell.column_span:
        return False
    captions = takewhile(_is_caption, rows[at + 1 : at + 4])
    return any(_LABELLED.match(text.text) for row in captions for text in _filled(row))


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    for cell in _filled(row):
        yield Paragraph(cell.text, cell.place, ((cell.text, cell.place),))


def _table(rows: tuple[Row, ...], offset: int) -> Table:
    """The rows as a table of their own, counted from its first; columns blank throughout are left out."""
    used = [column for column in range(len(rows[0])) if any(row[column].text for row in rows)]
    first = used[0] if used else 0
    last = used[-1] if used else 0
    moved: dict[int, Cell] = {}

    def moved_cell(cell: Cell) -> Cell:
        if id(cell) not in moved:
            left = max(cell.column, first)
            top = max(cell.row, offset)
            moved[id(cell)] = replace(
                cell,
                row=top - offset,
                column=left - first,
                row_span=min(cell.row + cell.row_span, offset + len(rows)) - top,
                column_span=min(cell.column + cell.column_span, last + 1) - left,
            )
        return moved[id(cell)]

    kept = tuple(tuple(moved_cell(cell) for cell in row[first : last + 1]) for row in rows)
    return Table(kept, kept[0][0].place)
