"""Lines of a page written as pictures: what stands in them, and where."""

from __future__ import annotations

from disclosures.documents.readers.pdf.facts import Placed
from disclosures.documents.readers.pdf.segments import Segment

SIZE = 10.0


def segment(text: str, x0: float, y: float) -> Segment:
    """A text of half width figures and full width characters, whose middle is at `y`."""
    width = sum(SIZE if ord(character) > 0x2E7F else SIZE / 2 for character in text)
    return Segment(text, x0, y - SIZE / 2, x0 + width, y + SIZE / 2)


def line(y: float, *placed: tuple[float, str]) -> list[Segment]:
    return [segment(text, x0, y) for x0, text in placed]


def row(y: float, *placed: tuple[int, str]) -> Placed:
    """Texts in columns a hundred points wide."""
    return [(column, segment(text, 100.0 * column, y)) for column, text in placed]
