"""PDFium's functions as they are called a hundred thousand times a document.

pypdfium2 declares a pointer type for each handle, and builds an object for every handle that a function
returns. Here functions return handles as plain addresses and take them as `Handle`, numbers as they are, and
pointers as references made once. They are not told the types of their arguments, since converting those takes
longer than most of the functions themselves: never pass an address as a number, which would lose half of it.
They are too short to let other threads run meanwhile.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Iterable
from ctypes import c_double, c_int, c_uint, c_void_p
from itertools import islice, repeat
from typing import Any, TypeAlias

import pypdfium2.raw as raw

Address: TypeAlias = int
Handle: TypeAlias = c_void_p


def handle_of(held: Any) -> Handle:
    """The handle that pypdfium2 holds, or a function that it declares."""
    return ctypes.cast(held, c_void_p)


def _function(declared: Any, result: Any) -> Callable[..., Any]:
    address = handle_of(declared).value
    assert address is not None
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(address)
    return function


count_objects = _function(raw.FPDFPage_CountObjects, c_int)
get_object = _function(raw.FPDFPage_GetObject, c_void_p)
count_form_objects = _function(raw.FPDFFormObj_CountObjects, c_int)
get_form_object = _function(raw.FPDFFormObj_GetObject, c_void_p)
object_type = _function(raw.FPDFPageObj_GetType, c_int)
object_matrix = _function(raw.FPDFPageObj_GetMatrix, c_int)
object_bounds = _function(raw.FPDFPageObj_GetBounds, c_int)
fill_colour = _function(raw.FPDFPageObj_GetFillColor, c_int)
stroke_colour = _function(raw.FPDFPageObj_GetStrokeColor, c_int)
has_transparency = _function(raw.FPDFPageObj_HasTransparency, c_int)
count_marks = _function(raw.FPDFPageObj_CountMarks, c_int)
get_mark = _function(raw.FPDFPageObj_GetMark, c_void_p)
mark_name = _function(raw.FPDFPageObjMark_GetName, c_int)

draw_mode = _function(raw.FPDFPath_GetDrawMode, c_int)
count_segments = _function(raw.FPDFPath_CountSegments, c_int)
get_segment = _function(raw.FPDFPath_GetPathSegment, c_void_p)
segment_point = _function(raw.FPDFPathSegment_GetPoint, c_int)
segment_type = _function(raw.FPDFPathSegment_GetType, c_int)
segment_closes = _function(raw.FPDFPathSegment_GetClose, c_int)

count_characters = _function(raw.FPDFText_CountChars, c_int)
page_text = _function(raw.FPDFText_GetText, c_int)
character_code = _function(raw.FPDFText_GetUnicode, c_uint)
character_object = _function(raw.FPDFText_GetTextObject, c_void_p)
character_matrix = _function(raw.FPDFText_GetMatrix, c_int)
character_origin = _function(raw.FPDFText_GetCharOrigin, c_int)
character_size = _function(raw.FPDFText_GetFontSize, c_double)
character_box = _function(raw.FPDFText_GetCharBox, c_int)
loose_character_box = _function(raw.FPDFText_GetLooseCharBox, c_int)
has_map_error = _function(raw.FPDFText_HasUnicodeMapError, c_int)
render_mode = _function(raw.FPDFTextObj_GetTextRenderMode, c_int)

PATH, IMAGE, FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
LINE_TO = raw.FPDF_SEGMENT_LINETO
INVISIBLE_MODES = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))


def of_each(function: Callable[..., Any], holder: Handle, indexes: Iterable[int]) -> list[Any]:
    """What a function says of each of the things that a page, or a path, holds."""
    return list(map(function, repeat(holder), indexes))


class Answers:
    """Room for the numbers that a function writes where it is told to, in many calls one after the other."""

    _AT_ONCE = 512

    def __init__(self, kind: str, count: int, *, together: bool = False) -> None:
        """`kind` is the struct code of one number: f, d, i or I. The function takes one pointer for all
        `count` numbers `together`, or one for each."""
        self._layout = struct.Struct(f"{count}{kind}")
        self._size = self._layout.size
        step = self._size // count
        self._buffer = ctypes.create_string_buffer(self._AT_ONCE * self._size)
        self._view = memoryview(self._buffer)
        self._references = [
            [ctypes.byref(self._buffer, call * self._size + k * step) for call in range(self._AT_ONCE)]
            for k in range(1 if together else count)
        ]

    def of(self, function: Callable[..., int], *arguments: Iterable[Any], otherwise: Any = None) -> list[Any]:
        """The answer to each call as a tuple; `otherwise` where the function has none. The last of the
        `arguments` ends, before others do."""
        columns = [iter(column) for column in arguments]
        answers: list[Any] = []
        is_full = True
        while is_full:
            called = map(function, *(islice(column, self._AT_ONCE) for column in columns), *self._references)
            known = list(called)
            found = self._layout.iter_unpack(self._view[: len(known) * self._size])
            if all(known):
                answers += found
            else:
                answers += [row if told else otherwise for row, told in zip(found, known, strict=True)]
            is_full = len(known) == self._AT_ONCE
        return answers

    def one(self, function: Callable[..., int], *arguments: Any, otherwise: Any = None) -> Any:
        """The answer to a single call."""
        known = function(*arguments, *(references[0] for references in self._references))
        return self._layout.unpack_from(self._buffer) if known else otherwise
