"""The Celery application. A task takes an id and calls one service; its truth is in the database."""

from __future__ import annotations

import os
from typing import Any

import structlog
from celery import Celery, signals
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finance_api.settings.base")

REQUEST_ID = "request_id"

app = Celery("finance_api")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def keep_django_logging(**_kwargs: Any) -> None:
    """Write all processes' logs alike: with a receiver connected, Celery leaves logging to the settings."""


def refuse_misconfiguration(**_kwargs: Any) -> None:
    """End the worker or scheduler. Celery only logs what other exceptions a receiver raises."""
    # Not at the top: whoever imports the settings imports this module first.
    from finance_api import system_checks

    try:
        system_checks.refuse_misconfiguration()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error


def send_request_id(headers: dict[str, Any], **_kwargs: Any) -> None:
    """Let the task know the id of the request that started it."""
    headers[REQUEST_ID] = structlog.contextvars.get_contextvars().get(REQUEST_ID, "")


def bind_request_id(task: Any, **_kwargs: Any) -> None:
    structlog.contextvars.bind_contextvars(
        **{REQUEST_ID: task.request.get(REQUEST_ID) or "", "task": task.name, "task_id": task.request.id}
    )


def forget_request_id(**_kwargs: Any) -> None:
    structlog.contextvars.clear_contextvars()


signals.setup_logging.connect(keep_django_logging)
signals.worker_init.connect(refuse_misconfiguration)
signals.beat_init.connect(refuse_misconfiguration)
signals.before_task_publish.connect(send_request_id)
signals.task_prerun.connect(bind_request_id)
signals.task_postrun.connect(forget_request_id)
