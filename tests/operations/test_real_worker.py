"""Worker processes, a real broker, a real database: what is killed or lost is done all the same."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest
from celery import current_app
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from disclosures import pipeline
from disclosures.models import Fact, Run, Upload
from disclosures.models.upload import OPEN_STATUSES, UploadStatus
from disclosures.services.receive import receive
from finance_api.embedded import redis
from finance_api.embedded.layout import Layout
from finance_api.settings.servers import broker_url
from tests.conftest import StartWorker

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "documents"
TEXT = SAMPLES / "jinan-bigdata-bureau-2023" / "jinan-bigdata-bureau-2023.txt"
DONE = (UploadStatus.VALID, UploadStatus.INVALID)
# Reached only where something is wrong, or the machine has much else to do.
PATIENCE = 90


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def _ended(upload: Upload) -> bool:
    upload.refresh_from_db()
    return upload.status not in OPEN_STATUSES


def _variant(number: int) -> Upload:
    """The same document in other bytes, each time received anew."""
    content = TEXT.read_bytes() + b"\n" * number
    return receive(file=ContentFile(content, name=f"{number}.txt"), name=f"{number}.txt").upload


def _kill(worker: Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def test_an_upload_over_http_is_read_by_the_worker(start_worker: StartWorker, client: Client) -> None:
    start_worker()
    with TEXT.open("rb") as file:
        answer = client.post("/api/v1/uploads/", {"file": file})
    assert answer.status_code == 202
    upload = Upload.objects.get()
    assert _within(PATIENCE, lambda: _ended(upload))
    assert upload.status in DONE
    assert client.get(answer["Location"]).json()["status"] == upload.status
    assert Fact.objects.filter(run__upload=upload).exists()


def test_a_run_whose_worker_was_killed_is_finished_once(start_worker: StartWorker) -> None:
    lease = {"RUN_LEASE_SECONDS": "1", "RUN_RETRY_SECONDS": "0"}
    worker = start_worker(**lease)
    upload = next(killed for killed in map(_caught_in_the_middle(worker), range(1, 20)) if killed)
    assert upload.status == UploadStatus.PROCESSING

    start_worker(**lease)

    def done_after_sweeping() -> bool:
        pipeline.sweep()
        return _ended(upload)

    assert _within(PATIENCE, done_after_sweeping)
    run = Run.objects.get(upload=upload)
    assert upload.status in DONE
    assert run.attempt == 2
    facts = Fact.objects.filter(run=run)
    assert facts.count() == facts.values("line_id", "measure").distinct().count() > 0


def _caught_in_the_middle(worker: Popen[bytes]) -> Callable[[int], Upload | None]:
    """Kills the worker as soon as it has begun the run; None if it was too fast for that."""

    def attempt(number: int) -> Upload | None:
        upload = _variant(number)
        run = Run.objects.filter(upload=upload)
        assert _within(PATIENCE, lambda: run.exclude(status=UploadStatus.QUEUED).exists())
        os.killpg(worker.pid, signal.SIGSTOP)
        if _ended(upload):
            os.killpg(worker.pid, signal.SIGCONT)
            return None
        _kill(worker)
        return upload

    return attempt


def test_a_lost_message_is_made_up_for_by_the_sweeper(
    start_worker: StartWorker, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    with monkeypatch.context() as lost:
        lost.setattr("disclosures.services.wake.wake", lambda _run_id: None)
        upload = _variant(0)
    start_worker()
    settings.RUN_WAKE_AFTER_SECONDS = 0
    assert pipeline.sweep() == 1
    assert _within(PATIENCE, lambda: _ended(upload))
    assert Run.objects.get(upload=upload).attempt == 1


@pytest.fixture
def broker(tmp_path: Path) -> Layout:
    """The places of a Redis for one test alone, which may stop and start it."""
    layout = Layout(tmp_path)
    for directory in (layout.sockets, layout.redis_data, layout.logs):
        directory.mkdir(parents=True)
    return layout


def test_a_worker_goes_on_after_the_broker_was_gone(start_worker: StartWorker, broker: Layout) -> None:
    log = broker.directory / "worker.log"
    server = redis.start(broker, disposable=True)
    worker = start_worker(REDIS_URL=broker.redis_url)
    assert _within(PATIENCE, lambda: "ready." in log.read_text())
    redis.stop(server)
    assert _within(PATIENCE, lambda: "lost" in log.read_text())
    server = redis.start(broker, disposable=True)
    try:
        upload = _variant(1)
        with current_app.connection_for_write(url=broker_url(broker.redis_url)) as connection:
            run = Run.objects.get(upload=upload)
            current_app.send_task(
                "disclosures.tasks.process_run", [str(run.pk)], connection=connection, queue="ingest"
            )
        assert _within(PATIENCE, lambda: _ended(upload))
        assert worker.poll() is None
    finally:
        redis.stop(server)
