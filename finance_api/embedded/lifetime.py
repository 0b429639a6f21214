"""Children that do not outlive their parent, whatever ends it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_RESTARTS_ALLOWED, _WITHIN_SECONDS = 5, 60.0


@dataclass
class Falls:
    """When a process that should run has ended lately."""

    times: deque[float] = field(default_factory=deque)

    def too_many(self) -> bool:
        """Note one more; whether starting it again has become pointless."""
        now = time.monotonic()
        while self.times and now - self.times[0] > _WITHIN_SECONDS:
            self.times.popleft()
        self.times.append(now)
        return len(self.times) > _RESTARTS_ALLOWED


def start(
    command: Sequence[str],
    *,
    log: Path | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that Ctrl-C reaches only the one who started it.

    On Linux the kernel sends it `stop_signal` if its parent dies without having stopped it.
    """
    output = None if log is None else log.open("ab")
    try:
        return subprocess.Popen(  # noqa: S603 - commands are composed in this package
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output and subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_following_parent(stop_signal),  # starters have one thread
            env=None if environment is None else dict(environment),
            cwd=directory,
        )
    finally:
        if output is not None:
            output.close()


def follow_parent(stop_signal: signal.Signals = signal.SIGTERM) -> None:
    """Have this process end when its parent does (Linux; elsewhere nothing happens)."""
    _following_parent(stop_signal)()


def stop(child: subprocess.Popen[bytes], *signals: signal.Signals, patience: float) -> None:
    """Send the signals one by one with `patience` seconds for each, at last SIGKILL to the whole group."""
    for chosen in signals:
        if child.poll() is not None:
            break
        child.send_signal(chosen)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    _kill_group(child)


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    child.wait(5)


def _following_parent(stop_signal: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def arrange() -> None:
        prctl(_PR_SET_PDEATHSIG, int(stop_signal))
        # The parent may have died before the arrangement was made.
        if os.getpid() != parent and os.getppid() != parent:
            os.kill(os.getpid(), stop_signal)

    return arrange
