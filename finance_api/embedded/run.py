"""`make run`: the servers, the data, the samples, and web, workers and scheduler until Ctrl-C."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from finance_api.embedded import lifetime, servers
from finance_api.embedded.postgres import NotAvailableError
from finance_api.embedded.processes import KeepsFallingError, Supervisor, command_lines

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
_FIRST_PORT, _PORTS_TRIED = 8000, 100
_READY_WITHIN_SECONDS = 60.0


class Stopped(BaseException):
    """Somebody asked the service to stop; not an error, and not to be caught on the way out."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--with-parent", action="store_true", help="stop when the starting process is gone")
    options = parser.parse_args()
    if options.with_parent:
        lifetime.follow_parent()
    for chosen in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(chosen, _stop)
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finance_api.settings.base")
    try:
        return _serve()
    except Stopped:
        _say("stopped")
        return 0
    except (NotAvailableError, KeepsFallingError, RunError) as reason:
        print(f"make run: {reason}", file=sys.stderr)  # noqa: T201 - this is its interface
        return 1


class RunError(Exception):
    """The service could not be brought up; the message says at which step."""


def _serve() -> int:
    import django
    from django.conf import settings

    django.setup()
    directory: Path = settings.EMBEDDED_DIR
    directory.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(_only_one(directory / "run.lock"))
        # Before anything is started: a port that cannot be had should be known at once.
        port = _port()
        embedded = not (settings.DATABASE_URL and settings.REDIS_URL)
        if not embedded:
            _say("using the servers named in DATABASE_URL and REDIS_URL")
        else:
            _say(f"starting PostgreSQL and Redis in {directory}")
            stack.callback(_report_on_servers, directory)
            stack.enter_context(servers.running(directory))
        _load_reference_data()
        address = f"http://{HOST}:{port}"
        os.environ.setdefault("PUBLIC_URL", address)
        supervisor = Supervisor(command_lines(HOST, port, directory / "schedule"), directory / "log")
        stack.callback(supervisor.stop)
        _say(f"starting {', '.join(supervisor.commands)}; their logs are in {supervisor.logs}")
        supervisor.start()
        _wait_until_ready(address, supervisor)
        _say("reading the sample documents with the worker")
        _command("load_samples", meanwhile=supervisor.look_after)
        _announce(address)
        while not embedded or not servers.stopped(directory, within=0.01):
            supervisor.look_after()
            time.sleep(0.5)
        raise RunError(f"PostgreSQL or Redis keeps ending; their logs are in {directory / 'log'}")


def _load_reference_data() -> None:
    _say("bringing the database up to date")
    _command("migrate", "--verbosity", "0")
    _say("loading regions and accounts")
    for name, files in _REFERENCE.items():
        _command(name, *(str(ROOT / "reference" / file) for file in files))


_REFERENCE: dict[str, tuple[str, ...]] = {
    "import_regions": ("divisions.csv",),
    "import_accounts": ("functional_accounts.csv", "economic_accounts.csv", "functional_renames.csv"),
}


def _report_on_servers(directory: Path) -> None:
    if servers.stopped(directory, within=15):
        _say("PostgreSQL and Redis are stopped")
    else:
        _say("PostgreSQL and Redis stay up: another process uses them")


def _command(*arguments: str, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Run a management command to its end, and end it if this process is stopped meanwhile."""
    child = lifetime.start([sys.executable, "manage.py", *arguments])
    try:
        while child.poll() is None:
            meanwhile()
            time.sleep(0.05)
        if child.returncode != 0:
            raise RunError(f"manage.py {arguments[0]} failed")
    finally:
        lifetime.stop(child, signal.SIGTERM, patience=5)


def _wait_until_ready(address: str, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        supervisor.look_after()
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - always http
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RunError(f"{address}/readyz did not answer; see {supervisor.logs}")


def _announce(address: str) -> None:
    query = f"{address}/api/v1/facts/?account__under=201&fiscal_year=2022&statement=expenditure&measure=total"
    for line in (
        "ready",
        f"  front page   {address}/",
        f"  Swagger UI   {address}/api/docs/",
        f"  a query      curl '{query}'",
        "  stop         Ctrl-C",
    ):
        _say(line)


def _port() -> int:
    named = os.environ.get("PORT", "")
    if named:
        if not named.isdecimal() or not _is_free(int(named)):
            raise RunError(
                f"PORT={named} is not a free port. Name another, or leave PORT out: "
                f"then it is the first free one from {_FIRST_PORT} on"
            )
        return int(named)
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS_TRIED):
        if _is_free(port):
            return port
    raise RunError(f"no free port from {_FIRST_PORT} on; name one with PORT=")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(f"the service of this checkout already runs ({lock} is locked)") from None
        yield


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for chosen in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(chosen, signal.SIG_IGN)
    raise Stopped


def _say(line: str) -> None:
    print(f"· {line}", flush=True)  # noqa: T201 - this is its interface


if __name__ == "__main__":
    sys.exit(main())
