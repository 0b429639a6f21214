"""PDF, by PDFium: tables from ruling lines and from positions, running text in reading order."""

from __future__ import annotations

from pathlib import Path

from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.model import Document
from disclosures.documents.readers.pdf.aligned import NO_TABLE
from disclosures.documents.readers.pdf.assembly import blocks_of
from disclosures.documents.readers.pdf.notes import notes_on, require_text
from disclosures.documents.readers.pdf.opening import opened, require_whole
from disclosures.documents.readers.pdf.pages import PageReading, contents_of, read_page
from disclosures.documents.readers.pdf.rendering import render_page

__all__ = ["MEDIA_TYPE", "read", "recognises", "render_page"]

MEDIA_TYPE = "application/pdf"


def recognises(head: bytes, path: Path) -> float:
    """A PDF says so in its first kilobyte."""
    if head.startswith(b"%PDF-"):
        return 1.0
    return 0.9 if b"%PDF-" in head[:1024] else 0.0


def read(path: Path, *, name: str, sha256: str, limits: Limits) -> Document:
    """Tables and paragraphs in reading order. Raises `Unreadable`."""
    require_whole(path)
    with opened(path) as pdf:
        count = len(pdf)
        if count > limits.pages:
            raise over_limit("pages", limits, found=f"{count:,}")
        pages: list[PageReading] = []
        for index in range(count):
            before = pages[-1].precedent if pages else NO_TABLE
            pages.append(read_page(contents_of(pdf, index), limits, before))
    require_text(pages)
    return Document(name, sha256, MEDIA_TYPE, count, tuple(blocks_of(pages)), tuple(notes_on(pages)))
