"""One format, one file, one library; all give the same `Document`.

A reader is a module that offers

    recognises(head: bytes, path: Path) -> float        how well the content fits, 0 to 1; never the name
    read(path, *, name, sha256, limits) -> Document     raises `Unreadable`
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from disclosures.documents.limits import Limits
from disclosures.documents.model import Document

HEAD_BYTES = 4096
"""How much of the beginning of a file `recognises` is given."""

READERS = ("pdf", "docx", "xlsx", "ods", "html", "archive", "text")


class Reader(Protocol):
    """What every module named in `READERS` offers."""

    def recognises(self, head: bytes, path: Path) -> float: ...

    def read(self, path: Path, *, name: str, sha256: str, limits: Limits) -> Document: ...


@cache
def readers() -> tuple[Reader, ...]:
    """The readers that are installed, in the order of `READERS`."""
    return tuple(_modules())


def _modules() -> Iterator[Reader]:
    for name in READERS:
        module = f"{__name__}.{name}"
        if find_spec(module) is not None and hasattr(import_module(module), "recognises"):
            yield cast(Reader, import_module(module))
