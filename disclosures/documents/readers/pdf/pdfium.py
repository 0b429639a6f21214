"""PDFium's functions as they are called a hundred thousand times a document.

pypdfium2 declares a pointer type for each handle, and builds an object for every handle that a function
returns. Here a handle is a plain address, which makes such calls several times as fast. They are too short to
let other threads run meanwhile.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from ctypes import c_int, c_uint, c_void_p
from functools import partial
from typing import Any, TypeAlias

import pypdfium2.raw as raw

Handle: TypeAlias = int


def address(handle: Any) -> Handle:
    """Where a handle that pypdfium2 holds, or a function that it declares, is."""
    value = ctypes.cast(handle, c_void_p).value
    assert value is not None
    return value


def _function(declared: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address(declared))
    return function


_four = (c_void_p,) * 4

count_objects = _function(raw.FPDFPage_CountObjects, c_int, c_void_p)
get_object = _function(raw.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
count_form_objects = _function(raw.FPDFFormObj_CountObjects, c_int, c_void_p)
get_form_object = _function(raw.FPDFFormObj_GetObject, c_void_p, c_void_p, c_uint)
object_type = _function(raw.FPDFPageObj_GetType, c_int, c_void_p)
object_matrix = _function(raw.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
object_bounds = _function(raw.FPDFPageObj_GetBounds, c_int, c_void_p, *_four)
fill_colour = _function(raw.FPDFPageObj_GetFillColor, c_int, c_void_p, *_four)
stroke_colour = _function(raw.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *_four)
has_transparency = _function(raw.FPDFPageObj_HasTransparency, c_int, c_void_p)
count_marks = _function(raw.FPDFPageObj_CountMarks, c_int, c_void_p)
get_mark = _function(raw.FPDFPageObj_GetMark, c_void_p, c_void_p, c_uint)
mark_name = _function(raw.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_uint, c_void_p)

draw_mode = _function(raw.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
count_segments = _function(raw.FPDFPath_CountSegments, c_int, c_void_p)
get_segment = _function(raw.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_point = _function(raw.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
segment_type = _function(raw.FPDFPathSegment_GetType, c_int, c_void_p)
segment_closes = _function(raw.FPDFPathSegment_GetClose, c_int, c_void_p)

count_characters = _function(raw.FPDFText_CountChars, c_int, c_void_p)
page_text = _function(raw.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
character_code = _function(raw.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
character_object = _function(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
character_matrix = _function(raw.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
character_origin = _function(raw.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
character_size = _function(raw.FPDFText_GetFontSize, ctypes.c_double, c_void_p, c_int)
character_box = _function(raw.FPDFText_GetCharBox, c_int, c_void_p, c_int, *_four)
loose_character_box = _function(raw.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
has_map_error = _function(raw.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
is_hyphen = _function(raw.FPDFText_IsHyphen, c_int, c_void_p, c_int)
render_mode = _function(raw.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)

TEXT, PATH, IMAGE, FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_FORM,
)
MOVE_TO, LINE_TO = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO
INVISIBLE_MODES = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))


class Values:
    """Room for the numbers that a function gives back, reused for every call."""

    def __init__(self, kind: str, count: int) -> None:
        """`kind` is the struct code of one number: f, d, i or I."""
        layout = struct.Struct(f"{count}{kind}")
        buffer = ctypes.create_string_buffer(layout.size)
        start, step = ctypes.addressof(buffer), layout.size // count
        self.pointer: Handle = start
        self.pointers: tuple[Handle, ...] = tuple(start + i * step for i in range(count))
        self.read: Callable[[], tuple[Any, ...]] = partial(layout.unpack_from, buffer)
