"""Written tables as files of every format that is read, with real merged cells."""

from __future__ import annotations

from pathlib import Path

from disclosures.documents.read import read_document
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import Evaluations
from tests.evaluations.paper import spans_at
from tests.layouts.grids import Grid, Slot
from tests.layouts.printed import Printed, Sheet
from tests.layouts.render import FORMATS
from tests.layouts.variants import Variant

SUFFIXES = {"text": "txt"}


def sheet(
    title: str, written: str, *, above: tuple[str, ...] = (), notes: tuple[str, ...] = (), headings: int = 0
) -> Sheet:
    """A table as it is written in a test: `<` goes on from the left, `^` from above, `\\n` breaks a line."""
    texts = [[cell.strip() for cell in line.split("|")] for line in written.strip().split("\n")]
    rows = tuple(
        tuple(
            Slot(text.replace("\\n", "\n"), *spans_at(texts, r, c))
            for c, text in enumerate(line)
            if text not in ("<", "^")
        )
        for r, line in enumerate(texts)
    )
    return Sheet(title, tuple((line,) for line in above), Grid(rows, headings), notes)


def reread(
    folder: Path,
    format: str,
    *sheets: Sheet,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    variant: Variant = Variant(),  # noqa: B008 (frozen)
) -> Evaluations:
    """What is read of the tables, written as a file of the format."""
    file = folder / f"printed.{SUFFIXES.get(format, format)}"
    file.write_bytes(FORMATS[format](Printed(before, sheets, after), variant))
    return read_evaluations(read_document(file, name=file.name))
