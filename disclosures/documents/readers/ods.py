"""OpenDocument spreadsheets: the text of a cell is stored as it is shown, so nothing need be rendered."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from disclosures.documents.formats import ZIP_MAGICS, damaged, encrypted, opendocument_kind
from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.model import Block, Cell, Document, Place, ReadingNote, Row
from disclosures.documents.packages import open_package, parse_xml, read_part, whole_number
from disclosures.documents.tables.captions import blocks_of_sheet, cell_name
from disclosures.documents.tables.number_formats import shortest
from disclosures.documents.tables.spans import ruled_rows

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_HIDDEN = {"collapse", "filter"}


def recognises(head: bytes, path: Path) -> float:
    """A zip that says of itself that it is a spreadsheet."""
    return 1.0 if head.startswith(ZIP_MAGICS) and opendocument_kind(path) == "spreadsheet" else 0.0


def read(path: Path, *, name: str, sha256: str, limits: Limits) -> Document:
    """Every visible sheet: captions and notes as paragraphs, the grids between them as tables."""
    with open_package(path, limits) as package:
        root = _contents(package)
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterfind(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    blocks: list[Block] = []
    notes: list[ReadingNote] = []
    for table in root.iterfind(f"./{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        sheet = table.get(f"{_TABLE}name") or ""
        if table.get(f"{_TABLE}style-name") in hidden:
            zh, en = (
                f"工作表“{sheet}”是隐藏的工作表，未读取。",
                f"Sheet {sheet!r} is hidden and was not read.",
            )
            notes.append(ReadingNote("hidden_sheet", zh, en, Place(sheet=sheet)))
        else:
            blocks += blocks_of_sheet(sheet, _grid(table, sheet, limits))
    return Document(name, sha256, MEDIA_TYPE, None, tuple(blocks), tuple(notes))


def _contents(package: zipfile.ZipFile) -> etree._Element:
    if b"encryption-data" in (read_part(package, "META-INF/manifest.xml") or b""):
        raise encrypted("工作簿", "This workbook")
    content = read_part(package, "content.xml")
    if content is None:
        raise damaged()
    return parse_xml(content)


def _grid(table: etree._Element, sheet: str, limits: Limits) -> tuple[Row, ...]:
    """The visible part of a sheet. What is repeated to the end of the sheet without text is not there."""
    hidden_columns = _hidden_columns(table)
    origins: list[int] = []
    cells: list[Cell] = []
    at = shown = 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(row, "number-rows-repeated")
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            at += times
            continue
        filled = list(_filled(row, hidden_columns, limits))
        if filled and times * len(filled) + len(cells) > limits.cells:
            raise over_limit("cells", limits)
        for repeated in range(times if filled else min(times, 16)):
            origins.append(at + repeated)
            for column, stored, height, width, text in filled:
                place = Place(sheet=sheet, cell=cell_name(at + repeated, stored))
                cells.append(Cell(text, place, shown + repeated, column, height, width))
        shown = len(origins)
        at += times
    height = max((cell.row + 1 for cell in cells), default=0)
    cells = [_within(cell, height) for cell in cells]

    def place_of(row: int, column: int) -> Place:
        return Place(sheet=sheet, cell=cell_name(origins[row], column))

    return ruled_rows(cells, place_of)


def _filled(
    row: etree._Element, hidden_columns: set[int], limits: Limits
) -> Iterator[tuple[int, int, int, int, str]]:
    """Column as shown and as stored, height, width and text of the cells of a row that are not blank."""
    stored = shown = 0
    for cell in row.iterchildren():
        if cell.tag not in _CELLS:
            continue
        times = _times(cell, "number-columns-repeated")
        text = _printed(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        if text and times > limits.cells:
            raise over_limit("cells", limits)
        width = _times(cell, "number-columns-spanned")
        for repeated in range(stored, stored + times) if text or times < 1024 else ():
            if repeated in hidden_columns:
                continue
            if text:
                visible = sum(
                    1 for column in range(repeated, repeated + width) if column not in hidden_columns
                )
                yield shown, repeated, _times(cell, "number-rows-spanned"), visible, text
            shown += 1
        stored += times


def _within(cell: Cell, height: int) -> Cell:
    """The cell, cut off at the last row that has text."""
    if cell.row + cell.row_span <= height:
        return cell
    return Cell(cell.text, cell.place, cell.row, cell.column, height - cell.row, cell.column_span)


def _printed(cell: etree._Element) -> str:
    """The paragraphs of a cell; notes pinned to it are none of it."""
    lines = [_line(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h")]
    if not lines and (value := cell.get(f"{_OFFICE}value")):
        try:
            return shortest(float(value))
        except ValueError:
            return value
    return "\n".join(lines).strip()


def _line(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            pieces.append(" ")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif isinstance(child.tag, str) and not child.tag.startswith(_OFFICE):
            pieces.append(_line(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _hidden_columns(table: etree._Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = min(_times(column, "number-columns-repeated"), 16_384)
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden.update(range(at, at + times))
        at += times
    return hidden


def _times(element: etree._Element, attribute: str) -> int:
    """How often an element is repeated, or how far it spans: 1 where it says nothing sensible."""
    return max(1, min(whole_number(element.get(f"{_TABLE}{attribute}"), 1), 2**24))
