"""Plain text: tables as lines with tabs, merged cells as a text and blanks."""

from __future__ import annotations

from tests.layouts.grids import Grid, matrix
from tests.layouts.printed import Printed
from tests.layouts.variants import Variant


def write(printed: Printed, variant: Variant) -> bytes:
    """Every paragraph and table parted by blank lines."""
    blocks = list(printed.before)
    for sheet in printed.sheets:
        blocks.append(sheet.title)
        blocks += ["  ".join(caption) for caption in sheet.captions]
        blocks += _pages(sheet.grid, variant)
        blocks += sheet.notes
    blocks += printed.after
    return ("\n\n".join(blocks) + "\n").encode(variant.charset)


def _pages(grid: Grid, variant: Variant) -> list[str]:
    lines = [
        "\t".join("" if slot is None else slot.text.replace("\n", " ") for slot in row)
        for row in matrix(grid.rows)
    ]
    headings, body = lines[: grid.headings], lines[grid.headings :]
    pages = [body[at : at + variant.rows_per_page] for at in range(0, len(body), variant.rows_per_page)]
    first, *others = pages or [[]]
    repeated = headings if variant.repeat_headings else []
    return ["\n".join([*headings, *first]), *("\n".join([*repeated, *page]) for page in others)]
