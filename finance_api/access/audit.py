"""Who changed what: one call inside the transaction that changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from finance_api.access.models import ApiToken, AuditEntry


@dataclass(frozen=True, slots=True)
class Actor:
    """On whose behalf something happens: a token, an operator, or the service itself."""

    name: str = "service"
    token: ApiToken | None = None
    request_id: str = ""


SERVICE = Actor()


def record(
    action: str,
    subject: Any,
    *,
    actor: Actor = SERVICE,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """An entry about a model row; `before` and `after` hold only what changed."""
    return AuditEntry.objects.create(
        action=action,
        subject_type=subject._meta.model_name,
        subject_id=str(subject.pk),
        actor=actor.name,
        token_key=actor.token.key if actor.token else "",
        request_id=actor.request_id,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
