"""What PDFium tells of the characters of a page: which they are, where they are, how they are drawn."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Sequence
from itertools import chain, compress, count, pairwise, repeat
from operator import itemgetter, ne
from typing import NamedTuple

from disclosures.documents.cjk import folded
from disclosures.documents.readers.pdf import pdfium
from disclosures.documents.readers.pdf.frame import IDENTITY, Matrix
from disclosures.documents.readers.pdf.pdfium import Address, Answers, Handle, of_each

UNMAPPED = "\ufffd"
"""Stands for a character whose font does not say which one it is."""

_HYPHEN_MARKS = frozenset("\x02\ufffe")
"""PDFium's signs for a hyphen at the end of a line, of a character alone and within the text of a page; in a
table it is a dash or a minus like any other."""

_SPACES = frozenset(
    " \t\r\n\f\v\xa0\xad\u1680\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_MEANINGLESS = frozenset(("Cc", "Cs", "Co", "Cn"))
"""Control characters, halves of others, and code points that only the font knows the meaning of."""


class Style(NamedTuple):
    """How a text object is drawn."""

    matrix: Matrix
    """That of its first character."""
    size: float
    """Of the font, before the matrix."""
    mode: int
    colour: tuple[int, int, int, int] | None
    in_optional_layer: bool


class Stretch(NamedTuple):
    """Characters from `start` up to `end` that are drawn alike, on one baseline."""

    start: int
    end: int
    style: Style


class Characters(NamedTuple):
    """The characters of a page that are no blanks, in the order of its content. Gaps between boxes tell of
    the blanks."""

    page: Handle
    text: str
    """One code point for each."""
    indexes: Sequence[int]
    """By which PDFium knows them."""
    owners: Sequence[Address]
    """Their text objects; 0 where PDFium made a character up."""
    stretches: Sequence[Stretch]


def characters_of(page: Handle) -> Characters:
    """All of a text page."""
    read = list(map(_CHARACTERS.__getitem__, _printed(page)))
    indexes = list(compress(count(), read))
    owners = [owner or 0 for owner in of_each(pdfium.character_object, page, indexes)]
    unmapped = of_each(pdfium.has_map_error, page, indexes)
    read = list(filter(None, read))
    if any(unmapped):
        read = [UNMAPPED if is_unmapped else one for one, is_unmapped in zip(read, unmapped, strict=True)]
    return Characters(page, "".join(read), indexes, owners, _stretches(page, indexes, owners))


def _printed(page: Handle) -> Sequence[str]:
    """The character of every index. All at once is faster, but leaves out those of which PDFium knows
    nothing, and gives those beyond the first plane in two halves."""
    length = pdfium.count_characters(page)
    buffer = ctypes.create_string_buffer(2 * length + 2)
    written = pdfium.page_text(page, 0, length, buffer) - 1
    text = buffer.raw[: 2 * max(written, 0)].decode("utf-16-le", "replace")
    if written == length == len(text):
        return text
    return list(map(chr, of_each(pdfium.character_code, page, range(length))))


class _Characters(dict[str, str]):
    """Character of the file → what is read; nothing for a blank."""

    def __missing__(self, character: str) -> str:
        self[character] = read = _read(character)
        return read


def _read(character: str) -> str:
    if character in _HYPHEN_MARKS:
        return "-"
    if character in _SPACES or "\u2000" <= character <= "\u200a":
        return ""
    return UNMAPPED if unicodedata.category(character) in _MEANINGLESS else folded(character)


_CHARACTERS = _Characters()


def _stretches(page: Handle, indexes: Sequence[int], owners: Sequence[Address]) -> list[Stretch]:
    """Some producers make a text object of every character: those drawn alike are looked at together."""
    firsts = _changes(owners)
    at = [indexes[first] for first in firsts]
    objects = [Handle(owners[first]) for first in firsts]
    matrices = _MATRIX.of(pdfium.character_matrix, repeat(page), at, otherwise=IDENTITY)
    sizes = of_each(pdfium.character_size, page, at)
    modes = map(pdfium.render_mode, objects)
    colours = _COLOUR.of(pdfium.fill_colour, objects)
    is_level = not any(map(_SLOPE, matrices))
    lines = map(_LEVEL, matrices) if is_level else matrices
    drawn = list(zip(lines, sizes, modes, colours, _in_optional_layers(objects), strict=True))
    found = []
    for start, end in pairwise([*_changes(drawn), len(drawn)]):
        _, size, mode, colour, is_layered = drawn[start]
        style = Style(Matrix(*matrices[start]), size, mode, colour, is_layered)
        found.append(Stretch(firsts[start], firsts[end] if end < len(firsts) else len(owners), style))
    return found


def _changes(values: Sequence[object]) -> list[int]:
    """Where a value differs from the one before it; the first always does."""
    return list(compress(count(), map(ne, values, chain((_NOTHING,), values))))


def _in_optional_layers(objects: Sequence[Handle]) -> list[bool]:
    """For each object, whether it is marked as optional content; objects share the marks around them."""
    known: dict[Address, bool] = {}

    def is_marked(handle: Handle, marks: int) -> bool:
        for mark in of_each(pdfium.get_mark, handle, range(marks)):
            if mark not in known:
                known[mark] = _mark_name(Handle(mark)) == "OC"
            if known[mark]:
                return True
        return False

    numbers = map(pdfium.count_marks, objects)
    return [marks > 0 and is_marked(handle, marks) for handle, marks in zip(objects, numbers, strict=True)]


def _mark_name(mark: Handle) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = ctypes.c_ulong()
    if not pdfium.mark_name(mark, buffer, len(buffer), ctypes.byref(length)):
        return ""
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


_NOTHING = object()
_SLOPE, _LEVEL = itemgetter(1), itemgetter(0, 1, 2, 3, 5)
"""What characters have in common that stand on one level line: all of the matrix but how far to the right."""
_COLOUR = Answers("I", 4)
_MATRIX = Answers("f", 6, together=True)
