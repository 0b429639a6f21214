"""Ruling lines and filled areas of a page, from its paths, pictures and the forms that hold them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple

from disclosures.documents.model import Box
from disclosures.documents.readers.pdf import pdfium
from disclosures.documents.readers.pdf.frame import FARTHEST, IDENTITY, NOWHERE, Frame, Matrix, is_somewhere
from disclosures.documents.readers.pdf.pdfium import Address, Answers, Handle, of_each

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
    covered: set[Address]
    """Objects that an opaque picture of half the page or more was drawn over."""


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.drawing = Drawing([], [], [], [], [], set())
        self._drawn: list[Address] = []
        """All objects so far, from bottom to top."""

    def page(self, page: Handle, texts: Container[Address]) -> Drawing:
        objects = of_each(pdfium.get_object, page, range(pdfium.count_objects(page)))
        self._objects(objects, texts, self.frame.reading, 0)
        return self.drawing

    def _objects(
        self, objects: Sequence[Address], texts: Container[Address], parent: Matrix, depth: int
    ) -> None:
        others = [(at, Handle(address)) for at, address in enumerate(objects) if address not in texts]
        kinds = [pdfium.object_type(handle) for _, handle in others]
        self._paths([h for (_, h), kind in zip(others, kinds, strict=True) if kind == pdfium.PATH], parent)
        done = 0
        for (at, handle), kind in zip(others, kinds, strict=True):
            if kind == pdfium.IMAGE or kind == pdfium.FORM:
                self._drawn += objects[done:at]
                done = at
                if kind == pdfium.IMAGE:
                    self._picture(handle, parent)
                elif depth < _DEEPEST_FORM:
                    inner = _matrix_of(handle).then(parent)
                    parts = of_each(pdfium.get_form_object, handle, range(pdfium.count_form_objects(handle)))
                    self._objects(parts, texts, inner, depth + 1)
        self._drawn += objects[done:]

    def _picture(self, handle: Handle, parent: Matrix) -> None:
        box = parent.box(*_BOUNDS.one(pdfium.object_bounds, handle, otherwise=NOWHERE))
        if self._line(box, THIN) or not is_somewhere(box):
            return
        self.drawing.pictures.append(box)
        area = (box[2] - box[0]) * (box[3] - box[1])
        if 2 * area >= self.frame.width * self.frame.height and not pdfium.has_transparency(handle):
            self.drawing.covered.update(self._drawn)

    def _paths(self, paths: Sequence[Handle], parent: Matrix) -> None:
        modes = _MODES.of(pdfium.draw_mode, paths, otherwise=(0, 0))
        filled = [path for path, (fill, stroke) in zip(paths, modes, strict=True) if fill and not stroke]
        stroked = [path for path, (_, stroke) in zip(paths, modes, strict=True) if stroke]
        self._shapes(_not_white(filled, pdfium.fill_colour), parent, is_stroked=False)
        self._shapes(_not_white(stroked, pdfium.stroke_colour), parent, is_stroked=True)

    def _shapes(self, paths: Sequence[Handle], parent: Matrix, *, is_stroked: bool) -> None:
        bounds = _BOUNDS.of(pdfium.object_bounds, paths, otherwise=NOWHERE)
        boxes = list(starmap(parent.box, bounds))
        for path, box in zip(paths, boxes, strict=True):
            if not self._line(box, THIN) and is_somewhere(box):
                self._shape(path, box, parent, is_stroked=is_stroked)

    def _shape(self, path: Handle, box: Box, parent: Matrix, *, is_stroked: bool) -> None:
        """What is no line by its bounds alone."""
        segments = pdfium.count_segments(path)
        if is_stroked and segments <= 3 and self._line(box, _STROKED_THIN):
            return
        if segments <= 5 and not is_stroked:
            self.drawing.areas.append(box)
            return
        self.drawing.shapes.append(box)
        for polygon in _polygons(path, segments, _matrix_of(path).then(parent)):
            if is_stroked:
                self._sides(polygon)
            else:
                self._polygon(polygon)

    def _line(self, box: Box, thin: float) -> bool:
        """Takes the box as a line, where it is one; what is absurd is none."""
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if not (-FARTHEST < x0 <= x1 < FARTHEST and -FARTHEST < y0 <= y1 < FARTHEST):
            return False
        if height <= thin and height <= width:
            self.drawing.horizontal.append(Edge((y0 + y1) / 2, x0, x1))
            return True
        if width <= thin:
            self.drawing.vertical.append(Edge((x0 + x1) / 2, y0, y1))
            return True
        return False

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


def _not_white(paths: Sequence[Handle], colour_of: Callable[..., int]) -> Sequence[Handle]:
    colours = _COLOUR.of(colour_of, paths)
    white = {colour for colour in set(colours) if colour and _is_white(*colour)}
    if not white:
        return paths
    return [path for path, colour in zip(paths, colours, strict=True) if colour not in white]


def _is_white(red: int, green: int, blue: int, opacity: int) -> bool:
    return min(red, green, blue) >= _WHITE or opacity < _FAINT


def _matrix_of(handle: Handle) -> Matrix:
    return Matrix(*_MATRIX.one(pdfium.object_matrix, handle, otherwise=IDENTITY))


def _polygons(path: Handle, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Each run of straight segments; a curve ends one."""
    segments = list(map(Handle, of_each(pdfium.get_segment, path, range(count))))
    ends = _POINT.of(pdfium.segment_point, segments, otherwise=NOWHERE[:2])
    points: list[tuple[float, float]] = []
    start = (0.0, 0.0)
    for segment, end in zip(segments, ends, strict=True):
        here = matrix.point(*end)
        if not is_somewhere(here + here):
            here = NOWHERE[:2]
        if pdfium.segment_type(segment) != pdfium.LINE_TO:
            yield points
            points = [here]
            start = here
            continue
        points.append(here)
        if pdfium.segment_closes(segment):
            points.append(start)
    yield points


def page_drawing(page: Handle, frame: Frame, texts: Container[Address]) -> Drawing:
    """All lines and areas of a page. `texts` are objects known to be text."""
    return _Walk(frame).page(page, texts)


_MODES = Answers("i", 2)
_COLOUR = Answers("I", 4)
_BOUNDS = Answers("f", 4)
_MATRIX = Answers("f", 6, together=True)
_POINT = Answers("f", 2)
