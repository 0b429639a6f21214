"""The second reading of a ruled table, by the positions of its figures alone, and where the two differ.

By ruling lines, a figure belongs to the cell that its middle lies in. By position, it belongs to the row of
the text on its baseline, or of the nearest text, and to the column that the figures above and below it are
aligned in. Both say the same of a figure that keeps within its cell. Where one runs over a line, or a line
runs through one, they can differ; which of them is right is for a person to say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosures.documents.readers.pdf.grid import Grid, GridCell
from disclosures.documents.readers.pdf.ruled import Filling, cell_of
from disclosures.documents.readers.pdf.words import APART, Word, lines_of, word_of

_FIGURE = re.compile(r"[-－−+(（]?[\d０-９][\d０-９,，.．]*[)）]?[%％]?")
_AMOUNT = re.compile(r"[-－−(（]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?[)）]?")
_ALIGNED = 1.2
"""Figures whose ends differ by less than this are aligned."""
_OVER = 0.12
"""A figure that reaches over a line by less than this share of its height keeps within it."""
_WHITE = 0.14
"""White above and below a digit, as a share of the height of its font."""


class Figure(NamedTuple):
    """A number as it stands on its line, whatever lines run through it."""

    word: Word
    cells: tuple[GridCell, ...]
    """The cells that the reading by lines put parts of it in."""
    line: Sequence[Word]


Readings = Mapping[GridCell, tuple[str, str]]
"""For each cell that the readings differ on: what the lines say, and what the positions say."""


def differences(grid: Grid, filling: Filling, texts: Mapping[GridCell, str]) -> Readings:
    """Where the two readings of a table differ. `texts` is the reading by lines."""
    words = [word for inside in filling.values() for word in inside]
    if not any(_runs_over(grid, word, cell) for cell, inside in filling.items() for word in inside):
        return {}
    home = {id(word): cell for cell, inside in filling.items() for word in inside}
    lines = lines_of(words)
    figures = [figure for line in lines for figure in _figures(line, home)]
    moved = [(figure, _by_position(grid, figure, figures, lines)) for figure in figures]
    return _readings([(figure, cell) for figure, cell in moved if figure.cells != (cell,)], texts)


def _runs_over(grid: Grid, word: Word, cell: GridCell) -> bool:
    """Whether a word touches or crosses a line of the cell it is in; one that does not is certain."""
    x0, y0, x1, y1 = grid.cell_box(cell)
    return word.x0 < x0 + 1 or word.x1 > x1 - 1 or _over_rule(word, y0, y1)


def _over_rule(word: Word, y0: float, y1: float) -> bool:
    reach = (_WHITE + _OVER) * word.size
    return word.y0 + reach < y0 or word.y1 - reach > y1


def _figures(line: Sequence[Word], home: Mapping[int, GridCell]) -> Iterator[Figure]:
    """The numbers of a line, put together again where a ruling line cut them."""
    run = [line[0]]
    for before, word in pairwise(line):
        if word.x0 - before.x1 > APART * min(before.size, word.size) or not _is_one(run, word):
            yield from _figure(run, line, home)
            run = []
        run.append(word)
    yield from _figure(run, line, home)


def _is_one(run: Sequence[Word], word: Word) -> bool:
    """Whether a word may be the rest of the number before it; two complete amounts are two numbers."""
    return _AMOUNT.fullmatch("".join(part.text for part in run) + word.text) is not None


def _figure(run: Sequence[Word], line: Sequence[Word], home: Mapping[int, GridCell]) -> Iterator[Figure]:
    word = word_of([glyph for part in run for glyph in part.glyphs])
    if _FIGURE.fullmatch(word.text):
        yield Figure(word, tuple(dict.fromkeys(home[id(part)] for part in run)), line)


def _by_position(
    grid: Grid, figure: Figure, figures: Sequence[Figure], lines: Sequence[Sequence[Word]]
) -> GridCell:
    """The cell of the row and the column that the position of a figure speaks for."""
    cell = cell_of(grid, figure.word)
    x0, y0, x1, y1 = grid.cell_box(cell)
    row, column = cell.row, cell.column
    if figure.word.x0 < x0 or figure.word.x1 > x1:
        anchored = grid.cell_at(_anchor(figure, figures), figure.word.middle)
        row, column = anchored.row, anchored.column
    if _over_rule(figure.word, y0, y1):
        row = _row_of(grid, cell, figure, lines)
    return grid.slots[row][column]


def _anchor(figure: Figure, figures: Sequence[Figure]) -> float:
    """A point that lies in the column of a figure: the end at which it is aligned with figures of other
    widths above and below it. Amounts that are alone are set to the right."""
    word = figure.word
    others = [
        other.word
        for other in figures
        if abs((other.word.x1 - other.word.x0) - (word.x1 - word.x0)) > _ALIGNED
    ]
    middle = (word.x0 + word.x1) / 2
    right = sum(abs(other.x1 - word.x1) < _ALIGNED for other in others)
    left = sum(abs(other.x0 - word.x0) < _ALIGNED for other in others)
    centre = sum(abs((other.x0 + other.x1) / 2 - middle) < _ALIGNED for other in others)
    if centre > max(right, left):
        return middle
    inset = 0.25 * word.size
    return word.x0 + inset if left > right else word.x1 - inset


def _row_of(grid: Grid, cell: GridCell, figure: Figure, lines: Sequence[Sequence[Word]]) -> int:
    """The row of the text on the same line; where there is none, that of the nearest line with text."""
    named = [word for word in figure.line if not _FIGURE.fullmatch(word.text)]
    if not named:
        texts = [[w for w in line if not _FIGURE.fullmatch(w.text)] for line in lines]
        named = min(filter(None, texts), key=lambda ws: abs(_level(ws) - figure.word.middle), default=[])
    cells = [cell_of(grid, word) for word in named]
    if not cells or any(other.row <= cell.row < other.row + other.row_span for other in cells):
        return cell.row
    return Counter(other.row for other in cells).most_common(1)[0][0]


def _level(words: Sequence[Word]) -> float:
    return sum(word.middle for word in words) / len(words)


def _readings(
    moved: Sequence[tuple[Figure, GridCell]], texts: Mapping[GridCell, str]
) -> dict[GridCell, tuple[str, str]]:
    positions: defaultdict[GridCell, list[str]] = defaultdict(list)
    touched: dict[GridCell, None] = {}
    for figure, there in moved:
        positions[there].append(figure.word.text)
        touched.update(dict.fromkeys((*figure.cells, there)))
    return {cell: (texts.get(cell, ""), "\n".join(positions[cell])) for cell in touched}
