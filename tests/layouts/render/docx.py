"""Word documents, written by hand: merging cells with the library takes seconds a document."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.layouts.grids import Grid, Slot, matrix
from tests.layouts.printed import Printed, Sheet
from tests.layouts.render.packages import package
from tests.layouts.variants import Variant

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def write(printed: Printed, variant: Variant) -> bytes:
    """The document with text that was deleted and inserted, as drafts have it."""
    body = "".join(map(_paragraph, printed.before))
    body += "".join(_sheet(sheet, variant) for sheet in printed.sheets)
    body += "".join(map(_paragraph, printed.after))
    deleted = "<w:p><w:del><w:r><w:delText>收入支出决算总表</w:delText></w:r></w:del></w:p>"
    document = f'{_DECLARATION}<w:document xmlns:w="{_WORD}"><w:body>{deleted}{body}</w:body></w:document>'
    return package({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document})


def _sheet(sheet: Sheet, variant: Variant) -> str:
    captions = [(sheet.title,), *sheet.captions]
    rows = list(sheet.grid.rows)
    above = ""
    if variant.captions_in_table:
        width = sum(slot.column_span for slot in rows[0])
        rows = [*(_caption_row(caption, width) for caption in captions), *rows]
    else:
        above = "".join(_paragraph("\t".join(caption)) for caption in captions)
    tables = "<w:p/>".join(map(_table, _parts(rows, len(rows) - len(sheet.grid.rows), sheet.grid, variant)))
    return above + tables + "".join(map(_paragraph, sheet.notes))


def _parts(
    rows: list[tuple[Slot, ...]], captions: int, grid: Grid, variant: Variant
) -> list[list[tuple[Slot, ...]]]:
    """The rows as one table, or as one for each page; only the first has captions."""
    if not variant.parted:
        return [rows]
    body = captions + grid.headings
    headings = rows[captions:body] if variant.repeat_headings else []
    starts = range(body + variant.rows_per_page, len(rows), variant.rows_per_page)
    others = [[*headings, *rows[start : start + variant.rows_per_page]] for start in starts]
    return [rows[: body + variant.rows_per_page], *others]


def _caption_row(caption: tuple[str, ...], width: int) -> tuple[Slot, ...]:
    *first, last = caption
    wide = width - len(first)
    return (*(Slot(text) for text in first), Slot(last, column_span=wide))


def _table(rows: list[tuple[Slot, ...]]) -> str:
    """The rows with cells merged downwards continued in each row, as Word wants them."""
    written = ""
    above: dict[int, tuple[Slot, int]] = {}
    for row in matrix(rows):
        cells, column = "", 0
        while column < len(row):
            slot = row[column]
            if slot is None:
                merged, left = above[column]
                cells += _cell(
                    "", merged.column_span, '<w:vMerge w:val="continue"/>' if left % 2 else "<w:vMerge/>"
                )
            else:
                merged, left = slot, slot.row_span
                restart = '<w:vMerge w:val="restart"/>' if slot.row_span > 1 else ""
                cells += _cell(slot.text, slot.column_span, restart)
            above[column] = (merged, left - 1)
            column += merged.column_span
        written += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{written}</w:tbl>"


def _cell(text: str, width: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    paragraphs = "".join(map(_paragraph, text.split("\n")))
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraphs}</w:tc>"


def _paragraph(text: str) -> str:
    """A paragraph in two runs, the second of them a tracked insertion."""
    half = len(text) // 2
    first, second = _run(text[:half]), _run(text[half:])
    return f"<w:p>{first}<w:ins>{second}</w:ins></w:p>"


def _run(text: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{'<w:tab/>'.join(pieces)}</w:r>" if text else ""
