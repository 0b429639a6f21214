"""Published documents, against what another library finds on their pages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from disclosures.documents.model import Document, Table
from tests.disclosures.documents.readers.pdf.drawn import read

DOCUMENTS = sorted((Path(__file__).parents[4] / "documents").glob("*/*.pdf"))
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")


@cache
def document(path: Path) -> Document:
    return read(path)


def tables_of(path: Path, page: int) -> list[Table]:
    return [table for table in document(path).tables() if table.place.page == page]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_amount_stands_in_the_cell_that_has_it(path: Path) -> None:
    """Each amount that pdfplumber finds in a table is the whole text of the one cell around it; and there is
    no amount in a cell that pdfplumber does not find there."""
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            tables = tables_of(path, number)
            if not tables:
                continue
            cells = [cell for table in tables for cell in table.cells()]
            words = [w for w in page.extract_words(x_tolerance=1) if _AMOUNT.fullmatch(w["text"])]
            found = []
            for word in words:
                x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
                around = [c for c in cells if c.place.box and _contains(c.place.box, x, y)]
                if around:
                    assert [cell.text for cell in around] == [word["text"]], (number, word["text"])
                    found.append(word["text"])
            assert sorted(found) == sorted(cell.text for cell in cells if _AMOUNT.fullmatch(cell.text))


def _contains(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_both_readings_agree_on_every_cell(path: Path) -> None:
    assert [cell.text for table in document(path).tables() for cell in table.cells() if cell.readings] == []
    assert document(path).notes == ()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_character_is_read_once(path: Path) -> None:
    """In a cell or in a paragraph; none is lost or made up. These documents have no page numbers."""
    cells = [cell.text for table in document(path).tables() for cell in table.cells()]
    texts = [paragraph.text for paragraph in document(path).paragraphs()]
    with pdfplumber.open(path) as pdf:
        printed = [character["text"] for page in pdf.pages for character in page.chars]
    assert _characters(cells + texts) == _characters(printed)


def _characters(texts: list[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if not character.isspace())
