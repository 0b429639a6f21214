"""Word documents: paragraphs and tables in their order, as a reader with all changes accepted sees them.

Deleted and hidden text, headers, footers, comments and footnotes are left out; text boxes follow the
paragraph they are anchored to; a table inside a cell follows the table, or replaces it where the outer one
is only there for the layout.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.formats import ZIP_MAGICS, damaged, zip_members
from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.lines import join_lines
from disclosures.documents.model import Block, Cell, Document, Paragraph, Place, ReadingNote
from disclosures.documents.packages import MACROS_IGNORED, open_package, parse_xml, read_part, whole_number
from disclosures.documents.readers.docx_numbering import Numbering, numbering_of
from disclosures.documents.tables.captions import blocks_of_grid
from disclosures.documents.tables.spans import ruled_rows

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACROS = "application/vnd.ms-word.document.macroenabled.12"

_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "r"}
_CHANGES = {"ins", "moveTo", "AlternateContent", "Choice"}
_DRAWINGS = {"drawing", "inline", "anchor", "graphic", "graphicData", "wsp", "wgp", "wpc", "grpSp", "txbx"}
_OLD_DRAWINGS = {"pict", "shape", "rect", "group", "textbox"}
_FORMULAS = {"oMath", "oMathPara"}
_TRANSPARENT = _WRAPPERS | _CHANGES | _DRAWINGS | _OLD_DRAWINGS | _FORMULAS
"""Elements that are looked into. What stands in any other (`del`, `moveFrom`, `Fallback`) is not read."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_WIDEST = 1_000
"""Columns a cell may span; no table of Word has more than 63."""


def recognises(head: bytes, path: Path) -> float:
    """A zip with the parts of a Word document."""
    return 1.0 if head.startswith(ZIP_MAGICS) and "word/document.xml" in zip_members(path) else 0.0


def read(path: Path, *, name: str, sha256: str, limits: Limits) -> Document:
    """The paragraphs and tables of the body."""
    with open_package(path, limits) as package:
        reading = _Reading(numbering_of(package), limits)
        blocks = tuple(reading.blocks_in(_body(package)))
        members = package.namelist()
    if not blocks and any(member.startswith("word/media/") for member in members):
        raise Unreadable(
            UnreadableCode.NO_TEXT_LAYER,
            zh="文档中只有图片，没有文字可读。请上传由原始文档导出的 PDF、Word 或 Excel 文件。",
            en="The document holds nothing but pictures. Upload the file that they were made from.",
        )
    media_type = MACROS if "word/vbaProject.bin" in members else MEDIA_TYPE
    return Document(name, sha256, media_type, None, blocks, tuple(_notes(members)))


def _notes(members: list[str]) -> Iterator[ReadingNote]:
    if "word/vbaProject.bin" in members:
        yield MACROS_IGNORED
    embedded = sum(1 for member in members if member.startswith("word/embeddings/"))
    if embedded:
        yield ReadingNote(
            "embedded_files",
            f"文档中嵌入了{embedded}个其他文件（如 Excel 表格），未读取。请把它们与文档一起打包上传。",
            f"{embedded} other files, such as workbooks, are embedded in the document and were not read. "
            "Upload them with it in one archive.",
        )


def _body(package: zipfile.ZipFile) -> etree._Element:
    content = read_part(package, "word/document.xml")
    body = None if content is None else parse_xml(content).find("{*}body")
    if body is None:
        raise damaged()
    return body


@dataclass(slots=True)
class _Reading:
    """One pass over the body, counting what is counted through the whole document."""

    numbering: Numbering
    limits: Limits
    paragraphs: int = 0
    blanks: int = 0
    """Blank paragraphs since the last with text."""
    tables: int = 0
    cells: int = 0

    def blocks_in(self, parent: etree._Element) -> Iterator[Block]:
        for element in _members(parent, {"p", "tbl"}):
            if _kind(element) == "tbl":
                yield from self._table(element)
            else:
                yield from self._paragraph(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        if lines := self._lines(element):
            yield Paragraph(join_lines(lines), place, tuple((line, place) for line in lines), self.blanks)
        self.blanks = 0 if lines else self.blanks + 1
        for box in _members(element, {"txbxContent"}):
            yield from self.blocks_in(box)

    def _lines(self, paragraph: etree._Element) -> list[str]:
        """The lines of a paragraph, after the number that Word sets before it."""
        text = self.numbering.next_label(paragraph) + "".join(_pieces(paragraph))
        return [line.strip() for line in text.split("\n") if line.strip()]

    def _table(self, element: etree._Element) -> Iterator[Block]:
        self.tables += 1
        number = self.tables
        inside = [cell for row in _rows(element) for cell in _members(row, {"tc"})]
        if _is_layout(inside):
            for cell in inside:
                yield from self.blocks_in(cell)
            return

        def place_of(row: int, column: int) -> Place:
            return Place(table=number, row=row + 1, column=column + 1)

        yield from blocks_of_grid(ruled_rows(self._cells(element, place_of), place_of))
        for cell in inside:
            for nested in _members(cell, {"tbl"}):
                yield from self._table(nested)

    def _cells(self, table: etree._Element, place_of: Callable[[int, int], Place]) -> list[Cell]:
        """The cells of a table, those merged downwards or sideways once, with what they span."""
        cells: list[Cell] = []
        latest: dict[int, int] = {}
        for row, element in enumerate(_rows(table)):
            column = _number(element, "./{*}trPr/{*}gridBefore", 0)
            for cell in _members(element, {"tc"}):
                width = _number(cell, "./{*}tcPr/{*}gridSpan", 1)
                self._count(width)
                above = latest.get(column)
                if above is not None and _continues(cell, "vMerge") and _bottom(cells[above]) == row:
                    cells[above] = replace(cells[above], row_span=cells[above].row_span + 1)
                elif cells and cells[-1].row == row and _continues(cell, "hMerge"):
                    cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + width)
                else:
                    latest[column] = len(cells)
                    cells.append(Cell(self._content(cell), place_of(row, column), row, column, 1, width))
                column += width
        return cells

    def _content(self, cell: etree._Element) -> str:
        """The paragraphs of a cell and of the text boxes in it, without the tables."""
        lines: list[str] = []
        for paragraph in _members(cell, {"p"}):
            lines += self._lines(paragraph)
            for box in _members(paragraph, {"txbxContent"}):
                lines += [line for inner in _members(box, {"p"}) for line in self._lines(inner)]
        return "\n".join(lines)

    def _count(self, width: int) -> None:
        self.cells += width
        if self.cells > self.limits.cells:
            raise over_limit("cells", self.limits)


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table without those whose deletion is tracked."""
    return [row for row in _members(table, {"tr"}) if row.find("./{*}trPr/{*}del") is None]


def _is_layout(cells: list[etree._Element]) -> bool:
    """Whether most cells that have anything in them have a table in them."""
    nesting = sum(1 for cell in cells if next(_members(cell, {"tbl"}), None) is not None)
    filled = sum(1 for cell in cells if next(cell.iterfind(".//{*}t"), None) is not None)
    return bool(nesting) and nesting * 2 >= filled


def _members(parent: etree._Element, kinds: set[str]) -> Iterator[etree._Element]:
    """The nearest elements of these kinds inside another, in order."""
    for element in parent:
        kind = _kind(element)
        if kind in kinds:
            yield element
        elif kind in _TRANSPARENT:
            yield from _members(element, kinds)


def _pieces(parent: etree._Element) -> Iterator[str]:
    """The printed characters of a paragraph."""
    for element in parent:
        kind = _kind(element)
        if kind == "t":
            yield (element.text or "").replace("\n", " ")
        elif kind == "tab":
            yield " "
        elif kind == "cr" or (kind == "br" and _attribute(element, "type") in {None, "textWrapping"}):
            yield "\n"
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind in _TRANSPARENT and not _is_hidden(element):
            yield from _pieces(element)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find("./{*}rPr/{*}vanish")
    return vanish is not None and _attribute(vanish, "val") not in {"0", "false", "off"}


def _continues(cell: etree._Element, merge: str) -> bool:
    """Whether the cell is the continuation of a merged one; `restart` begins one."""
    merged = cell.find(f"./{{*}}tcPr/{{*}}{merge}")
    return merged is not None and _attribute(merged, "val") in {None, "continue"}


def _bottom(cell: Cell) -> int:
    return cell.row + cell.row_span


def _number(element: etree._Element, path: str, default: int) -> int:
    found = element.find(path)
    stated = default if found is None else whole_number(_attribute(found, "val"), default)
    return min(stated, _WIDEST) or default


def _attribute(element: etree._Element, name: str) -> str | None:
    """An attribute of the word processing namespace, transitional or strict."""
    return element.get(f"{_WORD}{name}") or element.get(f"{_STRICT_WORD}{name}")


def _kind(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
