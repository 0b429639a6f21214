"""The one process that owns the embedded servers of a directory.

Whoever uses the servers holds a shared lock on a file, which the kernel releases however its holder ends. The
keeper stops the servers as soon as it gets that lock for itself: no user is left, so nothing is left behind.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType, ModuleType
from typing import IO

from finance_api.embedded import lifetime, postgres, redis
from finance_api.embedded.layout import Layout

_POLL_SECONDS = 0.2
_PAUSE_SECONDS = 0.5

Servers = dict[ModuleType, subprocess.Popen[bytes]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="finance_api.embedded.keeper", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--disposable", action="store_true", help="remove the directory at the end")
    options = parser.parse_args()
    # Ctrl-C and SIGTERM of a whole group are for the users; the keeper ends with the last of them.
    for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(ignored, _ignore)
    return keep(Layout(options.directory), disposable=options.disposable)


def keep(layout: Layout, *, disposable: bool) -> int:
    """Run the servers until nobody uses them. Returns 0 at once if another keeper does."""
    with layout.kept.open("a") as kept, layout.in_use.open("a") as in_use:
        if not _locked(kept):
            return 0
        servers = _started(layout, disposable=disposable)
        try:
            failed = _look_after(servers, layout, in_use, disposable=disposable)
        finally:
            for module, server in servers.items():
                module.stop(server)
        if layout.sockets.parent != layout.directory:
            shutil.rmtree(layout.sockets, ignore_errors=True)
        if disposable:
            shutil.rmtree(layout.directory, ignore_errors=True)
        # A user who waits for the in-use lock must find the keeper's place free once it has it.
        fcntl.flock(kept, fcntl.LOCK_UN)
    return 1 if failed else 0


def _started(layout: Layout, *, disposable: bool) -> Servers:
    for directory in (layout.sockets, layout.redis_data, layout.logs):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = postgres.start(layout, disposable=disposable)
    try:
        return {postgres: database, redis: redis.start(layout, disposable=disposable)}
    except BaseException:
        postgres.stop(database)
        raise


def _look_after(servers: Servers, layout: Layout, in_use: IO[str], *, disposable: bool) -> bool:
    """Start again what has fallen, until nobody uses the servers (False) or one keeps falling (True)."""
    falls = {module: lifetime.Falls() for module in servers}
    while not _locked(in_use):
        time.sleep(_POLL_SECONDS)
        for module, server in servers.items():
            if server.poll() is None:
                continue
            name = module.__name__.rpartition(".")[2]
            if falls[module].too_many():
                _say(f"{name} keeps ending; its log is in {layout.logs}")
                return True
            _say(f"{name} ended with status {server.returncode}; starting it again")
            # What a killed server leaves for its children to give back is not free at once.
            time.sleep(_PAUSE_SECONDS)
            servers[module] = module.start(layout, disposable=disposable)
    return False


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - it goes to the keeper's log


def _ignore(_signal: int, _frame: FrameType | None) -> None:
    """A handler instead of SIG_IGN, which the servers would inherit."""


if __name__ == "__main__":
    try:
        sys.exit(main())
    except postgres.NotAvailableError as reason:
        os.write(2, f"{reason}\n".encode())
        sys.exit(3)
