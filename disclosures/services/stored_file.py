"""The stored bytes of an upload, as a file on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import default_storage

from disclosures.models import Upload


@contextmanager
def local_path(upload: Upload) -> Iterator[Path]:
    """Where it is stored, or a copy for as long as it is needed."""
    try:
        path = Path(default_storage.path(upload.stored_as))
    except NotImplementedError:
        with NamedTemporaryFile() as copy, default_storage.open(upload.stored_as) as stored:
            for chunk in stored.chunks():
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)
        return
    yield path
