"""Whole datasets in the background: what is ordered is what the list says, described and kept for a while."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from celery.beat import Scheduler
from django.test import Client
from django.utils import timezone
from pyarrow import parquet

from disclosures.models import Fact, Upload
from finance_api.access import audit
from finance_api.celery import app
from finance_api.exports import services
from finance_api.exports.datasets import DATASETS
from finance_api.exports.models import Export
from finance_api.rest.problems import Problem
from tests.disclosures.conftest import (
    QINGDAO,
    api,
    counters,
    files,
    issue,
    qingdao,
    sound,
    store,
    unsound,
)

__all__ = ["api", "counters", "files", "issue", "qingdao"]

EXPORTS = "/api/v1/exports/"


def written(**fields: Any) -> Export:
    export = services.order(**{"dataset": "facts", "format_": "csv"} | fields)
    services.write(export.pk)
    return Export.objects.get(pk=export.pk)


def fetched(api: Client, export: Export) -> zipfile.ZipFile:
    answer = api.get(f"{EXPORTS}{export.pk}/file/")
    assert answer["Content-Type"] == "application/zip"
    content = b"".join(answer.streaming_content)
    assert hashlib.sha256(content).hexdigest() == export.sha256
    return zipfile.ZipFile(io.BytesIO(content))


def test_an_export_is_the_list_with_its_filters(api: Client, qingdao: Upload) -> None:
    query = "statement=expenditure&state=value&fields=id,account,amount&ordering=-amount"
    export = written(query=query)
    assert (export.status, export.rows_done) == ("ready", export.rows_total)
    packed = fetched(api, export)
    manifest = json.loads(packed.read("datapackage.json"))
    (resource,) = manifest["resources"]
    content = packed.read(resource["path"])
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert resource["bytes"] == len(content)
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    direct = api.get(f"/api/v1/facts/?{query}&format=csv&bom=false")
    assert content == b"".join(direct.streaming_content)
    assert (
        len(rows) == resource["rows"] == Fact.objects.filter(statement="expenditure", state="value").count()
    )
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert fields == {"id": "integer", "account": "string", "amount": "number"}
    assert resource["schema"]["primaryKey"] == ["id"]
    assert api.get(f"{EXPORTS}{export.pk}/manifest/").json() == manifest


def test_everything_at_once_is_one_package(api: Client, qingdao: Upload) -> None:
    export = written(dataset="all", format_="parquet", nightly=True)
    packed = fetched(api, export)
    resources = {r["name"]: r for r in json.loads(packed.read("datapackage.json"))["resources"]}
    assert resources.keys() == DATASETS.keys()
    for name, resource in resources.items():
        table = parquet.read_table(io.BytesIO(packed.read(resource["path"])))
        assert (
            table.num_rows == resource["rows"] == api.get(f"/api/v1/{name}/?count=exact").json()["count"]
            if name not in ("departments", "accounts", "regions")
            else table.num_rows == resource["rows"]
        )
        assert table.column_names == [field["name"] for field in resource["schema"]["fields"]]
    assert [row["id"] for row in api.get(EXPORTS).json()["results"]] == [str(export.pk)]


def test_an_export_is_ordered_and_followed(
    api: Client, qingdao: Upload, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr("finance_api.exports.api.write_export.delay", sent.append)
    wanted = {"dataset": "facts", "query": "fiscal_year=2022", "format": "csv"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = api.post(EXPORTS, wanted, "application/json", headers={"Idempotency-Key": "one"})
        again = api.post(EXPORTS, wanted, "application/json", headers={"Idempotency-Key": "one"})
    assert answer.status_code == again.status_code == 202
    assert again.json() == answer.json()
    assert sent == [answer.json()["id"]]
    location = answer["Location"]
    assert api.get(location).json()["status"] == "queued"
    assert api.get(f"{location}file/").status_code == 409
    services.write(Export.objects.get().pk)
    ready = api.get(location).json()
    assert ready["status"] == "ready"
    assert ready["progress"] == {"done": Fact.objects.count(), "total": Fact.objects.count()}
    assert api.get(ready["links"]["file"]).status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"dataset": "uploads"},
        {"dataset": "facts", "format": "docx"},
        {"dataset": "facts", "format": "xlsx"},
        {"dataset": "all", "query": "fiscal_year=2022"},
        {"dataset": "facts", "query": "colour=red"},
        {"dataset": "facts", "query": "fiscal_year=twenty"},
        {"dataset": "facts", "query": "page_size=5"},
        {"dataset": "facts", "query": "x" * 3000},
        {"dataset": ["facts"]},
        [],
    ],
)
def test_what_cannot_be_exported_is_refused_at_once(api: Client, db: None, wanted: Any) -> None:
    answer = api.post(EXPORTS, wanted, "application/json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert not Export.objects.exists()


def test_held_uploads_are_in_no_export(api: Client, issue: Callable[..., Any]) -> None:
    token, _ = issue("青岛市大数据发展管理局")
    store(QINGDAO, checks=unsound(QINGDAO), actor=audit.Actor(name="t", token=token))
    export = written(dataset="all", organisation=token.organisation)
    resources = {r["name"]: r["rows"] for r in export.manifest["resources"]}
    assert {resources[name] for name in ("facts", "disclosures", "claims", "departments")} == {0}


def test_exports_are_their_organisations_own(api: Client, qingdao: Upload, issue: Callable[..., Any]) -> None:
    token, owner = issue("one")
    _, stranger = issue("another")
    export = written(organisation=token.organisation)
    assert api.get(f"{EXPORTS}{export.pk}/", headers=owner).status_code == 200
    assert [row["id"] for row in api.get(EXPORTS, headers=owner).json()["results"]] == [str(export.pk)]
    for headers in ({}, stranger):
        assert api.get(f"{EXPORTS}{export.pk}/file/", headers=headers).status_code == 404
        assert api.get(EXPORTS, headers=headers).json()["results"] == []


def test_too_many_waiting_are_refused(api: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_OPEN", 1)
    services.order(dataset="regions", format_="csv")
    answer = api.post(EXPORTS, {"dataset": "regions"}, "application/json")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_files_are_forgotten_and_said_to_be(api: Client, qingdao: Upload) -> None:
    export = written(dataset="regions")
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert services.forget_expired() == 1
    assert api.get(f"{EXPORTS}{export.pk}/").json()["status"] == "expired"
    assert api.get(f"{EXPORTS}{export.pk}/file/").status_code == 409


def test_a_lost_worker_is_replaced_and_a_hopeless_export_fails(db: None) -> None:
    lost = services.order(dataset="regions", format_="csv")
    long_ago = timezone.now() - timedelta(hours=1)
    Export.objects.update(status="running", alive_at=long_ago, attempt=1)
    assert services.lost() == [lost.pk]
    services.write(lost.pk)
    assert Export.objects.get().status == "ready"
    Export.objects.update(status="running", alive_at=long_ago, attempt=3)
    assert services.lost() == []
    assert Export.objects.get().status == "failed"


def test_an_export_that_crashes_is_tried_again_then_failed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    export = services.order(dataset="regions", format_="csv")

    def crash(*_: Any) -> Any:
        raise Problem("unavailable", "no", zh="否")

    monkeypatch.setattr(services, "rows_of", crash)
    for status in ("queued", "queued", "failed"):
        with pytest.raises(Problem):
            services.write(export.pk)
        assert Export.objects.get().status == status


def test_the_catalogue_names_every_dataset_and_its_files(api: Client, qingdao: Upload) -> None:
    answer = api.get("/api/v1/catalog.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    datasets = answer.json()["dcat:dataset"]
    assert len(datasets) == len(DATASETS)
    for dataset in datasets:
        for distribution in dataset["dcat:distribution"]:
            file = api.head(distribution["dcat:downloadURL"]["@id"])
            assert file.status_code == 200
            assert file["Content-Type"].partition(";")[0] == distribution["dcat:mediaType"]


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_writes_what_was_ordered_and_what_the_scheduler_sends_each_night(
    client: Client, counters: None, start_worker: Any, settings: Any, files: Any
) -> None:
    store(QINGDAO, checks=sound(QINGDAO))
    start_worker(MEDIA_ROOT=str(settings.MEDIA_ROOT))
    location = client.post(EXPORTS, {"dataset": "facts"}, "application/json")["Location"]
    scheduler = Scheduler(app)
    scheduler.apply_async(scheduler.schedule["nightly-export"])
    until = time.monotonic() + 60
    while Export.objects.filter(status="ready").count() < 3:
        assert time.monotonic() < until, list(Export.objects.values())
        time.sleep(0.2)
    export = client.get(location).json()
    assert export["progress"]["done"] == Fact.objects.count()
    assert client.get(export["links"]["file"]).status_code == 200
    nightly = client.get(EXPORTS).json()["results"]
    assert {(row["dataset"], row["format"]) for row in nightly} == {("all", "csv"), ("all", "parquet")}
    for row in nightly:
        assert row["progress"]["done"] == row["progress"]["total"] > Fact.objects.count()
        assert client.get(row["links"]["manifest"]).json()["resources"]
