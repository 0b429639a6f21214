"""Findings as SARIF 2.1.0: what a reader of the format needs is there, in the members it looks at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from disclosures.models import Finding, Upload
from finance_api.access.audit import Actor
from tests.disclosures.conftest import PUTUO, QINGDAO, store, unsound

JSON: dict[str, Any] = {"content_type": "application/json"}
LEVELS = {"error": "error", "warning": "warning", "notice": "note", "info": "note"}


def log_of(api: Client, upload: Upload, **more: Any) -> dict[str, Any]:
    answer = api.get(f"/api/v1/uploads/{upload.pk}/findings/?format=sarif", **more)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/sarif+json"
    log: dict[str, Any] = answer.json()
    return log


def test_a_log_has_the_members_that_the_format_requires(api: Client) -> None:
    from finance_api.catalogue import RULES

    upload = store(QINGDAO)
    log = log_of(api, upload)
    assert (log["version"], log["$schema"].rpartition("/")[2]) == ("2.1.0", "sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert run["artifacts"][0]["hashes"] == {"sha-256": upload.sha256}
    stored = list(Finding.objects.order_by("ordinal"))
    for result, finding in zip(run["results"], stored, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] == LEVELS[finding.severity]
        assert result["message"] == {"text": finding.message_zh}
        assert result["properties"]["message_en"] == finding.message_en
        assert list(result["partialFingerprints"].values()) == [finding.fingerprint]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == QINGDAO.name
        assert "suppressions" not in result
        for evidence in finding.body["evidence"][:1]:
            region = result["locations"][0]["physicalLocation"]["region"]
            assert region == {"startLine": evidence["place"]["line"]}


def test_pages_are_logical_locations_and_the_box_stays_with_them(api: Client) -> None:
    (run,) = log_of(api, store(PUTUO))["runs"]
    located = [r["locations"][0] for r in run["results"] if "logicalLocations" in r["locations"][0]]
    assert located
    for location in located:
        place = location["properties"]["place"]
        assert location["logicalLocations"] == [{"name": f"page {place['page']}", "kind": "page"}]
        assert "region" not in location["physicalLocation"]


def test_what_was_waived_is_suppressed_with_its_reason(api: Client, issue: Callable[..., Any]) -> None:
    token, own = issue("甲局", "read", "upload", "publish")
    upload = store(QINGDAO, actor=Actor(name="甲局", token=token), checks=unsound(QINGDAO))
    finding = Finding.objects.get(severity="error")
    api.post(f"/api/v1/findings/{finding.pk}/waive/", {"reason": "表下已注明"}, headers=own, **JSON)
    (run,) = log_of(api, upload, headers=own)["runs"]
    suppressed = {r["ruleId"]: r["suppressions"] for r in run["results"] if "suppressions" in r}
    assert suppressed == {
        "T01-01": [{"kind": "external", "status": "accepted", "justification": "表下已注明"}]
    }


def test_filters_hold_and_the_header_asks_as_well(api: Client) -> None:
    upload = store(QINGDAO)
    path = f"/api/v1/uploads/{upload.pk}/findings/"
    answer = api.get(f"{path}?severity=error", headers={"Accept": "application/sarif+json"})
    results = answer.json()["runs"][0]["results"]
    assert {result["level"] for result in results} == {"error"}
    assert len(results) == Finding.objects.filter(severity="error").count()
    assert api.get(f"{path}?format=sarif&page_size=2").status_code == 400


def test_a_published_disclosure_has_its_log_and_its_tables(api: Client, qingdao: Upload) -> None:
    disclosure = qingdao.runs.get().revision.disclosure_id
    path = f"/api/v1/disclosures/{disclosure}/findings/"
    (run,) = api.get(f"{path}?format=sarif").json()["runs"]
    assert len(run["results"]) == Finding.objects.count()
    table = b"".join(api.get(f"{path}?format=csv").streaming_content)
    assert table.startswith(b"\xef\xbb\xbf")
    assert table.decode().count("\r\n") == Finding.objects.count() + 1
    assert api.get(f"{path}?format=xlsx").status_code == 200
