"""Endpoints and deliveries over HTTP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient
from standardwebhooks.webhooks import Webhook

from finance_api.access.models import AuditEntry, Organisation
from finance_api.access.tokens import issue
from finance_api.webhooks import payloads
from finance_api.webhooks.models import Delivery, Event, WebhookEndpoint
from finance_api.webhooks.services.send import send_due

from .receivers import Receiver, receiving, status

pytestmark = pytest.mark.django_db(transaction=True)

ENDPOINTS = "/api/v1/webhook-endpoints/"


def client_of(name: str, *scopes: str) -> APIClient:
    organisation, _ = Organisation.objects.get_or_create(name=name)
    _, text = issue(organisation=organisation, name="test", scopes=list(scopes))
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
    return client


@pytest.fixture
def client() -> APIClient:
    return client_of("示例市财政局", "webhooks")


def make(client: APIClient, receiver: Receiver, **fields: Any) -> dict[str, Any]:
    answer = client.post(ENDPOINTS, {"url": receiver.url, "event_types": ["*"], **fields}, format="json")
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_an_endpoint_is_made_and_its_secret_shown_this_once(client: APIClient) -> None:
    with receiving(status(204)) as receiver:
        answer = client.post(
            ENDPOINTS, {"url": receiver.url, "event_types": ["upload.invalid"]}, format="json"
        )
    made = answer.json()
    assert answer.status_code == 201
    assert made["secret"].startswith("whsec_")
    assert answer["Location"].endswith(f"{ENDPOINTS}{made['id']}/")
    assert "secret" not in client.get(f"{ENDPOINTS}{made['id']}/").json()
    assert AuditEntry.objects.filter(action="webhook_endpoint.created", subject_id=made["id"]).count() == 1


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"url": "https://10.0.0.1/"}, "/url"),
        ({"url": "https://user:pass@8.8.8.8/"}, "/url"),
        ({"url": "https://8.8.8.8:25/"}, "/url"),
        ({"url": "http://8.8.8.8/"}, "/url"),
        ({"url": "not a url"}, "/url"),
        ({"url": "https://no-such-host.invalid/"}, "/url"),
        ({"event_types": []}, "/event_types"),
        ({"event_types": ["upload.eaten"]}, "/event_types/0"),
        ({"regions": ["37"]}, "/regions/0"),
        ({"minimum_severity": "awful"}, "/minimum_severity"),
        ({"state": "disabled"}, "/state"),
    ],
)
def test_what_cannot_be_used_is_named(client: APIClient, fields: dict[str, Any], pointer: str) -> None:
    body = {"url": "https://8.8.8.8/hook", "event_types": ["*"]} | fields
    for language in ("en", "zh"):
        answer = client.post(ENDPOINTS, body, format="json", headers={"Accept-Language": language})
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        (fault,) = answer.json()["errors"]
        assert fault["pointer"] == pointer
        assert fault["detail"].isascii() is (language == "en"), fault
    assert not WebhookEndpoint.objects.exists()


def test_without_the_scope_nothing_is_seen() -> None:
    assert APIClient().get(ENDPOINTS).status_code == 401
    assert client_of("别的单位", "read", "upload", "publish").get(ENDPOINTS).status_code == 403


def test_somebody_elses_endpoint_is_not_there(client: APIClient) -> None:
    with receiving(status(204)) as receiver:
        made = make(client, receiver)
    stranger = client_of("别的单位", "webhooks")
    address = f"{ENDPOINTS}{made['id']}/"
    delivery = f"/api/v1/deliveries/{client.post(address + 'ping/').json()['id']}/"
    assert stranger.get(ENDPOINTS).json()["results"] == []
    for path in (address, address + "deliveries/", delivery):
        assert stranger.get(path).status_code == 404
    for path in (address + "ping/", address + "rotate-secret/", delivery + "redeliver/"):
        assert stranger.post(path).status_code == 404
    assert stranger.patch(address, {}, format="json", headers={"if-match": "*"}).status_code == 404
    assert stranger.delete(address, headers={"if-match": "*"}).status_code == 404
    verify = {"endpoint": made["id"], "headers": {}, "body": ""}
    assert stranger.post(ENDPOINTS + "verify/", verify, format="json").status_code == 404


def test_changes_need_the_etag_of_what_was_read(client: APIClient) -> None:
    with receiving(status(204)) as receiver:
        made = make(client, receiver)
    address = f"{ENDPOINTS}{made['id']}/"
    etag = client.get(address)["ETag"]
    pause = {"state": "paused"}
    assert client.patch(address, pause, format="json").status_code == 428
    changed = client.patch(address, pause, format="json", headers={"if-match": etag})
    assert changed.status_code == 200
    assert changed.json()["state"] == "paused"
    assert client.patch(address, pause, format="json", headers={"if-match": etag}).status_code == 412
    assert client.get(address, headers={"if-none-match": changed["ETag"]}).status_code == 304
    assert client.delete(address, headers={"if-match": etag}).status_code == 412
    assert client.delete(address, headers={"if-match": changed["ETag"]}).status_code == 204
    assert not WebhookEndpoint.objects.exists()


def test_of_two_changes_to_what_was_read_one_is_made(client: APIClient) -> None:
    with receiving(status(204)) as receiver:
        address = f"{ENDPOINTS}{make(client, receiver)['id']}/"
    etag = client.get(address)["ETag"]
    together = Barrier(2)

    def describe(words: str) -> int:
        together.wait()
        body = {"description": words}
        try:
            return client.patch(address, body, format="json", headers={"if-match": etag}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(describe, ("first", "second"))) == [200, 412]


def test_the_same_key_makes_one_endpoint(client: APIClient) -> None:
    with receiving(status(204)) as receiver:
        body = {"url": receiver.url, "event_types": ["*"]}
        first = client.post(ENDPOINTS, body, format="json", headers={"idempotency-key": "k1"})
        second = client.post(ENDPOINTS, body, format="json", headers={"idempotency-key": "k1"})
    assert first.json()["id"] == second.json()["id"]
    assert WebhookEndpoint.objects.count() == 1


def test_a_ping_arrives_and_stands_in_the_log(client: APIClient) -> None:
    with receiving(status(200, b"got it")) as receiver:
        made = make(client, receiver)
        answer = client.post(f"{ENDPOINTS}{made['id']}/ping/")
        assert answer.status_code == 202
        send_due(made["id"])
    headers, body = receiver.requests[0]
    assert Webhook(made["secret"]).verify(body, headers)["type"] == "ping"
    log = client.get(f"{ENDPOINTS}{made['id']}/deliveries/?status=delivered").json()["results"]
    assert [d["message_id"] for d in log] == [headers["webhook-id"]]
    attempt = log[0]["attempts"][0]
    assert (attempt["outcome"], attempt["status_code"], attempt["answer_head"]) == ("success", 200, "got it")
    assert client.get(answer["Location"].removeprefix("http://testserver")).json()["id"] == log[0]["id"]


def test_the_log_is_filtered_and_paged(client: APIClient) -> None:
    with receiving(status(500)) as receiver:
        made = make(client, receiver)
        for _ in range(3):
            client.post(f"{ENDPOINTS}{made['id']}/ping/")
        send_due(made["id"])
    log = f"/api/v1/deliveries/?endpoint={made['id']}"
    assert len(client.get(log + "&outcome=refused").json()["results"]) == 3
    assert client.get(log + "&outcome=timeout").json()["results"] == []
    assert client.get(log + "&created_at__lte=2020-01-01T00:00:00Z").json()["results"] == []
    first = client.get(log + "&page_size=2").json()
    assert len(first["results"]) == 2
    assert len(client.get(first["next"].removeprefix("http://testserver")).json()["results"]) == 1
    assert client.get(log + "&outcome=nonsense").status_code == 400
    assert client.get(log + "&colour=red").status_code == 400


def test_all_since_a_time_and_one_alone_are_sent_again(client: APIClient) -> None:
    with receiving(status(200)) as receiver:
        made = make(client, receiver)
        delivery = client.post(f"{ENDPOINTS}{made['id']}/ping/").json()["id"]
        send_due(made["id"])
        address = f"{ENDPOINTS}{made['id']}/redeliver/"
        body = {"since": timezone.now().replace(year=2020).isoformat(), "failed_only": False}
        assert client.post(address, body, format="json").json() == {"scheduled": 1}
        assert client.post(address, {"since": "yesterday"}, format="json").status_code == 400
        send_due(made["id"])
        assert client.post(f"/api/v1/deliveries/{delivery}/redeliver/").status_code == 202
        send_due(made["id"])
    assert len({headers["webhook-id"] for headers, _ in receiver.requests}) == 1
    assert len(receiver.requests) == 3


def test_a_rotated_secret_is_shown_and_both_verify(client: APIClient) -> None:
    with receiving(status(200)) as receiver:
        made = make(client, receiver)
        new = client.post(f"{ENDPOINTS}{made['id']}/rotate-secret/").json()["secret"]
        client.post(f"{ENDPOINTS}{made['id']}/ping/")
        send_due(made["id"])
    headers, body = receiver.requests[0]
    for secret in (made["secret"], new):
        assert Webhook(secret).verify(body, headers)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda headers, body: (headers, body), "verified"),
        (lambda headers, body: (headers, body.replace(":", ": ", 1)), "body_changed"),
        (lambda headers, body: (headers | {"webhook-id": "evt_other"}, body), "key_mismatch"),
        (lambda headers, body: ({}, body), "header_missing"),
    ],
)
def test_verify_explains_what_a_receiver_got(client: APIClient, change: Any, code: str) -> None:
    with receiving(status(200)) as receiver:
        made = make(client, receiver)
        client.post(f"{ENDPOINTS}{made['id']}/ping/")
        send_due(made["id"])
    headers, body = change(receiver.requests[0][0], receiver.requests[0][1].decode())
    given = {"endpoint": made["id"], "headers": headers, "body": body}
    answer = client.post(f"{ENDPOINTS}verify/", given, format="json")
    assert answer.status_code == 200
    assert answer.json()["code"] == code


def test_every_event_type_has_a_sample_that_is_what_would_be_sent(client: APIClient) -> None:
    listed = client.get(f"{ENDPOINTS}event-types/").json()
    assert {t["name"] for t in listed} == set(payloads.EVENT_TYPES)
    for type_ in listed:
        sent = payloads.body(
            type_["name"],
            timestamp="2024-08-20T09:30:00+08:00",
            sequence=4711,
            data=type_["sample"]["data"],
        )
        import json

        assert json.loads(sent) == type_["sample"]


def test_the_schema_describes_every_event_and_its_sample_validates(client: APIClient) -> None:
    schema = client.get("/api/schema/?format=json").json()
    assert set(schema["webhooks"]) == set(payloads.EVENT_TYPES)
    for name, item in schema["webhooks"].items():
        body = item["post"]["requestBody"]["content"]["application/json"]["schema"]
        validator = jsonschema.Draft202012Validator({**body, "components": schema["components"]})
        validator.validate(payloads.sample(name))


def test_lists_take_a_constant_number_of_queries(
    client: APIClient, django_assert_max_num_queries: Any
) -> None:
    with receiving(status(204)) as receiver:
        for _ in range(3):
            made = make(client, receiver)
            for _ in range(4):
                client.post(f"{ENDPOINTS}{made['id']}/ping/")
    assert (Event.objects.count(), Delivery.objects.count()) == (12, 12)
    for path in (ENDPOINTS, "/api/v1/deliveries/"):
        with django_assert_max_num_queries(4):
            assert client.get(path).status_code == 200
