"""Which targets are set for the indicators asked for, the most frequent first."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from evaluations.models import Indicator
from evaluations.reading.quantities import Verdict

MOST = 100
"""So many different targets are told; the rest are rare ones."""


def common_targets(indicators: QuerySet[Indicator]) -> list[dict[str, Any]]:
    """One row for each relation, number and unit; all targets in words are one row, without a number."""
    verdicts = {
        verdict.value: Count("pk", filter=Q(verdict=verdict.value))
        for verdict in (Verdict.MET, Verdict.MISSED)
    }
    rows = (
        indicators.order_by()
        .values("target_relation", "target_number", "target_unit")
        .annotate(indicators=Count("pk"), departments=Count("department", distinct=True), **verdicts)
        .order_by("-indicators", "target_unit", "target_number", "target_relation")
    )
    return [
        {
            **row,
            "target_number": None if row["target_number"] is None else f"{row['target_number']:f}",
        }
        for row in rows[:MOST]
    ]
