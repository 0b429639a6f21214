"""How an outcome of a stored run came about."""

from __future__ import annotations

import gzip
from typing import Any
from uuid import UUID

import orjson

from disclosures.models import Report


def explanation(*, run_id: UUID, instance: str) -> dict[str, Any] | None:
    """Each term with amount, interval and place, and the verdict; None where there is no such instance."""
    packed = Report.objects.filter(run=run_id).values_list("explanations", flat=True).first()
    if not packed:
        return None
    explanations: dict[str, dict[str, Any]] = orjson.loads(gzip.decompress(packed))
    return explanations.get(instance)
