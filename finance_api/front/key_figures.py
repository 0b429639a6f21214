"""The few amounts that people look for first, in yuan."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from disclosures.final_accounts.records import StatementKey
from disclosures.models import Fact

_OVERALL = Q(statement=StatementKey.INCOME_AND_EXPENDITURE, measure="amount")
_EXPENDITURE = Q(statement=StatementKey.EXPENDITURE, item="total")
_THREE_PUBLIC = Q(statement=StatementKey.THREE_PUBLIC_EXPENSES)
FIGURES: dict[str, Q] = {
    "income_total": _OVERALL & Q(item="income_total"),
    "expenditure_total": _OVERALL & Q(item="expenditure_total"),
    "basic": _EXPENDITURE & Q(measure="basic"),
    "project": _EXPENDITURE & Q(measure="project"),
    "closing_balance": _OVERALL & Q(item="closing_balance"),
    "three_public": _THREE_PUBLIC & Q(measure="actual.total"),
}


def key_figures(runs: Iterable[UUID]) -> dict[UUID, dict[str, Decimal]]:
    """Of each run, by name; what is not printed or cannot be read is left out."""
    wanted = list(runs)
    found: dict[UUID, dict[str, Decimal]] = {run: {} for run in wanted}
    for name, asked in FIGURES.items():
        rows = Fact.objects.filter(asked, run__in=wanted).order_by("pk")
        for run, amount in rows.values_list("run_id", "amount"):
            if amount is not None:
                found[run].setdefault(name, amount)
    return found
