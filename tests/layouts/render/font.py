"""A font with every character that disclosures use, as boxes of the right sizes.

Published documents embed their fonts, and PDFium measures characters by their outlines: a font that is not
embedded, on a machine without Chinese fonts, would be measured as nothing.
"""

from __future__ import annotations

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "Boxes"

_SHAPES = {
    ".notdef": (500, (50, 0, 450, 700)),
    "wide": (1000, (60, -80, 940, 820)),
    "narrow": (500, (60, 0, 440, 680)),
    "low": (250, (80, -60, 170, 90)),
    "dash": (500, (40, 280, 460, 330)),
    "long_dash": (1000, (0, 340, 1000, 390)),
    "blank": (500, None),
    "wide_blank": (1000, None),
}
"""Width, and the box that is inked: left, bottom, right, top."""


@cache
def font_name() -> str:
    """The name under which the font is registered with reportlab."""
    pdfmetrics.registerFont(TTFont(NAME, io.BytesIO(_written())))
    return NAME


def _written() -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(_SHAPES))
    builder.setupCharacterMap({character: _shape(character) for character in _characters()})
    builder.setupGlyf({name: _glyph(box) for name, (_, box) in _SHAPES.items()})
    builder.setupHorizontalMetrics(
        {name: (width, box[0] if box else 0) for name, (width, box) in _SHAPES.items()}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME, "fullName": NAME})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def _characters() -> list[int]:
    punctuation = [
        *range(0x2010, 0x2030),
        *range(0x2190, 0x2200),
        *range(0x2212, 0x2213),
        *range(0x2264, 0x2268),
    ]
    return [
        *range(0x20, 0x7F),
        0xA0,
        0xD7,
        *punctuation,
        *range(0x3000, 0x3030),
        *range(0x4E00, 0xA000),
        *range(0xFE50, 0xFE70),
        *range(0xFF00, 0xFFF0),
    ]


def _shape(character: int) -> str:
    text = chr(character)
    if text in " \u00a0":
        return "blank"
    if text == "\u3000":
        return "wide_blank"
    if text in "—─":
        return "long_dash"
    if text in "-−–":
        return "dash"
    if text in ".,:;'":
        return "low"
    return "narrow" if character < 0x2000 else "wide"


def _glyph(box: tuple[int, int, int, int] | None) -> object:
    pen = TTGlyphPen(None)
    if box is not None:
        left, bottom, right, top = box
        pen.moveTo((left, bottom))
        for corner in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
