from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.test import Client

from disclosures.models import Finding, Upload, Waiver
from disclosures.services.lease import claim
from disclosures.services.recheck import recheck
from disclosures.steps import Check, ExtractFinalAccounts, Publish
from finance_api.access.audit import Actor
from finance_api.access.models import AuditEntry
from tests.disclosures.conftest import QINGDAO, analysed, store, unsound

Issue = Callable[..., Any]
JSON: dict[str, Any] = {"content_type": "application/json"}


def test_a_waived_error_no_longer_holds_the_document_back(api: Client, issue: Issue) -> None:
    owner, own = issue("甲局", "read", "upload", "publish")
    _, stranger = issue("乙局", "publish")
    held = store(QINGDAO, actor=Actor(name="甲局", token=owner), checks=unsound(QINGDAO))
    finding = Finding.objects.get(severity="error")
    path = f"/api/v1/findings/{finding.pk}/waive/"
    assert api.post(path, {"reason": "x"}, **JSON).status_code == 401
    assert api.post(path, {"reason": "x"}, headers=stranger, **JSON).status_code == 404
    assert api.post(path, {}, headers=own, **JSON).status_code == 400
    answer = api.post(path, {"reason": "表下已注明"}, headers=own, **JSON)
    assert (answer.status_code, answer.json()["rule"]) == (201, "T01-01")
    assert api.post(path, {"reason": "again"}, headers=own, **JSON).status_code == 409
    assert Waiver.objects.get().reason == "表下已注明"
    assert AuditEntry.objects.filter(action="finding.waived").exists()
    assert api.get(f"/api/v1/findings/{finding.pk}/", headers=own).json()["waived"] is True

    lease = claim(recheck(upload=held).pk)
    assert lease is not None
    analysis = replace(analysed(QINGDAO), checks=unsound(QINGDAO))
    for step in (ExtractFinalAccounts(), Check(), Publish()):
        with lease.writing() as run:
            step.store(run, analysis)
    held = Upload.objects.get(pk=held.pk)
    assert held.status == "valid"
    assert held.runs.get(number=2).severities["waived"] == 1
