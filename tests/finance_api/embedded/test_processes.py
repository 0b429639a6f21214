"""The processes of the service are started, restarted and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from finance_api.embedded.processes import KeepsFallingError, Supervisor

ROOT = Path(__file__).resolve().parents[3]
_STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""
_PARENT = """
import sys, time
from finance_api.embedded import lifetime
child = lifetime.start([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def _runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def _pid(log: Path) -> int:
    return int(log.read_text().split()[-1])


def test_a_process_that_falls_is_started_again(tmp_path: Path) -> None:
    shown = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    supervisor = Supervisor({"worker": [sys.executable, "-c", shown]}, tmp_path)
    supervisor.start()
    try:
        log = tmp_path / "worker.log"
        assert _within(5, lambda: log.read_text().count("\n") == 1)
        first = _pid(log)
        os.kill(first, signal.SIGKILL)
        assert _within(5, lambda: not _runs(first))
        supervisor.look_after()
        assert _within(5, lambda: log.read_text().count("\n") == 2)
        second = _pid(log)
        assert second != first
    finally:
        supervisor.stop()
    assert not _runs(second)


def test_a_process_that_keeps_falling_ends_the_service(tmp_path: Path) -> None:
    supervisor = Supervisor({"worker": [sys.executable, "-c", "raise SystemExit(3)"]}, tmp_path)
    supervisor.start()

    def look_after_until_given_up() -> None:
        for _ in range(1000):
            supervisor.look_after()
            time.sleep(0.02)

    with pytest.raises(KeepsFallingError, match=r"worker keeps ending; see .*worker\.log"):
        look_after_until_given_up()


def test_a_process_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    supervisor = Supervisor({"web": [sys.executable, "-c", _STUBBORN]}, tmp_path, patience=0.2)
    supervisor.start()
    assert _within(5, lambda: (tmp_path / "web.log").read_text() == "up\n")
    began = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - began < 5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel of Linux sees to it")
def test_a_child_ends_with_a_parent_that_was_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    assert _within(5, lambda: not _runs(child))
