"""Figures added up, in line, side by side and against their budget, compared with plain sums of the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosures.models import Account, Department, Disclosure, Fact, Region, Upload
from disclosures.services.withdraw import withdraw
from finance_api.access import audit
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed, sound, store, unsound

AGGREGATE, SERIES = "/api/v1/facts/aggregate/", "/api/v1/facts/series/"


def of_year(path: Any, year: int, name: str | None = None, **changes: Any) -> Upload:
    """The sample as another department's or year's accounts, its amounts unchanged."""
    accounts = analysed(path).accounts
    assert accounts is not None
    accounts = replace(accounts, fiscal_year=year, department=name or accounts.department)
    body = path.read_bytes() + f"\n{year}{name}".encode()
    return store(path, body=body, accounts=accounts, checks=sound(path), **changes)


def plain_sum(facts: Iterable[Fact]) -> Decimal | None:
    amounts = [fact.amount for fact in facts if fact.amount is not None]
    return sum(amounts) if amounts else None


def as_decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def note_codes(answer: Any) -> list[str]:
    return [note["code"] for note in answer.json()["notes"]]


def test_classes_add_up_to_the_printed_total_and_shares_to_one(api: Client, qingdao: Upload) -> None:
    rows = api.get(f"{AGGREGATE}?group_by=account&fiscal_year=2022").json()["results"]
    total = Fact.objects.get(statement="expenditure", measure="total", item="total")
    assert {len(row["account"]) for row in rows} == {3}
    assert sum(Decimal(row["sum"]) for row in rows) == total.amount
    assert abs(sum(Decimal(row["share"]) for row in rows) - 1) < Decimal("0.00001")


def test_leaves_add_up_to_what_the_classes_do(api: Client, qingdao: Upload) -> None:
    (leaves,) = api.get(f"{AGGREGATE}?level=leaves").json()["results"]
    (classes,) = api.get(f"{AGGREGATE}?level=1").json()["results"]
    (total,) = api.get(f"{AGGREGATE}?level=total").json()["results"]
    assert leaves["sum"] == classes["sum"] == total["sum"] is not None
    assert leaves["count"] > classes["count"] > total["count"] == 1


def test_an_account_is_its_own_line_and_grouped_its_parts(api: Client, qingdao: Upload) -> None:
    (whole,) = api.get(f"{AGGREGATE}?account__under=20103").json()["results"]
    parts = api.get(f"{AGGREGATE}?account__under=20103&group_by=account").json()["results"]
    assert {row["account"][:5] for row in parts} == {"20103"}
    assert {len(row["account"]) for row in parts} == {7}
    # The document rounds to hundredths of 万元.
    assert abs(sum(Decimal(row["sum"]) for row in parts) - Decimal(whole["sum"])) <= 100 * len(parts)
    assert abs(sum(Decimal(row["share"]) for row in parts) - 1) < Decimal("0.0001")


def test_the_largest_first_and_no_more_than_asked_for(api: Client, qingdao: Upload) -> None:
    answer = api.get(f"{AGGREGATE}?group_by=account&level=3&ordering=-sum&limit=2").json()
    amounts = sorted(
        Fact.objects.filter(statement="expenditure", measure="total", code__regex=r"^\d{7}$").values_list(
            "amount", flat=True
        ),
        reverse=True,
    )
    assert [Decimal(row["sum"]) for row in answer["results"]] == amounts[:2]
    assert answer["more"] is True


@pytest.fixture
def several(db: None) -> None:
    """Two departments and three years, one of them a gap for one of the departments."""
    for year in (2020, 2022, 2023):
        of_year(QINGDAO, year)
    of_year(PUTUO, 2023)
    of_year(PUTUO, 2022, "上海市普陀区示例局")


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_an_aggregate_is_the_plain_sum_of_disjoint_lines(
    client: Client, counters: None, several: None, data: st.DataObject
) -> None:
    names = ["department", "fiscal_year", "account", "measure", "side"]
    groups = data.draw(st.lists(st.sampled_from(names), unique=True))
    level = data.draw(st.sampled_from(["1", "2", "3", "leaves", "total"]))
    statement = data.draw(
        st.sampled_from(["expenditure", "income", "basic_expenditure", "fiscal_appropriation"])
    )
    years = data.draw(st.sampled_from(["", "&fiscal_year=2022", "&fiscal_year__gte=2022"]))
    query = f"group_by={','.join(groups)}&level={level}&statement={statement}{years}"
    answer = client.get(f"{AGGREGATE}?{query}")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    facts = [f for f in Fact.objects.filter(published=True, statement=statement) if _wanted(f, level, years)]
    if "measure" not in groups:
        facts = [fact for fact in facts if fact.measure == body["measure"]]
    expected: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in facts:
        expected.setdefault(tuple(_member(fact, group) for group in groups), []).append(fact)
    if not groups:
        expected.setdefault((), [])
    got = {tuple(_answered(row, group) for group in groups): row for row in body["results"]}
    assert got.keys() == expected.keys()
    for key, row in got.items():
        amounts = [fact.amount for fact in expected[key] if fact.amount is not None]
        assert as_decimal(row["sum"]) == plain_sum(expected[key])
        assert row["count"] == len(amounts)
        assert as_decimal(row["min"]) == min(amounts, default=None)
        assert as_decimal(row["max"]) == max(amounts, default=None)


def _wanted(fact: Fact, level: str, years: str) -> bool:
    in_years = {"": True, "&fiscal_year=2022": fact.fiscal_year == 2022}.get(years, fact.fiscal_year >= 2022)
    if level == "total":
        return in_years and fact.code is None and fact.item in ("total", "expenditure_total")
    if fact.code is None or not in_years:
        return False
    if level == "leaves":
        codes = Fact.objects.filter(run=fact.run_id, statement=fact.statement).values_list("code", flat=True)
        return not any(code and code != fact.code and code.startswith(fact.code) for code in codes)
    return len(fact.code) == {"1": 3, "2": 5, "3": 7}[level]


def _member(fact: Fact, group: str) -> Any:
    names = {"department": "department_id", "account": "code"}
    return getattr(fact, names.get(group, group))


def _answered(row: dict[str, Any], group: str) -> Any:
    return row[group]["id"] if group == "department" else row[group]


def test_units_are_not_counted_beside_the_department_that_includes_them(api: Client, db: None) -> None:
    of_year(QINGDAO, 2022)
    of_year(PUTUO, 2022, "青岛市示例单位")
    whole, unit = (
        Department.objects.get(name__contains="大数据"),
        Department.objects.get(name="青岛市示例单位"),
    )
    (both,) = api.get(AGGREGATE).json()["results"]
    Department.objects.filter(pk=unit.pk).update(parent=whole)
    answer = api.get(f"{AGGREGATE}?fiscal_year=2022")
    (once,) = answer.json()["results"]
    (alone,) = api.get(f"{AGGREGATE}?department={unit.pk}").json()["results"]
    assert Decimal(both["sum"]) == Decimal(once["sum"]) + Decimal(alone["sum"])
    assert "units_within_department" in note_codes(answer)
    by_department = api.get(f"{AGGREGATE}?group_by=department&fiscal_year=2022")
    assert len(by_department.json()["results"]) == 2
    assert "units_within_department" in note_codes(by_department)


def test_regions_are_groups(api: Client, db: None) -> None:
    Region.objects.create(code="370000", name="山东省", level="province", path="/370000/")
    parent = Region.objects.get()
    Region.objects.create(
        code="370200", name="青岛市", level="prefecture", parent=parent, path="/370000/370200/"
    )
    of_year(QINGDAO, 2022)
    of_year(PUTUO, 2022)
    rows = api.get(f"{AGGREGATE}?group_by=region").json()["results"]
    assert [row["region"] and row["region"]["name"] for row in rows] == ["青岛市", None]


def test_what_cannot_be_compared_is_said(api: Client, several: None) -> None:
    Account.objects.create(
        classification="functional",
        code="20805",
        name="行政事业单位离退休",
        level="section",
        status="historical",
    )
    disclosure = Disclosure.objects.get(fiscal_year=2020)
    of_year(QINGDAO, 2020, "青岛市大数据发展管理局 ")
    gone = Disclosure.objects.get(fiscal_year=2023, department__name__contains="青岛")
    withdraw(disclosure=gone, reason="published by mistake", actor=audit.SERVICE)
    answer = api.get(f"{SERIES}?account=20805")
    notes = {note["code"]: note for note in answer.json()["notes"]}
    assert notes["restated"]["disclosures"] == [str(disclosure.pk)]
    assert notes["withdrawn"]["disclosures"] == [str(gone.pk)]
    assert "行政事业单位离退休" in [name["name"] for name in notes["renamed_account"]["names"]]
    assert "fewer_departments" in notes
    assert "renamed_account" not in note_codes(api.get(f"{SERIES}?account=20805&fiscal_year=2022"))


def test_a_series_shows_its_gaps_and_the_change_from_year_to_year(api: Client, db: None) -> None:
    for year in (2019, 2020, 2022):
        of_year(QINGDAO, year)
    department = Department.objects.get()
    points = api.get(f"{SERIES}?department={department.pk}&account=2010301").json()["results"]
    amount = Fact.objects.filter(code="2010301", statement="expenditure", measure="total").first().amount
    assert [point["fiscal_year"] for point in points] == [2019, 2020, 2021, 2022]
    assert [as_decimal(point["amount"]) for point in points] == [amount, amount, None, amount]
    assert [point["change"] for point in points] == [None, "0.00", None, None]
    assert points[1]["change_rate"] == "0.000000"


def test_disclosures_stand_side_by_side(api: Client, several: None) -> None:
    answer = api.get("/api/v1/disclosures/compare/?fiscal_year=2023&statement=expenditure").json()
    assert len(answer["columns"]) == 2
    by_account = {row["account"]: row["amounts"] for row in answer["results"]}
    for place, column in enumerate(answer["columns"]):
        facts = Fact.objects.filter(
            department=column["department"]["id"], fiscal_year=2023, statement="expenditure", measure="total"
        )
        for fact in facts.exclude(code=None):
            assert as_decimal(by_account[fact.code][place]) == fact.amount
    years = api.get("/api/v1/disclosures/compare/?department__name__contains=青岛").json()
    assert [column["fiscal_year"] for column in years["columns"]] == [2020, 2022, 2023]


def test_too_many_to_compare_is_refused(api: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosures.api.views.comparison.MOST_COMPARED", 1)
    of_year(QINGDAO, 2021)
    of_year(QINGDAO, 2022)
    assert api.get("/api/v1/disclosures/compare/").status_code == 400


def test_three_public_expenses_stand_against_their_budget(api: Client, qingdao: Upload) -> None:
    (row,) = api.get("/api/v1/facts/three-public/").json()["results"]
    amounts = dict(Fact.objects.filter(statement="three_public_expenses").values_list("measure", "amount"))
    for item in ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"):
        budget, actual = amounts[f"budget.{item}"], amounts[f"actual.{item}"]
        assert (as_decimal(row[item]["budget"]), as_decimal(row[item]["actual"])) == (budget, actual)
        assert as_decimal(row[item]["difference"]) == actual - budget


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("group_by=colour", "group_by"),
        ("level=9", "level"),
        ("level=1&account__level=2", "account__level"),
        ("level=1&item=total", "level"),
        ("statement__in=income,expenditure", "statement__in"),
        ("measure__in=total,basic", "measure__in"),
        ("measure=superior_subsidies", "statement"),
        ("account__in=201,20103", "account__in"),
        ("ordering=colour&group_by=account", "ordering"),
        ("limit=0", "limit"),
        ("limit=1000000", "limit"),
        ("fiscal_year__gte=2023&fiscal_year__lte=2022", "fiscal_year__gte"),
        ("fiscal_year=2022&fiscal_year=2023", "fiscal_year"),
        ("cursor=abc", "cursor"),
        ("fields=colour", "fields"),
    ],
)
def test_a_question_that_cannot_be_answered_is_named(
    api: Client, db: None, query: str, parameter: str
) -> None:
    answer = api.get(f"{AGGREGATE}?{query}")
    assert answer.status_code == 400
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [parameter]


def test_more_groups_than_can_be_answered_are_refused_not_cut(
    api: Client, qingdao: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("disclosures.api.views.figures.MOST_GROUPS", 3)
    assert api.get(f"{AGGREGATE}?group_by=account&level=3").status_code == 400
    assert len(api.get(f"{AGGREGATE}?group_by=account&level=3&limit=3").json()["results"]) == 3


def test_held_uploads_are_counted_nowhere_and_told_to_their_owner_only(
    api: Client, issue: Callable[..., Any]
) -> None:
    token, owner = issue("青岛市大数据发展管理局")
    _, stranger = issue("another")
    upload = store(QINGDAO, checks=unsound(QINGDAO), actor=audit.Actor(name="t", token=token))
    assert upload.status == "invalid"
    for headers in ({}, stranger, owner):
        answer = api.get(f"{AGGREGATE}?fiscal_year=2022", headers=headers)
        assert answer.json()["results"][0]["count"] == 0
        assert (str(upload.pk) in answer.content.decode()) == (headers is owner)
        for path in (f"{SERIES}?account=201", "/api/v1/facts/three-public/", "/api/v1/disclosures/compare/"):
            body = api.get(path, headers=headers).json()
            assert body["results"] == []


@pytest.mark.parametrize("number", [2, 4])
def test_queries_do_not_grow_with_the_data(api: Client, db: None, number: int) -> None:
    for year in range(2020, 2020 + number):
        of_year(QINGDAO, year)
    counts = []
    for path in (
        f"{AGGREGATE}?group_by=account,fiscal_year",
        f"{SERIES}?account=201",
        "/api/v1/facts/three-public/",
    ):
        with CaptureQueriesContext(connection) as queries:
            assert api.get(path).status_code == 200
        counts.append(len(queries))
    assert counts == [4, 3, 2]


def test_an_answer_is_the_same_until_something_is_published(api: Client, qingdao: Upload) -> None:
    for path in (AGGREGATE, f"{SERIES}?account=201", "/api/v1/facts/"):
        etag = api.get(path)["ETag"]
        assert api.get(path, headers={"If-None-Match": etag}).status_code == 304
    of_year(PUTUO, 2024)
    for path in (AGGREGATE, f"{SERIES}?account=201", "/api/v1/facts/"):
        assert api.get(path, headers={"If-None-Match": etag}).status_code == 200
