"""A misconfiguration is refused with its id."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from celery import signals
from pytest_django import Settings

from finance_api import system_checks
from finance_api.settings.base import INSECURE_SECRET_KEY

PRODUCTION: dict[str, Any] = {
    "REQUIRE_NAMED_SERVERS": True,
    "SECRET_KEY": "a long random text",
    "DATABASE_URL": "postgresql://db/finance",
    "REDIS_URL": "redis://redis/0",
    "ALLOWED_HOSTS": ["finance.example.org"],
    "DEBUG": False,
}


def _use(settings: Settings, **values: Any) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


def test_a_complete_production_is_accepted(settings: Settings) -> None:
    _use(settings, **PRODUCTION)
    assert system_checks.named_servers() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", INSECURE_SECRET_KEY, "finance_api.E001"),
        ("DATABASE_URL", "", "finance_api.E003"),
        ("REDIS_URL", "", "finance_api.E003"),
        ("ALLOWED_HOSTS", [], "finance_api.E004"),
        ("DEBUG", True, "finance_api.E005"),
    ],
)
def test_production_refuses_what_is_missing(
    settings: Settings, name: str, value: object, expected: str
) -> None:
    _use(settings, **{**PRODUCTION, name: value})
    assert [message.id for message in system_checks.named_servers()] == [expected]


def test_no_scheduler_starts_without_its_secret(settings: Settings) -> None:
    _use(settings, **{**PRODUCTION, "SECRET_KEY": INSECURE_SECRET_KEY})
    with pytest.raises(SystemExit, match=r"finance_api\.E001"):
        signals.beat_init.send(sender=None)


def test_no_web_process_starts_without_its_secret() -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL")},
        "DJANGO_SETTINGS_MODULE": "finance_api.settings.production",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import finance_api.wsgi"], env=environment, capture_output=True, timeout=60
    )
    assert done.returncode == 1
    assert b"finance_api.E001" in done.stderr


def test_the_embedded_service_needs_nothing(settings: Settings) -> None:
    _use(settings, REQUIRE_NAMED_SERVERS=False, SECRET_KEY=INSECURE_SECRET_KEY, DATABASE_URL="", REDIS_URL="")
    assert system_checks.named_servers() == []


@pytest.mark.parametrize(
    ("soft", "hard", "visibility", "expected"),
    [
        (300, 360, 720, []),
        (300, 360, 719, ["finance_api.E002"]),
        (360, 360, 7200, ["finance_api.E006"]),
    ],
)
def test_a_task_ends_before_it_is_started_again(
    settings: Settings, soft: int, hard: int, visibility: int, expected: list[str]
) -> None:
    _use(
        settings,
        CELERY_TASK_SOFT_TIME_LIMIT=soft,
        CELERY_TASK_TIME_LIMIT=hard,
        CELERY_BROKER_TRANSPORT_OPTIONS={"visibility_timeout": visibility},
    )
    assert [message.id for message in system_checks.time_limits()] == expected


def test_a_step_that_does_not_exist_is_refused(settings: Settings) -> None:
    settings.INGEST_STEPS = ["disclosures.steps.no_such_step"]
    (message,) = system_checks.ingest_steps()
    assert message.id == "finance_api.E007"
    assert "disclosures.steps.no_such_step" in message.msg
