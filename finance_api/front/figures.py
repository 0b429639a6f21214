"""What the front page tells of what is published: counts, sums by function, the latest disclosures."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Count, Sum
from django.db.models.functions import Length
from redis.exceptions import RedisError

from disclosures.final_accounts.records import StatementKey
from disclosures.models import Disclosure, Fact, Revision
from disclosures.services.account_names import latest_names, names_of
from disclosures.services.edition import current_edition

logger = logging.getLogger(__name__)

LATEST = 6
FUNCTIONS = 8
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Latest:
    id: str
    department: str
    region: str
    fiscal_year: int
    published_at: datetime
    restated: bool
    errors: int


@dataclass(frozen=True, slots=True)
class Share:
    """One function (功能分类科目类级) of a year's expenditure, in yuan."""

    code: str
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    departments: int
    years: Sequence[int]
    disclosures: int
    facts: int
    by_year: Mapping[int, int]
    functions_year: int | None
    functions: Sequence[Share]
    latest: Sequence[Latest]


def figures() -> Figures:
    """Counted once an edition, however often the page is asked for."""
    key = f"front:figures:{current_edition()}"
    try:
        kept = cache.get(key)
        if isinstance(kept, Figures):
            return kept
        fresh = _counted()
        cache.set(key, fresh, timeout=KEPT_SECONDS)
    except (RedisError, OSError) as error:
        logger.warning("the figures of the front page are not kept: %s", error)
        return _counted()
    return fresh


def _counted() -> Figures:
    published = Disclosure.objects.published()
    by_year = dict(
        published.values("fiscal_year")
        .annotate(n=Count("pk"))
        .order_by("fiscal_year")
        .values_list("fiscal_year", "n")
    )
    year = max(by_year, default=None)
    return Figures(
        departments=published.aggregate(n=Count("department", distinct=True))["n"],
        years=tuple(by_year),
        disclosures=sum(by_year.values()),
        facts=Fact.objects.published().filter(state="value").count(),
        by_year=by_year,
        functions_year=year,
        functions=_by_function(year) if year is not None else (),
        latest=_latest(),
    )


def _by_function(year: int) -> tuple[Share, ...]:
    """The largest classes (类) of the expenditure statements of departments.

    A unit's figures are contained in those of its department, and a class contains its sub-accounts:
    neither is added a second time.
    """
    sums = (
        Fact.objects.published()
        .alias(length=Length("code"))
        .filter(
            fiscal_year=year,
            statement=StatementKey.EXPENDITURE,
            measure="total",
            length=3,
            run__revision__disclosure__unit_kind=Disclosure.UnitKind.DEPARTMENT,
        )
        .values("code")
        .annotate(sum=Sum("amount"))
        .filter(sum__gt=0)
        .order_by("-sum", "code")[:FUNCTIONS]
    )
    rows = [(str(row["code"]), row["sum"]) for row in sums]
    names = latest_names(names_of([code for code, _ in rows]), StatementKey.EXPENDITURE)
    return tuple(Share(code, names.get(code, code), amount) for code, amount in rows)


def _latest() -> tuple[Latest, ...]:
    rows = (
        Revision.objects.filter(current_of__isnull=False)
        .select_related("disclosure__department__region", "run")
        .order_by("-published_at", "-pk")[:LATEST]
    )
    return tuple(_latest_of(row) for row in rows)


def _latest_of(revision: Revision) -> Latest:
    department = revision.disclosure.department
    return Latest(
        id=str(revision.disclosure_id),
        department=department.name,
        region=department.region.name if department.region else "",
        fiscal_year=revision.disclosure.fiscal_year,
        published_at=revision.published_at,
        restated=revision.number > 1,
        errors=revision.run.severities.get("error", 0),
    )
