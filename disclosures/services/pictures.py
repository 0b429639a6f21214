"""A page of a stored file as a picture, for whoever wants to see the cell."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from disclosures.documents.errors import Unreadable
from disclosures.documents.model import Box
from disclosures.documents.sandbox import render_in_child
from disclosures.models import Upload
from disclosures.services.stored_file import local_path

PDF = "application/pdf"


def page_picture(*, upload: Upload, number: int, boxes: Sequence[Box] = ()) -> bytes | None:
    """PNG of the page, counted from 1, with the boxes marked; None where there is no such page to show."""
    if upload.media_type != PDF:
        return None
    try:
        with local_path(upload) as path:
            return render_in_child(path, page=number, highlight=boxes, limits=settings.READING_LIMITS)
    except (Unreadable, IndexError):
        return None
