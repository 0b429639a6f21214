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
_ORDINAL = re.compile(r"第[一二三四五六七八九十百]+部分|[（(]?[一二三四五六七八九十]{1,3}[、）)]")
"""Opens an item wherever it begins a line."""
_NUMBER = re.compile(r"附件|[附注][:：]|说明[:：]|[（(]?\d{1,2}[、）)．]|\d{1,2}\.(?!\d)|[①-⑳]")
"""Opens an item where the line before ended a sentence; else it may be the rest of one."""
_UNBREAKABLE = re.compile(r"[“‘（《【(]*(?:[\x21-\x7e]+|.)[、，。；：！？）》】”’％%）]*")
"""What must stay on one line: a whole number, a bracket with what follows, punctuation with what precedes."""


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
    """The left and right ends between which running text is set, on pages of one size."""

    left: float
    right: float
    width: float
    height: float


def text_line(words: Sequence[Word], page: int, shown: Box) -> Line:
    return Line(line_text(words), page, box_around([word.box for word in words]), shown)


def text_column(lines: Sequence[Line], width: float, height: float) -> Column:
    """Where running text begins and ends: indented first lines and short last ones only stand further in.

    Lines that no others end with tell nothing of the right end; it is then as far in as the left one.
    """
    long = [line for line in lines if line.box[2] - line.box[0] > 0.5 * width]
    lefts = sorted(line.box[0] for line in long or lines)
    left = lefts[len(lefts) // 10] if lefts else 0.0
    rights = sorted((line.box[2] for line in long), reverse=True)
    for right, third in zip(rights, rights[2:], strict=False):
        if right - third < 1.5 * _median_size(long):
            return Column(left, right, width, height)
    return Column(left, width - left, width, height)


def _median_size(lines: Sequence[Line]) -> float:
    return sorted(line.size for line in lines)[len(lines) // 2]


def goes_on(lines: Sequence[Line], after: Line, column: Column, next_column: Column) -> bool:
    """Whether the paragraph of these lines runs on in the line after them."""
    before, size = lines[-1], min(lines[-1].size, after.size)
    if max(before.size, after.size) > 1.25 * size or column != next_column:
        return False
    if before.page == after.page and not 0 < after.box[1] - before.box[1] < 2.8 * size:
        return False
    if _LEADERS.search(before.text) or _opens_item(before, after):
        return False
    at_margin = after.box[0] < column.left + 1.2 * size
    if not at_margin and (abs(before.box[0] - after.box[0]) > 0.5 * size or before.text.endswith(_ENDS)):
        return False
    room = column.right - before.box[2]
    if room < 1.6 * size or room < _needed(after, size):
        return True
    indented = lines[0].box[0] > column.left + 1.2 * size
    full = before.box[2] - column.left > 0.6 * (column.right - column.left)
    return at_margin and indented and full and not before.text.endswith(_ENDS)


def _opens_item(before: Line, after: Line) -> bool:
    if _ORDINAL.match(after.text):
        return True
    return bool(_NUMBER.match(after.text)) and before.text.endswith(_ENDS)


def _needed(line: Line, size: float) -> float:
    """The width that the beginning of the line would have needed at the end of the one before."""
    start = _UNBREAKABLE.match(line.text)
    return sum(1.0 if is_cjk(c) else 0.5 for c in start.group()) * size if start else 0.0


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
