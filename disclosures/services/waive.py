"""Accept a finding, with the reason: it no longer holds the document back, in this run's successors too."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosures.models import Finding, Waiver
from disclosures.services.errors import NotPossible
from finance_api.access.audit import Actor, record


def waive(*, finding: Finding, reason: str, actor: Actor, expires_at: datetime | None = None) -> Waiver:
    """Holds for every finding of the same fingerprint: the same figures under the same rule."""
    run = finding.run
    if run.department is None or run.fiscal_year is None:
        raise NotPossible("The finding belongs to no department and year.", zh="该问题未归属任何部门和年度。")
    if not reason.strip():
        raise NotPossible("A waiver needs a reason.", zh="豁免须说明理由。")
    if expires_at is not None and expires_at <= timezone.now():
        raise NotPossible("A waiver cannot expire in the past.", zh="到期时间应晚于现在。")
    try:
        with transaction.atomic():
            _end_expired(finding)
            waiver = Waiver.objects.create(
                organisation=run.upload.organisation,
                department=run.department,
                fiscal_year=run.fiscal_year,
                fingerprint=finding.fingerprint,
                rule=finding.rule,
                reason=reason.strip(),
                token=actor.token,
                expires_at=expires_at,
            )
            record("finding.waived", waiver, actor=actor, after=_said(waiver))
    except IntegrityError as error:
        raise NotPossible("The finding is waived already.", zh="该问题已豁免。") from error
    return waiver


@transaction.atomic
def withdraw_waiver(*, waiver: Waiver, actor: Actor) -> Waiver:
    """The finding stands again, from the next run on and wherever findings are shown."""
    waiver = Waiver.objects.select_for_update(of=("self",)).get(pk=waiver.pk)
    if waiver.withdrawn_at is not None:
        raise NotPossible("The waiver is withdrawn already.", zh="该豁免已撤销。")
    waiver.withdrawn_at = timezone.now()
    waiver.save(update_fields=["withdrawn_at"])
    record("waiver.withdrawn", waiver, actor=actor, before=_said(waiver))
    return waiver


def _end_expired(finding: Finding) -> None:
    """What has expired stands in nobody's way."""
    run, now = finding.run, timezone.now()
    same = Waiver.objects.filter(fingerprint=finding.fingerprint, department=run.department)
    own = same.filter(organisation=run.upload.organisation_id, fiscal_year=run.fiscal_year or 0)
    own.filter(withdrawn_at__isnull=True, expires_at__lte=now).update(withdrawn_at=now)


def _said(waiver: Waiver) -> dict[str, str | None]:
    return {
        "rule": waiver.rule,
        "fingerprint": waiver.fingerprint,
        "reason": waiver.reason,
        "expires_at": waiver.expires_at.isoformat() if waiver.expires_at else None,
    }
