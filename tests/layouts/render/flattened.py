"""Pages without tables: every cell a line or an element of its own, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from random import Random

from tests.layouts.grids import Grid, matrix
from tests.layouts.printed import Printed, Sheet


@dataclass(frozen=True, slots=True)
class Flattening:
    """What becomes of a table."""

    keeps_blanks: bool = True
    """Blank cells are blank lines; otherwise nothing is left of them."""
    repeats_merged: bool = False
    """A merged cell leaves a blank for each further column it covers, as in text saved from a workbook."""
    row_ends: bool = False
    """One more blank line ends each row."""
    spaced: int = 0
    """Blank lines between any two cells."""
    breaks_names: bool = False
    """A name wrapped in its cell is so many lines."""
    element: str = "p"
    """The element of a cell in a page: p, div, or br for a line."""


def random_flattening(seed: int, *, keeps_blanks: bool) -> Flattening:
    """A way to lose the table in which every choice is made at random."""
    random = Random(f"flattening {seed}")
    return Flattening(
        keeps_blanks=keeps_blanks,
        repeats_merged=keeps_blanks and random.random() < 0.4,
        row_ends=random.random() < 0.2,
        spaced=random.choice((0, 0, 1)),
        element=random.choice(("p", "p", "div", "br")),
    )


def write_text(printed: Printed, flattening: Flattening, charset: str = "utf-8") -> bytes:
    """The disclosure as text."""
    lines = [line for text in printed.before for line in (text, "")]
    for sheet in printed.sheets:
        lines += ["", *_lines(sheet, flattening), ""]
    lines += [line for text in printed.after for line in ("", text)]
    return ("\n".join(lines) + "\n").encode(charset)


def write_html(printed: Printed, flattening: Flattening, charset: str = "utf-8") -> bytes:
    """The disclosure as a web page."""
    body = [f"<p>{escape(text)}</p>" for text in printed.before]
    for sheet in printed.sheets:
        body.append("<div>")
        body += [_element(line, flattening) for line in _lines(sheet, flattening)]
        body.append("</div>")
    body += [f"<p>{escape(text)}</p>" for text in printed.after]
    declared = "gb2312" if charset == "gb18030" else charset
    page = f'<!DOCTYPE html><html><head><meta charset="{declared}"></head><body>{"".join(body)}</body></html>'
    return page.encode(charset)


def _element(line: str, flattening: Flattening) -> str:
    if flattening.element == "br":
        return f"<span>{escape(line)}</span><br>"
    return f"<{flattening.element}>{escape(line) or '&nbsp;'}</{flattening.element}>\n"


def _lines(sheet: Sheet, flattening: Flattening) -> list[str]:
    """The lines of a statement; a blank one is an empty text."""
    above = [sheet.title, *(text for caption in sheet.captions for text in caption)]
    lines: list[str] = []
    between = [""] * flattening.spaced
    for line in (*above, *_cells(sheet.grid, flattening), *sheet.notes):
        lines += [line, *between]
    return lines


def _cells(grid: Grid, flattening: Flattening) -> list[str]:
    cells: list[str] = []
    for slots in matrix(grid.rows):
        for slot in slots:
            if slot is None and not flattening.repeats_merged:
                continue
            text = slot.text if slot is not None else ""
            if text:
                cells += text.split("\n") if flattening.breaks_names else [text.replace("\n", "")]
            elif flattening.keeps_blanks:
                cells.append("")
        if flattening.row_ends:
            cells.append("")
    return cells
