"""Projects taken together: how much was executed, how they scored, how many targets were met."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum

from evaluations.models import Indicator, Project
from evaluations.reading.quantities import Verdict

BANDS = (("90-100", 90, 101), ("80-90", 80, 90), ("60-80", 60, 80), ("0-60", 0, 60))


def aggregate(projects: QuerySet[Project], *, by_department: bool) -> list[dict[str, Any]]:
    """One row a year, or a department and year; the latest year first."""
    keys = ("fiscal_year", "department_id", "department__name") if by_department else ("fiscal_year",)
    both = Q(adjusted__gt=0, executed__isnull=False)
    bands = {name: Count("pk", filter=Q(score__gte=low, score__lt=high)) for name, low, high in BANDS}
    rows = (
        projects.order_by()
        .values(*keys)
        .annotate(
            projects=Count("pk"),
            total_adjusted=Sum("adjusted"),
            total_executed=Sum("executed"),
            part=Sum("executed", filter=both),
            whole=Sum("adjusted", filter=both),
            average=Avg("score"),
            **bands,
        )
        .order_by(F("fiscal_year").desc(), *keys[1:])
    )
    met = _indicators(projects, keys[:2])
    return [_row(row, met.get(tuple(row[key] for key in keys[:2]), (0, 0))) for row in rows]


def _indicators(projects: QuerySet[Project], keys: tuple[str, ...]) -> dict[tuple[Any, ...], tuple[int, int]]:
    """Indicators decided and met, by the same keys."""
    rows = (
        Indicator.objects.filter(self_evaluation__project__in=projects.order_by().values("pk"))
        .order_by()
        .values(*keys)
        .annotate(
            decided=Count("pk", filter=~Q(verdict=Verdict.UNDECIDABLE.value)),
            met=Count("pk", filter=Q(verdict=Verdict.MET.value)),
        )
    )
    return {tuple(row[key] for key in keys): (row["decided"], row["met"]) for row in rows}


def _row(row: dict[str, Any], indicators: tuple[int, int]) -> dict[str, Any]:
    decided, met = indicators
    department = None
    if "department_id" in row:
        department = {"id": row["department_id"], "name": row["department__name"]}
    return {
        "department": department,
        "fiscal_year": row["fiscal_year"],
        "projects": row["projects"],
        "adjusted": _text(row["total_adjusted"], 4),
        "executed": _text(row["total_executed"], 4),
        "execution_rate": _text(row["part"] / row["whole"], 6) if row["whole"] else None,
        "average_score": _text(row["average"], 3),
        "scores": {name: row[name] for name, _, _ in BANDS},
        "indicators_decided": decided,
        "indicators_met": met,
        "share_met": _text(Decimal(met) / decided, 6) if decided else None,
    }


def _text(value: Decimal | None, places: int) -> str | None:
    return None if value is None else f"{value:.{places}f}"
