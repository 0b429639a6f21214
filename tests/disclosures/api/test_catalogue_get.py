from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosures.checks.rule import kill_rates
from disclosures.models import Account, Finding, Outcome, Region, Upload
from finance_api.catalogue import RULES

REFERENCE = Path(__file__).resolve().parents[3] / "reference"


@pytest.fixture
def reference(db: None) -> None:
    call_command("import_regions", REFERENCE / "divisions.csv")
    call_command("import_accounts", REFERENCE / "functional_accounts.csv")


@pytest.mark.parametrize(("path", "queries"), [("regions/", 2), ("accounts/", 2), ("departments/", 2)])
def test_a_list_counts_and_fetches(
    api: Client, reference: None, qingdao: Upload, path: str, queries: int
) -> None:
    with CaptureQueriesContext(connection) as made:
        answer = api.get(f"/api/v1/{path}?page_size=500")
    assert answer.status_code == 200
    assert len(answer.json()["results"]) > 0
    assert len(made) == queries


def test_regions_lie_in_one_another(api: Client, reference: None) -> None:
    shandong = api.get("/api/v1/regions/?under=370000&page_size=500").json()
    assert shandong["count"] == Region.objects.under("370000").count() > 100
    assert {row["code"][:2] for row in shandong["results"]} == {"37"}
    assert api.get("/api/v1/regions/370200/").json() == {
        "code": "370200", "name": "青岛市", "level": "prefecture", "parent": "370000",
    }  # fmt: skip
    assert api.get("/api/v1/regions/999999/").status_code == 404


def test_accounts_are_a_tree_by_code(api: Client, reference: None) -> None:
    found = api.get("/api/v1/accounts/?under=20103&classification=functional").json()["results"]
    assert found[0]["code"] == "20103"
    assert all(row["code"].startswith("20103") for row in found)
    assert {row["parent"] for row in found if len(row["code"]) == 7} == {"20103"}


def test_a_page_beyond_the_last_names_the_parameter(api: Client, reference: None) -> None:
    answer = api.get("/api/v1/regions/?page=100000")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "page"


def test_a_department_is_shown_when_it_has_published(api: Client, reference: None, qingdao: Upload) -> None:
    (department,) = api.get("/api/v1/departments/?region__under=370000").json()["results"]
    assert department["name"] == "青岛市大数据发展管理局"
    assert department["region"] == {"code": "370200", "name": "青岛市"}
    assert department["status"] == "unconfirmed"
    assert api.get(f"/api/v1/departments/{department['id']}/").json() == department


def test_a_code_first_seen_in_a_document_enters_the_tree_unconfirmed(api: Client, qingdao: Upload) -> None:
    account = Account.objects.get(classification="functional", code="2010301")
    assert account.status == "unconfirmed"
    assert account.parent is not None
    assert account.parent.code == "20103"


def test_every_rule_of_the_catalogue_is_told(api: Client) -> None:
    told = api.get("/api/v1/rules/").json()
    assert [rule["id"] for rule in told] == [rule.id for rule in RULES]
    one: dict[str, Any] = api.get(f"/api/v1/rules/{RULES[0].id}/").json()
    assert one == told[0]
    assert api.get("/api/v1/rules/XYZ-99/").status_code == 404
    assert api.get("/api/v1/rules/PRF-17/").json()["id"] == "NAR-33", "a former id finds its rule"
    assert {rule["family"] for rule in api.get("/api/v1/rules/?family=T").json()} == {"T"}


def test_a_rule_tells_its_example_how_often_it_fired_and_what_it_finds(api: Client, qingdao: Upload) -> None:
    rule = api.get("/api/v1/rules/T03-02/").json()
    assert rule["example"]["wrong"].startswith("20103 100.00")
    assert rule["example"]["right"].startswith("20103  99.00")
    assert "**" not in str(api.get("/api/v1/rules/").json())
    measured = kill_rates()["T03-02"]
    assert (rule["kill_rate"]["changes"], rule["kill_rate"]["found"]) == (measured.changes, measured.found)
    passed = Outcome.objects.filter(rule="T03-02", status="passed").count()
    assert rule["fired"] == {
        "instances": passed, "passed": passed, "failed": 0, "findings": 0, "disclosures": 0,
    }  # fmt: skip
    found = Finding.objects.filter(rule="PRF-13").count()
    fired = api.get("/api/v1/rules/PRF-13/").json()["fired"]
    assert (fired["findings"], fired["failed"], fired["disclosures"]) == (found, found, 1)


def test_how_often_rules_fired_is_counted_once_an_edition(
    api: Client, qingdao: Upload, django_assert_num_queries: Any
) -> None:
    api.get("/api/v1/rules/")
    with django_assert_num_queries(1):
        api.get("/api/v1/rules/")
