"""Deliveries for monitoring, counted from the tables when asked: one truth for all processes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F, Min, Q, Sum
from django.utils import timezone
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from finance_api.webhooks.models import Attempt, Delivery, EndpointState, WebhookEndpoint

_BUCKETS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
_WINDOW = timedelta(hours=1)


class WebhookCollector(Collector):
    """Attempts by outcome, deliveries by status, delay to the first attempt, age of the queue."""

    def describe(self) -> list[Metric]:
        """Nothing: registering must not ask the database what there is to collect."""
        return []

    def collect(self) -> Iterator[Metric]:
        yield _attempts()
        yield _deliveries()
        yield _endpoints()
        yield _first_attempt_delay()
        yield _queue_age()


def _attempts() -> Metric:
    family = CounterMetricFamily("webhook_attempts", "Attempts kept in the log.", labels=["outcome"])
    for outcome, count in Attempt.objects.order_by().values_list("outcome").annotate(Count("pk")):
        family.add_metric([outcome], count)
    return family


def _deliveries() -> Metric:
    family = GaugeMetricFamily("webhook_deliveries", "Deliveries kept in the log.", labels=["status"])
    for status, count in Delivery.objects.order_by().values_list("status").annotate(Count("pk")):
        family.add_metric([status], count)
    return family


def _endpoints() -> Metric:
    family = GaugeMetricFamily("webhook_endpoints", "Endpoints.", labels=["state"])
    for state, count in WebhookEndpoint.objects.order_by().values_list("state").annotate(Count("pk")):
        family.add_metric([state], count)
    return family


def _first_attempt_delay() -> Metric:
    """Of events of the last hour."""
    recent = Delivery.objects.filter(
        created_at__gte=timezone.now() - _WINDOW, first_attempt_at__isnull=False
    ).annotate(delay=F("first_attempt_at") - F("event__occurred_at"))
    counts = recent.aggregate(
        total=Count("pk"),
        seconds=Sum("delay"),
        **{
            f"le{place}": Count("pk", filter=Q(delay__lte=timedelta(seconds=limit)))
            for place, limit in enumerate(_BUCKETS)
        },
    )
    buckets = [(str(limit), float(counts[f"le{place}"])) for place, limit in enumerate(_BUCKETS)]
    return HistogramMetricFamily(
        "webhook_first_attempt_delay_seconds",
        "From the event to the first attempt, of events of the last hour.",
        buckets=[*buckets, ("+Inf", float(counts["total"]))],
        sum_value=counts["seconds"].total_seconds() if counts["seconds"] else 0.0,
    )


def _queue_age() -> Metric:
    """How long the most overdue delivery has been waiting; endpoints that are held or paused left out."""
    now = timezone.now()
    oldest = (
        Delivery.objects.due(now)
        .filter(endpoint__state=EndpointState.ACTIVE, endpoint__held_until__isnull=True)
        .aggregate(oldest=Min("next_attempt_at"))["oldest"]
    )
    age = (now - oldest).total_seconds() if oldest else 0.0
    return GaugeMetricFamily("webhook_queue_age_seconds", "How overdue the oldest delivery is.", value=age)
