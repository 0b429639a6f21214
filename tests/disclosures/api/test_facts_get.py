from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosures.final_accounts.records import StatementKey
from disclosures.models import Fact, Region, Upload
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed, sound, store

FACTS = "/api/v1/facts/"


def everything(api: Client, query: str) -> list[dict[str, Any]]:
    """All rows of a query, page after page."""
    rows: list[dict[str, Any]] = []
    following: str | None = f"{FACTS}?{query}"
    while following:
        page = api.get(following).json()
        rows += page["results"]
        following = page["next"]
    return rows


def test_one_account_with_its_sub_accounts_as_printed(api: Client, qingdao: Upload) -> None:
    """What the documentation promises: ?account__under=201&fiscal_year=2022&measure=total."""
    accounts = analysed(QINGDAO).accounts
    assert accounts is not None
    printed = [
        (statement.key.value, line.code, figure.amount.text, figure.amount.yuan)
        for statement in accounts.statements
        for line in statement.lines
        for figure in line.figures
        if figure.measure == "total" and (line.code or "").startswith("201")
    ]
    rows = everything(api, "account__under=201&fiscal_year=2022&measure=total&page_size=10")
    assert [
        (r["statement"], r["account"], r["text"], r["amount"] and Decimal(r["amount"])) for r in rows
    ] == printed
    assert {row["department"]["name"] for row in rows} == {"青岛市大数据发展管理局"}
    assert {row["source"]["sha256"] for row in rows} == {qingdao.sha256}


def test_a_fact_leads_back_to_its_cell(api: Client, qingdao: Upload) -> None:
    row = api.get(f"{FACTS}?statement=expenditure&page_size=1").json()["results"][0]
    accounts = analysed(QINGDAO).accounts
    assert accounts is not None
    statement = accounts.statement(StatementKey.EXPENDITURE)
    assert statement is not None
    line, figure = next(statement.figures())
    assert row["source"]["place"] == figure.place.as_dict()
    assert (row["label"], row["heading"], row["text"]) == (line.label, figure.heading, figure.amount.text)
    assert api.get(f"{FACTS}{row['id']}/").json() == row


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("account__level=1", lambda r: len(r["account"]) == 3),
        ("account__in=201,20103", lambda r: r["account"] in ("201", "20103")),
        ("account__isnull=true", lambda r: r["account"] is None),
        ("statement__in=income,expenditure", lambda r: r["statement"] in ("income", "expenditure")),
        ("side=income", lambda r: r["side"] == "income"),
        ("measure__in=basic,project", lambda r: r["measure"] in ("basic", "project")),
        ("state=blank", lambda r: r["state"] == "blank"),
        ("amount__gte=1000000", lambda r: Decimal(r["amount"]) >= 1000000),
        ("amount__lte=0", lambda r: Decimal(r["amount"]) <= 0),
        ("label__contains=运行", lambda r: "运行" in r["label"]),
        ("fiscal_year__in=2021,2022", lambda r: r["fiscal_year"] == 2022),
        ("fiscal_year__gte=2022&fiscal_year__lte=2022", lambda r: r["fiscal_year"] == 2022),
    ],
)
def test_a_filter_keeps_what_it_says_and_nothing_else(
    api: Client, qingdao: Upload, query: str, condition: Any
) -> None:
    total = Fact.objects.count()
    rows = everything(api, f"{query}&page_size=1000")
    assert all(condition(row) for row in rows)
    assert 0 < len(rows) <= total
    rest = [row for row in everything(api, "page_size=1000") if row["id"] not in {r["id"] for r in rows}]
    assert not any(
        row["amount"] is not None and row["account"] is not None and condition(row) for row in rest
    )


def test_departments_and_regions_include_what_lies_below_them(api: Client, db: None) -> None:
    province = Region.objects.create(code="370000", name="山东省", level="province", path="/370000/")
    Region.objects.create(
        code="370200", name="青岛市", level="prefecture", parent=province, path="/370000/370200/"
    )
    upload = store(QINGDAO, checks=sound(QINGDAO))
    department = upload.runs.get().department
    assert department is not None
    assert department.region is not None
    for query in ("region__under=370000", "region__under=370200", f"department__under={department.pk}"):
        assert api.get(f"{FACTS}?{query}&count=exact").json()["count"] == Fact.objects.count()
    assert api.get(f"{FACTS}?region__under=310000&count=exact").json()["count"] == 0


def test_amounts_can_be_had_in_wan(api: Client, qingdao: Upload) -> None:
    (yuan,) = api.get(f"{FACTS}?state=value&page_size=1").json()["results"]
    (wan,) = api.get(f"{FACTS}?state=value&page_size=1&unit=wan").json()["results"]
    assert Decimal(yuan["amount"]) == Decimal(wan["amount"]) * 10_000
    assert (yuan["amount_unit"], wan["amount_unit"]) == ("元", "万元")
    assert Decimal(wan["amount"]) == Decimal(wan["text"].replace(",", ""))


def test_members_can_be_chosen(api: Client, qingdao: Upload) -> None:
    (row,) = api.get(f"{FACTS}?fields=id,amount&page_size=1").json()["results"]
    assert set(row) == {"id", "amount"}
    (row,) = api.get(f"{FACTS}?omit=source&page_size=1").json()["results"]
    assert "source" not in row
    assert "amount" in row


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("fiscal_yaer=2022", "fiscal_yaer"),
        ("fiscal_year=20222", "fiscal_year"),
        ("fiscal_year=MMXXII", "fiscal_year"),
        ("fiscal_year__in=2022,x", "fiscal_year__in"),
        ("account__under=abc", "account__under"),
        ("account__level=9", "account__level"),
        ("region__under=37", "region__under"),
        ("department=99999999999999999999", "department"),
        ("department=0", "department"),
        ("amount__gte=NaN", "amount__gte"),
        ("amount__gte=much", "amount__gte"),
        ("statement=balance_sheet", "statement"),
        ("disclosure=1", "disclosure"),
        ("as_of=yesterday", "as_of"),
        ("page_size=0", "page_size"),
        ("page_size=1000000", "page_size"),
        ("ordering=text", "ordering"),
        ("ordering=--amount", "ordering"),
        ("count=roughly", "count"),
        ("unit=yen", "unit"),
        ("fields=password", "fields"),
        ("measure=a%00b", "measure"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(api: Client, db: None, query: str, parameter: str) -> None:
    answer = api.get(f"{FACTS}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    "ordering", ["id", "-id", "amount", "-amount", "-fiscal_year", "fiscal_year,-amount"]
)
def test_every_order_reaches_every_row_once_forwards_and_back(
    api: Client, qingdao: Upload, ordering: str
) -> None:
    query = f"statement=basic_expenditure&state=value&ordering={ordering}&page_size=7"
    pages: list[list[int]] = []
    following: str | None = f"{FACTS}?{query}"
    last = ""
    while following:
        last, page = following, api.get(following).json()
        pages.append([row["id"] for row in page["results"]])
        following = page["next"]
    ids = [pk for page in pages for pk in page]
    expected = set(
        Fact.objects.filter(statement="basic_expenditure", state="value").values_list("pk", flat=True)
    )
    assert len(ids) == len(set(ids))
    assert set(ids) == expected
    back = [pages[-1]]
    preceding = api.get(last).json()["previous"]
    while preceding:
        page = api.get(preceding).json()
        back.insert(0, [row["id"] for row in page["results"]])
        preceding = page["previous"]
    assert back == pages


def test_a_cursor_is_good_for_its_query_only(api: Client, qingdao: Upload) -> None:
    following = api.get(f"{FACTS}?measure=total&page_size=2").json()["next"]
    assert api.get(following).status_code == 200
    tampered = following.replace("cursor=", "cursor=x")
    for changed in (following.replace("measure=total", "measure=basic"), tampered):
        answer = api.get(changed)
        assert answer.status_code == 400
        assert answer.json()["type"].endswith("/problems/invalid-cursor/")


def test_link_headers_lead_to_the_next_page(api: Client, qingdao: Upload) -> None:
    answer = api.get(f"{FACTS}?page_size=2")
    following = answer.json()["next"]
    assert f'<{following}>; rel="next"' in answer["Link"]
    assert 'rel="first"' in answer["Link"]
    assert 'rel="prev"' not in answer["Link"]


def test_the_past_can_be_asked_for(api: Client, qingdao: Upload) -> None:
    tomorrow, yesterday = date.today() + timedelta(days=2), date.today() - timedelta(days=2)
    assert api.get(f"{FACTS}?as_of={tomorrow}&count=exact").json()["count"] == Fact.objects.count()
    assert api.get(f"{FACTS}?as_of={yesterday}&count=exact").json()["count"] == 0


@pytest.mark.parametrize("number", [1, 2])
def test_the_list_is_one_query_however_many_facts(api: Client, qingdao: Upload, number: int) -> None:
    if number == 2:
        store(PUTUO, checks=sound(PUTUO))
    with CaptureQueriesContext(connection) as queries:
        answer = api.get(f"{FACTS}?page_size=1000")
    assert len(answer.json()["results"]) == min(1000, Fact.objects.count()) > 0
    assert len(queries) == 2  # the edition and the facts
