"""“三公”经费 of disclosures: budget (预算数) against actual (决算数), item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from disclosures.final_accounts.records import StatementKey
from disclosures.models import Fact

ITEMS = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
Amounts = Mapping[str, Decimal | None]


def three_public(runs: Iterable[UUID]) -> dict[UUID, dict[str, Decimal | None]]:
    """The amounts of each run by measure, such as `actual.reception`."""
    facts = Fact.objects.filter(run__in=list(runs), statement=StatementKey.THREE_PUBLIC_EXPENSES)
    found: dict[UUID, dict[str, Decimal | None]] = {}
    for run, measure, amount in facts.order_by("pk").values_list("run_id", "measure", "amount"):
        known = found.setdefault(run, {})
        if known.get(measure) is None:
            known[measure] = amount
    return found


def against_budget(amounts: Amounts, item: str) -> tuple[Decimal | None, ...]:
    """Budget, actual, difference and rate of one item."""
    budget, actual = amounts.get(f"budget.{item}"), amounts.get(f"actual.{item}")
    difference = actual - budget if actual is not None and budget is not None else None
    rate = actual / budget if actual is not None and budget else None
    return budget, actual, difference, rate
