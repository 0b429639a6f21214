"""The reader is chosen by what a file contains; its name says nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import Limits
from disclosures.documents.read import read_document
from tests.layouts.generate import random_accounts
from tests.layouts.render import FORMATS, render
from tests.layouts.variants import Variant

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "html": "text/html",
    "text": "text/plain",
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["决算.pdf", "决算.doc", "决算"])
def test_a_file_is_what_it_contains(format: str, name: str, tmp_path: Path) -> None:
    content = render(random_accounts(0), format, Variant())
    file = tmp_path / name
    file.write_bytes(content)
    document = read_document(file, name="部门决算")
    assert document.media_type == MEDIA_TYPES[format]
    assert document.name == "部门决算"
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert (document.pages is not None) == (format == "pdf")


def test_a_file_beyond_the_size_limit_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"%PDF-1.7" + b"x" * 2_000_000)
    with pytest.raises(Unreadable, match="READING_LIMIT_FILE_BYTES") as caught:
        read_document(file, name="x", limits=Limits(file_bytes=1_000_000))
    assert caught.value.code is UnreadableCode.TOO_LARGE


def test_more_cells_than_the_limit_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("1\t2\t3\n" * 50, encoding="utf-8")
    with pytest.raises(Unreadable, match="READING_LIMIT_CELLS"):
        read_document(file, name="x", limits=Limits(cells=149))
    assert len(read_document(file, name="x", limits=Limits(cells=150)).blocks) == 1
