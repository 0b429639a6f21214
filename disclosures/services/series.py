"""One amount over the years: what is missing stays missing, and is never carried over."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from disclosures.services.aggregate import Added


def series(found: Added, first: int, last: int) -> list[dict[str, Any]]:
    """A point for each year, from an aggregate by fiscal year with the number of departments.

    `change` and `change_rate` compare with the year before; null where either has no amount, the rate also
    where the year before is zero.
    """
    numbers = zip(found["sum"], found["count"], found["departments"], strict=True)
    by_year = dict(zip(found["fiscal_year"], numbers, strict=True))
    points: list[dict[str, Any]] = []
    before: Decimal | None = None
    for year in range(first, last + 1):
        text, count, departments = by_year.get(year, (None, 0, 0))
        amount = None if text is None else Decimal(text)
        change = amount - before if amount is not None and before is not None else None
        points.append(
            {
                "fiscal_year": year,
                "amount": amount,
                "departments": departments,
                "count": count,
                "change": change,
                "change_rate": change / abs(before) if change is not None and before else None,
            }
        )
        before = amount
    return points
