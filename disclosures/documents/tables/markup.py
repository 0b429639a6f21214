"""A `<table>` written out inside running text → `Table` with merged cells.

Converters fall back on markup where tabs cannot say that cells are merged. It is read with the standard
library: a document that *is* HTML has its own reader.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from disclosures.documents.model import Cell, Place, Row, Table

TABLE_START = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)

_WIDEST_SPAN = 200
"""A larger span is a slip or an attack; no statement has half as many columns."""


class _Slots(HTMLParser):
    """Collects the cells of one table with their spans, row by row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int, int]]] = []
        self._text: list[str] | None = None
        self._spans = (1, 1)
        self._line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close_cell()
            named = dict(attrs)
            self._spans = (_span(named.get("rowspan")), _span(named.get("colspan")))
            self._text, self._line = [], self.getpos()[0]
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _close_cell(self) -> None:
        if self._text is None:
            return
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(("".join(self._text).strip(), *self._spans, self._line))
        self._text = None


def markup_table(markup: str, *, line: int) -> Table:
    """The table, whose first line is `line` of the file. A cell's place is its line and its number in it."""
    parser = _Slots()
    parser.feed(markup)
    parser.close()
    taken: dict[tuple[int, int], Cell] = {}
    numbers: dict[int, int] = {}
    for r, cells in enumerate(parser.rows):
        c = 0
        for text, row_span, column_span, cell_line in cells:
            while (r, c) in taken:
                c += 1
            at = line + cell_line - 1
            numbers[at] = numbers.get(at, 0) + 1
            place = Place(line=at, field=numbers[at])
            height = min(row_span, len(parser.rows) - r)
            cell = Cell(text, place, row=r, column=c, row_span=height, column_span=column_span)
            for slot in ((r + down, c + right) for down in range(height) for right in range(column_span)):
                taken.setdefault(slot, cell)
    return Table(rows=_grid(taken, len(parser.rows), Place(line=line)), place=Place(line=line))


def _grid(taken: dict[tuple[int, int], Cell], height: int, place: Place) -> tuple[Row, ...]:
    width = 1 + max((c for _, c in taken), default=-1)
    return tuple(
        tuple(taken.get((r, c)) or Cell("", place, row=r, column=c) for c in range(width))
        for r in range(height)
    )


def _span(attribute: str | None) -> int:
    if attribute is None or not attribute.strip().isdecimal():
        return 1
    return min(max(int(attribute.strip()), 1), _WIDEST_SPAN)
