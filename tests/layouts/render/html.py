"""Web pages: tables with rowspan and colspan inside a table that lays out the page."""

from __future__ import annotations

from html import escape

from tests.layouts.grids import Slot
from tests.layouts.printed import Printed, Sheet
from tests.layouts.variants import Variant


def write(printed: Printed, variant: Variant) -> bytes:
    """The page, in the charset that it declares."""
    body = [
        *(f"<p>{escape(line)}</p>" for line in printed.before),
        *(_sheet(sheet, variant) for sheet in printed.sheets),
        *(f"<p>&nbsp;&nbsp;{escape(line)}</p>" for line in printed.after),
    ]
    content = "\n".join(body)
    if variant.one_sheet:
        content = f'<table class="page"><tr><td><div>{content}</div></td></tr></table>'
    declared = "gb2312" if variant.charset == "gb18030" else variant.charset
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{declared}"><title>部门决算</title>'
        f"<style>td {{ border: 1px }}</style></head>\n<body><script>var a = '<table>';</script>\n{content}\n"
        "</body></html>"
    )
    return page.encode(variant.charset)


def _sheet(sheet: Sheet, variant: Variant) -> str:
    width = sum(slot.column_span for slot in sheet.grid.rows[0])
    captions = [(sheet.title,), *sheet.captions]
    rows = ["".join(map(_cell, row)) for row in sheet.grid.rows]
    if variant.captions_in_table:
        rows = [*(_caption_row(caption, width) for caption in captions), *rows]
        above: list[str] = []
    else:
        above = [f"<p>{'&nbsp;&nbsp;'.join(map(escape, caption))}</p>" for caption in captions]
    table = "<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return "\n".join([*above, table, *(f"<p>{escape(note)}</p>" for note in sheet.notes)])


def _caption_row(caption: tuple[str, ...], width: int) -> str:
    spans = [width - len(caption) + 1, *(1 for _ in caption[1:])]
    return "".join(
        f'<td colspan="{span}">{escape(text)}</td>' for text, span in zip(caption, spans, strict=True)
    )


def _cell(slot: Slot) -> str:
    spans = f' rowspan="{slot.row_span}"' if slot.row_span > 1 else ""
    spans += f' colspan="{slot.column_span}"' if slot.column_span > 1 else ""
    text = "<br>".join(escape(line).replace("  ", "&nbsp;&nbsp;") for line in slot.text.split("\n"))
    return f"\n<td{spans}>\n{text or '&nbsp;'}\n</td>"
