"""A page of a stored file as a picture, for whoever wants to see the cell."""

from __future__ import annotations

from disclosures.models import Upload


def page_picture(*, upload: Upload, number: int) -> bytes | None:
    """PNG of the page, counted from 1; None where the file has no such page or no pages at all."""
    return None
