"""Projects taken together: how much was executed, how they scored, how many targets were met."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum

from evaluations.models import Project, SelfEvaluation

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
    targets = _targets(projects, keys[:2])
    return [_row(row, targets.get(tuple(row[key] for key in keys[:2]), _Targets())) for row in rows]


@dataclass(frozen=True, slots=True)
class _Targets:
    """How many indicators can be decided, how many are met, and how many to the last digit."""

    decided: int = 0
    met: int = 0
    exactly: int = 0


def _targets(projects: QuerySet[Project], keys: tuple[str, ...]) -> dict[tuple[Any, ...], _Targets]:
    """By the same keys."""
    rows = (
        SelfEvaluation.objects.filter(project__in=projects.order_by().values("pk"))
        .order_by()
        .values(*keys)
        .annotate(
            decided=Sum("indicators_decided"),
            met=Sum("indicators_met"),
            exactly=Sum("indicators_met_exactly"),
        )
    )
    return {tuple(r[k] for k in keys): _Targets(r["decided"], r["met"], r["exactly"]) for r in rows}


def _row(row: dict[str, Any], targets: _Targets) -> dict[str, Any]:
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
        "indicators_decided": targets.decided,
        "indicators_met": targets.met,
        "indicators_met_exactly": targets.exactly,
        "share_met": _share(targets.met, targets.decided),
        "share_met_exactly": _share(targets.exactly, targets.decided),
    }


def _share(part: int, whole: int) -> str | None:
    return _text(Decimal(part) / whole, 6) if whole else None


def _text(value: Decimal | None, places: int) -> str | None:
    return None if value is None else f"{value:.{places}f}"
