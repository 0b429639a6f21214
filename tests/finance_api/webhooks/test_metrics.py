import pytest
from prometheus_client import CollectorRegistry, generate_latest

from finance_api.access.audit import SERVICE
from finance_api.access.models import Organisation
from finance_api.webhooks.metrics import WebhookCollector
from finance_api.webhooks.services import endpoints
from finance_api.webhooks.services.send import send_due

from .receivers import receiving, status


@pytest.mark.django_db(transaction=True)
def test_deliveries_are_counted_by_outcome_and_delay() -> None:
    registry = CollectorRegistry()
    registry.register(WebhookCollector())
    organisation = Organisation.objects.create(name="示例市财政局")
    fields = {"event_types": ["*"]}
    with receiving(status(200)) as well, receiving(status(500)) as badly:
        for url in (well.url, badly.url):
            endpoint, _ = endpoints.create_endpoint(
                organisation=organisation, actor=SERVICE, fields={**fields, "url": url}
            )
            endpoints.ping(endpoint)
            send_due(endpoint.pk)
    endpoints.ping(endpoint)
    text = generate_latest(registry).decode()
    assert 'webhook_attempts_total{outcome="success"} 1.0' in text
    assert 'webhook_attempts_total{outcome="refused"} 1.0' in text
    assert 'webhook_deliveries{status="pending"} 2.0' in text
    assert 'webhook_endpoints{state="active"} 2.0' in text
    assert 'webhook_first_attempt_delay_seconds_bucket{le="+Inf"} 2.0' in text
    assert registry.get_sample_value("webhook_queue_age_seconds") is not None
    assert 0 < (registry.get_sample_value("webhook_queue_age_seconds") or 0) < 60
