from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.models import Run, Upload
from disclosures.services.finish import finish_unreadable
from finance_api.access.models import AuditEntry
from tests.disclosures.conftest import QINGDAO

UPLOADS = "/api/v1/uploads/"
Issue = Callable[..., Any]


def send(api: Client, body: bytes = b"some document", *, name: str = "a.txt", **fields: Any) -> HttpResponse:
    headers = fields.pop("headers", {})
    return api.post(UPLOADS, {"file": SimpleUploadedFile(name, body), **fields}, headers=headers)


def faults(answer: HttpResponse) -> dict[str, str]:
    assert answer["Content-Type"] == "application/problem+json"
    return {fault.get("pointer", ""): fault["detail"] for fault in answer.json()["errors"]}


def test_a_file_is_received_for_a_worker(api: Client, files: Path) -> None:
    answer = send(api, reference="Z-1", fiscal_year=2023)
    assert answer.status_code == 202
    found = answer.json()
    assert answer["Location"] == found["links"]["self"]
    assert answer["Retry-After"] == "1"
    upload = Upload.objects.get()
    assert (found["id"], found["status"], found["size"]) == (str(upload.pk), "queued", 13)
    assert found["sha256"] == hashlib.sha256(b"some document").hexdigest()
    assert found["declared"] == {"fiscal_year": 2023}
    assert (files / upload.stored_as).read_bytes() == b"some document"
    assert list((files / "incoming").iterdir()) == []
    run = upload.runs.get()
    assert (run.status, run.attempt, run.request_id) == ("queued", 0, answer["X-Request-ID"])
    assert AuditEntry.objects.get(action="upload.received").subject_id == str(upload.pk)


def test_the_same_bytes_are_the_same_upload(api: Client) -> None:
    first = send(api).json()
    again = send(api, name="another name.pdf")
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert Upload.objects.count() == Run.objects.count() == 1


def test_the_same_bytes_of_another_organisation_are_another_upload(api: Client, issue: Issue) -> None:
    _, one = issue("甲局")
    _, other = issue("乙局")
    assert send(api, headers=one).status_code == send(api, headers=other).status_code == 202
    assert Upload.objects.count() == 2


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_file_that_was_not_finished_can_be_sent_again(api: Client, status: str) -> None:
    first = send(api).json()
    Run.objects.update(status=status, error_code="internal_error")
    Upload.objects.update(status=status)
    again = send(api)
    assert again.status_code == 202
    assert again.json()["id"] != first["id"]


def test_other_declarations_start_a_new_run_of_the_same_upload(api: Client) -> None:
    upload = Upload.objects.get(pk=send(api).json()["id"])
    run = upload.runs.get()
    run.status = "processing"
    finish_unreadable(run, Unreadable(UnreadableCode.DEPARTMENT_NOT_FOUND, zh="无", en="none"))
    again = send(api, department="示例市财政局")
    assert (again.status_code, again.json()["id"]) == (202, str(upload.pk))
    assert again.json()["run"]["number"] == 2
    assert again.json()["declared"] == {"department": "示例市财政局"}


def test_without_a_file_the_answer_says_so(api: Client) -> None:
    answer = api.post(UPLOADS, {"department": "示例市财政局"})
    assert answer.status_code == 400
    assert "/file" in faults(answer)


def test_an_empty_file_is_refused(api: Client) -> None:
    answer = send(api, b"")
    assert answer.status_code == 400
    assert "/file" in faults(answer)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("fiscal_year", "20222"),
        ("fiscal_year", "二〇二二"),
        ("fiscal_year", "-1"),
        ("region", "999999"),
        ("region", "37"),
        ("department", "局" * 201),
        ("department", "a\0b"),
        ("reference", "x" * 201),
        ("colour", "red"),
    ],
)
def test_a_form_field_that_cannot_be_used_is_named(api: Client, field: str, value: str) -> None:
    answer = send(api, **{field: value})
    assert answer.status_code == 400
    assert list(faults(answer)) == [f"/{field}"]
    assert not Upload.objects.exists()


def test_unknown_query_parameters_are_named(api: Client) -> None:
    answer = api.post(f"{UPLOADS}?publish=true", {"file": SimpleUploadedFile("a.txt", b"a")})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "publish"


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/octet-stream"])
def test_another_content_type_is_a_415(api: Client, content_type: str) -> None:
    answer = api.post(UPLOADS, b"{}", content_type=content_type)
    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/problem+json"


def test_a_broken_form_is_a_400(api: Client) -> None:
    answer = api.post(UPLOADS, b"--x\r\nnonsense", content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400


@pytest.mark.parametrize("size", [2_000, 200_000])
def test_a_file_over_the_limit_is_refused_and_leaves_nothing(
    api: Client, settings: Any, files: Path, size: int
) -> None:
    settings.MAX_UPLOAD_BYTES = 1_000
    answer = send(api, b"0" * size)
    assert answer.status_code == 413
    assert "MAX_UPLOAD_BYTES" in answer.json()["detail"]
    assert not Upload.objects.exists()
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_a_full_disk_is_a_507_and_leaves_nothing(
    api: Client, monkeypatch: pytest.MonkeyPatch, files: Path
) -> None:
    def no_room(*_: Any, **__: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", no_room)
    answer = send(api)
    assert answer.status_code == 507
    assert answer.json()["type"].endswith("/problems/storage-full/")
    assert not Upload.objects.exists()
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_without_anonymous_upload_a_token_with_the_scope_is_needed(
    api: Client, settings: Any, issue: Issue
) -> None:
    settings.ANONYMOUS_UPLOAD = False
    assert send(api).status_code == 401
    _, reader = issue("甲局", "read")
    assert send(api, headers=reader).status_code == 403
    _, uploader = issue("甲局", "upload")
    assert send(api, headers=uploader).status_code == 202


def test_an_idempotency_key_answers_alike_and_is_good_for_one_request(api: Client) -> None:
    key = {"Idempotency-Key": "k-1"}
    first, again = send(api, headers=key), send(api, headers=key)
    assert (again.status_code, again.json(), again["Location"]) == (202, first.json(), first["Location"])
    assert again["Idempotency-Replayed"] == "true"
    other = send(api, b"another document", headers=key)
    assert other.status_code == 422
    assert Upload.objects.count() == 1


def test_a_path_in_the_file_name_is_dropped(api: Client) -> None:
    assert send(api, name="../../etc/2023年 决算.pdf").json()["name"] == "2023年 决算.pdf"


def test_a_finished_document_sent_again_is_answered_finished(api: Client, qingdao: Upload) -> None:
    answer = send(api, QINGDAO.read_bytes())
    assert (answer.status_code, answer.json()["status"]) == (200, "valid")


def test_two_files_in_one_request_are_refused(api: Client) -> None:
    files = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"two")]
    answer = api.post(UPLOADS, {"file": files})
    assert answer.status_code == 400
    assert "ZIP" in faults(answer)["/file"]
    assert not Upload.objects.exists()
