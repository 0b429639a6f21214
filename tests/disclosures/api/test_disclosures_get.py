from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosures.final_accounts.records import AmountState, FinalAccounts, StatementKey
from disclosures.models import Disclosure, Fact, Upload
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed, sound, store, unsound

Issue = Callable[..., Any]
DISCLOSURES = "/api/v1/disclosures/"


def accounts() -> FinalAccounts:
    found = analysed(QINGDAO).accounts
    assert found is not None
    return found


def restated() -> Upload:
    """The same document with the first amount of 支出决算表 one yuan higher."""
    read = accounts()
    statement = read.statement(StatementKey.EXPENDITURE)
    assert statement is not None
    line = next(line for line in statement.lines if line.code)
    figure = next(f for f in line.figures if f.amount.state is AmountState.VALUE)
    assert figure.amount.value is not None
    amount = replace(figure.amount, text="1.00", value=figure.amount.value + 1)
    figures = tuple(replace(f, amount=amount) if f is figure else f for f in line.figures)
    lines = tuple(replace(one, figures=figures) if one is line else one for one in statement.lines)
    statements = tuple(replace(s, lines=lines) if s is statement else s for s in read.statements)
    body = QINGDAO.read_bytes() + b"\n"
    return store(QINGDAO, body=body, checks=sound(QINGDAO), accounts=replace(read, statements=statements))


def address() -> str:
    return f"{DISCLOSURES}{Disclosure.objects.get().pk}/"


def test_a_published_disclosure_is_listed_with_its_department(api: Client, qingdao: Upload) -> None:
    (row,) = api.get(f"{DISCLOSURES}?fiscal_year=2022").json()["results"]
    assert row["department"]["name"] == "青岛市大数据发展管理局"
    assert row["current_revision"]["sha256"] == qingdao.sha256
    assert row["current_revision"]["number"] == 1
    assert api.get(f"{DISCLOSURES}?fiscal_year=2021").json()["results"] == []


def test_a_held_disclosure_is_not_there(api: Client, db: None) -> None:
    upload = store(QINGDAO, checks=unsound(QINGDAO))
    assert upload.status == "invalid"
    assert api.get(DISCLOSURES).json()["results"] == []
    assert api.get("/api/v1/departments/").json()["results"] == []
    assert api.get("/api/v1/facts/").json()["results"] == []
    assert api.get("/api/v1/findings/").json()["results"] == []
    assert api.get("/api/v1/claims/").json()["results"] == []


def test_a_statement_has_every_cell_as_printed(api: Client, qingdao: Upload) -> None:
    for statement in accounts().statements:
        shown = api.get(f"{address()}statements/{statement.key}/?unit=wan").json()
        assert shown["title"] == statement.title
        assert [line["label"] for line in shown["lines"]] == [line.label for line in statement.lines]
        printed = [
            (f.measure, f.amount.text, f.amount.state, f.place.as_dict()) for _, f in statement.figures()
        ]
        cells = [cell for line in shown["lines"] for cell in line["cells"]]
        assert [(c["measure"], c["text"], c["state"], c["place"]) for c in cells] == printed
        for cell, (_, figure) in zip(cells, statement.figures(), strict=True):
            value = figure.amount.value
            assert (None if cell["amount"] is None else Decimal(cell["amount"])) == value


def test_a_statement_as_csv_opens_in_a_spreadsheet(api: Client, qingdao: Upload) -> None:
    answer = api.get(f"{address()}statements/expenditure/?format=csv&unit=wan")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    statement = accounts().statement(StatementKey.EXPENDITURE)
    assert statement is not None
    assert len(rows) == 1 + len(statement.lines)
    codes = [row[rows[0].index("科目编码")] for row in rows[1:]]
    assert codes == [line.code or "" for line in statement.lines]
    plain = api.get(f"{address()}statements/expenditure/?format=csv&bom=false")
    assert not plain.content.startswith(b"\xef\xbb\xbf")


def test_a_statement_is_served_once_and_then_304(api: Client, qingdao: Upload) -> None:
    path = f"{address()}statements/income/"
    first = api.get(path)
    again = api.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert api.get(f"{path}?unit=wan")["ETag"] != first["ETag"]


def test_an_unknown_statement_or_revision_is_a_404(api: Client, qingdao: Upload) -> None:
    assert api.get(f"{address()}statements/nonsense/").status_code == 404
    assert api.get(f"{address()}statements/income/?revision=7").status_code == 404
    assert api.get(f"{DISCLOSURES}01a1fbaa-b930-7bcf-8bd2-e87bbf525a92/").status_code == 404
    assert api.get(f"{DISCLOSURES}{'-' * 36}/").status_code == 404


def test_a_restatement_shows_what_changed_and_keeps_the_former(api: Client, qingdao: Upload) -> None:
    restated()
    revisions = api.get(f"{address()}revisions/").json()
    assert [(r["number"], r["kind"]) for r in revisions] == [(2, "restatement"), (1, "first")]
    assert revisions[1]["superseded_at"] is not None
    difference = api.get(f"{address()}diff/").json()
    assert (difference["before"], difference["after"]) == (1, 2)
    (change,) = difference["changes"]
    assert change["statement"] == "expenditure"
    assert change["difference"] == "10000"
    former = api.get(f"{address()}statements/expenditure/?revision=1").json()
    latter = api.get(f"{address()}statements/expenditure/").json()
    assert former["lines"] != latter["lines"]


def test_the_diff_of_a_first_revision_is_empty(api: Client, qingdao: Upload) -> None:
    assert api.get(f"{address()}diff/").json() == {"before": 1, "after": 1, "changes": []}
    assert api.get(f"{address()}diff/?after=2").status_code == 400


def test_withdrawing_needs_the_owner_and_a_reason(api: Client, qingdao: Upload, issue: Issue) -> None:
    _, stranger = issue("乙局", "publish")
    _, operator = issue("运维", "admin")
    path = f"{address()}withdraw/"
    sent: dict[str, Any] = {"content_type": "application/json"}
    assert api.post(path, {"reason": "x"}, **sent).status_code == 401
    assert api.post(path, {"reason": "x"}, headers=stranger, **sent).status_code == 403
    assert api.post(path, {}, headers=operator, **sent).status_code == 400
    answer = api.post(path, {"reason": "误发"}, headers=operator, **sent)
    assert answer.status_code == 200
    assert answer.json()["current_revision"] is None
    assert not Fact.objects.published().exists()
    assert api.get(DISCLOSURES).json()["results"] == []
    assert api.get(f"{address()}revisions/").json()[0]["withdrawal_reason"] == "误发"
    assert api.post(path, {"reason": "误发"}, headers=operator, **sent).status_code == 409


@pytest.mark.parametrize("number", [1, 2])
def test_the_list_takes_the_same_number_of_queries_for_more_disclosures(
    api: Client, qingdao: Upload, number: int
) -> None:
    if number == 2:
        store(PUTUO, checks=sound(PUTUO))
    with CaptureQueriesContext(connection) as queries:
        answer = api.get(DISCLOSURES)
    assert len(answer.json()["results"]) == number
    assert len(queries) == 1
