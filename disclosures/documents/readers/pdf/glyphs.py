"""Every character that can be seen on a page, with its box."""

from __future__ import annotations

import ctypes
import math
import struct
from collections import Counter
from collections.abc import Callable
from ctypes import c_double
from typing import NamedTuple, TypeAlias

from disclosures.documents.cjk import folded
from disclosures.documents.model import Box
from disclosures.documents.readers.pdf import pdfium
from disclosures.documents.readers.pdf.frame import Frame, Matrix
from disclosures.documents.readers.pdf.pdfium import Handle

UNMAPPED = "\ufffd"
"""Stands for a character whose font does not say which one it is."""

_HYPHEN_MARK = "\x02"
"""PDFium's sign for a hyphen at the end of a line; in a table it is a dash or a minus like any other."""

_SPACES = frozenset(
    " \t\r\n\f\v\xa0\xad\u1680\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_PALE = 0xF0
"""Red, green and blue from here on are hard to tell from white paper."""


_LEVEL = 0.02
"""Text sloping less than this is meant to be level."""
_ASCENT, _DESCENT = 0.86, 0.14
"""Where the baseline divides the height of an ideograph."""
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
    hidden: bool
    doubtful: bool


class _Characters(dict[int, str]):
    """Code point → what is read; blanks are left out, since gaps between boxes tell of them."""

    def __missing__(self, code: int) -> str:
        self[code] = text = _read_code(code)
        return text


def _read_code(code: int) -> str:
    if code == ord(_HYPHEN_MARK):
        return "-"
    if code == 0 or 0xD800 <= code <= 0xF8FF or code >= 0xF0000 or 0xFFF0 <= code <= 0xFFFF:
        return UNMAPPED
    character = chr(code)
    if character in _SPACES or "\u2000" <= character <= "\u200a":
        return ""
    return UNMAPPED if code < 0x20 or 0x7F <= code < 0xA0 else folded(character)


_CHARACTERS = _Characters()


def text_turn(page: Handle) -> int:
    """How many quarter turns (clockwise) make most of the page's text upright."""
    count = pdfium.count_characters(page)
    turns = Counter(_turn_and_scale(page, index)[0] for index in range(0, count, max(1, count // 32)))
    turns.pop(None, None)
    return max(turns, key=lambda turn: turns[turn], default=0) or 0


def _turn_and_scale(page: Handle, index: int) -> tuple[int | None, float]:
    """Quarter turns that make a character upright, None where it is slanted; the scale of its height."""
    if not pdfium.character_matrix(page, index, _MATRIX.pointer):
        return 0, 1.0
    a, b, c, d, _, _ = _MATRIX.values
    scale = math.hypot(c, d)
    if abs(b) <= _LEVEL * abs(a):
        return (0 if a > 0 else 2), scale
    if abs(a) <= _LEVEL * abs(b):
        return (1 if b > 0 else 3), scale
    return None, scale


def page_text(page: Handle, frame: Frame, turn: int, covered: frozenset[Handle]) -> Text:
    """All characters of a text page, in the reading frame. `covered` are text objects under a picture."""
    box_of = _upright_boxes(page, frame.reading) if turn == 0 else _turned_boxes(page, frame.reading)
    upright: list[Glyph] = []
    sideways: list[Glyph] = []
    doubtful: list[Glyph] = []
    styles: dict[Handle | None, _Style] = {}
    previous: Handle | None = -1
    style = _Style(0, 0, False, False)
    invisible = unmapped = 0
    code_of, object_of, map_error = pdfium.character_code, pdfium.character_object, pdfium.has_map_error
    characters = _CHARACTERS
    for index in range(pdfium.count_characters(page)):
        character = characters[code_of(page, index)]
        if not character:
            continue
        owner = object_of(page, index)
        if owner != previous:
            previous = owner
            if owner not in styles:
                styles[owner] = _style(page, index, owner, covered)
            style = styles[owner]
        if style.hidden:
            invisible += 1
            continue
        if map_error(page, index):
            character = UNMAPPED
        if character == UNMAPPED:
            unmapped += 1
        if style.turn == turn:
            glyph = Glyph(character, *box_of(index, style.size))
            (doubtful if style.doubtful else upright).append(glyph)
        elif style.turn is not None:
            sideways.append(Glyph(character, *_tight_box(page, index, frame.reading)))
    return Text(upright, sideways, doubtful, invisible, unmapped)


def _style(page: Handle, index: int, owner: Handle | None, covered: frozenset[Handle]) -> _Style:
    turn, scale = _turn_and_scale(page, index)
    size = float(pdfium.character_size(page, index)) * scale
    if owner is None:
        return _Style(turn, size, False, False)
    hidden = owner in covered or pdfium.render_mode(owner) in pdfium.INVISIBLE_MODES
    colour = _COLOUR.read(pdfium.fill_colour, owner)
    pale = colour is not None and (min(colour[:3]) >= _PALE or colour[3] < 0x10)
    return _Style(turn, size, hidden, pale or _in_optional_layer(owner))


def _in_optional_layer(owner: Handle) -> bool:
    marks = pdfium.count_marks(owner)
    return any(_mark_name(pdfium.get_mark(owner, i)) == "OC" for i in range(marks)) if marks else False


def _mark_name(mark: Handle) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = ctypes.c_ulong()
    if not pdfium.mark_name(mark, buffer, len(buffer), ctypes.byref(length)):
        return ""
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


_BoxOf: TypeAlias = Callable[[int, float], Box]
"""The box of a character, by its index and the size of its font.

Across the line it reaches from below the baseline to above it by the size of the font. PDFium's own boxes do
not serve: one is as high as the ink, so that a comma lies below the digits beside it, and the other follows
what the font says of itself, which many producers get wrong."""


def _upright_boxes(page: Handle, reading: Matrix) -> _BoxOf:
    """For characters upright in PDF's own coordinates, of which PDFium knows the advance."""
    rectangle, x, y = pdfium.Floats(4), c_double(), c_double()
    values, pointer, at_x, at_y = rectangle.values, rectangle.pointer, ctypes.byref(x), ctypes.byref(y)
    loose, origin, unpack = (
        pdfium.loose_character_box,
        pdfium.character_origin,
        struct.Struct("4f").unpack_from,
    )
    dx, dy = reading.e, reading.f

    def box(index: int, size: float) -> Box:
        loose(page, index, pointer)
        left, _, right, _ = unpack(values)
        if not 0 < right - left < _WIDEST * size:
            return _tight_box(page, index, reading)
        origin(page, index, at_x, at_y)
        baseline = dy - y.value
        return left + dx, baseline - _ASCENT * size, right + dx, baseline + _DESCENT * size

    return box


def _turned_boxes(page: Handle, reading: Matrix) -> _BoxOf:
    """For characters set sideways or upside down, of which PDFium knows no advance: each reaches to the start
    of the next one in the same run."""
    count, x, y = pdfium.count_characters(page), c_double(), c_double()

    def origin(index: int) -> tuple[float, float]:
        pdfium.character_origin(page, index, ctypes.byref(x), ctypes.byref(y))
        return reading.point(x.value, y.value)

    def box(index: int, size: float) -> Box:
        x0, y0, x1, y1 = _tight_box(page, index, reading)
        if not 0 <= x1 - x0 < _WIDEST * size:
            return x0, y0, x1, y1
        start, baseline = origin(index)
        end = max(x1, start + 0.05 * size)
        if index + 1 < count and _same_run(page, index):
            following, level = origin(index + 1)
            if abs(level - baseline) < 0.1 * size and 0 < following - start < 1.3 * size:
                end = following
        return min(x0, start), baseline - _ASCENT * size, end, baseline + _DESCENT * size

    return box


def _same_run(page: Handle, index: int) -> bool:
    return bool(pdfium.character_object(page, index) == pdfium.character_object(page, index + 1))


def _tight_box(page: Handle, index: int, reading: Matrix) -> Box:
    """The box of what is drawn, without the white around it."""
    left, right, bottom, top = _SIDES
    pdfium.character_box(page, index, *_SIDE_POINTERS)
    return reading.box(left.value, bottom.value, right.value, top.value)


_COLOUR = pdfium.Colour()
_MATRIX = pdfium.Floats(6)
_SIDES = tuple(c_double() for _ in range(4))
_SIDE_POINTERS = tuple(ctypes.byref(side) for side in _SIDES)
