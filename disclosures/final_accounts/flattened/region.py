"""Where a statement may stand cell by cell: behind its title, from its headings to the next other text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from disclosures.final_accounts.captions import read_caption
from disclosures.final_accounts.flattened.exact import Spacing
from disclosures.final_accounts.flattened.headings import Layer, layer_of, with_codes_beside_names
from disclosures.final_accounts.flattened.pieces import Piece, code_at, names_known_line
from disclosures.final_accounts.labels import fold, name_of
from disclosures.final_accounts.statements.form import Form, Layout, is_heading

Pieces = Sequence[Piece | None]

_MOST_CAPTIONS = 8
_MOST_CELLS = 20_000
_LONGEST_CELL = 45
_SENTENCE = re.compile(r"[。；;]|[，,].*[，,]")
_PART = re.compile(r"第[一二三四五六七八九十]+部分|目录|.*(?:情况|说明|解释|概况|职责|设置)$")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:=[\d+()（）-]+)?")
_FEWEST_AMOUNTS = 5
"""So many amounts alone on their lines are a statement, even where it cannot be put together."""


@dataclass(frozen=True, slots=True)
class Region:
    """The cells of a statement, from `start` to `end` among all printed lines.

    `parts` are the cells behind each printing of the headings; each has what stands behind it as its last
    piece, None at the end of the document. `layer` is None where the headings do not tell the columns.
    """

    form: Form
    title: Piece
    start: int
    end: int
    layer: Layer | None
    parts: tuple[tuple[Piece | None, ...], ...]
    spaced: int
    """Blank lines between any two cells."""

    def pieces(self) -> list[Piece]:
        """The cells of all parts, without blanks."""
        return [piece for part in self.parts for piece in part[:-1] if piece is not None]

    def cells(self, part: Sequence[Piece | None], spacing: Spacing) -> list[Piece | None] | None:
        """The cells of a part with those that blank lines stand for; None where they are not so many.

        Behind the last line of a document there may have been as many as there are columns.
        """
        cells: list[Piece | None] = []
        for at, piece in enumerate(part):
            blanks = max(0, piece.blanks - self.spaced) if piece is not None else 0
            is_behind = at == len(part) - 1
            if blanks % spacing.lines and not is_behind:
                return None
            cells += [None] * (blanks // spacing.lines)
            if not is_behind:
                cells.append(piece)
        if part[-1] is None and self.layer is not None:
            cells += [None] * self.layer.width
        return cells


def regions_of(pieces: Pieces) -> Iterator[Region]:
    """Every stretch of cells behind the title of a statement."""
    at = 0
    while at < len(pieces):
        region = _region_behind(pieces, at)
        if region is not None:
            yield region
        at = region.end if region is not None else at + 1


def _region_behind(pieces: Pieces, at: int) -> Region | None:
    title = pieces[at]
    if title is None or "表" not in title.text or (form := read_caption(title.text).form) is None:
        return None
    start = _behind_captions(pieces, at + 1, form)
    end = start
    while end < len(pieces) and end - start < _MOST_CELLS and _is_cell(pieces[end], form):
        end += 1
    cells = [piece for piece in pieces[start:end] if piece is not None]
    if len(cells) < 2 or not _is_head_word(form, cells[0].text):
        return None
    head = _head(cells, form)
    layer, body = head if head is not None else (None, 0)
    if layer is None and sum(piece.is_amount for piece in cells) < _FEWEST_AMOUNTS:
        return None
    behind = pieces[end] if end < len(pieces) else None
    parts = _parts(cells, body, behind)
    if layer is not None and any(code_at(cells, n, form) for n in range(body, len(cells))):
        layer = with_codes_beside_names(layer, form)
    spaced = min(piece.blanks for piece in cells[1:])
    return Region(form, title, start, end, layer, parts, spaced)


def _behind_captions(pieces: Pieces, at: int, form: Form) -> int:
    """Behind 公开01表, 部门：… and 金额单位：万元."""
    for here in range(at, min(at + _MOST_CAPTIONS, len(pieces))):
        piece = pieces[here]
        if piece is None or is_heading(form, piece.text):
            return here
        caption = read_caption(piece.text)
        if caption.says_nothing or caption.is_note or caption.form or caption.is_other_title:
            return here
    return at


def _is_cell(piece: Piece | None, form: Form) -> bool:
    if piece is None or piece.is_amount:
        return piece is not None
    folded = fold(piece.text)
    if len(folded) > _LONGEST_CELL or _SENTENCE.search(piece.text) or _PART.match(folded):
        return False
    return is_heading(form, piece.text) or read_caption(piece.text).says_nothing


def _is_head_word(form: Form, text: str) -> bool:
    """A word of headings, and not the name of a line with its ordinal."""
    is_line = name_of(text) != fold(text) and names_known_line(form, text)
    return is_heading(form, text) and not is_line


def _head(cells: Sequence[Piece], form: Form) -> tuple[Layer, int] | None:
    """The columns, and where the data begins; None unless there is one way to see it."""
    words = next((at for at, piece in enumerate(cells) if not _is_head_word(form, piece.text)), len(cells))
    marked = next((at for at in range(words) if fold(cells[at].text) == "栏次"), None)
    ends = [words if marked is None else marked]
    if marked is None and not (words < len(cells) and fold(cells[words].text) == "1"):
        ends += [at for at in range(2, words) if _may_be_first_line(form, cells[at].text)]
    found = [(layer, end) for end in ends if (layer := layer_of(cells[:end], form)) is not None]
    if form.layout is Layout.ITEMS:
        found = [
            (layer, end)
            for layer, end in found
            if end == ends[0] or layer.columns.groups[0].label is not None
        ]
    if len(found) != 1:
        return None
    layer, end = found[0]
    behind = _behind_numbers(cells, end, len(layer.amounts()))
    if behind is None and marked is not None:
        return None
    return replace(layer, is_numbered=behind is not None), end if behind is None else behind


def _may_be_first_line(form: Form, text: str) -> bool:
    """Whether a word of headings may be the name of the first line as well: 合计, or an item of 三公."""
    return names_known_line(form, text) and (form.layout is Layout.ITEMS or form.column(text) is None)


def _behind_numbers(cells: Sequence[Piece], at: int, count: int) -> int | None:
    """Behind the row of column numbers; None where they are not as many as the columns."""
    following = 1
    while at < len(cells) and following <= count:
        text = fold(cells[at].text)
        number = _COLUMN_NUMBER.fullmatch(text)
        if number is not None and int(number[1]) == following:
            following += 1
        elif text not in ("栏次", "行次", "—", "-"):
            return None
        at += 1
    return at if following > count else None


def _parts(cells: Sequence[Piece], body: int, behind: Piece | None) -> tuple[tuple[Piece | None, ...], ...]:
    """The cells behind the headings, cut where the same headings are printed again."""
    head = [fold(piece.text) for piece in cells[:body]]
    texts = [fold(piece.text) for piece in cells]
    parts: list[tuple[Piece | None, ...]] = []
    start = at = body
    while body and at + body <= len(cells):
        if texts[at] == head[0] and texts[at : at + body] == head:
            parts.append((*cells[start:at], cells[at]))
            start = at = at + body
        else:
            at += 1
    return (*parts, (*cells[start:], behind))
