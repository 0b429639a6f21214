"""One format, one file, one library; all give the same `Document`.

A reader is a module that offers

    recognises(head: bytes, path: Path) -> float        how well the content fits, 0 to 1; never the name
    read(path, *, name, sha256, limits) -> Document     raises `Unreadable`
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.formats import unsupported
from disclosures.documents.limits import MEBIBYTE, Limits
from disclosures.documents.model import Document

READERS = ("pdf", "docx", "xlsx", "ods", "html", "archive", "text")

HEAD_BYTES = 4096
"""How much of the beginning of a file `recognises` is given."""


class Reader(Protocol):
    """What every module named in `READERS` offers."""

    def recognises(self, head: bytes, path: Path) -> float: ...

    def read(self, path: Path, *, name: str, sha256: str, limits: Limits) -> Document: ...


@cache
def readers() -> tuple[Reader, ...]:
    """The readers, in the order of `READERS`. They are loaded when first asked for: some are heavy."""
    return tuple(cast(Reader, import_module(f"{__name__}.{name}")) for name in READERS)


def choose_reader(path: Path) -> Reader:
    """The reader that the content of the file fits best; the first of `READERS` where two fit alike."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip(_BLANK):
        _refuse_blank(path)
    known = unsupported(head, path)
    if known is not None:
        raise known
    fits = [(reader.recognises(head, path), reader) for reader in readers()]
    fit, best = max(fits, key=lambda pair: pair[0])
    if fit <= 0:
        raise Unreadable(
            UnreadableCode.UNSUPPORTED_FORMAT,
            zh="无法识别文件格式。可读取 PDF、DOCX、XLSX、XLS、ODS、HTML、纯文本及由其组成的 ZIP。",
            en="The format of the file is not known. PDF, DOCX, XLSX, XLS, ODS, HTML, plain text "
            "and a ZIP of these can be read.",
        )
    return best


_BLANK = b"\0 \t\r\n"


def _refuse_blank(path: Path) -> None:
    """Raises where the whole file, not only its beginning, is nothing but zeros or blanks."""
    with path.open("rb") as file:
        while chunk := file.read(MEBIBYTE):
            if chunk.strip(_BLANK):
                return
    raise Unreadable(UnreadableCode.EMPTY, zh="文件是空的，没有任何内容。", en="The file is empty.")
