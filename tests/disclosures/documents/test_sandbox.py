"""Reading in a child process: the same answer, and no harm from whatever happens to the child."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from disclosures.documents import sandbox
from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import Limits
from disclosures.documents.read import read_document
from disclosures.documents.sandbox import ReadingFailedError, read_in_child, render_in_child
from tests.hostile.files import ole
from tests.layouts.generate import random_accounts
from tests.layouts.render import render
from tests.layouts.variants import Variant


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "决算.html"
    file.write_bytes(render(random_accounts(1), "html", Variant()))
    return file


def test_the_child_reads_what_this_process_reads(page: Path) -> None:
    assert read_in_child(page, name="决算") == read_document(page, name="决算")


def test_many_threads_read_at_once(page: Path) -> None:
    expected = read_document(page, name="决算")
    with ThreadPoolExecutor(6) as pool:
        read = list(pool.map(lambda _: read_in_child(page, name="决算"), range(12)))
    assert read == [expected] * 12


def test_an_unreadable_file_is_told_as_such(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(ole("Root Entry", "EncryptedPackage"))
    with pytest.raises(Unreadable, match="password") as caught:
        read_in_child(file, name="x")
    assert caught.value.code is UnreadableCode.ENCRYPTED
    assert "加密" in caught.value.zh


def test_a_missing_file_is_our_failure_not_the_files(tmp_path: Path) -> None:
    with pytest.raises(ReadingFailedError, match="FileNotFoundError"):
        read_in_child(tmp_path / "gone", name="x")


def test_more_output_than_allowed_is_refused(page: Path) -> None:
    with pytest.raises(Unreadable, match="READING_LIMIT_OUTPUT_BYTES") as caught:
        read_in_child(page, name="x", limits=Limits(output_bytes=500))
    assert caught.value.code is UnreadableCode.TOO_COMPLEX


def test_a_reading_process_that_was_killed_is_replaced(page: Path) -> None:
    sandbox.warm_up()
    assert sandbox._running is not None
    sandbox._running.program.send_signal(signal.SIGKILL)
    sandbox._running.program.wait()
    assert read_in_child(page, name="x").blocks


def test_a_worker_that_was_forked_starts_a_reading_process_of_its_own(page: Path) -> None:
    """As Celery's workers are, which may not have children by way of multiprocessing."""
    sandbox.warm_up()
    pid = os.fork()
    if pid == 0:
        try:
            blocks = read_in_child(page, name="x").blocks
            os._exit(0 if blocks and sandbox._running and sandbox._running.owner == os.getpid() else 1)
        except BaseException:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_a_page_is_drawn_and_one_that_is_not_there_is_an_index_error(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(render(random_accounts(1), "pdf", Variant()))
    assert render_in_child(file, 1, highlight=[(0, 0, 50, 50)]).startswith(b"\x89PNG")
    with pytest.raises(IndexError):
        render_in_child(file, 999)


def test_the_child_sees_no_secret_of_its_parent(monkeypatch: pytest.MonkeyPatch, page: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    sandbox.stop()
    assert read_in_child(page, name="x").blocks
    assert sandbox._running is not None
    environment = Path(f"/proc/{sandbox._running.program.pid}/environ")
    if not environment.exists():
        pytest.skip("no /proc on this system")
    assert b"secret" not in environment.read_bytes()
