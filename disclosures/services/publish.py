"""Make a run's figures the ones that hold for its department and year."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from disclosures.models import Disclosure, Fact, Revision, Run
from disclosures.models.upload import UploadStatus
from disclosures.services.announce import announce_disclosure
from disclosures.services.edition import advance_edition
from disclosures.services.errors import NotPossible
from disclosures.services.finish import finish
from disclosures.services.sums import add_to_sums, renew_sums
from finance_api.access import audit
from finance_api.access.audit import Actor

PUBLISHABLE = (UploadStatus.VALID, UploadStatus.INVALID)


@transaction.atomic
def conclude(run: Run) -> Revision | None:
    """Ends a checked run as valid or invalid, and publishes it by itself where that is allowed."""
    valid = not run.severities.get("error")
    finish(run, UploadStatus.VALID if valid else UploadStatus.INVALID)
    if not valid and not settings.PUBLISH_INVALID:
        return None
    disclosure = _disclosure_of(run)
    if _held_back_by(disclosure, run):
        return None
    return _point(disclosure, run, reason="", actor=audit.SERVICE)


@transaction.atomic
def publish(*, run: Run, reason: str, actor: Actor) -> Revision:
    """Publishes on purpose what is held, with a reason that is kept."""
    if run.status not in PUBLISHABLE:
        raise NotPossible(
            "Only what has been read and checked can be published.", zh="只有已读取并检查的上传才能公开。"
        )
    if not reason.strip():
        raise NotPossible("Publishing on purpose needs a reason.", zh="主动公开须说明理由。")
    disclosure = _disclosure_of(run)
    current = disclosure.current_revision
    if current is not None and current.run_id == run.pk:
        raise NotPossible("This is what is published already.", zh="当前公开的就是这一版。")
    if _owner(current) is not None and _owner(current) != run.upload.organisation_id and not _is_admin(actor):
        raise NotPossible("Another organisation has published this disclosure.", zh="该决算由其他机构公开。")
    if Revision.objects.filter(run=run).exists():
        raise NotPossible(
            "The run was published before: ask for a recheck and publish the new run.",
            zh="该次处理曾经公开过：请重新检查，再公开新的结果。",
        )
    return _point(disclosure, run, reason=reason.strip(), actor=actor)


def _disclosure_of(run: Run) -> Disclosure:
    """The disclosure, locked until the transaction ends: one publication at a time."""
    if run.department is None or run.fiscal_year is None:
        raise NotPossible(
            "The run does not say which department and year it is of.",
            zh="无法确定该次处理属于哪个部门和年度。",
        )
    known, _ = Disclosure.objects.get_or_create(
        department=run.department, fiscal_year=run.fiscal_year, unit_kind=Disclosure.UnitKind.DEPARTMENT
    )
    # What a query joins to a row that it waits for is as it was before: lock first, then read.
    rows = Disclosure.objects.filter(pk=known.pk)
    rows.select_for_update().get()
    found: Disclosure = rows.select_related("department", "current_revision__run__upload").get()
    return found


def _held_back_by(disclosure: Disclosure, run: Run) -> bool:
    """What is published came later, or from somebody else: then a person decides."""
    current = disclosure.current_revision
    if current is None:
        return disclosure.revisions.filter(withdrawn_at__isnull=False).exists()
    if current.run_id == run.pk:
        return True
    foreign = current.run.upload.organisation_id != run.upload.organisation_id
    return foreign or current.run.upload.created_at > run.upload.created_at


def _point(disclosure: Disclosure, run: Run, *, reason: str, actor: Actor) -> Revision:
    now = timezone.now()
    former = disclosure.current_revision
    last = disclosure.revisions.order_by("-number").first()
    if former is not None:
        former.superseded_at = now
        former.save(update_fields=["superseded_at"])
        Fact.objects.filter(run=former.run_id).update(published=False)
    revision = Revision.objects.create(
        disclosure=disclosure,
        number=last.number + 1 if last else 1,
        run=run,
        kind=_kind(former or last, run),
        reason=reason,
        published_at=now,
    )
    Fact.objects.filter(run=run).update(published=True)
    if former is None:
        add_to_sums(run.pk, disclosure.fiscal_year)
    else:
        renew_sums(disclosure.fiscal_year)
    disclosure.current_revision, disclosure.updated_at = revision, now
    disclosure.save(update_fields=["current_revision", "updated_at"])
    audit.record(
        "disclosure.published",
        disclosure,
        actor=actor,
        before={"revision": former.number if former else None},
        after={"revision": revision.number, "run": str(run.pk), "reason": reason},
    )
    announce_disclosure("disclosure.restated" if last else "disclosure.published", revision)
    advance_edition()
    return revision


def _kind(former: Revision | None, run: Run) -> str:
    if former is None:
        return Revision.Kind.FIRST
    same_file = former.run.upload_id == run.upload_id
    return Revision.Kind.RECHECK if same_file else Revision.Kind.RESTATEMENT


def _owner(revision: Revision | None) -> int | None:
    return revision.run.upload.organisation_id if revision else None


def _is_admin(actor: Actor) -> bool:
    return actor.token is None or actor.token.has_scope("admin")
