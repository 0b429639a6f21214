"""Waivers of an organisation: listed, withdrawn, expired, and void once a figure has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from disclosures.checks.finding import fingerprint
from disclosures.models import Finding, Waiver
from finance_api.access.audit import Actor
from finance_api.access.models import ApiToken, AuditEntry
from tests.disclosures.conftest import QINGDAO, analysed, store, unsound

Issue = Callable[..., Any]
JSON: dict[str, Any] = {"content_type": "application/json"}


@pytest.fixture
def owner(issue: Issue) -> tuple[ApiToken, dict[str, str]]:
    token: tuple[ApiToken, dict[str, str]] = issue("甲局", "read", "upload", "publish")
    return token


def waived_error(api: Client, owner: tuple[ApiToken, dict[str, str]], **body: Any) -> Finding:
    token, own = owner
    store(QINGDAO, actor=Actor(name="甲局", token=token), checks=unsound(QINGDAO))
    finding: Finding = Finding.objects.get(severity="error")
    answer = api.post(
        f"/api/v1/findings/{finding.pk}/waive/", {"reason": "表下已注明", **body}, headers=own, **JSON
    )
    assert answer.status_code == 201, answer.content
    return finding


def is_waived(finding: Finding) -> bool:
    return bool(Finding.objects.with_waivers().get(pk=finding.pk).waived)


def test_an_organisation_sees_its_waivers_and_nobody_elses(api: Client, issue: Issue, owner: Any) -> None:
    finding = waived_error(api, owner)
    _, stranger = issue("乙局", "read", "publish")
    (waiver,) = api.get("/api/v1/waivers/?in_force=true", headers=owner[1]).json()["results"]
    assert (waiver["rule"], waiver["reason"], waiver["in_force"]) == ("T01-01", "表下已注明", True)
    assert waiver["fingerprint"] == finding.fingerprint
    department = waiver["department"]["id"]
    found = api.get(f"/api/v1/waivers/?department={department}&fiscal_year=2022", headers=owner[1])
    assert len(found.json()["results"]) == 1
    assert api.get("/api/v1/waivers/").status_code == 401
    assert api.get("/api/v1/waivers/", headers=stranger).json()["results"] == []
    assert api.get(f"/api/v1/waivers/{waiver['id']}/", headers=stranger).status_code == 404
    assert api.delete(f"/api/v1/waivers/{waiver['id']}/", headers=stranger).status_code == 404
    assert is_waived(finding)


def test_a_withdrawn_waiver_no_longer_counts_and_is_audited(api: Client, owner: Any) -> None:
    finding = waived_error(api, owner)
    path = f"/api/v1/waivers/{Waiver.objects.get().pk}/"
    assert api.delete(path, headers=owner[1]).status_code == 204
    assert not is_waived(finding)
    assert api.delete(path, headers=owner[1]).status_code == 409
    assert api.get(path, headers=owner[1]).json()["in_force"] is False
    entry = AuditEntry.objects.get(action="waiver.withdrawn")
    assert entry.before["reason"] == "表下已注明"
    again = api.post(f"/api/v1/findings/{finding.pk}/waive/", {"reason": "又"}, headers=owner[1], **JSON)
    assert again.status_code == 201


def test_an_expired_waiver_no_longer_counts_and_can_be_renewed(api: Client, owner: Any) -> None:
    finding = waived_error(api, owner, expires_at=(timezone.now() + timedelta(days=30)).isoformat())
    assert is_waived(finding)
    Waiver.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not is_waived(finding)
    path = f"/api/v1/findings/{finding.pk}/waive/"
    past = {"reason": "x", "expires_at": "2020-01-01T00:00:00Z"}
    assert api.post(path, past, headers=owner[1], **JSON).status_code == 400
    assert api.post(path, {"reason": "仍然成立"}, headers=owner[1], **JSON).status_code == 201
    assert is_waived(finding)
    assert Waiver.objects.in_force(timezone.now()).count() == 1


def test_a_waiver_holds_for_its_sender_alone(api: Client, issue: Issue, owner: Any) -> None:
    """Another organisation's upload of the same figures has its own findings to accept."""
    finding = waived_error(api, owner)
    token, _ = issue("乙局", "read", "upload", "publish")
    checks = unsound(QINGDAO)
    store(QINGDAO, actor=Actor(name="乙局", token=token), body=QINGDAO.read_bytes() + b"\n", checks=checks)
    store(QINGDAO, body=QINGDAO.read_bytes() + b"\n\n", checks=checks)
    shown = {f.pk: f.waived for f in Finding.objects.with_waivers().filter(fingerprint=finding.fingerprint)}
    assert [pk for pk, waived in shown.items() if waived] == [finding.pk]
    assert len(shown) == 3


def test_a_waiver_lapses_when_a_figure_changes(api: Client, owner: Any) -> None:
    """A restated document with another figure under the same rule has a finding that nobody accepted."""
    real = next(f for f in analysed(QINGDAO).checks.findings if f.severity == "error" and f.evidence)
    token, own = owner
    actor = Actor(name="甲局", token=token)
    store(QINGDAO, actor=actor)
    first = Finding.objects.get(fingerprint=real.fingerprint)
    api.post(f"/api/v1/findings/{first.pk}/waive/", {"reason": "已核"}, headers=own, **JSON)

    same = store(QINGDAO, actor=actor, body=QINGDAO.read_bytes() + b"\n")
    assert Finding.objects.with_waivers().get(run__upload=same, fingerprint=real.fingerprint).waived
    assert same.runs.get().severities["waived"] == 1

    evidence = (replace(real.evidence[0], value=None, text="改了"), *real.evidence[1:])
    other = replace(real, evidence=evidence, fingerprint=fingerprint(real.rule, real.instance, evidence))
    checks = analysed(QINGDAO).checks
    outcomes = tuple(replace(o, finding=other) if o.finding is real else o for o in checks.outcomes)
    changed = store(
        QINGDAO, actor=actor, body=QINGDAO.read_bytes() + b"\n\n", checks=replace(checks, outcomes=outcomes)
    )
    assert not Finding.objects.with_waivers().get(run__upload=changed, fingerprint=other.fingerprint).waived
    assert changed.runs.get().severities["waived"] == 0
