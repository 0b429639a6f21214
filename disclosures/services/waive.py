"""Accept a finding, with the reason: it no longer holds the document back, in this run's successors too."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from disclosures.models import Finding, Waiver
from disclosures.services.errors import NotPossible
from finance_api.access.audit import Actor, record


def waive(*, finding: Finding, reason: str, actor: Actor, expires_at: datetime | None = None) -> Waiver:
    """Holds for every finding of the same fingerprint: the same figures under the same rule."""
    run = finding.run
    if run.department is None or run.fiscal_year is None:
        raise NotPossible("The finding belongs to no department and year.")
    if not reason.strip():
        raise NotPossible("A waiver needs a reason.")
    try:
        with transaction.atomic():
            waiver = Waiver.objects.create(
                department=run.department,
                fiscal_year=run.fiscal_year,
                fingerprint=finding.fingerprint,
                rule=finding.rule,
                reason=reason.strip(),
                token=actor.token,
                expires_at=expires_at,
            )
            record(
                "finding.waived", waiver, actor=actor, after={"rule": finding.rule, "reason": reason.strip()}
            )
    except IntegrityError as error:
        raise NotPossible("The finding is waived already.") from error
    return waiver
