"""Zip packages of XML parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def package(parts: Mapping[str, str]) -> bytes:
    """The parts in their order; the first is stored, as OpenDocument wants its media type."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(parts.items()):
            archive.writestr(name, content, zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED)
    return written.getvalue()
