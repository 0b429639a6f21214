"""Using the embedded servers: whoever holds them has them running, and they stop with their last holder."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from redis import Redis
from redis.exceptions import RedisError

from finance_api.embedded.layout import Layout
from finance_api.embedded.postgres import DATABASE, NotAvailableError

_ROOT = Path(__file__).resolve().parents[2]
_READY_WITHIN_SECONDS = 90.0


@contextmanager
def running(directory: Path, *, disposable: bool = False) -> Iterator[Layout]:
    """PostgreSQL and Redis of the directory, ready for connections as long as the block lasts.

    Started if they do not run, shared with every other process that uses the same directory.
    """
    layout = Layout(directory.resolve())
    layout.directory.mkdir(parents=True, exist_ok=True)
    with layout.in_use.open("a") as in_use:
        fcntl.flock(in_use, fcntl.LOCK_SH)
        _ensure_ready(layout, disposable=disposable)
        yield layout


def stopped(directory: Path, *, within: float) -> bool:
    """Wait for the keeper to have stopped the servers; False if somebody else still uses them."""
    layout = Layout(directory.resolve())
    deadline = time.monotonic() + within
    with layout.kept.open("a") as kept:
        while time.monotonic() < deadline:
            try:
                fcntl.flock(kept, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.05)
            else:
                return True
    return False


def _ensure_ready(layout: Layout, *, disposable: bool) -> None:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    keeper: subprocess.Popen[bytes] | None = None
    log = layout.directory / "keeper.log"
    told = log.stat().st_size if log.exists() else 0
    while not _ready(layout):
        if time.monotonic() > deadline:
            raise NotAvailableError(f"The embedded servers did not start; their logs are in {layout.logs}.")
        if keeper is None or keeper.poll() == 0:
            keeper = _start_keeper(layout, log, disposable=disposable)
        elif keeper.poll() is not None:
            message = log.read_bytes()[told:].decode(errors="replace").strip()
            raise NotAvailableError(
                message or f"The embedded servers stopped; their logs are in {layout.logs}."
            )
        time.sleep(0.05)


def _start_keeper(layout: Layout, log_path: Path, *, disposable: bool) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "finance_api.embedded.keeper", str(layout.directory)]
    # Appended to: another keeper may be at work, and this one will leave it alone.
    with log_path.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - the keeper of this package, outliving its starter on purpose
            command + ["--disposable"] * disposable,
            cwd=_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _ready(layout: Layout) -> bool:
    if not layout.redis_socket.exists() or not (layout.sockets / ".s.PGSQL.5432").exists():
        return False
    try:
        with Redis(unix_socket_path=str(layout.redis_socket)) as redis:
            redis.ping()
        _ensure_database(layout)
    except (RedisError, psycopg.OperationalError):
        return False
    return True


def _ensure_database(layout: Layout) -> None:
    address = layout.database_url.replace(f"/{DATABASE}?", "/postgres?")
    with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            try:
                connection.execute(f"CREATE DATABASE {DATABASE}")
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return  # another user of the same servers was faster
