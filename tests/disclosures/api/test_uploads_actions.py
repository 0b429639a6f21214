from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from disclosures.models import Disclosure, Fact, Upload
from disclosures.services.lease import claim
from finance_api.access.audit import Actor
from finance_api.access.models import AuditEntry
from tests.disclosures.conftest import QINGDAO, store, unsound

Issue = Callable[..., Any]


def upload(api: Client) -> Upload:
    answer = api.post("/api/v1/uploads/", {"file": SimpleUploadedFile("a.txt", b"something")})
    return Upload.objects.get(pk=answer.json()["id"])


def test_an_open_upload_is_cancelled_and_its_worker_stores_nothing_more(api: Client) -> None:
    sent = upload(api)
    lease = claim(sent.runs.get().pk)
    assert lease is not None
    answer = api.post(f"/api/v1/uploads/{sent.pk}/cancel/")
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert claim(sent.runs.get().pk) is None
    again = api.post(f"/api/v1/uploads/{sent.pk}/cancel/")
    assert again.status_code == 409
    assert AuditEntry.objects.filter(action="upload.cancelled").count() == 1


def test_an_open_upload_has_no_report_yet(api: Client) -> None:
    sent = upload(api)
    answer = api.get(f"/api/v1/uploads/{sent.pk}/report/")
    assert (answer.status_code, answer["Retry-After"]) == (409, "1")


def test_a_recheck_is_a_new_run_beside_the_published_one(api: Client, qingdao: Upload) -> None:
    answer = api.post(f"/api/v1/uploads/{qingdao.pk}/recheck/")
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    assert answer.json()["run"]["number"] == 2
    assert api.post(f"/api/v1/uploads/{qingdao.pk}/recheck/").status_code == 409
    assert Fact.objects.published().exists()


def test_what_is_held_is_published_on_purpose_with_a_reason(api: Client, issue: Issue) -> None:
    owner, own = issue("甲局", "read", "upload", "publish")
    _, uploader = issue("甲局", "read", "upload")
    _, stranger = issue("乙局", "publish")
    held = store(QINGDAO, actor=Actor(name="甲局", token=owner), checks=unsound(QINGDAO))
    path = f"/api/v1/uploads/{held.pk}/publish/"
    sent: dict[str, Any] = {"content_type": "application/json"}
    assert api.post(path, {"reason": "已核实"}, headers=uploader, **sent).status_code == 403
    assert api.post(path, {"reason": "已核实"}, headers=stranger, **sent).status_code == 404
    assert api.post(path, {"reason": " "}, headers=own, **sent).status_code == 400
    assert not Disclosure.objects.published().exists()
    answer = api.post(path, {"reason": "已核实"}, headers=own, **sent)
    assert answer.status_code == 200
    assert answer.json()["run"]["published"]["is_current"] is True
    disclosure = Disclosure.objects.published().get()
    assert disclosure.current_revision is not None
    assert disclosure.current_revision.reason == "已核实"
    assert Fact.objects.published().count() == Fact.objects.count() > 0
    assert api.post(path, {"reason": "已核实"}, headers=own, **sent).status_code == 409
