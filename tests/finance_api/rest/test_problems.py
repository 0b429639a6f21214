"""Whatever goes wrong is answered as application/problem+json, with a page behind its type."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client, RequestFactory
from rest_framework.request import Request

from disclosures.api.views.catalogue import RegionViewSet
from finance_api.rest.problem_types import PROBLEM_TYPES
from finance_api.rest.problems import exception_handler

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters(servers: None) -> None:
    cache.clear()


def problem(answer: Any, status: int, slug: str) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"http://testserver/problems/{slug}/"
    assert body["status"] == status
    assert body["title"] == PROBLEM_TYPES[slug].title
    assert body["request_id"] == answer["X-Request-ID"]
    assert "Traceback" not in answer.content.decode()
    return body


@pytest.mark.parametrize("path", ["/nonsense", "/api/v1/nonsense/", "/api/v1/facts/0/", "/api/v1/uploads/x/"])
def test_unknown_addresses(client: Client, path: str) -> None:
    assert problem(client.get(path), 404, "not-found")["instance"] == path


def test_a_method_that_is_not_offered(client: Client) -> None:
    answer = client.delete("/api/v1/facts/")
    problem(answer, 405, "method-not-allowed")
    assert "GET" in answer["Allow"]


def test_a_format_that_is_not_offered(client: Client) -> None:
    problem(client.get("/api/v1/facts/", headers={"Accept": "image/png"}), 406, "not-acceptable")


def test_a_crash_says_nothing_of_the_inside(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(RegionViewSet, "get_queryset", crash)
    body = problem(client.get("/api/v1/regions/"), 500, "internal-error")
    assert "secret" not in str(body)


@pytest.mark.parametrize(
    "header", ["Basic eDp5", "Bearer", "Bearer fin_x.y", "Bearer fin_\u00e9.x", "fin_a.b"]
)
def test_a_token_that_is_none(client: Client, header: str) -> None:
    answer = client.get("/api/v1/facts/", headers={"Authorization": header})
    problem(answer, 401, "unauthorized")
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.usefixtures("one_window")
def test_too_many_requests_say_when_to_come_back(client: Client, settings: Any) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 3
    answers = [client.get("/api/v1/regions/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer["RateLimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert answers[0]["RateLimit-Policy"] == '"anonymous";q=3;w=60'
    problem(answers[3], 429, "too-many-requests")
    assert 1 <= int(answers[3]["Retry-After"]) <= 60


def test_a_post_without_the_last_slash_stays_a_post(client: Client) -> None:
    answer = client.post("/api/v1/uploads", {})
    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/uploads/")


def test_json_that_is_none(client: Client) -> None:
    path = "/api/v1/disclosures/01a1fbaa-b930-7bcf-8bd2-e87bbf525a92/withdraw/"
    assert client.post(path, "{", content_type="application/json").status_code == 401


def test_a_request_id_is_taken_or_made(client: Client) -> None:
    assert client.get("/api/v1/regions/", headers={"X-Request-ID": "abc-1"})["X-Request-ID"] == "abc-1"
    made = client.get("/api/v1/regions/", headers={"X-Request-ID": "a b\tc"})["X-Request-ID"]
    assert made not in ("", "a b\tc")


@pytest.mark.parametrize("slug", PROBLEM_TYPES)
def test_every_type_has_a_page(client: Client, slug: str) -> None:
    answer = client.get(urlsplit(f"http://testserver/problems/{slug}/").path)
    assert answer.status_code == 200
    assert PROBLEM_TYPES[slug].title_zh in answer.content.decode()


def test_an_answer_varies_by_what_it_depends_on(client: Client) -> None:
    vary = {name.strip() for name in client.get("/api/v1/regions/")["Vary"].split(",")}
    assert vary >= {"Accept", "Accept-Encoding", "Authorization", "Origin"}


def test_a_database_that_is_gone_is_no_fault_of_the_request() -> None:
    request = Request(RequestFactory().get("/api/v1/facts/"))
    answer = exception_handler(OperationalError("connection refused"), {"request": request})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.data["type"].endswith("/problems/unavailable/")


def test_a_format_that_is_none_is_a_wrong_parameter(client: Client) -> None:
    body = problem(client.get("/api/v1/regions/?format=docx"), 400, "invalid-parameter")
    assert body["errors"][0]["parameter"] == "format"
    assert "json" in body["detail"]
