"""Any file → `Document`: the reader is chosen by what the file contains, never by its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from disclosures.documents.limits import DEFAULT_LIMITS, MEBIBYTE, Limits, over_limit
from disclosures.documents.model import Document
from disclosures.documents.readers import choose_reader


def read_document(path: Path, *, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """What stands in the file. Raises `Unreadable`; `name` is only what the document is called.

    A hostile file may exhaust the process: `sandbox.read_in_child` reads in one of its own.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise over_limit("file_bytes", limits, found=f"{size / MEBIBYTE:.1f} MB")
    reader = choose_reader(path)
    document = reader.read(path, name=name, sha256=sha256_of(path), limits=limits)
    if sum(len(row) for table in document.tables() for row in table.rows) > limits.cells:
        raise over_limit("cells", limits)
    return document


def sha256_of(path: Path) -> str:
    """The hash of the bytes, by which a file is known."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
