"""PDF by reportlab: ruled tables over pages, headings repeated or not."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.layouts.grids import Grid, matrix, placed
from tests.layouts.printed import Printed, Sheet
from tests.layouts.render.font import font_name
from tests.layouts.variants import Variant

FONT = font_name()

_BODY = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=16, wordWrap="CJK", firstLineIndent=22)
_TITLE = ParagraphStyle("title", fontName=FONT, fontSize=15, leading=22, alignment=1)
_CAPTION = ParagraphStyle("caption", fontName=FONT, fontSize=9, leading=13)
_WIDTH, _HEIGHT = landscape(A4)
_MARGIN = 40
_SIZE = 8
_BETWEEN_COLUMNS = {"all", "columns", "alternate"}


def write(printed: Printed, variant: Variant) -> bytes:
    """The disclosure on pages with page numbers."""
    story: list[Flowable] = [Paragraph(escape(line), _BODY) for line in printed.before]
    for sheet in printed.sheets:
        story.append(PageBreak())
        story += _sheet(sheet, variant)
    story.append(PageBreak())
    story += [Paragraph(escape(line), _BODY) for line in printed.after]
    written = io.BytesIO()
    template = SimpleDocTemplate(
        written,
        pagesize=(_WIDTH, _HEIGHT),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        invariant=1,
    )
    template.build(story, onFirstPage=_number, onLaterPages=_number)
    return written.getvalue()


def _number(canvas: object, template: object) -> None:
    canvas.setFont(FONT, 9)  # type: ignore[attr-defined]
    canvas.drawCentredString(_WIDTH / 2, 20, f"- {canvas.getPageNumber()} -")  # type: ignore[attr-defined]


def _sheet(sheet: Sheet, variant: Variant) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(escape(sheet.title), _TITLE)]
    for caption in sheet.captions:
        story.append(_caption(caption))
    story.append(Spacer(1, 4))
    story.append(_table(sheet.grid, variant))
    story += [Paragraph(escape(note), _CAPTION) for note in sheet.notes]
    return story


def _caption(caption: tuple[str, ...]) -> Flowable:
    if len(caption) == 1:
        return Paragraph(escape(caption[0]), _CAPTION)
    width = (_WIDTH - 2 * _MARGIN) / len(caption)
    table = Table([list(caption)], colWidths=[width] * len(caption))
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), FONT, 9), ("ALIGN", (-1, 0), (-1, 0), "RIGHT")]))
    return table


def _table(grid: Grid, variant: Variant) -> Flowable:
    rows = [["" if slot is None else slot.text for slot in row] for row in matrix(grid.rows)]
    padding = 2 if variant.ruling in _BETWEEN_COLUMNS else 5
    widths = _column_widths(grid, len(rows[0]), padding)
    commands: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, _SIZE),
        ("LEADING", (0, 0), (-1, -1), _SIZE + 2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), padding),
        ("RIGHTPADDING", (0, 0), (-1, -1), padding),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("ALIGN", (0, 0), (-1, grid.headings - 1), "CENTER"),
    ]
    commands += [(*command, 0.5, (0, 0, 0)) for command in _lines(grid, variant.ruling)]
    for row, column, slot in placed(grid.rows):
        right, bottom = column + slot.column_span - 1, row + slot.row_span - 1
        if (right, bottom) != (column, row):
            commands.append(("SPAN", (column, row), (right, bottom)))
        if slot.is_amount:
            commands.append(("ALIGN", (column, row), (column, row), "RIGHT"))
        if not (slot.is_amount or slot.is_code):
            rows[row][column] = _fitted(slot.text, sum(widths[column : right + 1]) - 2 * padding)
    return Table(
        rows,
        colWidths=widths,
        style=TableStyle(commands),
        repeatRows=grid.headings if variant.repeat_headings else 0,
    )


def _lines(grid: Grid, ruling: str) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """What is drawn, as reportlab has it: a name, and the first and last cell."""
    whole = (0, 0), (-1, -1)
    below_headings = "LINEBELOW", (0, grid.headings - 1), (-1, grid.headings - 1)
    ends = [("LINEABOVE", (0, 0), (-1, 0)), ("LINEBELOW", (0, -1), (-1, -1))]
    between_columns = [("BOX", *whole), ("LINEAFTER", *whole)]
    return {
        "all": [("GRID", *whole)],
        "none": [],
        "three": [*ends, below_headings],
        "rows": [*ends, ("LINEBELOW", *whole)],
        "columns": between_columns,
        "frame": [("BOX", *whole), below_headings],
        "alternate": [
            *between_columns,
            below_headings,
            *(("LINEBELOW", (0, row), (-1, row)) for row in range(grid.headings + 1, len(grid.rows), 2)),
        ],
    }[ruling]


def _column_widths(grid: Grid, columns: int, padding: int) -> list[float]:
    """Widths by what stands in the columns, names giving way to amounts."""
    wanted = [24.0] * columns
    for _, column, slot in placed(grid.rows):
        if slot.column_span == 1:
            longest = max(_width(line) for line in slot.text.split("\n"))
            most = longest if slot.is_amount or slot.is_code else min(longest, 110)
            wanted[column] = max(wanted[column], most + 2 * padding + 2)
    available = _WIDTH - 2 * _MARGIN
    surplus = sum(wanted) - available
    if surplus > 0:
        fixed = {column for _, column, slot in placed(grid.rows) if slot.is_amount or slot.is_code}
        fixed_width = sum(wanted[column] for column in fixed)
        rest = sum(wanted) - fixed_width
        scale = max(0.2, (available - fixed_width) / rest) if rest else 1
        wanted = [width if column in fixed else width * scale for column, width in enumerate(wanted)]
    return wanted


def _fitted(text: str, width: float) -> str:
    """The text in lines that fit into the cell."""
    lines: list[str] = []
    for line in text.split("\n"):
        current = ""
        for character in line:
            if current and _width(current + character) > width:
                lines.append(current)
                current = ""
            current += character
        lines.append(current)
    return "\n".join(lines)


def _width(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, _SIZE))
