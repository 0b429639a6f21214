"""PDFs made for the tests: grids with the lines, characters and oddities that a test asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from disclosures.documents.limits import DEFAULT_LIMITS
from disclosures.documents.model import Document, Table
from disclosures.documents.readers import pdf
from tests.layouts.render.font import font_name

FONT, SIZE = font_name(), 10.0
WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, ROW = 60.0, 100.0, 20.0
COLUMNS = (60.0, 140.0, 90.0, 90.0)

ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("201", "一般公共服务支出", "1,234.56", "1,000.00"),
    ("20101", "人大事务", "234.56", "200.00"),
    ("2010101", "行政运行", "34.50", ""),
    ("208", "社会保障和就业支出", "0.00", "-12.30"),
)

Draw = Callable[[Canvas], None]


def made(path: Path, *pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), rotation: int = 0) -> Path:
    """A PDF with one page for each function that draws, displayed turned clockwise by `rotation` degrees."""
    output = BytesIO()
    canvas = Canvas(output, pagesize=size)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    path.write_bytes(output.getvalue())
    if rotation:
        _turn(path, rotation)
    return path


def _turn(path: Path, rotation: int) -> None:
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        for page in document:
            page.set_rotation(rotation)
        document.save(path)


def raw(path: Path, objects: Sequence[bytes]) -> Path:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    file, offsets = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    file += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    path.write_bytes(file)
    return path


def read(path: Path) -> Document:
    return pdf.read(path, name=path.name, sha256="0" * 64, limits=DEFAULT_LIMITS)


def texts(table: Table) -> tuple[tuple[str, ...], ...]:
    """The text of every slot; that of a merged cell in each slot it covers."""
    return tuple(tuple(cell.text for cell in row) for row in table.rows)


def write(canvas: Canvas, x: float, top: float, text: str, *, size: float = SIZE) -> None:
    """Text whose em box begins at `top`, measured from the top of the page."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, canvas._pagesize[1] - top - 0.86 * size, text)


def width_of(text: str, size: float = SIZE) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def place(canvas: Canvas, column: int, row: int, text: str, *, shift: float = 0.0) -> None:
    """A cell's text, figures to the right, `shift` points below the middle of the row."""
    left = LEFT + sum(COLUMNS[:column])
    is_figure = text[-1:].isdigit() and column > 1
    x = left + COLUMNS[column] - 4 - width_of(text) if is_figure else left + 4
    write(canvas, x, TOP + row * ROW + (ROW - SIZE) / 2 + shift, text)


def fill_in(canvas: Canvas, rows: Sequence[Sequence[str]] = ROWS, *, shift: float = 0.0) -> None:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text:
                place(canvas, c, r, text, shift=shift if text[-1].isdigit() else 0.0)


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A line in points from the top left of the page."""
    height = canvas._pagesize[1]
    canvas.line(x0, height - y0, x1, height - y1)


def verticals() -> list[float]:
    return [LEFT + sum(COLUMNS[:c]) for c in range(len(COLUMNS) + 1)]


def horizontals(rows: int = len(ROWS)) -> list[float]:
    return [TOP + r * ROW for r in range(rows + 1)]


def rule(canvas: Canvas, rows: int = len(ROWS)) -> None:
    """All lines of the grid, each in one stroke."""
    xs, ys = verticals(), horizontals(rows)
    for y in ys:
        line(canvas, xs[0], y, xs[-1], y)
    for x in xs:
        line(canvas, x, ys[0], x, ys[-1])
