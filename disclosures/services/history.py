"""What was published when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from disclosures.models import Revision


def revisions_as_of(disclosures: Collection[UUID], moment: datetime) -> dict[UUID, Revision]:
    """The revision that held at a moment, of each disclosure that had one."""
    held = Revision.objects.filter(
        Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment),
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment),
        published_at__lte=moment,
        disclosure__in=disclosures,
    )
    return {row.disclosure_id: row for row in held.select_related("run__upload").order_by("number")}
