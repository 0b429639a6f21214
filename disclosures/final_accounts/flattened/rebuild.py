"""Finds statements printed line by line behind their titles, and puts a table in the place of the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product, starmap

from disclosures.documents.lines import join_lines
from disclosures.documents.model import Block, Document, Paragraph, ReadingNote, Row, Table
from disclosures.final_accounts.flattened.anchored import anchored_rows
from disclosures.final_accounts.flattened.exact import (
    EvenRows,
    Spacing,
    blanks_in,
    exact_rows,
    has_blanks,
    has_names,
)
from disclosures.final_accounts.flattened.pieces import Piece, pieces_of
from disclosures.final_accounts.flattened.placed import Doubt, PlacedRow, as_row, with_merged_names
from disclosures.final_accounts.flattened.region import Region, regions_of

COLUMNS_NOT_PROVEN = "columns_not_proven"
"""The note on a statement that could not be put under its headings."""

_SPACINGS = tuple(starmap(Spacing, product((1, 2), (False, True), (False, True))))
_FEWEST_BLANKS = 2
"""Blank cells amid rows that come out even: so many prove that blank lines are blank cells."""


def with_tables(document: Document) -> Document:
    """The document with a table for every statement that is printed cell by cell; else the document itself.

    Where a file has pages the reader knows positions, and has found what there is to find.
    """
    if document.pages is not None:
        return document
    pieces = list(pieces_of(document.blocks))
    regions = list(regions_of(pieces))
    if not regions:
        return document
    tried = _all_tried(regions)
    proven = _proven(regions, tried)
    throughout = {spacing for spacing in proven if all(spacing in ways for ways in tried)}
    tables = {
        region.start: (region, table)
        for region, ways in zip(regions, tried, strict=True)
        if (table := _table(region, ways, proven if _has_names(region) else throughout)) is not None
    }
    notes = tuple(_note(region, tables) for region in regions)
    return replace(
        document,
        blocks=tuple(_rebuilt(document.blocks, pieces, tables)),
        notes=(*document.notes, *notes),
    )


_Ways = dict[Spacing, EvenRows]


def _all_tried(regions: Sequence[Region]) -> list[_Ways]:
    """The rows of each region for every meaning of blank lines under which they come out even.

    Those with names show how many blank lines stand behind a statement; those without need to know.
    """
    named = [_tried(region, {}) if _has_names(region) else {} for region in regions]
    behind: dict[Spacing, set[int]] = {}
    for region, ways in zip(regions, named, strict=True):
        for spacing, even in ways.items():
            if region.parts[-1][-1] is not None:
                behind.setdefault(spacing, set()).add(even.left_over)
    left_over = {spacing: counts.pop() for spacing, counts in behind.items() if len(counts) == 1}
    return [
        ways if _has_names(region) else _tried(region, left_over)
        for region, ways in zip(regions, named, strict=True)
    ]


def _tried(region: Region, left_over: dict[Spacing, int]) -> _Ways:
    ways: _Ways = {}
    for spacing in _SPACINGS if region.layer else ():
        rows: list[PlacedRow] = []
        for part in region.parts:
            even = _even(region, part, spacing, left_over.get(spacing, 0))
            if even is None:
                break
            rows += even.rows
        else:
            ways[spacing] = EvenRows(tuple(rows), even.left_over if even else 0)
    return ways


def _even(region: Region, part: Sequence[Piece | None], spacing: Spacing, left_over: int) -> EvenRows | None:
    cells = region.cells(part, spacing)
    if not cells or region.layer is None:
        return None
    return exact_rows(cells, region.layer, region.form, spacing, left_over)


def _proven(regions: Sequence[Region], tried: Sequence[_Ways]) -> set[Spacing]:
    """The meanings of blank lines under which nearly all statements come out even, blanks amid their rows.

    One file was made in one way: what fits one statement by chance does not fit the others.
    """
    readable = sum(_has_names(region) for region in regions)
    even = {spacing: [ways[spacing].rows for ways in tried if spacing in ways] for spacing in _SPACINGS}
    most = max(map(len, even.values()))
    return {
        spacing
        for spacing, statements in even.items()
        if len(statements) == most
        and len(statements) * 4 >= readable * 3
        and sum(map(blanks_in, statements)) >= _FEWEST_BLANKS
    }


def _has_names(region: Region) -> bool:
    return region.layer is not None and has_names(region.layer)


@dataclass(frozen=True, slots=True)
class _Rebuilt:
    table: Table
    doubtful: int
    """Cells of which it is not known what stands in them."""


def _table(region: Region, ways: _Ways, proven: set[Spacing]) -> _Rebuilt | None:
    """The statement as a table: its rows come out even, or else each is told by its beginning."""
    if region.layer is None:
        return None
    even = [e.rows for spacing, e in ways.items() if spacing in proven or not has_blanks(e.rows)]
    rows: Sequence[PlacedRow] | None
    if even and all(others == even[0] for others in even):
        rows = even[0] or _blank_row(region, ways, proven)
    else:
        rows = anchored_rows(region.pieces(), region.layer, region.form) if region.pieces() else []
    if rows is None:
        return None
    head = region.layer.rows
    cells: list[Row] = list(head)
    for row in rows:
        whole = with_merged_names(row, region.layer.columns.groups)
        cells.append(as_row(whole, len(cells), cells[-1][0].place))
    doubtful = sum(isinstance(cell, Doubt) for row in rows for cell in row)
    return _Rebuilt(Table(tuple(cells), head[0][0].place), doubtful)


def _blank_row(region: Region, ways: _Ways, proven: set[Spacing]) -> list[PlacedRow]:
    """A row of blanks, where a statement has nothing else and blank lines are known to be cells."""
    assert region.layer is not None
    for spacing in ways.keys() & proven:
        cells = [region.cells(part, spacing) for part in region.parts]
        if cells and all(part is not None and len(part) >= region.layer.width for part in cells):
            return [(None,) * region.layer.width]
    return []


def _rebuilt(
    blocks: Sequence[Block], pieces: Sequence[Piece | None], tables: dict[int, tuple[Region, _Rebuilt]]
) -> Iterator[Block]:
    """The blocks with the tables among them, and without the lines that they are made of."""
    lines: dict[int, list[Block | Piece]] = {}
    at = 0
    numbers = iter(range(len(blocks)))
    while at < len(pieces):
        piece = pieces[at]
        if piece is None:
            number = next(n for n in numbers if not isinstance(blocks[n], Paragraph))
            lines[number] = [blocks[number]]
            at += 1
        elif at in tables:
            region, rebuilt = tables[at]
            lines.setdefault(piece.block, []).append(rebuilt.table)
            at = region.end
        else:
            lines.setdefault(piece.block, []).append(piece)
            at += 1
    for number in sorted(lines):
        yield from _paragraphs(blocks[number], lines[number])


def _paragraphs(block: Block, members: Sequence[Block | Piece]) -> Iterator[Block]:
    """A block of the document with what has become of its lines."""
    printed = [member for member in members if isinstance(member, Piece)]
    if (
        len(printed) == len(members)
        and isinstance(block, Paragraph)
        and len(printed) == max(1, len(block.lines))
    ):
        yield block
        return
    run: list[Piece] = []
    for member in (*members, None):
        if isinstance(member, Piece):
            run.append(member)
            continue
        if run:
            yield Paragraph(
                join_lines(piece.text for piece in run),
                run[0].place,
                tuple((piece.text, piece.place) for piece in run),
                run[0].blanks,
            )
            run = []
        if member is not None:
            yield member


def _note(region: Region, tables: dict[int, tuple[Region, _Rebuilt]]) -> ReadingNote:
    title = region.title.text
    if region.start not in tables:
        return ReadingNote(
            code=COLUMNS_NOT_PROVEN,
            zh=f"“{title}”的单元格逐行列出、没有表格，无法确定各数字属于哪一列，未读取。请以表格形式公开。",
            en=f"The cells of {title} are printed line by line, without a table; which column a figure "
            "belongs to is not certain, and the statement was not read. Publish it as a table.",
            place=region.title.place,
        )
    doubtful = tables[region.start][1].doubtful
    return ReadingNote(
        code="table_of_lines",
        zh=f"“{title}”的单元格逐行列出、没有表格，已按表头重新排列"
        + (f"；其中{doubtful}个单元格无法确定所在的列，按不可读处理。" if doubtful else "。"),
        en=f"The cells of {title} are printed line by line, without a table, and were put back under headings"
        + (f"; {doubtful} of them are in no certain column and taken as unreadable." if doubtful else "."),
        place=region.title.place,
    )
