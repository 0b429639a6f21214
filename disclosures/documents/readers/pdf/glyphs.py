"""Every character that can be seen on a page, with its box."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise, repeat
from operator import sub
from typing import NamedTuple, TypeAlias

from disclosures.documents.readers.pdf import pdfium
from disclosures.documents.readers.pdf.characters import UNMAPPED, Characters, Stretch, Style
from disclosures.documents.readers.pdf.frame import FARTHEST, NOWHERE, Frame, Matrix, is_somewhere
from disclosures.documents.readers.pdf.pdfium import Address, Answers, Handle, of_each

_PALE, _FAINT = 0xF0, 0x10
"""Red, green and blue from there on, and opacity below, are hard to tell from white paper."""


_LEVEL = 0.02
"""Text sloping less than this is meant to be level."""
_DESCENT = 0.14
"""The share of the height of an ideograph that lies below the baseline."""
_WIDEST = 3.0
"""No character is this many font sizes wide: the size is that of a font with a scale of its own."""
_NEAR, _OVERLAPPING = 0.25, 0.125
"""In a run, characters stand nearer than this many font sizes, or overlap by less than this share of one."""


class Glyph(NamedTuple):
    """A printed character; its box is as high as its font is large, and as wide as its advance."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Run(NamedTuple):
    """Characters of one size on one baseline, each right behind the one before. Whether two runs belong
    together is for others to say."""

    text: str
    x0s: Sequence[float]
    x1s: Sequence[float]
    y0: float
    y1: float

    @property
    def glyphs(self) -> list[Glyph]:
        text, x0s, x1s, y0, y1 = self
        return [Glyph(one, x0, y0, x1, y1) for one, x0, x1 in zip(text, x0s, x1s, strict=True)]


class Text(NamedTuple):
    """The characters of a page in the order of its content."""

    upright: list[Run]
    """Those that run in the direction of most text of the page."""
    sideways: list[Glyph]
    """Those turned by a right angle against it. Slanted ones, which are watermarks, are in neither."""
    doubtful: list[Glyph]
    """Pale ones and those of optional layers: whether they are seen depends on what is drawn there."""
    invisible: int
    """How many are there but not drawn, as under a scanned picture."""
    unmapped: int


def run_of(glyph: Glyph) -> Run:
    """A character alone."""
    return Run(glyph.text, (glyph.x0,), (glyph.x1,), glyph.y0, glyph.y1)


def text_turn(characters: Characters) -> int:
    """How many quarter turns (clockwise) make most of the page's text upright."""
    turns: Counter[int | None] = Counter()
    for start, end, style in characters.stretches:
        turns[_turn(*style.matrix[:2])] += end - start
    turns.pop(None, None)
    return max(turns, key=lambda turn: turns[turn], default=0) or 0


@lru_cache(maxsize=256)
def _turn(a: float, b: float) -> int | None:
    """Quarter turns that make a character upright; None where it is slanted."""
    if abs(b) <= _LEVEL * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _LEVEL * abs(b):
        return 1 if b > 0 else 3
    return None


def page_text(characters: Characters, frame: Frame, turn: int, covered: frozenset[Address]) -> Text:
    """All characters of a text page, in the reading frame. `covered` are text objects under a picture."""
    runs_of = (_turned_runs if turn else _upright_runs)(characters, frame.reading)
    upright: list[Run] = []
    sideways: list[Glyph] = []
    doubtful: list[Glyph] = []
    stretches = _uncovered(characters, covered) if covered else characters.stretches
    invisible = len(characters.text) - sum(end - start for start, end, _ in stretches)
    unmapped = 0
    for start, end, style in stretches:
        size, baseline = _line(style, frame.reading)
        absurd = not (-FARTHEST < baseline < FARTHEST and 0 < size < FARTHEST)
        if absurd or style.mode in pdfium.INVISIBLE_MODES:
            invisible += end - start
            continue
        unmapped += characters.text.count(UNMAPPED, start, end)
        stands = _turn(*style.matrix[:2])
        if stands is not None and stands != turn:
            sideways += [_tight_glyph(characters, at, frame.reading) for at in range(start, end)]
        elif stands == turn and _is_doubtful(style):
            doubtful += [glyph for run in runs_of(start, end, size, baseline) for glyph in run.glyphs]
        elif stands == turn:
            upright += runs_of(start, end, size, baseline)
    return Text(upright, sideways, doubtful, invisible, unmapped)


def _uncovered(characters: Characters, covered: frozenset[Address]) -> list[Stretch]:
    """The stretches without the objects under a picture."""
    owners = characters.owners
    parts: list[Stretch] = []
    for start, end, style in characters.stretches:
        for is_covered, group in groupby(range(start, end), lambda at: owners[at] in covered):
            part = list(group)
            parts += [] if is_covered else [Stretch(part[0], part[-1] + 1, style)]
    return parts


def _line(style: Style, reading: Matrix) -> tuple[float, float]:
    """The height of the font as drawn, and the baseline, in the reading frame."""
    _, _, c, d, x, y = style.matrix
    size = style.size * (math.hypot(c, d) if c else abs(d))
    return size, reading.b * x + reading.d * y + reading.f


def _is_doubtful(style: Style) -> bool:
    if style.in_optional_layer or style.colour is None:
        return style.in_optional_layer
    red, green, blue, opacity = style.colour
    return (red >= _PALE and green >= _PALE and blue >= _PALE) or opacity < _FAINT


_RunsOf: TypeAlias = Callable[[int, int, float, float], Iterator[Run]]
"""The runs of characters from one to another, by their size and baseline.

Across the line their boxes reach from below the baseline to above it by the size of the font. PDFium's own
boxes do not serve: one is as high as the ink, so that a comma lies below the digits beside it, and the other
follows what the font says of itself, which many producers get wrong."""


def _upright_runs(characters: Characters, reading: Matrix) -> _RunsOf:
    """For characters upright in PDF's own coordinates, of which PDFium knows the advance."""
    page, text, indexes, owners, _ = characters
    boxes = _LOOSE_BOX.of(pdfium.loose_character_box, repeat(page), indexes, otherwise=NOWHERE)
    lefts = [box[0] + reading.e for box in boxes]
    rights = [box[2] + reading.e for box in boxes]

    def runs(start: int, end: int, size: float, baseline: float) -> Iterator[Run]:
        x0s, x1s = lefts[start:end], rights[start:end]
        widths = list(map(sub, x1s, x0s))
        narrowest, near = _OVERLAPPING * min(widths), _NEAR * size
        are_sound = narrowest > 0 and max(widths) < _WIDEST * size and math.isfinite(sum(widths))
        are_sound = are_sound and min(x0s) > -FARTHEST and max(x0s) < FARTHEST
        gaps = map(sub, lefts[start + 1 : end], x1s)
        breaks = [at for at, gap in enumerate(gaps, start + 1) if not (are_sound and -narrowest < gap < near)]
        bottom = baseline + _DESCENT * size
        for first, last in pairwise((start, *breaks, end)):
            if not are_sound or goes_back(first, size):
                yield run_of(glyph(first, size, baseline))
                first += 1
            if first < last:
                yield Run(text[first:last], lefts[first:last], rights[first:last], bottom - size, bottom)

    def glyph(at: int, size: float, baseline: float) -> Glyph:
        left, right = lefts[at], rights[at]
        if not (0 < right - left < _WIDEST * size and -FARTHEST < left < FARTHEST):
            return _tight_glyph(characters, at, reading)
        if goes_back(at, size):
            level = reading.f - _origin(page, indexes[at])[1]
            baseline = level if -FARTHEST < level < FARTHEST else baseline
        bottom = baseline + _DESCENT * size
        return Glyph(text[at], left, bottom - size, right, bottom)

    def goes_back(at: int, size: float) -> bool:
        """Whether a character stands left of the one before it in the same object, as in vertical text."""
        return at > 0 and lefts[at] < rights[at - 1] - 0.5 * size and owners[at] == owners[at - 1]

    return runs


def _turned_runs(characters: Characters, reading: Matrix) -> _RunsOf:
    """For characters set sideways or upside down, of which PDFium knows no advance: each reaches to the start
    of the next one in the same object."""
    page, indexes = characters.page, characters.indexes
    count = pdfium.count_characters(page)

    def runs(start: int, end: int, size: float, baseline: float) -> Iterator[Run]:
        for at in range(start, end):
            yield run_of(glyph(at, size))

    def glyph(at: int, size: float) -> Glyph:
        tight, index = _tight_glyph(characters, at, reading), indexes[at]
        text, x0, _, x1, _ = tight
        if not 0 <= x1 - x0 < _WIDEST * size:
            return tight
        start, baseline = reading.point(*_origin(page, index))
        if not (-FARTHEST < start < FARTHEST and -FARTHEST < baseline < FARTHEST):
            return Glyph(text, *NOWHERE)
        end = max(x1, start + 0.05 * size)
        if index + 1 < count and len(set(of_each(pdfium.character_object, page, (index, index + 1)))) == 1:
            following, level = reading.point(*_origin(page, index + 1))
            if abs(level - baseline) < 0.1 * size and 0 < following - start < 1.3 * size:
                end = following
        bottom = baseline + _DESCENT * size
        return Glyph(text, min(x0, start), bottom - size, end, bottom)

    return runs


def _origin(page: Handle, index: int) -> tuple[float, float]:
    """Where a character begins on its baseline, in PDF's own coordinates."""
    x, y = _ORIGIN.one(pdfium.character_origin, page, index, otherwise=NOWHERE[:2])
    return x, y


def _tight_glyph(characters: Characters, at: int, reading: Matrix) -> Glyph:
    """A character with the box of what is drawn, without the white around it."""
    sides = _TIGHT_BOX.one(pdfium.character_box, characters.page, characters.indexes[at], otherwise=NOWHERE)
    left, right, bottom, top = sides
    box = reading.box(left, bottom, right, top)
    return Glyph(characters.text[at], *(box if is_somewhere(box) else NOWHERE))


_LOOSE_BOX = Answers("f", 4, together=True)
_TIGHT_BOX = Answers("d", 4)
_ORIGIN = Answers("d", 2)
