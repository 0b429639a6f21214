"""What somebody tries who has no token, another's, or one that was taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client

from disclosures.models import Upload
from finance_api.access import tokens
from finance_api.access.models import AuditEntry, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters(servers: None) -> None:
    cache.clear()


def issued(organisation: str, *scopes: str, **fields: Any) -> dict[str, str]:
    owner, _ = Organisation.objects.get_or_create(name=organisation)
    _, text = tokens.issue(organisation=owner, name="t", scopes=scopes or ["read", "upload"], **fields)
    return {"Authorization": f"Bearer {text}"}


def held(organisation: str) -> Upload:
    owner, _ = Organisation.objects.get_or_create(name=organisation)
    return Upload.objects.create(
        organisation=owner, name="未公开.pdf", sha256="a" * 64, size=1, stored_as="x", status="invalid"
    )


@pytest.mark.parametrize("path", ["/api/v1/facts/", "/api/docs/", "/", "/nonsense"])
@pytest.mark.parametrize("parameter", ["token", "access_token", "q"])
def test_a_token_in_an_address_is_refused_and_not_repeated(client: Client, path: str, parameter: str) -> None:
    text = issued("甲局")["Authorization"].removeprefix("Bearer ")
    for address in (f"{path}?{parameter}={text}", f"{path}?{parameter}={text.replace('_', '%5F')}"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert answer.json()["type"].endswith("/problems/token-in-address/")
        assert text.partition(".")[2] not in answer.content.decode()


@pytest.mark.parametrize("suffix", ["", "report/", "file/", "runs/", "findings/", "checks/", "pages/1.png"])
def test_held_uploads_of_others_answer_like_none(client: Client, suffix: str) -> None:
    """The same sentence whether the id exists or not: not even that it exists is told."""
    upload = held("甲局")
    nobodys = "01a1fbaa-b930-7bcf-8bd2-e87bbf525a92"
    for headers in ({}, issued("乙局", "read", "upload", "publish")):
        there = client.get(f"/api/v1/uploads/{upload.pk}/{suffix}", headers=headers)
        nowhere = client.get(f"/api/v1/uploads/{nobodys}/{suffix}", headers=headers)
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.json()["detail"] == nowhere.json()["detail"]


@pytest.mark.parametrize("action", ["cancel", "recheck", "publish"])
def test_nothing_can_be_done_to_uploads_of_others(client: Client, action: str) -> None:
    upload = held("甲局")
    answer = client.post(
        f"/api/v1/uploads/{upload.pk}/{action}/",
        {"reason": "x"},
        content_type="application/json",
        headers=issued("乙局", "read", "upload", "publish"),
    )
    assert answer.status_code == 404
    upload.refresh_from_db()
    assert upload.status == "invalid"


def test_lists_show_own_uploads_only(client: Client) -> None:
    upload = held("甲局")
    assert client.get("/api/v1/uploads/").json()["results"] == []
    assert client.get("/api/v1/uploads/", headers=issued("乙局")).json()["results"] == []
    own = client.get("/api/v1/uploads/", headers=issued("甲局")).json()["results"]
    assert [row["id"] for row in own] == [str(upload.pk)]


@pytest.mark.usefixtures("one_window")
def test_guessing_is_counted(client: Client, settings: Any) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 3
    guess = {"Authorization": "Bearer fin_0123456789ab.guess"}
    statuses = [client.get("/api/v1/regions/", headers=guess).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


@pytest.mark.usefixtures("one_window")
def test_a_made_up_forwarded_address_escapes_no_limit(client: Client, settings: Any) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 2
    statuses = [
        client.get("/api/v1/regions/", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(4)
    ]
    assert statuses == [200, 200, 429, 429]


@pytest.mark.usefixtures("one_window")
def test_addresses_of_one_ipv6_network_share_a_limit(client: Client, settings: Any) -> None:
    """Every customer has at least a /64, and an address of it for each request if he likes."""
    settings.RATE_LIMIT_ANONYMOUS, settings.TRUSTED_PROXIES = 2, 1

    def status(address: str) -> int:
        return client.get("/api/v1/regions/", headers={"X-Forwarded-For": address}).status_code

    assert [status(f"2001:db8:1:2::{number:x}") for number in (1, 2, 3)] == [200, 200, 429]
    assert status("2001:db8:1:3::1") == 200
    assert [status(a) for a in ("192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1", "192.0.2.2")] == [
        200,
        200,
        429,
        200,
    ]
    assert status("not an address") == 200


def test_ranges_are_of_the_address_that_the_proxy_saw(client: Client, settings: Any) -> None:
    headers = issued("甲局", allowed_ranges=["198.51.100.0/24"])
    claimed = headers | {"X-Forwarded-For": "198.51.100.7"}
    assert client.get("/api/v1/uploads/", headers=claimed).status_code == 401
    settings.TRUSTED_PROXIES = 1
    assert client.get("/api/v1/uploads/", headers=claimed).status_code == 200
    forged = headers | {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}
    assert client.get("/api/v1/uploads/", headers=forged).status_code == 401


def test_an_unknown_key_costs_as_much_as_a_wrong_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    real = tokens._proves
    monkeypatch.setattr(tokens, "_proves", lambda *given: compared.append(given) or real(*given))
    key = issued("甲局")["Authorization"].split("_")[1].partition(".")[0]
    assert tokens.verify(f"fin_{key}.wrong", address=None) is None
    assert tokens.verify("fin_0123456789ab.wrong", address=None) is None
    assert len(compared) == 2


def test_without_anonymous_reading_nothing_is_answered(client: Client, settings: Any) -> None:
    settings.ANONYMOUS_READING = False
    assert client.get("/api/v1/facts/").status_code == 401
    assert client.get("/api/v1/regions/").status_code == 401
    assert client.get("/api/v1/regions/", headers=issued("甲局")).status_code == 200
    assert client.get("/api/v1/regions/", headers=issued("甲局", "upload")).status_code == 403


def test_a_token_is_issued_once_for_a_key_and_its_text_is_not_kept(client: Client) -> None:
    headers = issued("甲局", "admin") | {"Idempotency-Key": "k-1"}
    body = {"name": "nightly", "scopes": ["read"]}
    first = client.post("/api/v1/tokens/", body, content_type="application/json", headers=headers)
    again = client.post("/api/v1/tokens/", body, content_type="application/json", headers=headers)
    other = client.post(
        "/api/v1/tokens/", {**body, "name": "x"}, content_type="application/json", headers=headers
    )
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert "token" in first.json()
    assert again.json() == {name: value for name, value in first.json().items() if name != "token"}
    assert again["Idempotency-Replayed"] == "true"


def test_the_audit_can_only_grow() -> None:
    owner = Organisation.objects.create(name="甲局")
    entry = AuditEntry.objects.create(action="token.issued", subject_type="apitoken", subject_id=owner.pk)
    for change in (lambda: AuditEntry.objects.update(actor="nobody"), entry.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert AuditEntry.objects.get(pk=entry.pk).actor == ""
