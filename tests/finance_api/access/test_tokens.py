from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from finance_api.access import audit, tokens
from finance_api.access.models import ApiToken, AuditEntry, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters(servers: None) -> None:
    cache.clear()


@pytest.fixture
def organisation() -> Organisation:
    return Organisation.objects.create(name="示例市财政局")


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def test_only_a_digest_is_kept(organisation: Organisation) -> None:
    token, text = tokens.issue(organisation=organisation, name="t", scopes=["read"])
    secret = text.partition(".")[2]
    assert text.startswith(f"fin_{token.key}.")
    assert secret not in str(ApiToken.objects.values().get())
    assert tokens.verify(text, address=None) == token
    assert tokens.verify(text + "x", address=None) is None
    assert tokens.verify(f"fin_{token.key}.", address=None) is None


def test_expired_revoked_and_from_elsewhere_is_no_token(organisation: Organisation) -> None:
    now = timezone.now()
    _, expired = tokens.issue(organisation=organisation, name="e", scopes=["read"], expires_at=now)
    revoked, text = tokens.issue(organisation=organisation, name="r", scopes=["read"])
    ApiToken.objects.filter(pk=revoked.pk).update(revoked_at=now)
    _, here = tokens.issue(
        organisation=organisation, name="h", scopes=["read"], allowed_ranges=["10.0.0.0/8"]
    )
    assert tokens.verify(expired, address=None) is None
    assert tokens.verify(text, address=None) is None
    assert tokens.verify(here, address="10.1.2.3") is not None
    assert tokens.verify(here, address="192.0.2.1") is None
    assert tokens.verify(here, address=None) is None


def test_peppers_rotate(organisation: Organisation, settings: Any) -> None:
    settings.TOKEN_PEPPERS = ["old"]
    _, text = tokens.issue(organisation=organisation, name="t", scopes=["read"])
    settings.TOKEN_PEPPERS = ["new", "old"]
    assert tokens.verify(text, address=None) is not None
    settings.TOKEN_PEPPERS = ["new"]
    assert tokens.verify(text, address=None) is None


def test_the_last_use_is_written_once_a_minute(organisation: Organisation) -> None:
    _, text = tokens.issue(organisation=organisation, name="t", scopes=["read"])
    now = timezone.now()
    for seconds, expected in ((0, 0), (59, 0), (61, 61)):
        tokens.verify(text, address=None, now=now + timedelta(seconds=seconds))
        assert ApiToken.objects.get().last_used_at == now + timedelta(seconds=expected)


def test_audit_entries_cannot_be_changed_or_deleted(organisation: Organisation) -> None:
    entry = audit.record("organisation.named", organisation, after={"name": "x"})
    for change in (
        lambda: AuditEntry.objects.update(action="other"),
        lambda: AuditEntry.objects.all().delete(),
        entry.delete,
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()
    assert AuditEntry.objects.get().action == "organisation.named"


def test_tokens_are_issued_and_revoked_over_the_api(client: Client, organisation: Organisation) -> None:
    _, admin = tokens.issue(organisation=organisation, name="admin", scopes=["admin"])
    _, plain = tokens.issue(organisation=organisation, name="plain", scopes=["read", "upload"])
    other = Organisation.objects.create(name="乙局")
    foreign, _ = tokens.issue(organisation=other, name="foreign", scopes=["read"])
    asked = {"name": "nightly", "scopes": ["read", "upload"]}
    sent: dict[str, Any] = {"content_type": "application/json"}
    assert client.post("/api/v1/tokens/", asked, **sent).status_code == 401
    assert client.post("/api/v1/tokens/", asked, headers=bearer(plain), **sent).status_code == 403
    answer = client.post("/api/v1/tokens/", asked, headers=bearer(admin), **sent)
    assert (answer.status_code, answer["Cache-Control"]) == (201, "no-store")
    made = answer.json()
    assert tokens.verify(made["token"], address=None) is not None
    listed = client.get("/api/v1/tokens/", headers=bearer(admin)).json()["results"]
    assert {row["name"] for row in listed} == {"admin", "plain", "nightly"}
    assert not any("token" in row for row in listed)
    assert client.delete(f"/api/v1/tokens/{foreign.pk}/", headers=bearer(admin)).status_code == 404
    assert client.delete(f"/api/v1/tokens/{made['id']}/", headers=bearer(admin)).status_code == 204
    assert tokens.verify(made["token"], address=None) is None
    assert client.delete(f"/api/v1/tokens/{made['id']}/", headers=bearer(admin)).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x"},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["root"]},
        {"name": "x", "scopes": ["read"], "allowed_ranges": ["everywhere"]},
        {"name": "x", "scopes": ["read"], "expires_at": "soon"},
        [],
        '"text"',
    ],
)
def test_a_request_for_a_token_that_cannot_be_used(
    client: Client, organisation: Organisation, body: Any
) -> None:
    _, admin = tokens.issue(organisation=organisation, name="admin", scopes=["admin"])
    answer = client.post("/api/v1/tokens/", body, content_type="application/json", headers=bearer(admin))
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_a_token_is_issued_at_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("create_token", "甲局", "--scope", "upload", "--days", "3")
    token = tokens.verify(capsys.readouterr().out.strip(), address=None)
    assert token is not None
    assert (token.organisation.name, token.scopes) == ("甲局", ["upload"])
    assert AuditEntry.objects.get(action="token.issued").actor == "terminal"
