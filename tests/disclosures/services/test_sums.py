"""What publishing adds up is what the published figures add up to, whatever has happened before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Count, Max, Min, Q, Sum

from disclosures.models import Disclosure, Fact, FactSum
from disclosures.services.withdraw import withdraw
from finance_api.access import audit
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed, sound, store

LINE = ("fiscal_year", "statement", "measure", "code", "item", "side", "leaf")

pytestmark = pytest.mark.django_db


def publish(path: Any, year: int, body: bytes) -> None:
    accounts = analysed(path).accounts
    assert accounts is not None
    store(path, body=body, accounts=replace(accounts, fiscal_year=year), checks=sound(path))


def kept() -> set[tuple[Any, ...]]:
    numbers = ("added", "smallest", "largest", "amounts", "cells_unreadable")
    return set(FactSum.objects.values_list(*LINE, *numbers))


def anew() -> set[tuple[Any, ...]]:
    rows = Fact.objects.filter(published=True).order_by().values_list(*LINE)
    return set(
        rows.annotate(
            a=Sum("amount"),
            b=Min("amount"),
            c=Max("amount"),
            d=Count("amount"),
            e=Count("pk", filter=Q(state="unreadable")),
        )
    )


def test_sums_follow_what_is_published() -> None:
    publish(QINGDAO, 2022, b"first")
    publish(PUTUO, 2022, b"another department")
    publish(PUTUO, 2023, b"another year")
    assert kept() == anew() != set()
    publish(QINGDAO, 2022, b"restated")
    assert Disclosure.objects.filter(current_revision__number=2).count() == 1
    assert kept() == anew()
    for disclosure in Disclosure.objects.filter(fiscal_year=2022):
        withdraw(disclosure=disclosure, reason="by mistake", actor=audit.SERVICE)
        assert kept() == anew()
    assert {row[0] for row in kept()} == {2023}
