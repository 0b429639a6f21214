"""A run through its steps, in this process: what comes of it, and what when something goes wrong."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from disclosures import pipeline
from disclosures.analysis import Analysis, Declared
from disclosures.models import (
    Claim,
    Department,
    Disclosure,
    Fact,
    Finding,
    Line,
    Outcome,
    Run,
    Statement,
    Upload,
)
from disclosures.services.lease import LeaseLost, claim
from disclosures.services.receive import receive
from finance_api.webhooks.models import Event
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed

pytestmark = pytest.mark.django_db


def received(body: bytes, *, name: str = "a.txt", **declared: Any) -> Run:
    upload = receive(file=ContentFile(body), name=name, declared=Declared(**declared)).upload
    return upload.runs.get()


def picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def archive(**members: bytes) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return body.getvalue()


def test_a_real_document_is_read_checked_and_stored() -> None:
    run = received(PUTUO.read_bytes(), name="wrong-extension.xls")
    assert pipeline.process(run.pk) is None
    run.refresh_from_db()
    accounts, checks = analysed(PUTUO).accounts, analysed(PUTUO).checks
    assert accounts is not None
    assert checks is not None
    assert run.status == ("invalid" if checks.has_errors else "valid")
    assert (run.lease_owner, run.lease_expires_at, run.attempt) == ("", None, 1)
    assert (run.department and run.department.name, run.fiscal_year) == (accounts.department, 2024)
    assert run.upload.media_type == "application/pdf"
    assert run.pages == 24
    assert Statement.objects.filter(run=run).count() == len(accounts.statements)
    assert Line.objects.count() == sum(len(s.lines) for s in accounts.statements)
    assert Fact.objects.count() == sum(1 for s in accounts.statements for _ in s.figures())
    assert Claim.objects.count() == len(accounts.claims)
    assert Outcome.objects.count() == len(checks.outcomes)
    assert Finding.objects.count() == len(checks.findings)
    assert Event.objects.get().type == f"upload.{run.status}"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b" \n\t\r\n  ", "empty"),
        (picture(), None),
        (archive(a=b"nothing of interest"), None),
        ("今天天气很好。\n".encode() * 50, "not_final_accounts"),
        (b"%PDF-1.7\n%broken", "corrupt"),
        (b"\x00" * 200_000, "empty"),
    ],
)
def test_what_cannot_be_read_ends_with_a_code_and_two_sentences(body: bytes, code: str | None) -> None:
    run = received(body)
    assert pipeline.process(run.pk) is None
    run.refresh_from_db()
    assert run.status == run.upload.status == "unreadable"
    assert run.error_code == (code or run.error_code)
    assert run.error_zh
    assert run.error_en
    assert not Disclosure.objects.exists()
    assert not Statement.objects.exists()
    event = Event.objects.get()
    assert (event.type, run.error_code in event.body) == ("upload.unreadable", True)


def test_a_statement_cut_in_the_middle_is_read_as_far_as_it_goes() -> None:
    text = QINGDAO.read_bytes()
    run = received(text[: text.index("公开05表".encode()) + 2_000])
    pipeline.process(run.pk)
    run.refresh_from_db()
    assert run.status in ("valid", "invalid", "unreadable")
    if run.status != "unreadable":
        assert run.checks["not_evaluable"] > 0


def test_what_the_form_says_wins_and_the_contradiction_is_kept() -> None:
    known = Department.objects.create(name="示例市财政局")
    run = received(PUTUO.read_bytes(), department="示例市财政局")
    pipeline.process(run.pk)
    run.refresh_from_db()
    assert run.department == known
    (contradiction,) = run.contradictions
    assert contradiction["subject"] == "department"
    assert contradiction["other"] == "示例市财政局"
    accounts = analysed(PUTUO).accounts
    assert accounts is not None
    assert contradiction["printed"] == accounts.department


def test_every_step_can_be_repeated() -> None:
    run = received(PUTUO.read_bytes())
    lease = claim(run.pk)
    assert lease is not None
    models = (Statement, Line, Fact, Claim, Outcome, Finding)
    *steps, _publish = pipeline.steps()
    counts = []
    for _ in range(2):
        for step in steps:
            with lease.writing() as held:
                step.store(held, analysed(PUTUO))
        counts.append([model.objects.count() for model in models])
    assert counts[0] == counts[1]
    assert all(counts[0])


class Broken:
    name = "broken"

    def analyse(self, analysis: Analysis) -> Analysis:
        raise ZeroDivisionError("a bug")

    def store(self, run: Run, analysis: Analysis) -> None:
        raise AssertionError("never reached")


def test_a_bug_is_tried_again_a_few_times_and_then_a_failure_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.RUN_RETRY_SECONDS = 7
    monkeypatch.setattr(pipeline, "steps", lambda: (Broken(),))
    run = received(b"something")
    pauses = []
    for _ in range(3):
        pauses.append(pipeline.process(run.pk))
        assert pipeline.process(run.pk) is None, "the pause is kept"
        Run.objects.filter(pk=run.pk).update(lease_expires_at=None)
    assert pauses == [timedelta(seconds=7), timedelta(seconds=14), None]
    run.refresh_from_db()
    assert (run.status, run.error_code, run.attempt) == ("failed", "internal_error", 3)
    assert run.upload.status == "failed"
    assert Event.objects.get().type == "upload.failed"
    assert received(b"something").upload_id != run.upload_id


def test_a_worker_that_comes_back_late_writes_nothing() -> None:
    run = received(PUTUO.read_bytes())
    late = claim(run.pk)
    assert late is not None
    assert claim(run.pk) is None, "held by the first"
    Run.objects.filter(pk=run.pk).update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    second = claim(run.pk)
    assert second is not None
    with pytest.raises(LeaseLost), late.writing():
        raise AssertionError("never reached")
    with pytest.raises(LeaseLost):
        late.renew()
    second.renew(stage="read", done=0, total=4)


def test_a_document_that_kills_its_workers_stops_after_its_attempts() -> None:
    run = received(b"something")
    for attempt in range(1, run.max_attempts + 1):
        assert pipeline.sweep() >= 0
        assert claim(run.pk) is not None
        assert Run.objects.get(pk=run.pk).attempt == attempt
        Run.objects.filter(pk=run.pk).update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    pipeline.sweep()
    run.refresh_from_db()
    assert (run.status, run.error_code) == ("failed", "worker_lost")
    assert run.error_zh
    assert pipeline.process(run.pk) is None


def test_the_sweeper_wakes_what_nobody_has_taken_up(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    woken: list[Any] = []
    monkeypatch.setattr(pipeline, "wake", woken.append)
    settings.RUN_WAKE_AFTER_SECONDS = 60
    run = received(b"something")
    assert (pipeline.sweep(), woken) == (0, [])
    Run.objects.update(created_at=timezone.now() - timedelta(seconds=61))
    assert (pipeline.sweep(), woken) == (1, [run.pk])
    claim(run.pk)
    assert pipeline.sweep() == 0, "held"
    Run.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    assert pipeline.sweep() == 1, "its worker is gone"


def test_analysing_needs_no_database(django_assert_num_queries: Any, tmp_path: Path) -> None:
    with django_assert_num_queries(0):
        found = pipeline.analyse(Analysis(path=PUTUO, name="a.pdf"))
    assert found.accounts is not None
    assert Upload.objects.count() == 0
