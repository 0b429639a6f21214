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


def blocks_of_grid(rows: tuple[Row, ...], *, trimmed: bool = False) -> Iterator[Block]:
    """The paragraphs and tables of a grid in their order.

    `trimmed`: without the blank columns beside each table, as sheets have them. Where the grid itself is the
    table its blank columns stay: they stand under headings on the page before.
    """
    for start, end in _regions(rows, trimmed=trimmed):
        yield from _blocks_of_region(rows[start:end], start, trimmed=trimmed)


def blocks_of_sheet(name: str, rows: tuple[Row, ...]) -> list[Block]:
    """The blocks of a workbook's sheet; its name goes before a table that no title stands above."""
    blocks = list(blocks_of_grid(rows, trimmed=True))
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


def _regions(rows: tuple[Row, ...], *, trimmed: bool) -> Iterator[tuple[int, int]]:
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
        if after - at > _FILLER_ROWS or after == len(rows) or _is_caption(rows[after], trimmed=trimmed):
            if start < at:
                yield start, at + 1
            start = after
        at = after
    if start < at:
        yield start, at


def _blocks_of_region(rows: tuple[Row, ...], offset: int, *, trimmed: bool) -> Iterator[Block]:
    """Captions, the table below them, the notes below that; and again, where a second title follows."""
    top = 0
    while top < len(rows) and _is_caption(rows[top], trimmed=trimmed):
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
        yield _table(rows[top:bottom], offset + top, trimmed=trimmed)
    for row in rows[bottom:end]:
        yield from _paragraphs(row)
    if end < len(rows):
        yield from _blocks_of_region(rows[end:], offset + end, trimmed=trimmed)


def _filled(row: Row) -> list[Cell]:
    """The cells of a row that say something, merged ones once."""
    filled: list[Cell] = []
    for cell in row:
        if cell.text and (not filled or filled[-1] is not cell):
            filled.append(cell)
    return filled


def _is_caption(row: Row, *, trimmed: bool) -> bool:
    """A title, a form number, or `部门：… 单位：万元`: one text, or texts of which one is labelled so.

    In a sheet a title may be typed into any cell. In a table it goes all across, or stands at the right: a
    name alone in its column is a line without amounts.
    """
    filled = _filled(row)
    if not filled:
        return True
    if any(_NUMBER.fullmatch(cell.text) or cell.row_span > 1 for cell in filled):
        return False
    if any(_LABELLED.match(cell.text) for cell in filled):
        return True
    at_the_right = filled[0].column + filled[0].column_span >= len(row)
    return len(filled) == 1 and (trimmed or at_the_right)


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
    captions = takewhile(lambda row: _is_caption(row, trimmed=True), rows[at + 1 : at + 4])
    return any(_LABELLED.match(text.text) for row in captions for text in _filled(row))


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    for cell in _filled(row):
        yield Paragraph(cell.text, cell.place, ((cell.text, cell.place),))


def _table(rows: tuple[Row, ...], offset: int, *, trimmed: bool) -> Table:
    """The rows as a table of their own, counted from its first slot."""
    used = [c for c in range(len(rows[0])) if not trimmed or any(row[c].text for row in rows)]
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
