"""What compose.yaml and the Dockerfile start exists; no container engine is needed to know that."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from celery.bin.celery import celery as celery_command
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
CELERY = {
    name: service["command"] for name, service in SERVICES.items() if "celery" in service.get("command", ())
}


def test_the_parts_of_the_service_are_there() -> None:
    assert SERVICES.keys() == {
        "postgres", "redis", "migrate", "web", "worker", "webhook-worker", "scheduler"
    }  # fmt: skip


def test_every_management_command_exists_and_its_files_too() -> None:
    lines = [shlex.split(line) for line in SERVICES["migrate"]["command"][-1].split("&&")]
    for python, manage, command, *arguments in lines:
        assert (python, manage) == ("python", "manage.py")
        assert command in get_commands()
        assert all((ROOT / name).is_file() for name in arguments if not name.startswith("-"))


@pytest.mark.parametrize("name", CELERY)
def test_every_option_of_celery_is_known(name: str) -> None:
    program, *arguments = CELERY[name]
    assert program == "celery"
    context = celery_command.make_context("celery", [*arguments[:2], arguments[2]], resilient_parsing=True)
    subcommand = celery_command.get_command(context, arguments[2])
    assert subcommand is not None
    known = {option for parameter in subcommand.params for option in parameter.opts}
    assert {word.split("=")[0] for word in arguments[3:] if word.startswith("-")} <= known


def test_every_queue_has_a_worker() -> None:
    served = [
        queue
        for command in CELERY.values()
        if "--queues" in command
        for queue in command[command.index("--queues") + 1].split(",")
    ]
    assert sorted(served) == sorted(settings.CELERY_TASK_QUEUES)


def test_the_image_copies_what_the_context_lets_through() -> None:
    allowed = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), flags=re.MULTILINE))
    copied = {
        name
        for line in re.findall(
            r"^COPY (?!--from)(.+)$", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE
        )
        for name in line.split()[:-1]
    }
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)


def test_the_image_does_not_run_as_root() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (.+)$", text, flags=re.MULTILINE) == ["finance"]
    assert "\nHEALTHCHECK " in text
