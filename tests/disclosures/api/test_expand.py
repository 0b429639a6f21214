"""`expand=` gives what the ids of an answer stand for, as their own addresses answer it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosures.models import Account, Department, Disclosure, Fact, Upload

FACTS, EVERYTHING = "/api/v1/facts/", "expand=department,account,disclosure"


def answers_of(api: Client) -> dict[str, dict[str, Any]]:
    """What the addresses of the rows themselves answer."""
    return {
        "department": api.get(f"/api/v1/departments/{Department.objects.get().pk}/").json(),
        "disclosure": api.get(f"/api/v1/disclosures/{Disclosure.objects.get().pk}/").json(),
    }


def test_facts_show_what_they_belong_to(api: Client, qingdao: Upload) -> None:
    asked = f"{FACTS}?statement=expenditure&account=2010301&{EVERYTHING}"
    own = answers_of(api)
    for fact in api.get(asked).json()["results"]:
        assert {name: fact["expanded"][name] for name in own} == own
        assert (fact["account"], fact["expanded"]["account"]["code"]) == ("2010301", "2010301")
        assert fact["expanded"]["account"]["classification"] == "functional"
        single = api.get(f"{FACTS}{fact['id']}/?{EVERYTHING}").json()
        assert single == fact
    assert "expanded" not in api.get(FACTS).json()["results"][0]


def test_an_account_is_of_the_classification_of_its_statement(api: Client, qingdao: Upload) -> None:
    code = Fact.objects.filter(statement="basic_expenditure").exclude(code=None)[0].code
    Account.objects.get_or_create(classification="functional", code=code, name="另一分类", level="class")
    asked = f"{FACTS}?statement=basic_expenditure&account={code}&expand=account"
    (fact, *_) = api.get(asked).json()["results"]
    assert fact["expanded"]["account"]["classification"] == "economic"


def test_a_line_without_code_has_no_account(api: Client, qingdao: Upload) -> None:
    (fact, *_) = api.get(f"{FACTS}?account__isnull=true&fields=id&expand=account").json()["results"]
    assert fact == {"id": fact["id"], "expanded": {"account": None}}


def test_queries_do_not_grow_with_the_rows(api: Client, qingdao: Upload) -> None:
    numbers = []
    for size in (1, 200):
        with CaptureQueriesContext(connection) as queries:
            assert (
                len(api.get(f"{FACTS}?account__isnull=false&page_size={size}&{EVERYTHING}").json()["results"])
                == size
            )
        numbers.append(len(queries))
    assert numbers == [5, 5]


@pytest.mark.parametrize("path", [FACTS, "/api/v1/projects/", "/api/v1/indicators/"])
def test_what_cannot_be_expanded_is_named(api: Client, db: None, path: str) -> None:
    answer = api.get(f"{path}?expand=department,colour")
    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert (fault["parameter"], "'colour'" in fault["detail"], "department" in fault["detail"]) == (
        "expand",
        True,
        True,
    )


def test_nothing_else_can_be_expanded_and_tables_neither(api: Client, qingdao: Upload) -> None:
    for asked in ("/api/v1/regions/?expand=parent", f"{FACTS}?expand=department&format=csv"):
        answer = api.get(asked)
        assert answer.status_code == 400
        assert [fault["parameter"] for fault in answer.json()["errors"]] == ["expand"]
    order = {"dataset": "facts", "query": "expand=department"}
    assert api.post("/api/v1/exports/", order, content_type="application/json").status_code == 400
