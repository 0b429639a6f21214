"""How much of a stored run was looked at, and what was found."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min

from disclosures.checks.finding import Reason, Severity
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.summary import Entry, summary
from disclosures.models import Finding, Outcome, Run, Waiver


def check_summary(run: Run) -> dict[str, Any]:
    """Outcomes by family, with the catalogue they are of; findings by severity, those waived today apart."""
    return {
        "run": str(run.pk),
        "catalogue": run.catalogue,
        **summary(_entries(run)),
        "findings": _findings(run),
    }


def _entries(run: Run) -> list[Entry]:
    rows = Outcome.objects.filter(run=run).values("rule", "status", "reason")
    counted = rows.annotate(instances=Count("pk"), first=Min("ordinal")).order_by("first")
    return [
        Entry(row["rule"], OutcomeState(row["status"]), _reason(row["reason"]), row["instances"])
        for row in counted
    ]


def _reason(stored: dict[str, Any] | None) -> Reason | None:
    return Reason(stored["code"], **stored["message"]) if stored else None


def _findings(run: Run) -> dict[str, int]:
    counts = {severity.value: 0 for severity in Severity} | {"waived": 0}
    waived = set(Waiver.objects.of_run(run).values_list("fingerprint", flat=True))
    for severity, figures in Finding.objects.filter(run=run).values_list("severity", "fingerprint"):
        counts["waived" if figures in waived else severity] += 1
    return counts
