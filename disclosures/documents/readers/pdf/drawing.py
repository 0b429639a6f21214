"""Ruling lines and filled areas of a page, from its paths, pictures and the forms that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from disclosures.documents.model import Box
from disclosures.documents.readers.pdf import pdfium
from disclosures.documents.readers.pdf.frame import IDENTITY, NOWHERE, Frame, Matrix, is_somewhere
from disclosures.documents.readers.pdf.pdfium import Handle

THIN = 3.0
"""A filled rectangle up to this wide is a line: producers draw borders as rectangles of 0.5 to 2 points."""
_STROKED_THIN = 6.0
"""PDFium's bounds of a stroked line include its width and caps."""
_WHITE, _FAINT = 0xFA, 0x10
_DEEPEST_FORM = 12


class Edge(NamedTuple):
    """A straight line: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Drawing(NamedTuple):
    """What is drawn on a page besides text, in the reading frame."""

    horizontal: list[Edge]
    vertical: list[Edge]
    areas: list[Box]
    """Filled and coloured, larger than a line: the shading of a row, or the ground of a heading."""
    pictures: list[Box]
    shapes: list[Box]
    """Everything else that is drawn: curves, slanted lines, letters turned into outlines."""
    covered: set[Handle]
    """Text objects that an opaque picture of half the page or more was drawn over."""


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.drawing = Drawing([], [], [], [], [], set())
        self._text: list[Handle] = []
        self._matrix, self._bounds, self._point = (pdfium.Values("f", count) for count in (6, 4, 2))
        self._colour, self._modes = pdfium.Values("I", 4), pdfium.Values("i", 2)

    def page(self, page: Handle) -> Drawing:
        get, type_of, text, reading = pdfium.get_object, pdfium.object_type, self._text, self.frame.reading
        for index in range(pdfium.count_objects(page)):
            handle = get(page, index)
            kind = type_of(handle)
            if kind == pdfium.TEXT:
                text.append(handle)
            else:
                self._object(handle, kind, reading, 0)
        return self.drawing

    def _object(self, handle: Handle, kind: int, parent: Matrix, depth: int) -> None:
        if kind == pdfium.PATH:
            self._path(handle, parent)
        elif kind == pdfium.IMAGE:
            self._picture(handle, parent)
        elif kind == pdfium.FORM and depth < _DEEPEST_FORM:
            inner = self._matrix_of(handle).then(parent)
            for index in range(pdfium.count_form_objects(handle)):
                part = pdfium.get_form_object(handle, index)
                self._object(part, pdfium.object_type(part), inner, depth + 1)
        elif kind == pdfium.TEXT:
            self._text.append(handle)

    def _matrix_of(self, handle: Handle) -> Matrix:
        known = pdfium.object_matrix(handle, self._matrix.pointer)
        return Matrix(*self._matrix.read()) if known else IDENTITY

    def _box(self, handle: Handle, parent: Matrix) -> Box:
        pdfium.object_bounds(handle, *self._bounds.pointers)
        return parent.box(*self._bounds.read())

    def _picture(self, handle: Handle, parent: Matrix) -> None:
        box = self._box(handle, parent)
        if not is_somewhere(box) or self._line(box, THIN):
            return
        self.drawing.pictures.append(box)
        area = (box[2] - box[0]) * (box[3] - box[1])
        if 2 * area >= self.frame.width * self.frame.height and not pdfium.has_transparency(handle):
            self.drawing.covered.update(self._text)

    def _path(self, handle: Handle, parent: Matrix) -> None:
        pdfium.draw_mode(handle, *self._modes.pointers)
        filled, stroked = self._modes.read()
        if not (filled or stroked) or self._is_white(handle, stroked):
            return
        box = self._box(handle, parent)
        if not is_somewhere(box) or self._line(box, THIN):
            return
        segments = pdfium.count_segments(handle)
        if stroked and segments <= 3 and self._line(box, _STROKED_THIN):
            return
        if segments <= 5 and not stroked:
            self.drawing.areas.append(box)
            return
        self.drawing.shapes.append(box)
        inner = self._matrix_of(handle).then(parent)
        for polygon in self._polygons(handle, segments, inner):
            if stroked:
                self._sides(polygon)
            else:
                self._polygon(polygon)

    def _is_white(self, handle: Handle, stroked: bool) -> bool:
        colour_of = pdfium.stroke_colour if stroked else pdfium.fill_colour
        if not colour_of(handle, *self._colour.pointers):
            return False
        red, green, blue, opacity = self._colour.read()
        return bool(min(red, green, blue) >= _WHITE or opacity < _FAINT)

    def _line(self, box: Box, thin: float) -> bool:
        """Takes the box as a line, where it is one."""
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if height <= thin and height <= width:
            self.drawing.horizontal.append(Edge((y0 + y1) / 2, x0, x1))
        elif width <= thin:
            self.drawing.vertical.append(Edge((x0 + x1) / 2, y0, y1))
        return min(width, height) <= thin

    def _polygons(self, handle: Handle, segments: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """Each run of straight segments; a curve ends one."""
        points: list[tuple[float, float]] = []
        start = (0.0, 0.0)
        x, y = self._point.pointers
        for index in range(segments):
            segment = pdfium.get_segment(handle, index)
            kind = pdfium.segment_type(segment)
            pdfium.segment_point(segment, x, y)
            here = matrix.point(*self._point.read())
            if not is_somewhere(here + here):
                here = NOWHERE[:2]
            if kind != pdfium.LINE_TO:
                yield points
                points = [here]
                start = here
                continue
            points.append(here)
            if pdfium.segment_closes(segment):
                points.append(start)
        yield points

    def _sides(self, polygon: list[tuple[float, float]]) -> None:
        for (ax, ay), (bx, by) in pairwise(polygon):
            if abs(ay - by) <= 1:
                self.drawing.horizontal.append(Edge((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) <= 1:
                self.drawing.vertical.append(Edge((ax + bx) / 2, min(ay, by), max(ay, by)))

    def _polygon(self, polygon: list[tuple[float, float]]) -> None:
        if len(polygon) < 3:
            return
        xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
        box = min(xs), min(ys), max(xs), max(ys)
        if not self._line(box, THIN):
            self.drawing.areas.append(box)


def page_drawing(page: Handle, frame: Frame) -> Drawing:
    """All lines and areas of a page."""
    return _Walk(frame).page(page)
