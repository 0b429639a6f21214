"""Files as they come in: hashed on the way, refused as soon as they are too large."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from finance_api.rest import incoming
from finance_api.rest.problems import Problem

# A multipart body is a little larger than the file in it.
ENVELOPE_BYTES = 64 * 1024


class IncomingFile(TemporaryUploadedFile):
    """Lies where it can be kept by renaming it; gone with its request otherwise."""

    sha256 = ""

    def __init__(
        self, name: str | None, content_type: str | None, size: int, charset: str | None, extra: Any = None
    ) -> None:
        directory = Path(settings.INCOMING_DIR)
        directory.mkdir(parents=True, exist_ok=True)
        file = NamedTemporaryFile(suffix=incoming.SUFFIX, dir=directory)  # noqa: SIM115 (closed with the request)
        incoming.hold(file)
        UploadedFile.__init__(self, file, name, content_type, size, charset, extra)


class HashingUploadHandler(TemporaryFileUploadHandler):
    """Writes to disk while hashing: `file.sha256` is known when the last byte is."""

    file: IncomingFile

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (Django's name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.MAX_UPLOAD_BYTES + ENVELOPE_BYTES:
            raise too_large()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = IncomingFile(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)
        self._digest = hashlib.sha256()
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._received += len(raw_data)
        if self._received > settings.MAX_UPLOAD_BYTES:
            self.file.close()
            raise too_large()
        self._digest.update(raw_data)
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            # The disk is full: give back what was taken. Closing writes what is left, and fails likewise.
            with suppress(OSError):
                self.file.close()
            raise

    def file_complete(self, file_size: int) -> IncomingFile:
        self.file.seek(0)
        self.file.size = file_size
        self.file.sha256 = self._digest.hexdigest()
        return self.file


def too_large() -> Problem:
    limit = settings.MAX_UPLOAD_BYTES
    return Problem(
        "content-too-large",
        f"The file is larger than {limit:,} bytes (setting MAX_UPLOAD_BYTES).",
        zh=f"文件超过 {limit:,} 字节的上限（设置 MAX_UPLOAD_BYTES）。",
        limit=limit,
    )
