"""Any file → `Document`: the reader is chosen by what the file contains, never by its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.formats import unsupported
from disclosures.documents.limits import DEFAULT_LIMITS, MEBIBYTE, Limits, over_limit
from disclosures.documents.model import Document
from disclosures.documents.readers import HEAD_BYTES, Reader, readers


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


def choose_reader(path: Path) -> Reader:
    """The reader that the content of the file fits best; the first of `READERS` where two fit alike."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip(b"\0 \t\r\n"):
        _refuse_blank(path)
    known = unsupported(head, path)
    if known is not None:
        raise known
    fits = [(reader.recognises(head, path), reader) for reader in readers()]
    fit, best = max(fits, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or fit <= 0:
        raise Unreadable(
            UnreadableCode.UNSUPPORTED_FORMAT,
            zh="无法识别文件格式。可读取 PDF、DOCX、XLSX、XLS、ODS、HTML、纯文本及由其组成的 ZIP。",
            en="The format of the file is not known. PDF, DOCX, XLSX, XLS, ODS, HTML, plain text "
            "and a ZIP of these can be read.",
        )
    return best


def sha256_of(path: Path) -> str:
    """The hash of the bytes, by which a file is known."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_blank(path: Path) -> None:
    """Raises where the whole file, not only its beginning, is nothing but zeros or blanks."""
    with path.open("rb") as file:
        while chunk := file.read(MEBIBYTE):
            if chunk.strip(b"\0 \t\r\n"):
                return
    raise Unreadable(UnreadableCode.EMPTY, zh="文件是空的，没有任何内容。", en="The file is empty.")
