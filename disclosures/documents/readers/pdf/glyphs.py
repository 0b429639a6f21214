"""Every character that can be seen on a page, with its box."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from disclosures.documents.cjk import folded
from disclosures.documents.model import Box
from disclosures.documents.readers.pdf import pdfium
from disclosures.documents.readers.pdf.frame import FARTHEST, IDENTITY, NOWHERE, Frame, Matrix, is_somewhere
from disclosures.documents.readers.pdf.pdfium import Handle

UNMAPPED = "\ufffd"
"""Stands for a character whose font does not say which one it is."""

_HYPHEN_MARK = "\x02"
"""PDFium's sign for a hyphen at the end of a line; in a table it is a dash or a minus like any other."""

_SPACES = frozenset(
    " \t\r\n\f\v\xa0\xad\u1680\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_PALE, _FAINT = 0xF0, 0x10
"""Red, green and blue from there on, and opacity below, are hard to tell from white paper."""


_LEVEL = 0.02
"""Text sloping less than this is meant to be level."""
_DESCENT = 0.14
"""The share of the height of an ideograph that lies below the baseline."""
_WIDEST = 3.0
"""No character is this many font sizes wide: the size is that of a font with a scale of its own."""


class Glyph(NamedTuple):
    """A printed character; its box is as high as its font is large, and as wide as its advance."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Text(NamedTuple):
    """The characters of a page in the order of its content."""

    upright: list[Glyph]
    """Those that run in the direction of most text of the page."""
    sideways: list[Glyph]
    """Those turned by a right angle against it. Slanted ones, which are watermarks, are in neither."""
    doubtful: list[Glyph]
    """Pale ones and those of optional layers: whether they are seen depends on what is drawn there."""
    invisible: int
    """How many are there but not drawn, as under a scanned picture."""
    unmapped: int


class _Style(NamedTuple):
    """What the characters of one text object share."""

    turn: int | None
    size: float
    """The height of the font as drawn."""
    baseline: float
    """Of the first character, in the reading frame. The others of an object stand on it too, where the object
    is set in lines."""
    hidden: bool
    doubtful: bool


class _Characters(dict[str, str]):
    """Character of the file → what is read; blanks are left out, since gaps between boxes tell of them."""

    def __missing__(self, character: str) -> str:
        self[character] = read = _read(character)
        return read


def _read(character: str) -> str:
    if character == _HYPHEN_MARK:
        return "-"
    if character in _SPACES or "\u2000" <= character <= "\u200a":
        return ""
    return UNMAPPED if unicodedata.category(character) in _MEANINGLESS else folded(character)


_MEANINGLESS = frozenset(("Cc", "Cs", "Co", "Cn"))
"""Control characters, halves of others, and code points that only the font knows the meaning of."""
_CHARACTERS = _Characters()


def text_turn(page: Handle) -> int:
    """How many quarter turns (clockwise) make most of the page's text upright."""
    count = pdfium.count_characters(page)
    turns = Counter(_turn(*_matrix(page, index)[:4]) for index in range(0, count, max(1, count // 32)))
    turns.pop(None, None)
    return max(turns, key=lambda turn: turns[turn], default=0) or 0


def _matrix(page: Handle, index: int) -> tuple[float, ...]:
    return _MATRIX.read() if pdfium.character_matrix(page, index, _MATRIX.pointer) else IDENTITY


def _turn(a: float, b: float, c: float, d: float) -> int | None:
    """Quarter turns that make a character upright; None where it is slanted."""
    if abs(b) <= _LEVEL * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _LEVEL * abs(b):
        return 1 if b > 0 else 3
    return None


def page_text(page: Handle, frame: Frame, turn: int, covered: frozenset[Handle]) -> Text:
    """All characters of a text page, in the reading frame. `covered` are text objects under a picture."""
    glyph_of = _upright_glyphs(page, frame.reading) if turn == 0 else _turned_glyphs(page, frame.reading)
    style_of = _styles(page, frame.reading, covered)
    upright: list[Glyph] = []
    sideways: list[Glyph] = []
    doubtful: list[Glyph] = []
    previous: Handle | None = -1
    style = _Style(0, 0.0, 0.0, False, False)
    into = upright
    invisible = unmapped = 0
    object_of, map_error, characters = pdfium.character_object, pdfium.has_map_error, _CHARACTERS
    for index, printed in enumerate(_printed(page)):
        character = characters[printed]
        if not character:
            continue
        owner = object_of(page, index)
        if owner != previous:
            previous = owner
            style = style_of(index, owner)
            into = doubtful if style.doubtful else upright
        if style.hidden:
            invisible += 1
            continue
        if map_error(page, index):
            character = UNMAPPED
        if character == UNMAPPED:
            unmapped += 1
        if style.turn == turn:
            into.append(glyph_of(character, index, style))
        elif style.turn is not None:
            sideways.append(Glyph(character, *_tight_box(page, index, frame.reading)))
    return Text(upright, sideways, doubtful, invisible, unmapped)


def _printed(page: Handle) -> Sequence[str]:
    """The character of every index. All at once is faster, but leaves out those of which PDFium knows
    nothing, and gives those beyond the first plane in two halves."""
    count = pdfium.count_characters(page)
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = pdfium.page_text(page, 0, count, buffer) - 1
    text = buffer.raw[: 2 * max(length, 0)].decode("utf-16-le", "replace")
    if length == count == len(text):
        return text
    return [chr(pdfium.character_code(page, index)) for index in range(count)]


def _styles(
    page: Handle, reading: Matrix, covered: frozenset[Handle]
) -> Callable[[int, Handle | None], _Style]:
    """The style of a text object, by the index of its first character."""
    size_of, mode_of, marks_of = pdfium.character_size, pdfium.render_mode, pdfium.count_marks
    colour_of, (red_at, green_at, blue_at, opacity_at), rgba = (
        pdfium.fill_colour,
        _COLOUR.pointers,
        _COLOUR.read,
    )
    invisible, yx, yy, dy = pdfium.INVISIBLE_MODES, reading.b, reading.d, reading.f

    def style(index: int, owner: Handle | None) -> _Style:
        a, b, c, d, x, y = _matrix(page, index)
        turn = 0 if a > 0 == b else _turn(a, b, c, d)
        level = yx * x + yy * y + dy
        size = size_of(page, index) * (math.hypot(c, d) if c else abs(d))
        absurd = not (-FARTHEST < level < FARTHEST and 0 < size < FARTHEST)
        if owner is None or absurd:
            return _Style(turn, size, level, absurd, False)
        doubtful = marks_of(owner) > 0 and _in_optional_layer(owner)
        if colour_of(owner, red_at, green_at, blue_at, opacity_at):
            red, green, blue, opacity = rgba()
            is_pale = red >= _PALE and green >= _PALE and blue >= _PALE
            doubtful = doubtful or is_pale or opacity < _FAINT
        return _Style(turn, size, level, mode_of(owner) in invisible or owner in covered, doubtful)

    return style


def _in_optional_layer(owner: Handle) -> bool:
    marks = range(pdfium.count_marks(owner))
    return any(_mark_name(pdfium.get_mark(owner, i)) == "OC" for i in marks)


def _mark_name(mark: Handle) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = ctypes.c_ulong()
    if not pdfium.mark_name(mark, buffer, len(buffer), ctypes.byref(length)):
        return ""
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


_GlyphOf: TypeAlias = Callable[[str, int, _Style], Glyph]
"""The glyph of a character, by its index and the style of its object.

Across the line its box reaches from below the baseline to above it by the size of the font. PDFium's own
boxes do not serve: one is as high as the ink, so that a comma lies below the digits beside it, and the other
follows what the font says of itself, which many producers get wrong."""


def _upright_glyphs(page: Handle, reading: Matrix) -> _GlyphOf:
    """For characters upright in PDF's own coordinates, of which PDFium knows the advance."""
    rectangle = pdfium.Values("f", 4)
    pointer, sides, loose, origin = (
        rectangle.pointer,
        rectangle.read,
        pdfium.loose_character_box,
        _origins(page),
    )
    dx, dy = reading.e, reading.f
    run: _Style | None = None
    reached = 0.0

    def glyph(character: str, index: int, style: _Style) -> Glyph:
        nonlocal run, reached
        loose(page, index, pointer)
        left, _, right, _ = sides()
        size = style.size
        if not (0 < right - left < _WIDEST * size and -FARTHEST < left < FARTHEST):
            return Glyph(character, *_tight_box(page, index, reading))
        baseline = style.baseline
        if run is style and left < reached - 0.5 * size:
            level = dy - origin(index)[1]
            baseline = level if -FARTHEST < level < FARTHEST else baseline
        run, reached = style, right
        bottom = baseline + _DESCENT * size
        return Glyph(character, left + dx, bottom - size, right + dx, bottom)

    return glyph


def _turned_glyphs(page: Handle, reading: Matrix) -> _GlyphOf:
    """For characters set sideways or upside down, of which PDFium knows no advance: each reaches to the start
    of the next one in the same run."""
    count, origin = pdfium.count_characters(page), _origins(page)

    def glyph(character: str, index: int, style: _Style) -> Glyph:
        x0, y0, x1, y1 = _tight_box(page, index, reading)
        size = style.size
        if not 0 <= x1 - x0 < _WIDEST * size:
            return Glyph(character, x0, y0, x1, y1)
        start, baseline = reading.point(*origin(index))
        if not (-FARTHEST < start < FARTHEST and -FARTHEST < baseline < FARTHEST):
            return Glyph(character, *NOWHERE)
        end = max(x1, start + 0.05 * size)
        if index + 1 < count and _same_run(page, index):
            following, level = reading.point(*origin(index + 1))
            if abs(level - baseline) < 0.1 * size and 0 < following - start < 1.3 * size:
                end = following
        bottom = baseline + _DESCENT * size
        return Glyph(character, min(x0, start), bottom - size, end, bottom)

    return glyph


def _origins(page: Handle) -> Callable[[int], tuple[float, float]]:
    """Where a character begins on its baseline, in PDF's own coordinates."""
    point = pdfium.Values("d", 2)

    def origin(index: int) -> tuple[float, float]:
        pdfium.character_origin(page, index, *point.pointers)
        x, y = point.read()
        return x, y

    return origin


def _same_run(page: Handle, index: int) -> bool:
    return bool(pdfium.character_object(page, index) == pdfium.character_object(page, index + 1))


def _tight_box(page: Handle, index: int, reading: Matrix) -> Box:
    """The box of what is drawn, without the white around it."""
    pdfium.character_box(page, index, *_SIDES.pointers)
    left, right, bottom, top = _SIDES.read()
    box = reading.box(left, bottom, right, top)
    return box if is_somewhere(box) else NOWHERE


_COLOUR = pdfium.Values("I", 4)
_MATRIX = pdfium.Values("f", 6)
_SIDES = pdfium.Values("d", 4)
