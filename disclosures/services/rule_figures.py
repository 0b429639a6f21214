"""How often each rule has found something in what is published now."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import Count

from disclosures.models import Finding, Outcome
from disclosures.services.edition import current_edition

KEPT_SECONDS = 3600
NEVER = {"instances": 0, "passed": 0, "failed": 0, "findings": 0, "disclosures": 0}


def fired() -> dict[str, dict[str, int]]:
    """By rule. Counted once an edition: until the next publication the answer stays the same."""
    key = f"rules-fired-{current_edition()}"
    found: dict[str, dict[str, int]] | None = cache.get(key)
    if found is None:
        found = _counted()
        cache.set(key, found, KEPT_SECONDS)
    return found


def _counted() -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    current = Outcome.objects.filter(run__revision__current_of__isnull=False)
    for rule, status, number in current.values_list("rule", "status").annotate(Count("pk")).order_by():
        of_rule = counts.setdefault(rule, dict(NEVER))
        of_rule["instances"] += number
        if status in of_rule:
            of_rule[status] = number
    for row in _findings():
        counts.setdefault(row["rule"], dict(NEVER)).update(
            findings=row["findings"], disclosures=row["disclosures"]
        )
    return counts


def _findings() -> Any:
    rows = Finding.objects.published().values("rule").order_by()
    return rows.annotate(findings=Count("pk"), disclosures=Count("run", distinct=True))
