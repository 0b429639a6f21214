"""The front page and the search: what is published, nothing else, in two languages, without scripts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from disclosures.models import Account, Department, Fact
from disclosures.services.withdraw import withdraw
from finance_api.access.audit import SERVICE
from finance_api.front import charts
from finance_api.front.templatetags.front import yuan
from tests.disclosures.conftest import QINGDAO, sound, store, unsound

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters(servers: None, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.INCOMING_DIR = tmp_path / "files" / "incoming"
    cache.clear()


def counts(page: str) -> list[str]:
    return re.findall(r"<dd>([^<]*)</dd>", page)


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_nothing_published(client: Client) -> None:
    page = text_of(client.get("/"))
    assert counts(page) == ["0", "0", "0", "0"]
    assert "尚无公开的数据" in page


def test_what_is_published_is_counted(client: Client) -> None:
    upload = store(QINGDAO, checks=sound(QINGDAO))
    page = text_of(client.get("/"))
    values = Fact.objects.filter(run=upload.runs.get(), state="value").count()
    assert counts(page) == ["1", "1", "1", f"{values:,}"]
    assert "青岛市大数据发展管理局" in page
    assert "一般公共服务支出" in page or "201" in page


def test_a_function_has_its_latest_name(client: Client) -> None:
    store(QINGDAO, checks=sound(QINGDAO))
    Account.objects.create(
        classification="functional", code="201", name="基本公共管理与服务", level="class", status="historical"
    )
    page = text_of(client.get("/"))
    assert "一般公共服务支出" in page
    assert "基本公共管理与服务" not in page


def test_a_held_upload_is_nowhere(client: Client) -> None:
    store(QINGDAO, checks=unsound(QINGDAO))
    assert counts(text_of(client.get("/"))) == ["0", "0", "0", "0"]
    for query in ("青岛", "大数据", "2010301", "行政运行"):
        page = text_of(client.get("/search/", {"q": query}))
        assert "青岛市大数据发展管理局" not in page, query
        assert "/api/v1/facts/" not in page or "/api/v1/facts/?" in page


def test_what_is_withdrawn_is_gone_at_once(client: Client) -> None:
    upload = store(QINGDAO, checks=sound(QINGDAO))
    assert counts(text_of(client.get("/")))[2] == "1"
    disclosure = upload.runs.get().revision.disclosure
    withdraw(disclosure=disclosure, reason="a mistake", actor=SERVICE)
    assert counts(text_of(client.get("/")))[2] == "0"


@pytest.mark.parametrize("query", ["青岛", "2010301", "行政运行", "运行"])
def test_a_search_finds(client: Client, query: str) -> None:
    store(QINGDAO, checks=sound(QINGDAO))
    page = text_of(client.get("/search/", {"q": query}))
    assert "青岛市大数据发展管理局" in page
    assert f'value="{query}"' in page


@pytest.mark.parametrize(
    "query", ["", " ", "\x00", "%", "_", "'", "<script>alert(1)</script>", "a" * 10_000, "\ud800", "行"]
)
def test_a_search_for_anything_is_answered(client: Client, query: str) -> None:
    page = text_of(client.get("/search/", {"q": query.encode("utf-8", "surrogatepass")}))
    assert "<script" not in page


def test_the_page_speaks_the_language_asked_for(client: Client) -> None:
    assert '<html lang="zh-CN">' in text_of(client.get("/"))
    assert '<html lang="en">' in text_of(client.get("/", headers={"Accept-Language": "en-GB"}))
    assert '<html lang="zh-CN">' in text_of(client.get("/?lang=zh", headers={"Accept-Language": "en"}))
    assert '<html lang="en">' in text_of(client.get("/?lang=en"))


def test_nothing_is_fetched_from_elsewhere(client: Client) -> None:
    answer = client.get("/")
    page = text_of(answer)
    assert not re.search(r"""(?:src|srcset)=["']|<script|@import|url\(""", page)
    assert all(address.startswith("/") for address in re.findall(r'<link[^>]*href="([^"]+)"', page))
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    for address in re.findall(r'<link[^>]*href="([^"]+)"', page):
        assert client.get(address).status_code == 200


def test_the_page_is_not_sent_again(client: Client) -> None:
    etag = client.get("/")["ETag"]
    again = client.get("/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    Department.objects.create(name="甲局")
    assert client.post("/").status_code == 405


def test_the_front_page_asks_little_of_the_database(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    store(QINGDAO, checks=sound(QINGDAO))
    client.get("/")
    with django_assert_max_num_queries(1):
        client.get("/")


def test_bars_are_measured_by_the_longest() -> None:
    bars = charts.lying([("甲", Decimal(200_000_000)), ("乙", Decimal(50_000_000))], chinese=True)
    assert [(bar.value, bar.length) for bar in bars] == [("2.00 亿元", 100.0), ("5,000.00 万元", 25.0)]
    assert charts.money(Decimal(1_500_000), chinese=False) == "1.50 million yuan"


def test_a_year_without_disclosures_is_seen() -> None:
    assert [(bar.label, bar.length) for bar in charts.standing({2021: 2, 2023: 4})] == [
        ("2021", 50.0),
        ("2022", 0.0),
        ("2023", 100.0),
    ]
    assert charts.standing({}) == ()


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("15044800.0000", "15,044,800.00"),
        ("0.5", "0.50"),
        ("-3", "-3.00"),
        ("1.2345", "1.2345"),
        ("1E+3", "1,000.00"),
    ],
)
def test_money_is_printed_with_two_decimals(amount: str, text: str) -> None:
    assert yuan(Decimal(amount)) == text
