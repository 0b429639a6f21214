from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from disclosures.models import (
    Claim,
    Department,
    Fact,
    Finding,
    Line,
    Outcome,
    Report,
    Run,
    Statement,
    Upload,
)
from disclosures.report import report
from tests.disclosures.conftest import PUTUO, analysed

VALIDATIONS = "/api/v1/validations/"


def test_the_report_comes_at_once_and_nothing_is_kept(api: Client) -> None:
    answer = api.post(VALIDATIONS, {"file": SimpleUploadedFile(PUTUO.name, PUTUO.read_bytes())})
    assert answer.status_code == 200
    assert answer.json() == report(analysed(PUTUO))
    assert not Upload.objects.exists()


def kept(files: Path) -> tuple[list[Path], dict[str, int]]:
    """Every file of the storage, and the rows of every table that documents fill."""
    models = (Department, Run, Report, Statement, Line, Fact, Claim, Outcome, Finding, Upload)
    stored = [path for path in files.rglob("*") if path.is_file()] if files.exists() else []
    return stored, {model.__name__: model._default_manager.count() for model in models}


@pytest.mark.parametrize("what", ["read", "unreadable", "damaged", "failed"])
def test_no_file_and_no_row_is_left_whatever_happens(
    api: Client, files: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(files)
    sent = {
        "read": (PUTUO.name, PUTUO.read_bytes(), 200),
        "unreadable": ("a.txt", "没有决算内容".encode(), 422),
        "damaged": ("a.pdf", PUTUO.read_bytes()[:3000], 422),
        "failed": (PUTUO.name, PUTUO.read_bytes(), 500),
    }
    name, body, status = sent[what]
    if what == "failed":
        api.raise_request_exception = False
        monkeypatch.setattr(settings, "INGEST_STEPS", [*settings.INGEST_STEPS, "builtins.object"])
    answer = api.post(VALIDATIONS, {"file": SimpleUploadedFile(name, body)})
    assert answer.status_code == status
    del answer
    gc.collect()
    assert kept(files) == before


def test_the_limits_of_uploads_hold(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    smaller = replace(settings.READING_LIMITS, pages=1)
    monkeypatch.setattr(settings, "READING_LIMITS", smaller)
    answer = api.post(VALIDATIONS, {"file": SimpleUploadedFile(PUTUO.name, PUTUO.read_bytes())})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_pages")


def test_what_cannot_be_read_is_a_problem_with_a_code_and_a_sentence(api: Client) -> None:
    answer = api.post(VALIDATIONS, {"file": SimpleUploadedFile("a.txt", "没有决算内容".encode())})
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "not_final_accounts"
    assert problem["detail"]


def test_what_the_sender_says_wins_and_the_contradiction_is_told(api: Client) -> None:
    form = {"file": SimpleUploadedFile(PUTUO.name, PUTUO.read_bytes()), "fiscal_year": "2023"}
    disclosure = api.post(VALIDATIONS, form).json()["disclosure"]
    assert disclosure["fiscal_year"] == 2023
    (contradiction,) = disclosure["contradictions"]
    assert (contradiction["subject"], contradiction["printed"], contradiction["other"]) == (
        "fiscal_year", "2024", "2023",
    )  # fmt: skip
