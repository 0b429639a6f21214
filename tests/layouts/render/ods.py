"""OpenDocument spreadsheets, written by hand: the libraries for it take a second a document."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from tests.layouts.printed import Printed
from tests.layouts.render.packages import package
from tests.layouts.render.workbook import Entry, sheets_of
from tests.layouts.variants import Variant

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MEDIA_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


def write(printed: Printed, variant: Variant) -> bytes:
    """The workbook with its cells as LibreOffice stores them: the value, and the text that is shown."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{_rows(entries)}</table:table>"
        for name, entries in sheets_of(printed, variant)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": _MEDIA_TYPE, "META-INF/manifest.xml": _MANIFEST, "content.xml": content})


def _rows(entries: list[Entry]) -> str:
    by_place = {(entry.row, entry.column): entry for entry in entries}
    covered = {
        (entry.row + down, entry.column + right)
        for entry in entries
        for down in range(entry.row_span)
        for right in range(entry.column_span)
    } - set(by_place)
    width = max((column for _, column in by_place), default=0) + 1
    rows = ""
    for row in range(max((row for row, _ in by_place), default=-1) + 1):
        cells, blank = "", 0
        for column in range(width):
            entry = by_place.get((row, column))
            if entry is None and (row, column) not in covered:
                blank += 1
                continue
            cells += _blank(blank) + (_cell(entry) if entry else "<table:covered-table-cell/>")
            blank = 0
        rows += f"<table:table-row>{cells}{_blank(16_384 - width + blank)}</table:table-row>"
    return rows + f'<table:table-row table:number-rows-repeated="1048000">{_blank(16_384)}</table:table-row>'


def _blank(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>' if times else ""


def _cell(entry: Entry) -> str:
    value = ' office:value-type="string"'
    if entry.number is not None:
        value = f' office:value-type="float" office:value="{entry.number!r}"'
    spans = ""
    if entry.row_span * entry.column_span > 1:
        spans = f' table:number-columns-spanned="{entry.column_span}"'
        spans += f' table:number-rows-spanned="{entry.row_span}"'
    shown = "".join(f"<text:p>{_text(line)}</text:p>" for line in entry.text.split("\n") if line)
    return f"<table:table-cell{value}{spans}>{shown}</table:table-cell>"


def _text(line: str) -> str:
    return escape(line).replace("  ", ' <text:s text:c="1"/>')
