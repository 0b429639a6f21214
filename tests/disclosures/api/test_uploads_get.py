from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosures.analysis import Declared, with_declared
from disclosures.models import Upload
from finance_api.access.audit import Actor
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed, store, unsound

Issue = Callable[..., Any]


def test_a_finished_upload_says_what_came_of_it(api: Client, qingdao: Upload) -> None:
    answer = api.get(f"/api/v1/uploads/{qingdao.pk}/")
    assert answer.status_code == 200
    found = answer.json()
    assert found["status"] == "valid"
    assert found["sha256"] == hashlib.sha256(QINGDAO.read_bytes()).hexdigest()
    assert found["run"]["department"]["name"] == "青岛市大数据发展管理局"
    assert found["run"]["fiscal_year"] == 2022
    assert found["run"]["stages_done"] == found["run"]["stages_total"] > 0
    assert found["run"]["published"]["is_current"] is True
    assert "Retry-After" not in answer


def test_the_report_is_the_public_object_and_cached_by_etag(api: Client, qingdao: Upload) -> None:
    answer = api.get(f"/api/v1/uploads/{qingdao.pk}/report/")
    report = answer.json()
    assert set(report) >= {
        "document", "disclosure", "statements", "claims", "unread_sentences",
        "self_evaluations", "self_evaluation_summaries",
        "self_evaluation_overviews", "evaluation_reports", "project_accounts", "checks", "findings",
    }  # fmt: skip
    assert len(report["statements"]) == 9
    again = api.get(f"/api/v1/uploads/{qingdao.pk}/report/", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    packed = api.get(f"/api/v1/uploads/{qingdao.pk}/report/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == answer.content


def test_the_file_is_given_back_unchanged(api: Client, qingdao: Upload) -> None:
    answer = api.get(f"/api/v1/uploads/{qingdao.pk}/file/")
    assert b"".join(answer.streaming_content) == QINGDAO.read_bytes()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_outcomes_of_all_checks_can_be_paged_through(api: Client, qingdao: Upload) -> None:
    first = api.get(f"/api/v1/uploads/{qingdao.pk}/checks/?page_size=100&count=exact").json()
    seen = [row["id"] for row in first["results"]]
    following = first["next"]
    while following:
        page = api.get(following).json()
        seen += [row["id"] for row in page["results"]]
        following = page["next"]
    assert len(seen) == len(set(seen)) == first["count"]
    assert first["count"] == qingdao.runs.get().checks["instances"]


def test_findings_of_an_upload_are_filtered_by_severity(api: Client, qingdao: Upload) -> None:
    everything = api.get(f"/api/v1/uploads/{qingdao.pk}/findings/").json()["results"]
    errors = api.get(f"/api/v1/uploads/{qingdao.pk}/findings/?severity=error").json()["results"]
    assert errors == [finding for finding in everything if finding["severity"] == "error"]
    bad = api.get(f"/api/v1/uploads/{qingdao.pk}/findings/?severity=terrible")
    assert bad.status_code == 400
    assert bad.json()["errors"][0]["parameter"] == "severity"


def test_uploads_of_another_organisation_are_not_to_be_found(api: Client, issue: Issue) -> None:
    owner, own = issue("甲局")
    _, foreign = issue("乙局")
    upload = store(QINGDAO, actor=Actor(name="甲局", token=owner))
    for address in ("", "report/", "file/", "runs/", "findings/", "checks/"):
        path = f"/api/v1/uploads/{upload.pk}/{address}"
        assert api.get(path, headers=own).status_code == 200, path
        assert api.get(path, headers=foreign).status_code == 404, path
        assert api.get(path).status_code == 404, path
    assert [row["id"] for row in api.get("/api/v1/uploads/", headers=own).json()["results"]] == [
        str(upload.pk)
    ]
    assert api.get("/api/v1/uploads/", headers=foreign).json()["results"] == []


def test_a_page_is_shown_with_the_place_marked(api: Client, db: None) -> None:
    upload = store(PUTUO)
    page = f"/api/v1/uploads/{upload.pk}/pages/9.png"
    plain, marked = api.get(page), api.get(page, {"box": ["100,100,200,120", "10,10,20,20"]})
    for answer in (plain, marked):
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert answer.content.startswith(b"\x89PNG")
    assert plain.content != marked.content
    assert api.get(page, headers={"If-None-Match": plain["ETag"]}).status_code == 304
    assert api.get(f"/api/v1/uploads/{upload.pk}/pages/99.png").status_code == 404
    for bad in ("1,2,3", "a,b,c,d", "nan,0,0,0", "-1,0,0,0"):
        answer = api.get(page, {"box": bad})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == "box"


def test_what_has_no_pages_has_no_pictures(api: Client, qingdao: Upload) -> None:
    assert api.get(f"/api/v1/uploads/{qingdao.pk}/pages/1.png").status_code == 404


@pytest.mark.parametrize("number", [1, 2])
def test_the_list_takes_the_same_number_of_queries_for_more_uploads(
    api: Client, qingdao: Upload, number: int
) -> None:
    if number == 2:
        store(PUTUO)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = api.get("/api/v1/uploads/")
    assert len(answer.json()["results"]) == number
    assert len(queries) == 2


def test_what_was_declared_otherwise_than_it_is_printed_is_a_warning(api: Client) -> None:
    declared = Declared(department="某某局", fiscal_year=2021)
    analysis = analysed(QINGDAO)
    accounts = with_declared(analysis.extracted(), declared)
    upload = store(QINGDAO, declared=declared, accounts=accounts, checks=unsound(QINGDAO))
    told = api.get(f"/api/v1/uploads/{upload.pk}/").json()
    assert [warning["code"] for warning in told["warnings"]] == [
        "declared_department_differs",
        "declared_fiscal_year_differs",
    ]
    department = told["warnings"][0]["message"]
    assert all(name in department["zh"] for name in ("某某局", "青岛市大数据发展管理局"))
    assert "It was filed under 青岛市大数据发展管理局." in department["en"]
    assert told["run"]["department"]["name"] == "青岛市大数据发展管理局"
    assert told["run"]["fiscal_year"] == 2021
    report = api.get(f"/api/v1/uploads/{upload.pk}/report/").json()
    assert report["disclosure"]["department"] == "青岛市大数据发展管理局"
