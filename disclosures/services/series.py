"""One amount over the years: what is missing stays missing, and is never carried over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any


def series(rows: Sequence[Mapping[str, Any]], first: int, last: int) -> list[dict[str, Any]]:
    """A point for each year, from the rows of an aggregate by fiscal year (and department count).

    `change` and `change_rate` compare with the year before; null where either has no amount, the rate also
    where the year before is zero.
    """
    by_year = {row["fiscal_year"]: row for row in rows}
    points: list[dict[str, Any]] = []
    before: Decimal | None = None
    for year in range(first, last + 1):
        row = by_year.get(year)
        amount: Decimal | None = row["sum"] if row else None
        change = amount - before if amount is not None and before is not None else None
        points.append(
            {
                "fiscal_year": year,
                "amount": amount,
                "departments": row["departments"] if row else 0,
                "count": row["count"] if row else 0,
                "change": change,
                "change_rate": change / abs(before) if change is not None and before else None,
            }
        )
        before = amount
    return points
