"""The same bytes at the same moment, and a broker that is not there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from kombu.exceptions import OperationalError

from disclosures.models import Run, Upload
from disclosures.services import wake
from disclosures.services.receive import Received, receive


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_one_upload(files: Path) -> None:
    together = Barrier(8)

    def send(_: int) -> Received:
        together.wait()
        try:
            return receive(file=ContentFile(b"the same bytes"), name="a.txt")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    upload = Upload.objects.get()
    assert {answer.upload.pk for answer in answers} == {upload.pk}
    assert sum(answer.started for answer in answers) == 1
    assert Run.objects.count() == 1
    assert [path for path in files.rglob("*") if path.is_file()] == [files / upload.stored_as]


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_upload_is_kept_for_the_sweeper(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(wake.current_app, "send_task", refuse)
    received = receive(file=ContentFile(b"kept all the same"), name="a.txt")
    assert received.started
    assert Run.objects.get().status == "queued"
