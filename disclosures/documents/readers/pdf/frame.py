"""From PDF's own coordinates to those of the page as displayed, and as its text is read."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from disclosures.documents.model import Box


class Matrix(NamedTuple):
    """x' = ax + cy + e, y' = bx + dy + f, as PDF has it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The upright box around the four corners; exact for turns by a right angle."""
        a, b, c, d, e, f = self
        if not (b or c):
            ax, ay, bx, by = a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f
            return (
                bx if bx < ax else ax,
                by if by < ay else ay,
                bx if bx > ax else ax,
                by if by > ay else ay,
            )
        corners = [self.point(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def then(self, after: Matrix) -> Matrix:
        """This one first, `after` second."""
        return Matrix(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    def inverse(self) -> Matrix:
        scale = 1 / (self.a * self.d - self.b * self.c)
        return Matrix(
            self.d * scale,
            -self.b * scale,
            -self.c * scale,
            self.a * scale,
            (self.c * self.f - self.d * self.e) * scale,
            (self.b * self.e - self.a * self.f) * scale,
        )


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


FARTHEST = 1e5
"""No page is larger than 14,400 points; coordinates beyond this are damage or malice."""
NOWHERE: Box = (-FARTHEST, -FARTHEST, -FARTHEST, -FARTHEST)


def is_somewhere(box: Box) -> bool:
    """Whether all coordinates are numbers, and none is absurd."""
    x0, y0, x1, y1 = box
    return -FARTHEST < x0 <= x1 < FARTHEST and -FARTHEST < y0 <= y1 < FARTHEST


class Frame(NamedTuple):
    """A page turned so that most of its text runs from left to right; y grows downwards.

    A landscape table is often set sideways on a portrait page, or upright on a page that is displayed
    turned. Tables and lines are found in this frame; places are told in the displayed one.
    """

    reading: Matrix
    """From PDF's coordinates to this frame."""
    display: Matrix
    """From this frame to the page as displayed."""
    width: float
    height: float

    def shown(self, box: Box) -> Box:
        """A box of this frame, on the page as displayed."""
        if self.display == IDENTITY:
            x0, y0, x1, y1 = box
        else:
            x0, y0, x1, y1 = self.display.box(*box)
        return _hundredths(x0), _hundredths(y0), _hundredths(x1), _hundredths(y1)


@lru_cache(maxsize=4096)
def _hundredths(coordinate: float) -> float:
    """Rounded, and never -0.0. The cells of a table have the same few coordinates."""
    return round(coordinate, 2) + 0.0


def turned(bounds: Box, quarter_turns: int) -> Matrix:
    """PDF's coordinates, cropped to `bounds` (left, bottom, right, top) and turned clockwise, y downwards."""
    left, bottom, right, top = bounds
    return (
        Matrix(1, 0, 0, -1, -left, top),
        Matrix(0, 1, 1, 0, -bottom, -left),
        Matrix(-1, 0, 0, 1, right, -bottom),
        Matrix(0, -1, -1, 0, top, right),
    )[quarter_turns % 4]


def frame_of(bounds: Box, *, displayed: int, text: int) -> Frame:
    """The frame of a page displayed with `displayed` quarter turns whose text needs `text` of them."""
    reading = turned(bounds, text)
    display = IDENTITY if displayed % 4 == text % 4 else reading.inverse().then(turned(bounds, displayed))
    left, bottom, right, top = bounds
    width, height = right - left, top - bottom
    if text % 2:
        width, height = height, width
    return Frame(reading, display, width, height)
