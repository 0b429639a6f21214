"""The embedded servers run as long as somebody uses them, and no longer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from finance_api.embedded.layout import Layout
from finance_api.embedded.servers import _start_keeper, running

ROOT = Path(__file__).resolve().parents[3]
_USER = """
import sys, time
from pathlib import Path
from finance_api.embedded.servers import running
with running(Path(sys.argv[1]), disposable=True):
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def user(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the servers of `tmp_path / "var"`."""
    command = [sys.executable, "-c", _USER, str(tmp_path / "var")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


def _gone(path: Path) -> bool:
    deadline = time.monotonic() + 15
    while path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not path.exists()


def test_both_servers_answer_and_leave_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "var", disposable=True) as layout:
        with psycopg.connect(layout.database_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        with Redis(unix_socket_path=str(layout.redis_socket)) as redis:
            assert redis.ping()
    assert _gone(tmp_path / "var")


def test_servers_are_shared_and_end_with_their_last_user(tmp_path: Path, user: subprocess.Popen[str]) -> None:
    with running(tmp_path / "var") as layout:
        user.send_signal(signal.SIGKILL)
        user.wait()
        time.sleep(0.5)
        with psycopg.connect(layout.database_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert _gone(tmp_path / "var")


def test_servers_stop_when_their_only_user_is_killed(tmp_path: Path, user: subprocess.Popen[str]) -> None:
    user.send_signal(signal.SIGKILL)
    assert _gone(tmp_path / "var")


def test_data_is_kept_between_runs(tmp_path: Path) -> None:
    with running(tmp_path / "var") as layout, psycopg.connect(layout.database_url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('决算')")
    assert _gone(layout.postgres_data / "postmaster.pid")
    with (
        running(tmp_path / "var", disposable=True) as layout,
        psycopg.connect(layout.database_url) as connection,
    ):
        assert connection.execute("SELECT word FROM kept").fetchone() == ("决算",)
    assert _gone(tmp_path / "var")


def test_sockets_of_a_deep_checkout_fit_into_an_address(tmp_path: Path) -> None:
    layout = Layout(tmp_path / ("部门决算" * 10) / "var")
    assert len(str(layout.sockets / ".s.PGSQL.5432.lock").encode()) <= 100
    assert layout.sockets != Layout(tmp_path / "another" / "var").sockets


def test_a_server_that_is_killed_is_started_again(tmp_path: Path) -> None:
    with running(tmp_path / "var", disposable=True) as layout:
        with Redis(unix_socket_path=str(layout.redis_socket)) as redis:
            os.kill(int(redis.info("server")["process_id"]), signal.SIGKILL)
        os.kill(int((layout.postgres_data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        time.sleep(0.5)
        with running(tmp_path / "var", disposable=True):
            with psycopg.connect(layout.database_url) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
            with Redis(unix_socket_path=str(layout.redis_socket)) as redis:
                assert redis.ping()
        said = (layout.directory / "keeper.log").read_text()
        assert "redis ended with status -9" in said
        assert "postgres ended with status -9" in said


def test_a_second_keeper_leaves_the_log_of_the_first_alone(tmp_path: Path) -> None:
    with running(tmp_path / "var", disposable=True) as layout:
        log = layout.directory / "keeper.log"
        with log.open("a") as first:
            first.write("redis ended\n")
        assert _start_keeper(layout, log, disposable=True).wait(timeout=30) == 0
        assert log.read_text() == "redis ended\n"
