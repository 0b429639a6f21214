"""What was published when, and what each figure was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from disclosures.models import Disclosure, Fact, Revision, Upload
from disclosures.services.withdraw import withdraw
from finance_api.access import audit
from tests.disclosures.conftest import PUTUO, QINGDAO, sound, store, unsound

DAY = "/api/v1/{resource}/?as_of={day}&count=exact"


def count(api: Client, resource: str, day: date) -> int:
    number: int = api.get(DAY.format(resource=resource, day=day)).json()["count"]
    return number


@pytest.fixture
def restated(db: None) -> Disclosure:
    """Published on 1 March, restated on 1 June, withdrawn on 1 September."""
    with time_machine.travel("2024-03-01T12:00:00+08:00", tick=False):
        store(QINGDAO, checks=sound(QINGDAO))
    with time_machine.travel("2024-06-01T12:00:00+08:00", tick=False):
        store(QINGDAO, body=QINGDAO.read_bytes() + b"\n", checks=sound(QINGDAO))
    with time_machine.travel("2024-09-01T12:00:00+08:00", tick=False):
        disclosure: Disclosure = Disclosure.objects.get()
        withdraw(disclosure=disclosure, reason="published by mistake", actor=audit.SERVICE)
    return Disclosure.objects.get()


def test_every_day_has_its_own_truth(api: Client, restated: Disclosure) -> None:
    each = Fact.objects.filter(run__revision__number=1).count()
    days = {date(2024, 2, 29): 0, date(2024, 3, 1): 1, date(2024, 6, 1): 1, date(2024, 9, 1): 0}
    for day, expected in days.items():
        assert count(api, "disclosures", day) == expected
        assert count(api, "facts", day) == expected * each
    assert api.get("/api/v1/disclosures/?count=exact").json()["count"] == 0


@pytest.mark.parametrize(("day", "number"), [("2024-04-01", 1), ("2024-07-01", 2)])
def test_the_revision_of_the_day_is_shown(api: Client, restated: Disclosure, day: str, number: int) -> None:
    (row,) = api.get(f"/api/v1/disclosures/?as_of={day}").json()["results"]
    assert row["current_revision"]["number"] == number
    facts = api.get(f"/api/v1/facts/?as_of={day}&page_size=5").json()["results"]
    assert {fact["revision"] for fact in facts} == {number}
    sha256 = Revision.objects.get(number=number).run.upload.sha256
    assert {fact["source"]["sha256"] for fact in facts} == {sha256}
    statement = api.get(f"/api/v1/disclosures/{restated.pk}/statements/expenditure/?as_of={day}")
    assert statement.status_code == 200
    assert api.get(f"/api/v1/facts/{facts[0]['id']}/").json() == facts[0]


def test_a_figure_leads_to_its_page_and_its_file(api: Client, issue: Callable[..., Any]) -> None:
    token, _ = issue("上海市普陀区")
    store(PUTUO, checks=sound(PUTUO), actor=audit.Actor(name="t", token=token))
    fact = api.get("/api/v1/facts/?statement=expenditure&page_size=1").json()["results"][0]
    picture = api.get(fact["source"]["picture"])
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert picture.content.startswith(b"\x89PNG")
    assert api.get(fact["source"]["picture"], headers={"If-None-Match": picture["ETag"]}).status_code == 304
    file = api.get(f"/api/v1/disclosures/{fact['disclosure']}/revisions/1/file/")
    assert hashlib.sha256(b"".join(file.streaming_content)).hexdigest() == fact["source"]["sha256"]


def test_nothing_leads_to_what_is_held(api: Client, issue: Callable[..., Any]) -> None:
    token, owner = issue("青岛市大数据发展管理局")
    store(QINGDAO, checks=unsound(QINGDAO), actor=audit.Actor(name="t", token=token))
    fact, disclosure = Fact.objects.first(), Disclosure.objects.first()
    assert fact is not None
    for headers in ({}, owner):
        assert api.get(f"/api/v1/facts/{fact.pk}/", headers=headers).status_code == 404
        assert api.get("/api/v1/facts/?label__contains=运行", headers=headers).json()["results"] == []
        tomorrow = date.today() + timedelta(days=1)
        assert api.get(f"/api/v1/facts/?as_of={tomorrow}", headers=headers).json()["results"] == []
        if disclosure is not None:
            path = f"/api/v1/disclosures/{disclosure.pk}/revisions/1/file/"
            assert api.get(path, headers=headers).status_code == 404


def test_an_old_picture_stays_and_a_missing_page_is_said(api: Client, qingdao: Upload) -> None:
    disclosure = Disclosure.objects.get()
    for path in ("revisions/1/pages/1.png", "revisions/9/pages/1.png", "revisions/9/file/"):
        answer = api.get(f"/api/v1/disclosures/{disclosure.pk}/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
