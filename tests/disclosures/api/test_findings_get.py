from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosures.models import Finding, Outcome, Upload
from finance_api.access.audit import Actor
from tests.disclosures.conftest import PUTUO, QINGDAO, sound, store, unsound

Issue = Callable[..., Any]


def test_published_findings_are_listed_with_their_evidence(api: Client, qingdao: Upload) -> None:
    rows = api.get("/api/v1/findings/").json()["results"]
    assert [row["id"] for row in rows] == list(Finding.objects.order_by("pk").values_list("pk", flat=True))
    for row in rows:
        assert row["message"]["zh"]
        assert row["message"]["en"]
        assert row["upload"] == str(qingdao.pk)


def test_a_finding_of_a_held_upload_is_its_owners_only(api: Client, issue: Issue) -> None:
    owner, own = issue("甲局")
    _, foreign = issue("乙局")
    store(QINGDAO, actor=Actor(name="甲局", token=owner), checks=unsound(QINGDAO))
    finding = Finding.objects.get(severity="error")
    path = f"/api/v1/findings/{finding.pk}/"
    assert api.get(path, headers=own).json()["rule"] == "T01-01"
    for headers in (foreign, {}):
        assert api.get(path, headers=headers).status_code == 404
        assert api.get(f"{path}explain/", headers=headers).status_code == 404
    assert api.get("/api/v1/findings/", headers=own).json()["results"] == []


def test_an_explanation_gives_every_term(api: Client, qingdao: Upload) -> None:
    finding = Finding.objects.first()
    assert finding is not None
    answer = api.get(f"/api/v1/findings/{finding.pk}/explain/").json()
    assert (answer["rule"], answer["instance"]) == (finding.rule, finding.instance)
    assert answer["outcome"] == "failed"


def test_a_passed_outcome_is_explained_as_well(api: Client, qingdao: Upload) -> None:
    outcome = Outcome.objects.filter(status="passed", band="A").first()
    assert outcome is not None
    path = f"/api/v1/uploads/{qingdao.pk}/checks/explain/"
    answer = api.get(path, {"instance": outcome.instance}).json()
    assert answer["outcome"] == "passed"
    assert len(answer["terms"]) >= 2
    assert all(term["place"] for term in answer["terms"])
    assert api.get(path, {"instance": "nonsense"}).status_code == 404


def test_claims_are_those_of_the_narrative(api: Client, qingdao: Upload) -> None:
    (row, *_) = api.get("/api/v1/claims/?section=overall").json()["results"]
    assert row["department"]["name"] == "青岛市大数据发展管理局"
    assert row["text"]
    assert row["place"]
    assert api.get(f"/api/v1/claims/{row['id']}/").json() == row


@pytest.mark.parametrize("path", ["findings/", "claims/"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_list_is_one_query_however_long(api: Client, qingdao: Upload, path: str, number: int) -> None:
    if number == 2:
        store(PUTUO, checks=sound(PUTUO))
    with CaptureQueriesContext(connection) as queries:
        answer = api.get(f"/api/v1/{path}?page_size=1000")
    assert answer.json()["results"]
    assert len(queries) == 1
