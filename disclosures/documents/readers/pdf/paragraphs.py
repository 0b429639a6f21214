"""Lines outside tables → paragraphs, over line and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from disclosures.documents.cjk import is_cjk
from disclosures.documents.model import Box, Paragraph, Place
from disclosures.documents.readers.pdf.words import Word, box_around, line_text

_ENDS = tuple("。！？；：.!?;:")
_LEADERS = re.compile(r"(\.|…|·|—|-|_){3,}\s*\d*$")
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百\d]+[部章节条]|附件|附[:：]|注[:：]|说明[:：]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|[（(]?\d{1,2}[、）)．]|\d{1,2}\.(?!\d)|[①-⑳]"
)
"""What opens an item of a list, where the line before ended a sentence."""


class Line(NamedTuple):
    """A printed line outside tables, in the reading frame of its page."""

    text: str
    page: int
    box: Box
    shown: Box
    """The box on the page as displayed."""

    @property
    def size(self) -> float:
        return self.box[3] - self.box[1]


class Column(NamedTuple):
    """The left and right ends between which the running text of a page is set."""

    left: float
    right: float


def text_line(words: Sequence[Word], page: int, shown: Box) -> Line:
    return Line(line_text(words), page, box_around([word.box for word in words]), shown)


def text_column(lines: Sequence[Line], width: float) -> Column:
    """Where running text begins and ends: the ends of the lines that reach farthest, since indented first
    lines and short last ones only stand further in."""
    long = [line for line in lines if line.box[2] - line.box[0] > 0.5 * width] or list(lines)
    lefts, rights = sorted(line.box[0] for line in long), sorted(line.box[2] for line in long)
    return Column(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]) if long else Column(0, width)


def goes_on(before: Line, after: Line, column: Column, next_column: Column) -> bool:
    """Whether a paragraph runs on from one line to the next."""
    size = min(before.size, after.size)
    if max(before.size, after.size) > 1.25 * size or _LEADERS.search(before.text):
        return False
    short = before.box[2] < column.right - 1.6 * size
    indented = after.box[0] > next_column.left + 1.2 * size
    if short or (indented and not _same_left(before, after, size)):
        return False
    if before.page == after.page and after.box[1] - before.box[3] > 1.8 * size:
        return False
    return not (_BEGINS.match(after.text) and before.text.endswith(_ENDS))


def _same_left(before: Line, after: Line, size: float) -> bool:
    """A block indented as a whole, as a quotation is."""
    return abs(before.box[0] - after.box[0]) < 0.5 * size


def paragraph(lines: Sequence[Line]) -> Paragraph:
    """Lines joined into one paragraph; its place is that of its first page's lines."""
    page = lines[0].page
    here = box_around([line.shown for line in lines if line.page == page])
    places = tuple((line.text, Place(page=line.page, box=line.shown)) for line in lines)
    return Paragraph(joined(line.text for line in lines), Place(page=page, box=here), places)


def joined(texts: Iterable[str]) -> str:
    """Lines joined; a blank only between two words of Latin letters. A number broken by the line is whole
    again."""
    whole = ""
    for text in texts:
        blank = whole and text and _is_latin(whole[-1]) and _is_latin(text[0])
        whole += " " + text if blank else text
    return whole


def _is_latin(character: str) -> bool:
    return character.isalpha() and not is_cjk(character)
