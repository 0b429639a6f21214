"""The processes of the service on one machine: started together, restarted when they fall, stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from finance_api.embedded import lifetime


class KeepsFallingError(Exception):
    """A process ended again and again; its log says why."""


def command_lines(host: str, port: int, schedule: Path) -> dict[str, list[str]]:
    """The processes by name, as compose.yaml starts them too."""
    python = sys.executable
    return {
        "web": [
            *(python, "-m", "gunicorn", "finance_api.wsgi", "--bind", f"{host}:{port}"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "120"),
            *("--no-control-socket",),
        ],
        "worker": worker_command(python, ("ingest", "exports", "default"), concurrency=2, name="worker"),
        # Threads: a sender waits for strangers most of its time.
        "webhook-worker": worker_command(
            python, ("webhooks",), concurrency=16, name="webhooks", pool="threads"
        ),
        "scheduler": [
            *(python, "-m", "celery", "-A", "finance_api", "--quiet", "beat"),
            *("--schedule", str(schedule), "--pidfile="),
        ],
    }


def worker_command(
    python: str, queues: Sequence[str], *, concurrency: int, name: str, pool: str = "prefork"
) -> list[str]:
    return [
        *(python, "-m", "celery", "-A", "finance_api", "--quiet", "worker", "--hostname", f"{name}@%h"),
        *("--queues", ",".join(queues), "--pool", pool, "--concurrency", str(concurrency)),
        *("--without-gossip", "--without-mingle"),
    ]


@dataclass
class _Process:
    name: str
    command: list[str]
    child: subprocess.Popen[bytes]
    falls: lifetime.Falls = field(default_factory=lifetime.Falls)


class Supervisor:
    """Keeps the processes running between `start` and `stop`."""

    def __init__(self, commands: dict[str, list[str]], logs: Path, *, patience: float = 10.0) -> None:
        self.commands = commands
        self.logs = logs
        self.patience = patience
        self._processes: list[_Process] = []

    def start(self) -> None:
        self.logs.mkdir(parents=True, exist_ok=True)
        for name, command in self.commands.items():
            self._processes.append(_Process(name, command, self._started(name, command)))

    def look_after(self) -> None:
        """Start again what has fallen; give up on what keeps falling."""
        for process in self._processes:
            status = process.child.poll()
            if status is None:
                continue
            if process.falls.too_many():
                raise KeepsFallingError(f"{process.name} keeps ending; see {self._log(process.name)}")
            print(f"· {process.name} ended with status {status}; starting it again", flush=True)  # noqa: T201
            process.child = self._started(process.name, process.command)

    def stop(self) -> None:
        """Ask all at once, then insist: what was under way is taken up again by its lease."""
        running = [process.child for process in reversed(self._processes)]
        for child in running:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + self.patience
        for child in running:
            lifetime.stop(child, signal.SIGTERM, patience=max(deadline - time.monotonic(), 0.1))

    def _started(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        return lifetime.start(command, log=self._log(name), environment=os.environ)

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"
