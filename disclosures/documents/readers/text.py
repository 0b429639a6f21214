"""Plain text: running text with tab-separated (or piped, or marked-up) tables in it.

Such files are conversions of other formats. They keep the order of the page, not its geometry: a cell is
known by its line and its field. Remnants of LaTeX or HTML that are no table stay text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import Limits
from disclosures.documents.lines import join_lines
from disclosures.documents.model import Block, Cell, Document, Paragraph, Place, Row, Table
from disclosures.documents.tables.markup import TABLE_END, TABLE_START, markup_table

MEDIA_TYPE = "text/plain"

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONGEST_CHARACTER = 4
"""Bytes of the longest character in UTF-8 and in GB18030: so many may be cut off at the end of a head."""

_LIST_MARK = re.compile(
    r"\s*(?:[-•*●]\s|#{1,6}\s|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、"
    r"|\d{1,2}(?:、|[.．](?!\d))|注[:：]|第[一二三四五六七八九十]+部分)"
)
_LONGEST_MARKUP = 2_000
"""Lines a marked-up table may take; a table never closed is text."""
_PIPED = re.compile(r"\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*$")


def recognises(head: bytes, path: Path) -> float:
    """Bytes that are characters, in an encoding Chinese publishers use. Any other format fits better."""
    if any(head.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS):
        return 0.6
    if not head or b"\0" in head:
        return 0.0
    for encoding, fit in (("utf-8", 0.5), ("gb18030", 0.3)):
        text = _decoded(head, encoding, cut=True)
        if text is not None and _reads_like_text(text):
            return fit
    return 0.0


def read(path: Path, *, name: str, sha256: str, limits: Limits) -> Document:
    """Paragraphs and tables of a text file, every line and cell with its line and field."""
    return read_text(decode(path.read_bytes()), name=name, sha256=sha256)


def read_text(text: str, *, name: str, sha256: str) -> Document:
    """The same of a text already decoded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(name=name, sha256=sha256, media_type=MEDIA_TYPE, pages=None, blocks=tuple(_blocks(lines)))


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16 with a byte order mark, UTF-8 without, or GB18030."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        for cut in (False, True):
            text = _decoded(content, encoding, cut=cut)
            if text is not None and _reads_like_text(text):
                return text
    raise Unreadable(
        UnreadableCode.CORRUPT,
        zh="文本文件的编码无法识别，请另存为 UTF-8 或 GB18030 后重新上传。",
        en="The encoding of the text file is not known. Save it as UTF-8 or GB18030 and upload it again.",
    )


def _decoded(content: bytes, encoding: str, *, cut: bool) -> str | None:
    """The text, or None. With `cut`, the last character may be incomplete."""
    for dropped in range(_LONGEST_CHARACTER if cut else 1):
        try:
            return content[: len(content) - dropped].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _reads_like_text(text: str) -> bool:
    """Hardly any control characters, which a binary file that happens to decode is full of."""
    sample = text[:4096]
    odd = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\f\v\b\x1b") or c == "\x7f" or "\x80" <= c < "\xa0"
    )
    return odd * 100 <= len(sample)


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Blocks of the text in order. Consecutive lines with tabs are one table; a line without ends it."""
    at = blanks = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if closing := _end_of_markup(lines, at):
            end = closing
            yield from _markup_blocks("\n".join(lines[at:end]), at)
        elif "\t" in line and line.strip():
            end = _run(lines, at, lambda text: "\t" in text)
            yield _table(lines, at, end, lambda text: text.split("\t"))
        elif _PIPED.match(line):
            end = _run(lines, at, lambda text: _PIPED.match(text) is not None)
            yield _table(lines, at, end, _piped_fields)
        elif line.strip():
            end = _run(lines, at, _continues_paragraph)
            yield _paragraph(lines, at, end, blanks)
        blanks = 0 if line.strip() else blanks + 1
        at = end


def _run(lines: list[str], start: int, belongs: Callable[[str], bool]) -> int:
    end = start + 1
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return end


def _continues_paragraph(line: str) -> bool:
    """Whether the line goes on with the paragraph above: no table, no list mark, not blank."""
    return bool(
        line.strip()
        and "\t" not in line
        and not _LIST_MARK.match(line)
        and not _PIPED.match(line)
        and not TABLE_START.search(line)
    )


def _paragraph(lines: list[str], start: int, end: int, blanks: int) -> Paragraph:
    printed = tuple((lines[at].strip(), Place(line=at + 1)) for at in range(start, end))
    return Paragraph(join_lines(text for text, _ in printed), Place(line=start + 1), printed, blanks)


def _table(lines: list[str], start: int, end: int, fields: Callable[[str], list[str]]) -> Table:
    rows: list[Row] = []
    for at in range(start, end):
        if "|" in lines[at] and "\t" not in lines[at] and _PIPE_RULE.match(lines[at]):
            continue
        rows.append(
            tuple(
                Cell(text.strip(), Place(line=at + 1, field=number + 1), row=len(rows), column=number)
                for number, text in enumerate(fields(lines[at]))
            )
        )
    return Table(rows=tuple(rows), place=Place(line=start + 1))


def _piped_fields(line: str) -> list[str]:
    return line.strip()[1:-1].split("|")


def _end_of_markup(lines: list[str], start: int) -> int | None:
    """The line after the one that closes the table opened on line `start`; None where none does."""
    opening = TABLE_START.search(lines[start])
    if opening is None:
        return None
    if TABLE_END.search(lines[start], opening.end()):
        return start + 1
    for end in range(start + 1, min(len(lines), start + _LONGEST_MARKUP)):
        if TABLE_END.search(lines[end]):
            return end + 1
    return None


def _markup_blocks(text: str, at: int) -> Iterator[Block]:
    """The marked-up tables of a text that begins on line `at`, and what stands before and after them."""
    read_to = 0
    for opening in TABLE_START.finditer(text):
        closing = TABLE_END.search(text, opening.end())
        if closing is None or opening.start() < read_to:
            continue
        yield from _beside_markup(text, read_to, opening.start(), at)
        line = at + text.count("\n", 0, opening.start()) + 1
        yield markup_table(text[opening.start() : closing.end()], line=line)
        read_to = closing.end()
    yield from _beside_markup(text, read_to, len(text), at)


def _beside_markup(text: str, start: int, end: int, at: int) -> Iterator[Paragraph]:
    if printed := text[start:end].strip():
        place = Place(line=at + text.count("\n", 0, start) + 1)
        yield Paragraph(text=printed, place=place, lines=((printed, place),))
