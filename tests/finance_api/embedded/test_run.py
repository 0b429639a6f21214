"""The start of the service finds a port, and refuses what cannot work with a sentence."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from finance_api.embedded import run

ROOT = Path(__file__).resolve().parents[3]


def test_a_free_port_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    with socket.socket() as other:
        other.bind((run.HOST, 0))
        other.listen()
        monkeypatch.setattr(run, "_FIRST_PORT", other.getsockname()[1])
        assert run._port() > other.getsockname()[1]


@pytest.mark.parametrize("port", ["80800", "eighty", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(run.RunError, match=f"PORT={port} is not a free port"):
        run._port()


def test_a_port_in_use_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind((run.HOST, 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        with pytest.raises(run.RunError, match="is not a free port"):
            run._port()


def test_a_second_service_of_the_same_checkout_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "run.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, "-m", "finance_api.embedded.run"],
            cwd=ROOT,
            env={
                **os.environ,
                "EMBEDDED_DIR": str(tmp_path),
                "DJANGO_SETTINGS_MODULE": "finance_api.settings.base",
            },
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert "already runs" in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_stopping_raises_once(monkeypatch: pytest.MonkeyPatch) -> None:
    former = {chosen: signal.getsignal(chosen) for chosen in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with pytest.raises(run.Stopped):
            run._stop(signal.SIGTERM, None)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        for chosen, handler in former.items():
            signal.signal(chosen, handler)
