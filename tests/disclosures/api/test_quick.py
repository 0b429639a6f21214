"""The short way answers as the ordinary one does: status, body and every header."""

from __future__ import annotations

import gzip
import operator
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from disclosures.api.views.facts import FactViewSet
from disclosures.api.views.figures import KEPT
from disclosures.models import Fact, Upload
from finance_api.rest import quick
from finance_api.rest.deprecation import Deprecation

FACTS = "/api/v1/facts/"
ASKED = [
    FACTS,
    f"{FACTS}?statement=expenditure&page_size=3&ordering=-amount&unit=wan",
    f"{FACTS}?fields=id,amount&count=exact&page_size=1",
    f"{FACTS}?fiscal_year=1999",
    f"{FACTS}?expand=department,account,disclosure&page_size=2&fields=id",
    f"{FACTS}?expand=colour",
    f"{FACTS}?colour=red",
    f"{FACTS}?page_size=1000000",
    f"{FACTS}?cursor=tampered",
    f"{FACTS}?fiscal_year__gte=2023&fiscal_year__lte=2022",
    f"{FACTS}{{id}}/",
    f"{FACTS}{{id}}/?omit=source&expand=account",
    f"{FACTS}{{id}}/?fields=nothing",
    f"{FACTS}999999999/",
    f"{FACTS}aggregate/?group_by=account&fiscal_year=2022",
    f"{FACTS}aggregate/?group_by=colour",
    f"{FACTS}series/?account=201",
]
MORE_CLOSELY = (
    FACTS,
    f"{FACTS}{{id}}/",
    f"{FACTS}?colour=red",
    f"{FACTS}aggregate/?group_by=account&fiscal_year=2022",
)

Answered = tuple[int, dict[str, str], bytes]
Ask = Callable[..., tuple[Answered, Answered]]


@pytest.fixture
def both(api: Client, qingdao: Upload, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The answers of the short way and of the ordinary one, each as if nothing had been asked before."""
    fact = Fact.objects.exclude(amount=None).order_by("pk")[0]

    def answer(path: str, method: str = "GET", **headers: str) -> Answered:
        cache.clear()
        KEPT.clear()
        with time_machine.travel(datetime(2026, 7, 1, 9, 0, 17, tzinfo=UTC), tick=False):
            got = api.generic(method, path.format(id=fact.pk), headers={"X-Request-ID": "same", **headers})
        body, sent = got.content, dict(got.headers)
        if sent.get("Content-Encoding") == "gzip":
            # Padded at random, so that lengths tell nothing.
            body, sent["Content-Length"] = gzip.decompress(body), ""
        return got.status_code, sent, body

    def ask(path: str, method: str = "GET", **headers: str) -> tuple[Answered, Answered]:
        short = answer(path, method, **headers)
        with monkeypatch.context() as patch:
            patch.setattr(quick, "_is_plain", lambda request: False)
            return short, answer(path, method, **headers)

    return ask


def test_both_ways_answer_alike(both: Ask, issue: Any) -> None:
    """Plainly, in Chinese, compressed, by HEAD, of what is known already, with a token and a refused one."""
    _, token = issue("示例市财政局")
    manners = [
        {"Accept": "application/json"},
        {"Accept-Language": "zh"},
        {"Accept-Encoding": "gzip"},
        {"Accept": "text/html"},
        {"Authorization": "Bearer fin_0000.none"},
        token,
    ]
    for path in ASKED:
        short, ordinary = both(path)
        assert short == ordinary, path
        assert ("ETag" in short[1]) == (short[0] == 200), path
        for headers in manners if path in MORE_CLOSELY else ():
            assert operator.eq(*both(path, **headers)), (path, headers)
        if short[0] == 200:
            unchanged, ordinary = both(path, **{"If-None-Match": short[1]["ETag"]})
            assert unchanged == ordinary, path
            assert (unchanged[0], unchanged[2]) == (304, b""), path
            head, _ = both(path, "HEAD")
            assert head == (200, short[1], b""), path


def test_what_is_going_to_end_says_so_both_ways(both: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    ending = Deprecation(since=datetime(2026, 1, 1, tzinfo=UTC), successor="/api/v2/facts/")
    monkeypatch.setattr(FactViewSet, "deprecations", {"list": ending, "retrieve": ending})
    for path in (FACTS, f"{FACTS}{{id}}/"):
        short, ordinary = both(path)
        assert short == ordinary
        assert "Deprecation" in short[1]


def test_refusals_are_alike_and_a_fault_counts_once(both: Ask, settings: Any) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 1
    (_, counted, _), _ = both(f"{FACTS}?colour=red")
    assert counted["RateLimit"].startswith('"anonymous";r=0;')
    settings.RATE_LIMIT_ANONYMOUS = -1
    short, ordinary = both(FACTS)
    assert short == ordinary
    assert short[0] == 429
    assert "Retry-After" in short[1]
    settings.RATE_LIMIT_ANONYMOUS, settings.ANONYMOUS_READING = 10, False
    short, ordinary = both(FACTS)
    assert short == ordinary
    assert short[0] == 401
