"""The cells of a PDF's tables as pictures, each beside what was read from it: for a person to compare.

    .venv/bin/python -m tests.documents.crop_cells FILE [PAGE …] > cells.html

Cells that read nothing are shown too: a figure that was missed is found among them.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image

from disclosures.documents.model import Box, Cell, Table
from disclosures.documents.read import read_document
from disclosures.documents.readers.pdf import render_page

SCALE = 2.0
_HEAD = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<style>table{{border-collapse:collapse;margin:1em 0}}
td{{border:1px solid #bbb;padding:2px;vertical-align:top}}
img{{max-width:16em}}pre{{margin:0;font:12px monospace;color:#05a}}.two{{background:#fdd}}</style>"""


def page_of_cells(path: Path, pages: set[int]) -> Iterator[str]:
    """HTML: every table, with the picture of each cell above its text."""
    document = read_document(path, name=path.name)
    yield _HEAD.format(title=escape(path.name))
    pictures: dict[int, Image.Image] = {}
    for table in document.tables():
        page = table.place.page
        if page is None or (pages and page not in pages):
            continue
        if page not in pictures:
            pictures[page] = Image.open(BytesIO(render_page(path, page, scale=SCALE)))
        yield from _table(table, page, pictures[page])


def _table(table: Table, page: int, picture: Image.Image) -> Iterator[str]:
    yield f"<h3>page {page}</h3><table>"
    for r, row in enumerate(table.rows):
        own = (cell for c, cell in enumerate(row) if (cell.row, cell.column) == (r, c))
        yield "<tr>" + "".join(_cell(cell, picture) for cell in own) + "</tr>"
    yield "</table>"


def _cell(cell: Cell, picture: Image.Image) -> str:
    mark = "" if cell.is_certain else ' class="two"'
    text = escape(cell.text if cell.is_certain else " ≠ ".join(cell.readings))
    image = _cropped(picture, cell.place.box) if cell.place.box else ""
    return f'<td{mark} rowspan="{cell.row_span}" colspan="{cell.column_span}">{image}<pre>{text}</pre></td>'


def _cropped(picture: Image.Image, box: Box) -> str:
    x0, y0, x1, y1 = (round(side * SCALE) for side in box)
    output = BytesIO()
    picture.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))).save(output, "PNG")
    return f'<img src="data:image/png;base64,{b64encode(output.getvalue()).decode()}">'


if __name__ == "__main__":
    sys.stdout.writelines(page_of_cells(Path(sys.argv[1]), {int(page) for page in sys.argv[2:]}))
