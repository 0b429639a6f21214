from finance_api.webhooks.models.delivery import Attempt, AttemptOutcome, Delivery, DeliveryStatus
from finance_api.webhooks.models.endpoint import EndpointSecret, EndpointState, WebhookEndpoint
from finance_api.webhooks.models.event import Event, Severity

__all__ = [
    "Attempt",
    "AttemptOutcome",
    "Delivery",
    "DeliveryStatus",
    "EndpointSecret",
    "EndpointState",
    "Event",
    "Severity",
    "WebhookEndpoint",
]
