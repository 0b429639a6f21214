"""Web pages: text in reading order, tables with rowspan and colspan, tables that only lay out the page.

Also read: a page saved from Excel or Word under an office name, and one packed as MHTML.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.formats import damaged
from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.model import Block, Cell, Document, Paragraph, Place
from disclosures.documents.packages import parse
from disclosures.documents.tables.captions import blocks_of_grid
from disclosures.documents.tables.spans import ruled_rows

MEDIA_TYPE = "text/html"

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|meta|body|table|div|p|style|title)\b)",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MHTML = re.compile(rb"\s*(?:From:|MIME-Version:).{0,2000}multipart/related", re.IGNORECASE | re.DOTALL)
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "gb18030", "x-gbk", "cp936", "chinese", "hz-gb-2312"}

_UNSEEN = {"script", "style", "head", "noscript", "template", "svg", "select", "iframe", "object", "textarea"}
_INLINE = {
    *("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q"),
    *("s", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "bdi", "bdo", "del", "strike", "nobr"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_WIDEST, _TALLEST = 1_000, 65_534
"""What colspan and rowspan are clamped to by the HTML standard (4.9.11)."""


def recognises(head: bytes, path: Path) -> float:
    """Markup from the very beginning; text with a marked-up table in it is text."""
    if _MHTML.match(head):
        return 0.9
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "replace").encode()
    return 0.9 if _OPENING.match(head) else 0.0


def read(path: Path, *, name: str, sha256: str, limits: Limits) -> Document:
    """The visible text and tables of the page."""
    content = path.read_bytes()
    if _MHTML.match(content[:4096]):
        content = _page_in_mhtml(content)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = parse(decode(content).encode("utf-8"), parser)
    if root is None:
        raise Unreadable(UnreadableCode.EMPTY, zh="网页没有任何内容。", en="The page is empty.")
    return Document(name, sha256, MEDIA_TYPE, None, tuple(_Reading(limits).blocks_in(root)))


def decode(content: bytes) -> str:
    """The text of a page: by its byte order mark, else as UTF-8, else as it declares, else as GB18030.

    UTF-8 is tried before what is declared, which is often wrong: no other text is valid UTF-8 by chance.
    What is declared as GB2312 is GB18030, of which it is a part.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    declared = _CHARSET.search(content[:4096])
    said = declared[1].decode("ascii").lower() if declared else "gb18030"
    for encoding in ("utf-8", "gb18030" if said in _CHINESE else said, "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("gb18030" if said in _CHINESE else "utf-8", "replace")


def _page_in_mhtml(content: bytes) -> bytes:
    """The first page in a web archive, in UTF-8."""
    for part in email.message_from_bytes(content, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return b"\xef\xbb\xbf" + decode(page).encode() if isinstance(page, bytes) else b""
    raise damaged()


@dataclass(slots=True)
class _Reading:
    """One pass over the page, counting paragraphs and tables."""

    limits: Limits
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0
    pending: list[str] = field(default_factory=list)
    """Text of the paragraph that is being read."""
    blanks: int = 0
    """Blank lines and elements since the last paragraph or table."""

    def blocks_in(self, element: etree._Element) -> Iterator[Block]:
        yield from self._walk(element)
        yield from self._flush()

    def _walk(self, element: etree._Element) -> Iterator[Block]:
        """Blocks of what stands inside an element. Anything but inline markup parts paragraphs."""
        self.pending.append(element.text or "")
        for child in element:
            if not _is_seen(child):
                pass
            elif child.tag == "table":
                yield from self._flush()
                yield from self._table(child)
            elif child.tag in _INLINE:
                yield from self._walk(child)
            else:
                yield from self._apart(child)
            self.pending.append(child.tail or "")

    def _apart(self, element: etree._Element) -> Iterator[Block]:
        """Blocks of an element that stands in lines of its own; one with nothing in it is a blank line."""
        ended = list(self._flush())
        yield from ended
        if element.tag == "br":
            self.blanks += not ended
            return
        before = self.paragraphs, self.tables, self.blanks
        yield from self._preformatted(element) if element.tag == "pre" else self._walk(element)
        yield from self._flush()
        is_blank = (self.paragraphs, self.tables, self.blanks) == before and element.tag != "hr"
        self.blanks += is_blank and next(element.iter("img"), None) is None

    def _flush(self) -> Iterator[Paragraph]:
        text = _BLANKS.sub(" ", "".join(self.pending)).strip()
        self.pending.clear()
        if text:
            yield self._paragraph(text)

    def _preformatted(self, element: etree._Element) -> Iterator[Paragraph]:
        for line in "".join(_strings(element)).splitlines():
            if line.strip():
                yield self._paragraph(line.strip())
            else:
                self.blanks += 1

    def _paragraph(self, text: str) -> Paragraph:
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        blanks, self.blanks = self.blanks, 0
        return Paragraph(text, place, ((text, place),), blanks)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        self.tables += 1
        self.blanks = 0
        number = self.tables
        for caption in table.iterchildren("caption"):
            yield from self.blocks_in(caption)
        rows = list(_rows(table))
        inside = [cell for row in rows for cell in row]
        if _is_layout(inside):
            for cell in inside:
                yield from self.blocks_in(cell)
            return

        def place_of(row: int, column: int) -> Place:
            return Place(table=number, row=row + 1, column=column + 1)

        cells = [
            Cell(_text(cell), place_of(row, column), row, column, height, width)
            for cell, row, column, height, width in self._positioned(rows)
        ]
        yield from blocks_of_grid(ruled_rows(cells, place_of))
        for cell in inside:
            for nested in _nested_tables(cell):
                yield from self._table(nested)

    def _positioned(
        self, rows: list[list[etree._Element]]
    ) -> Iterator[tuple[etree._Element, int, int, int, int]]:
        """Each cell with its row, column, height and width, as the HTML standard forms a table."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                width = min(_span(cell, "colspan") or 1, _WIDEST)
                height = min(_span(cell, "rowspan") or len(rows), _TALLEST, len(rows) - row)
                self.cells += width * height
                if self.cells > self.limits.cells:
                    raise over_limit("cells", self.limits)
                taken.update((row + down, column + right) for down in range(height) for right in range(width))
                yield cell, row, column, height, width
                column += width


def _rows(parent: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each visible row of a table, without those of tables inside it."""
    for child in parent:
        if not _is_seen(child):
            continue
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in {"td", "th"} and _is_seen(cell)]
        elif child.tag in {"thead", "tbody", "tfoot", "form"}:
            yield from _rows(child)


def _is_layout(cells: list[etree._Element]) -> bool:
    """Whether most cells that have anything in them have a table in them."""
    nesting = sum(1 for cell in cells if next(_nested_tables(cell), None) is not None)
    filled = sum(1 for cell in cells if any(text.strip() for text in _strings(cell)))
    return bool(nesting) and nesting * 2 >= filled


def _nested_tables(cell: etree._Element) -> Iterator[etree._Element]:
    """The nearest tables inside a cell."""
    for child in cell:
        if child.tag == "table" and _is_seen(child):
            yield child
        elif _is_seen(child):
            yield from _nested_tables(child)


def _text(cell: etree._Element) -> str:
    """The lines of a cell, without the tables in it."""
    lines = [""]
    for piece in _lines(cell):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    return "\n".join(filter(None, (_BLANKS.sub(" ", line).strip() for line in lines)))


def _lines(element: etree._Element) -> Iterator[str | None]:
    """The text inside an element; None where a line ends."""
    yield element.text or ""
    for child in element:
        if _is_seen(child) and child.tag != "table":
            ends = child.tag not in _INLINE
            if ends:
                yield None
            yield from _lines(child)
            if ends:
                yield None
        yield child.tail or ""


def _strings(element: etree._Element) -> Iterator[str]:
    return (text for text in element.itertext(with_tail=False) if isinstance(text, str))


def _is_seen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or element.get("hidden") is not None:
        return False
    return not _HIDDEN.search(element.get("style") or "")


def _span(cell: etree._Element, attribute: str) -> int:
    stated = (cell.get(attribute) or "1").strip()
    return int(stated) if stated.isdecimal() and len(stated) < 8 else 1
