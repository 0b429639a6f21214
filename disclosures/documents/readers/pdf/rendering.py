"""A page as a picture: for a person to look at, and to tell whether doubtful characters can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from disclosures.documents.model import Box
from disclosures.documents.readers.pdf.frame import Frame
from disclosures.documents.readers.pdf.glyphs import Glyph
from disclosures.documents.readers.pdf.opening import opened, opened_page

_MOST_PIXELS = 20_000_000
"""A page may be 200 inches wide; its picture is made smaller rather than larger than this."""
_LOOK = 2.0
_CONTRAST = 24
"""Darkest and lightest grey within the box of a character that can be seen differ by more than this."""
_MARK, _BORDER = (255, 214, 0, 90), (214, 40, 40, 255)


def render_page(path: Path, page: int, *, highlight: Sequence[Box] = (), scale: float = 2.0) -> bytes:
    """Page `page` (from 1) as PNG, `scale` pixels to the point, with the boxes marked.

    Raises `Unreadable` for the file, IndexError for a page that it does not have.
    """
    with opened(path) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        with opened_page(document, page - 1) as sheet:
            scale = _affordable(sheet, scale)
            picture = sheet.render(scale=scale).to_pil().convert("RGB")
    marks = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(marks)
    for box in highlight:
        draw.rectangle(
            [side * scale for side in box], fill=_MARK, outline=_BORDER, width=max(1, round(scale))
        )
    picture.paste(marks, mask=marks)
    output = BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def seen(page: pdfium.PdfPage, glyphs: Iterable[Glyph], frame: Frame) -> list[Glyph]:
    """Those of the characters that stand out from what is drawn around and under them: white letters do on
    a dark ground, and not on paper; what is on a hidden layer does not at all."""
    scale = _affordable(page, _LOOK)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    return [glyph for glyph in glyphs if _stands_out(picture, frame.shown(glyph[1:]), scale)]


def _stands_out(picture: Image.Image, box: Box, scale: float) -> bool:
    left, top, right, bottom = (round(side * scale) for side in box)
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height)
    if x1 <= x0 or y1 <= y0:
        return False
    darkest, lightest = picture.crop((x0, y0, x1, y1)).getextrema()
    return float(lightest) - float(darkest) > _CONTRAST  # type: ignore[arg-type]


def _affordable(page: pdfium.PdfPage, scale: float) -> float:
    width, height = page.get_size()
    return float(min(scale, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5))
