"""Whoever may read may read from anywhere, compressed, in their language, knowing the licence."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from disclosures.api.views.catalogue import RegionViewSet
from disclosures.models import Region
from finance_api.rest.deprecation import Deprecation
from finance_api.rest.languages import preferred

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters(servers: None) -> None:
    cache.clear()


def test_any_origin_may_read(client: Client) -> None:
    answer = client.get("/api/v1/regions/", headers={"Origin": "https://elsewhere.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert {"Link", "ETag", "RateLimit"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
    assert client.get("/api/v1/regions/999999/")["Access-Control-Allow-Origin"] == "*"


def test_a_preflight_allows_reading_without_a_token(client: Client, settings: Any) -> None:
    settings.ANONYMOUS_READING = False
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    answer = client.options("/api/v1/facts/", headers=asked)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" in answer["Access-Control-Allow-Headers"]
    assert answer["Vary"] == "Origin, Access-Control-Request-Method"


def test_nothing_but_reading_is_open_to_other_origins(client: Client) -> None:
    sent = client.post("/api/v1/uploads/", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in sent
    assert "Access-Control-Allow-Origin" not in client.get("/admin/login/")


def test_the_licence_is_named_beside_other_links(client: Client, settings: Any) -> None:
    settings.DATA_LICENCE_URL = "https://licence.example/"
    link = client.get("/api/v1/regions/")["Link"]
    assert '<https://licence.example/>; rel="license"' in link
    assert 'rel="first"' in link
    settings.DATA_LICENCE_URL = ""
    assert "license" not in client.get("/api/v1/regions/")["Link"]


def test_answers_are_compressed_and_stay_the_same_state(client: Client) -> None:
    plain = client.get("/api/v1/rules/")
    packed = client.get("/api/v1/rules/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3
    for etag in (plain["ETag"], packed["ETag"]):
        again = client.get("/api/v1/rules/", headers={"If-None-Match": etag, "Accept-Encoding": "gzip"})
        assert again.status_code == 304


def test_head_is_get_without_its_body(client: Client) -> None:
    get, head = client.get("/api/v1/regions/"), client.head("/api/v1/regions/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"]
    assert head["Link"] == get["Link"]


def test_options_names_the_methods(client: Client) -> None:
    answer = client.options("/api/v1/regions/")
    assert answer.status_code == 200
    assert set(answer["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_no_answer_is_guessed_to_be_something_else(client: Client) -> None:
    for path in ("/", "/api/v1/regions/", "/api/v1/nonsense/", "/api/docs/", "/problems/"):
        assert client.get(path)["X-Content-Type-Options"] == "nosniff", path


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("en-GB,zh;q=0.5", "en"),
        ("fr, zh;q=0.3", "zh-hans"),
        ("en;q=0.2, zh;q=0.9", "zh-hans"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;q=q,\x00", "en"),
        ("zh;q=0.5," * 10_000, "zh-hans"),
    ],
)
def test_the_language_asked_for(header: str, language: str) -> None:
    assert preferred(header, "en") == language


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        ("/api/v1/regions/?nme=x", "Unknown query parameter 'nme'.", "未知的查询参数 nme。"),
        ("/api/v1/regions/?page_size=0", "'page_size' must be a whole number", "page_size 应为"),
        ("/api/v1/tokens/", "This needs a token with the scope 'admin'.", "需要具有 admin 权限范围的令牌。"),
        ("/api/v1/nonsense/", "There is nothing at", "没有内容"),
    ],
)
def test_messages_speak_the_language_asked_for(client: Client, path: str, english: str, chinese: str) -> None:
    for language, sentence, name in (("en", english, "en"), ("zh-CN", chinese, "zh-CN")):
        answer = client.get(path, headers={"Accept-Language": language})
        assert sentence in answer.json()["detail"]
        assert answer["Content-Language"] == name
        assert "Accept-Language" in answer["Vary"]
        assert answer["Cache-Control"] == "no-store"


def test_an_operation_takes_its_leave(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    leave = Deprecation(
        since=datetime(2026, 1, 1, tzinfo=UTC),
        sunset=datetime(2027, 1, 1, tzinfo=UTC),
        successor="/api/v2/regions/",
    )
    monkeypatch.setattr(RegionViewSet, "deprecations", {"list": leave})
    answer = client.get("/api/v1/regions/")
    assert answer["Deprecation"] == "@1767225600"
    assert answer["Sunset"] == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert '</api/v2/regions/>; rel="successor-version"' in answer["Link"]
    Region.objects.create(code="110000", name="北京市", level="province", path="/110000/")
    assert "Deprecation" not in client.get("/api/v1/regions/110000/")
    with pytest.raises(ValueError, match="not before"):
        Deprecation(since=datetime(2027, 1, 1, tzinfo=UTC), sunset=datetime(2026, 1, 1, tzinfo=UTC))
