"""Recording, sending, failing, disabling, redelivering: with PostgreSQL, Redis and real receivers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from standardwebhooks.webhooks import Webhook

from finance_api.access.audit import SERVICE
from finance_api.access.models import AuditEntry, Organisation
from finance_api.webhooks import payloads, schedule
from finance_api.webhooks.models import Delivery, EndpointState, Event, WebhookEndpoint
from finance_api.webhooks.services import endpoints
from finance_api.webhooks.services.record import Subject, record_event
from finance_api.webhooks.services.redeliver import redeliver, redeliver_since
from finance_api.webhooks.services.send import endpoints_due, send_due

from .receivers import Receiver, receiving, resetting, status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organisation() -> Organisation:
    return Organisation.objects.create(name="示例市财政局")


def endpoint_at(url: str, organisation: Organisation, **fields: object) -> tuple[WebhookEndpoint, str]:
    return endpoints.create_endpoint(
        organisation=organisation, actor=SERVICE, fields={"url": url, "event_types": ["*"], **fields}
    )


def tell(organisation: Organisation | None, type_: str = "upload.invalid", **subject: object) -> Event:
    data = payloads.sample(type_)["data"]
    return record_event(type_, data, subject=Subject(organisation=organisation, **subject))  # type: ignore[arg-type]


def test_an_event_arrives_signed_with_the_body_as_stored(organisation: Organisation) -> None:
    with receiving(status(200)) as receiver:
        endpoint, secret = endpoint_at(receiver.url, organisation)
        event = tell(organisation)
        assert send_due(endpoint.pk) == 1
    headers, body = receiver.requests[0]
    payload = Webhook(secret).verify(body, headers)
    assert body.decode() == event.body
    assert headers["webhook-id"] == event.message_id
    assert payload["data"]["sequence"] == event.sequence
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.attempts_made) == ("delivered", 1)
    assert delivery.attempts.get().outcome == "success"


def test_an_event_of_a_transaction_that_fails_is_never_sent(organisation: Organisation) -> None:
    with receiving(status(200)) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        with transaction.atomic():
            tell(organisation)
            transaction.set_rollback(True)
        assert send_due(endpoint.pk) == 0
    assert receiver.requests == []


def test_events_arrive_in_the_order_of_recording(organisation: Organisation) -> None:
    with receiving(status(200)) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        sequences = [tell(organisation).sequence for _ in range(45)]
        assert send_due(endpoint.pk) == 45
    assert [json.loads(body)["data"]["sequence"] for _, body in receiver.requests] == sequences


def test_an_event_is_heard_by_those_it_is_for(organisation: Organisation) -> None:
    other = Organisation.objects.create(name="另一单位")
    url = "https://8.8.8.8/hook"
    hears = {
        "own": endpoint_at(url, organisation)[0],
        "of the type": endpoint_at(url, organisation, event_types=["upload.invalid"])[0],
        "of the region": endpoint_at(url, organisation, regions=["370000"])[0],
        "of the department": endpoint_at(url, organisation, departments=["7"])[0],
        "as loud": endpoint_at(url, organisation, minimum_severity="warning")[0],
    }
    endpoint_at(url, other)
    endpoint_at(url, other, mine_only=False)
    endpoint_at(url, organisation, event_types=["upload.valid"])
    endpoint_at(url, organisation, regions=["310000"])
    endpoint_at(url, organisation, departments=["8"])
    endpoint_at(url, organisation, state=EndpointState.DISABLED, disabled_reason="test")
    event = tell(organisation, region="370202", department="7", severity="error")
    told = set(event.deliveries.values_list("endpoint", flat=True))
    assert told == {endpoint.pk for endpoint in hears.values()}


def test_a_public_event_is_heard_by_others_who_ask_for_everybodys(organisation: Organisation) -> None:
    other = Organisation.objects.create(name="另一单位")
    curious, _ = endpoint_at("https://8.8.8.8/hook", other, mine_only=False)
    endpoint_at("https://8.8.8.8/hook", other)
    event = tell(organisation, "disclosure.published", is_public=True)
    assert [d.endpoint_id for d in event.deliveries.all()] == [curious.pk]


def test_a_failure_is_scheduled_again_with_the_same_id(organisation: Organisation) -> None:
    with receiving(status(500, b"sorry")) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        tell(organisation)
        before = timezone.now()
        assert send_due(endpoint.pk) == 1
        delivery = Delivery.objects.get()
        assert delivery.status == "pending"
        assert delivery.next_attempt_at is not None
        assert timedelta(seconds=4) < delivery.next_attempt_at - before < timedelta(seconds=7)
        assert send_due(endpoint.pk) == 0
        Delivery.objects.update(next_attempt_at=timezone.now())
        assert endpoints_due(timezone.now()) == [endpoint.pk]
        assert send_due(endpoint.pk) == 1
    ids = [headers["webhook-id"] for headers, _ in receiver.requests]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    attempt = delivery.attempts.first()
    assert attempt is not None
    assert (attempt.outcome, attempt.status_code, attempt.answer_head) == ("refused", 500, "sorry")


def test_retry_after_holds_the_whole_endpoint(organisation: Organisation) -> None:
    with receiving(status(429, b"", {"retry-after": "600"})) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        tell(organisation)
        tell(organisation)
        assert send_due(endpoint.pk) == 1
        assert send_due(endpoint.pk) == 0
    endpoint.refresh_from_db()
    assert endpoint.held_until is not None
    assert endpoint.held_until > timezone.now() + timedelta(seconds=590)
    assert endpoints_due(timezone.now()) == []


def test_three_failures_in_a_row_hold_an_endpoint_and_a_success_frees_it(organisation: Organisation) -> None:
    with receiving(status(500)) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        for _ in range(10):
            tell(organisation)
        assert send_due(endpoint.pk) == 3
    with receiving(status(200)) as healthy:
        WebhookEndpoint.objects.update(url=healthy.url, held_until=None)
        Delivery.objects.update(next_attempt_at=timezone.now())
        assert send_due(endpoint.pk) == 10
    endpoint.refresh_from_db()
    assert (endpoint.consecutive_failures, endpoint.failing_since, endpoint.held_until) == (0, None, None)
    assert len(receiver.requests) == 3


def _reasons_after(receiver: Receiver, organisation: Organisation) -> tuple[WebhookEndpoint, Event]:
    endpoint, _ = endpoint_at(receiver.url, organisation)
    other, _ = endpoint_at("https://8.8.8.8/hook", organisation, event_types=["webhook_endpoint.disabled"])
    tell(organisation)
    tell(organisation)
    send_due(endpoint.pk)
    endpoint.refresh_from_db()
    told = Delivery.objects.filter(endpoint=other).get().event
    return endpoint, told


def test_410_disables_at_once_and_is_told_to_the_other_endpoints(organisation: Organisation) -> None:
    with receiving(status(410)) as receiver:
        endpoint, told = _reasons_after(receiver, organisation)
    assert len(receiver.requests) == 1
    assert endpoint.state == "disabled"
    assert "410" in endpoint.disabled_reason
    assert json.loads(told.body)["data"]["endpoint_id"] == str(endpoint.pk)
    assert AuditEntry.objects.filter(action="webhook_endpoint.disabled").count() == 1
    assert set(endpoint.deliveries.values_list("status", flat=True)) == {"cancelled"}


def test_the_last_attempt_disables(organisation: Organisation) -> None:
    with receiving(resetting) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        tell(organisation)
        Delivery.objects.update(attempts_made=schedule.MAX_ATTEMPTS - 1)
        send_due(endpoint.pk)
    endpoint.refresh_from_db()
    assert Delivery.objects.get(endpoint=endpoint).status == "exhausted"
    assert endpoint.state == "disabled"
    assert str(schedule.MAX_ATTEMPTS) in endpoint.disabled_reason


def test_five_days_of_failure_disable(organisation: Organisation) -> None:
    with receiving(status(500)) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        WebhookEndpoint.objects.update(failing_since=timezone.now() - timedelta(days=5, seconds=1))
        tell(organisation)
        send_due(endpoint.pk)
    endpoint.refresh_from_db()
    assert endpoint.state == "disabled"
    assert "5 days" in endpoint.disabled_reason


def test_an_endpoint_held_by_another_sender_is_left_to_it_until_its_lease_ends(
    organisation: Organisation,
) -> None:
    with receiving(status(200)) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        tell(organisation)
        WebhookEndpoint.objects.update(sender_lease_until=timezone.now() + timedelta(seconds=30))
        assert send_due(endpoint.pk) == 0
        WebhookEndpoint.objects.update(sender_lease_until=timezone.now() - timedelta(seconds=1))
        assert endpoints_due(timezone.now()) == [endpoint.pk]
        assert send_due(endpoint.pk) == 1


def test_redelivery_sends_again_under_the_same_id(organisation: Organisation) -> None:
    with receiving(status(200)) as receiver:
        endpoint, _ = endpoint_at(receiver.url, organisation)
        tell(organisation)
        send_due(endpoint.pk)
        redeliver(Delivery.objects.get())
        assert send_due(endpoint.pk) == 1
        later = timezone.now() + timedelta(minutes=1)
        assert redeliver_since(endpoint, since=later, failed_only=False) == 0
        hour_ago = timezone.now() - timedelta(hours=1)
        assert redeliver_since(endpoint, since=hour_ago, failed_only=True) == 0
        assert redeliver_since(endpoint, since=hour_ago, failed_only=False) == 1
        send_due(endpoint.pk)
    assert len({headers["webhook-id"] for headers, _ in receiver.requests}) == 1
    assert len(receiver.requests) == 3


def test_both_secrets_verify_during_a_rotation_and_only_the_new_one_after(organisation: Organisation) -> None:
    with receiving(status(200)) as receiver:
        endpoint, old = endpoint_at(receiver.url, organisation)
        new = endpoints.rotate_secret(endpoint, actor=SERVICE)
        tell(organisation)
        send_due(endpoint.pk)
        endpoint.secrets.filter(secret=old).update(expires_at=timezone.now())
        tell(organisation)
        send_due(endpoint.pk)
    (during, body), (after, later) = receiver.requests
    assert Webhook(old).verify(body, during)
    assert Webhook(new).verify(body, during)
    assert Webhook(new).verify(later, after)
    assert " " not in after["webhook-signature"]


def test_a_large_payload_leaves_findings_out_and_says_how_many(organisation: Organisation) -> None:
    data = payloads.sample("upload.invalid")["data"]
    finding = data["findings"][0] | {"message": {"zh": "不符" * 800, "en": "x" * 1600}}
    event = record_event(
        "upload.invalid",
        data | {"findings": [finding] * 10, "findings_left_out": 2},
        subject=Subject(organisation=organisation),
    )
    sent = json.loads(event.body)["data"]
    assert len(event.body.encode()) <= payloads.MAX_BODY_BYTES
    assert 0 < len(sent["findings"]) < 10
    assert len(sent["findings"]) + sent["findings_left_out"] == 12
