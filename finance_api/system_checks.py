"""Misconfigurations that `manage.py check` and every start of a process refuse, each with an id."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from finance_api.settings.base import INSECURE_SECRET_KEY

OURS = "finance_api"


def refuse_misconfiguration() -> None:
    """For servers, which start without asking; `manage.py` asks by itself."""
    wrong = [message for message in run_checks(tags=[OURS]) if message.is_serious()]
    if wrong:
        raise ImproperlyConfigured("\n".join(map(str, wrong)))


@register(OURS)
def named_servers(**_kwargs: Any) -> list[CheckMessage]:
    """Production names its servers and its secrets."""
    if not getattr(settings, "REQUIRE_NAMED_SERVERS", False):
        return []
    found: list[CheckMessage] = []
    if settings.SECRET_KEY == INSECURE_SECRET_KEY:
        found.append(
            Error("SECRET_KEY is not set.", hint="Set it to a long random text.", id="finance_api.E001")
        )
    for name in ("DATABASE_URL", "REDIS_URL"):
        if not getattr(settings, name):
            found.append(Error(f"{name} is not set.", id="finance_api.E003"))
    if not settings.ALLOWED_HOSTS:
        found.append(Error("ALLOWED_HOSTS is empty: every request would be refused.", id="finance_api.E004"))
    if settings.DEBUG:
        found.append(Error("DEBUG is on: errors would show settings and code.", id="finance_api.E005"))
    return found


@register(OURS)
def time_limits(**_kwargs: Any) -> list[CheckMessage]:
    """A task ends before it would be started a second time."""
    found: list[CheckMessage] = []
    soft, hard = settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if visibility < 2 * hard:
        found.append(
            Error(
                f"BROKER_VISIBILITY_TIMEOUT ({visibility} s) is below twice TASK_TIME_LIMIT ({hard} s): "
                "a long task would be started again while it still runs.",
                id="finance_api.E002",
            )
        )
    if soft >= hard:
        found.append(
            Error(
                f"TASK_SOFT_TIME_LIMIT ({soft} s) must be below TASK_TIME_LIMIT ({hard} s): "
                "a task would be killed before it can say that it took too long.",
                id="finance_api.E006",
            )
        )
    return found


@register(OURS)
def ingest_steps(**_kwargs: Any) -> list[CheckMessage]:
    """Every step named in INGEST_STEPS exists."""
    found: list[CheckMessage] = []
    for name in settings.INGEST_STEPS:
        try:
            import_string(name)
        except ImportError as error:
            found.append(
                Error(f"INGEST_STEPS names {name}, which cannot be imported: {error}", id="finance_api.E007")
            )
    return found


@register(deploy=True)
def metrics_are_guarded(**_kwargs: Any) -> list[CheckMessage]:
    if settings.METRICS_TOKEN:
        return []
    return [Warning("METRICS_TOKEN is not set: /metrics answers everybody.", id="finance_api.W001")]
