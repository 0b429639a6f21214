"""Documents written for a test: paragraphs and tables as text, or with merged cells as a ruled grid."""

from __future__ import annotations

from itertools import groupby

from disclosures.documents.model import Block, Cell, Document, Paragraph, Place, Row, Table
from disclosures.final_accounts.records import FinalAccounts, Unit


def paper(*parts: str | Table) -> Document:
    """A document. In a text a line with `|` is a row of a table; a blank line ends the table."""
    blocks: list[Block] = []
    line = 1
    for part in parts:
        if isinstance(part, Table):
            blocks.append(part)
            continue
        numbered = list(enumerate(part.strip("\n").split("\n"), start=line))
        line += len(numbered)
        for is_table, group in groupby(numbered, key=lambda entry: "|" in entry[1]):
            lines = [(number, text.strip(" ")) for number, text in group if text.strip()]
            if not lines:
                continue
            if is_table:
                blocks.append(_table(lines))
            else:
                blocks += [_paragraph(number, text) for number, text in lines]
    return Document("test.txt", "0" * 64, "text/plain", None, tuple(blocks))


def _paragraph(line: int, text: str) -> Paragraph:
    return Paragraph(text, Place(line=line), ((text, Place(line=line)),))


def _table(lines: list[tuple[int, str]]) -> Table:
    rows = tuple(
        tuple(
            Cell(text.strip(), Place(line=line, field=c + 1), row=r, column=c)
            for c, text in enumerate(printed.split("|"))
        )
        for r, (line, printed) in enumerate(lines)
    )
    return Table(rows, Place(line=lines[0][0]))


def ruled(printed: str, *, table: int = 1) -> Table:
    """A grid with merged cells: `<` goes on from the left, `^` from above."""
    texts = [[cell.strip() for cell in line.split("|")] for line in printed.strip().split("\n")]
    grid: list[list[Cell]] = []
    for r, row in enumerate(texts):
        cells: list[Cell] = []
        for c, text in enumerate(row):
            if text == "<":
                cells.append(cells[c - 1])
            elif text == "^":
                cells.append(grid[r - 1][c])
            else:
                place = Place(table=table, row=r + 1, column=c + 1)
                cells.append(Cell(text, place, r, c, *spans_at(texts, r, c)))
        grid.append(cells)
    rows: tuple[Row, ...] = tuple(tuple(row) for row in grid)
    return Table(rows, Place(table=table))


def spans_at(texts: list[list[str]], r: int, c: int) -> tuple[int, int]:
    """How many rows and columns the cell covers."""
    columns = 1
    while c + columns < len(texts[r]) and texts[r][c + columns] == "<":
        columns += 1
    rows = 1
    while r + rows < len(texts) and texts[r + rows][c] == "^":
        rows += 1
    return rows, columns


def accounts(document: Document, *, department: str = "测试市大数据局", year: int = 2023) -> FinalAccounts:
    """Final accounts without statements, of the department and year of a written document."""
    return FinalAccounts(document, department, year, Unit.WAN_YUAN, ())
