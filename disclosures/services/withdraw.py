"""Take a disclosure back. Its revisions stay; its figures are no longer published."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from disclosures.models import Disclosure, Fact, Revision
from disclosures.services.announce import announce_disclosure
from disclosures.services.edition import advance_edition
from disclosures.services.errors import NotPossible
from disclosures.services.sums import renew_sums
from finance_api.access.audit import Actor, record


@transaction.atomic
def withdraw(*, disclosure: Disclosure, reason: str, actor: Actor) -> Revision:
    locked = Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk)
    revision = locked.current_revision
    if revision is None:
        raise NotPossible("The disclosure is not published.", zh="该决算未公开。")
    if not reason.strip():
        raise NotPossible("A withdrawal needs a reason.", zh="撤回须说明理由。")
    now = timezone.now()
    revision.withdrawn_at, revision.withdrawal_reason = now, reason.strip()
    revision.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    Fact.objects.filter(run=revision.run_id).update(published=False)
    renew_sums(locked.fiscal_year)
    locked.current_revision, locked.updated_at = None, now
    locked.save(update_fields=["current_revision", "updated_at"])
    record("disclosure.withdrawn", locked, actor=actor, before={"revision": revision.number})
    announce_disclosure("disclosure.withdrawn", revision)
    advance_edition()
    return revision
