"""What a killed process leaves of a file on its way in is removed; what is being written is not."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disclosures.tasks import sweep_incoming
from finance_api.rest.incoming import SUFFIX, hold
from finance_api.settings.logs import QuietSweeps

ROOT = Path(__file__).resolve().parents[3]
RECEIVING = """
import sys, time, django
from pathlib import Path
django.setup()
from django.conf import settings
settings.INCOMING_DIR = Path(sys.argv[1])
from finance_api.rest.uploading import HashingUploadHandler
handler = HashingUploadHandler()
handler.new_file("file", "决算.pdf", "application/pdf", None)
handler.receive_data_chunk(b"%PDF-1.7", 0)
handler.file.flush()
print("receiving", flush=True)
time.sleep(60)
"""


@pytest.fixture
def incoming(tmp_path: Path, settings: Any) -> Path:
    settings.INCOMING_DIR = tmp_path / "incoming"
    return tmp_path / "incoming"


@pytest.fixture
def receiver(incoming: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of an upload."""
    command = [sys.executable, "-c", RECEIVING, str(incoming)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "finance_api.settings.test"}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == "receiving\n"
    yield process
    process.kill()
    process.communicate()


def test_a_killed_process_leaves_nothing_for_long(
    receiver: subprocess.Popen[str], incoming: Path, settings: Any
) -> None:
    (left,) = incoming.iterdir()
    long_ago = time.time() - settings.INCOMING_KEEP_SECONDS - 1
    os.utime(left, (long_ago, long_ago))
    assert sweep_incoming() == 0, "it is being received, however slowly"
    receiver.kill()
    receiver.wait()
    assert left.exists()
    os.utime(left)
    assert sweep_incoming() == 0, "it is not old enough"
    os.utime(left, (long_ago, long_ago))
    assert sweep_incoming() == 1
    assert list(incoming.iterdir()) == []


def test_where_files_cannot_be_locked_their_age_decides(
    incoming: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    incoming.mkdir()
    (left := incoming / f"a{SUFFIX}").touch()
    with left.open("rb") as file:
        hold(file)
    assert sweep_incoming() == 0
    os.utime(left, (0, 0))
    assert sweep_incoming() == 1


def test_without_the_directory_there_is_nothing_to_do(incoming: Path) -> None:
    assert sweep_incoming() == 0


def test_sweeps_that_did_nothing_are_not_logged() -> None:
    def kept(name: str, level: int, message: str, *arguments: object) -> bool:
        record = logging.LogRecord(name, level, "", 0, message, arguments, None)
        return bool(QuietSweeps().filter(record))

    sweep = "disclosures.tasks.sweep_runs"
    assert not kept("celery.beat", logging.INFO, "Scheduler: Sending due task %s (%s)", "sweep-runs", sweep)
    assert not kept("celery.app.trace", logging.INFO, "Task %s succeeded", sweep)
    assert kept("celery.app.trace", logging.ERROR, "Task %s raised", sweep)
    assert kept("celery.app.trace", logging.INFO, "Task %s succeeded", "disclosures.tasks.process_run")
    assert kept("disclosures.pipeline", logging.INFO, "woken by %s", sweep)
