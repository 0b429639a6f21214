"""Files as they come in."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from finance_api.rest.uploading import HashingUploadHandler


def test_a_disk_that_fills_up_gets_back_what_was_taken(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INCOMING_DIR = tmp_path
    handler = HashingUploadHandler()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    handler.receive_data_chunk(b"x" * 100_000, 0)
    assert len(list(tmp_path.iterdir())) == 1

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    with pytest.raises(OSError, match="No space"):
        handler.receive_data_chunk(b"x" * 100_000, 100_000)
    assert list(tmp_path.iterdir()) == []
