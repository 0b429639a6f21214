"""Lists as files: each format read back says what JSON says, whole, with codes as text."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Callable
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pyarrow import parquet

from disclosures.models import Department, Fact, Line, Upload
from finance_api.access import audit
from finance_api.rest.downloads import MOST_AT_ONCE
from tests.disclosures.conftest import QINGDAO, store, unsound

FACTS = "/api/v1/facts/"
Reader = Callable[[bytes], list[dict[str, Any]]]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def from_csv(content: bytes) -> list[dict[str, Any]]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: value or None for name, value in row.items()} for row in rows]


def from_ndjson(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def from_xlsx(content: bytes) -> list[dict[str, Any]]:
    heading, *rows = load_workbook(io.BytesIO(content), read_only=True)["data"].iter_rows(values_only=True)
    # A row that ends in empty cells is shorter.
    return [dict(zip_longest(heading, row)) for row in rows]


def from_parquet(content: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = parquet.read_table(io.BytesIO(content)).to_pylist()
    return rows


FORMATS: list[tuple[str, str, Reader]] = [
    ("csv", "text/csv; charset=utf-8", from_csv),
    ("ndjson", "application/x-ndjson", from_ndjson),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", from_xlsx),
    ("parquet", "application/vnd.apache.parquet", from_parquet),
]


def as_answered(api: Client, query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    following: str | None = f"{FACTS}?{query}&page_size=1000"
    while following:
        page = api.get(following).json()
        rows += page["results"]
        following = page["next"]
    return rows


@pytest.mark.parametrize(("name", "media_type", "read"), FORMATS)
def test_every_format_says_what_json_says(
    api: Client, qingdao: Upload, name: str, media_type: str, read: Reader
) -> None:
    answer = api.get(f"{FACTS}?format={name}&statement=expenditure")
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''facts-")
    rows, expected = read(body(answer)), as_answered(api, "statement=expenditure")
    assert len(rows) == len(expected) > 50
    for row, fact in zip(rows, expected, strict=True):
        assert str(row["id"]) == str(fact["id"])
        assert row["account"] == fact["account"]
        assert row["label"] == fact["label"]
        assert row["department.name"] == fact["department"]["name"]
        amount = None if row["amount"] is None else Decimal(str(row["amount"]))
        assert amount == (None if fact["amount"] is None else Decimal(fact["amount"]))
        place = row["source.place"]
        assert (json.loads(place) if isinstance(place, str) else place) == fact["source"]["place"]
        assert row["source.picture"] == fact["source"]["picture"]


@pytest.mark.parametrize(("name", "media_type", "read"), FORMATS)
@pytest.mark.parametrize("resource", ["disclosures", "departments", "claims", "facts/three-public"])
def test_every_list_can_be_had_as_a_file(
    api: Client, qingdao: Upload, resource: str, name: str, media_type: str, read: Reader
) -> None:
    answer = api.get(f"/api/v1/{resource}/", headers={"Accept": media_type.partition(";")[0]})
    assert answer["Content-Type"] == media_type
    counted = "?count=exact" if resource == "claims" else ""
    first = api.get(f"/api/v1/{resource}/{counted}").json()
    rows = read(body(answer))
    assert len(rows) == (first["count"] or len(first["results"])) > 0
    assert set(rows[0]) >= {"id"} or "disclosure" in rows[0]


def test_the_mark_for_excel_can_be_left_out(api: Client, qingdao: Upload) -> None:
    assert body(api.get(f"{FACTS}?format=csv")).startswith(b"\xef\xbb\xbfid,")
    assert body(api.get(f"{FACTS}?format=csv&bom=false")).startswith(b"id,")
    assert api.get(f"{FACTS}?format=csv&bom=perhaps").status_code == 400


def test_a_file_has_all_rows_or_the_page_asked_for(api: Client, qingdao: Upload) -> None:
    assert len(from_csv(body(api.get(f"{FACTS}?format=csv")))) == Fact.objects.count()
    page = api.get(f"{FACTS}?format=csv&page_size=7")
    assert len(from_csv(body(page))) == 7
    following = page["Link"].split('>; rel="next"')[0].rpartition("<")[2]
    assert len(from_csv(body(api.get(following)))) == 7


def test_members_units_and_orders_hold_in_files(api: Client, qingdao: Upload) -> None:
    query = "format=csv&state=value&fields=amount,account&unit=wan&ordering=-amount"
    rows = from_csv(body(api.get(f"{FACTS}?{query}")))
    assert set(rows[0]) == {"amount", "account"}
    amounts = [Decimal(row["amount"]) for row in rows]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[0] * 10_000 == max(Fact.objects.exclude(amount=None).values_list("amount", flat=True))


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_label_is_never_a_formula(api: Client, qingdao: Upload, name: str) -> None:
    line = Line.objects.filter(facts__statement="expenditure").first()
    assert line is not None
    Line.objects.filter(pk=line.pk).update(label='=HYPERLINK("http://example.org")')
    content = body(api.get(f"{FACTS}?format={name}&statement=expenditure&page_size=1"))
    if name == "csv":
        assert from_csv(content)[0]["label"] == '\'=HYPERLINK("http://example.org")'
    else:
        sheet = load_workbook(io.BytesIO(content))["data"]
        (cell,) = [cell for cell in sheet[2] if cell.value == '=HYPERLINK("http://example.org")']
        assert cell.data_type == "s"


def test_what_a_sheet_cannot_hold_is_refused(
    api: Client, qingdao: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finance_api.rest.downloads.MOST_XLSX_ROWS", 3)
    answer = api.get(f"{FACTS}?format=xlsx")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["code"] == "too_many_rows"


def test_problems_are_json_whatever_format_is_asked_for(api: Client, db: None) -> None:
    answer = api.get(f"{FACTS}?format=csv&colour=red")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["parameter"] == "colour"
    for path in (f"{FACTS}?format=docx", "/api/v1/rules/?format=parquet"):
        unknown = api.get(path)
        assert (unknown.status_code, unknown["Content-Type"]) == (400, "application/problem+json")
        assert unknown.json()["errors"][0]["parameter"] == "format"


def test_a_download_that_is_forgotten_leaves_its_place(api: Client, qingdao: Upload) -> None:
    for _ in range(MOST_AT_ONCE + 1):
        answer = api.get(f"{FACTS}?format=csv")
        assert answer.status_code == 200
        next(iter(answer.streaming_content))
        del answer
        gc.collect()


def test_more_downloads_than_places_are_put_off(api: Client, qingdao: Upload) -> None:
    under_way = [api.get(f"{FACTS}?format=csv") for _ in range(MOST_AT_ONCE)]
    refused = api.get(f"{FACTS}?format=csv")
    assert (refused.status_code, refused["Retry-After"]) == (503, "10")
    for answer in under_way:
        body(answer)
    assert api.get(f"{FACTS}?format=csv").status_code == 200


def test_head_has_the_headers_and_nothing_is_read(api: Client, qingdao: Upload) -> None:
    answer = api.head(f"{FACTS}?format=csv")
    assert answer["Content-Disposition"].endswith(".csv")
    assert body(answer) == b""


def test_a_file_is_known_by_its_etag(api: Client, qingdao: Upload) -> None:
    etag = api.get(f"{FACTS}?format=csv")["ETag"]
    assert api.get(f"{FACTS}?format=csv", headers={"If-None-Match": etag}).status_code == 304
    assert api.get(f"{FACTS}?format=ndjson", headers={"If-None-Match": etag}).status_code == 200


def test_rows_come_by_a_server_side_cursor(api: Client, qingdao: Upload) -> None:
    with CaptureQueriesContext(connection) as queries:
        body(api.get(f"{FACTS}?format=csv"))
    asked = [query["sql"] or "" for query in queries]
    assert sum("SELECT" in sql and "disclosures_fact" in sql for sql in asked) <= 1


def test_held_uploads_are_in_no_file(api: Client, issue: Callable[..., Any]) -> None:
    token, headers = issue("青岛市大数据发展管理局")
    store(QINGDAO, checks=unsound(QINGDAO), actor=audit.Actor(name="t", token=token))
    for resource in ("facts", "disclosures", "departments", "facts/three-public"):
        answer = api.get(f"/api/v1/{resource}/?format=csv", headers=headers)
        assert from_csv(body(answer)) == []
    assert Department.objects.count() == 1
