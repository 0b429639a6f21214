"""finance_api/embedded/setup.sh: one setup at a time, and none that builds on a broken one."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

import finance_api.embedded

SETUP = Path(finance_api.embedded.__file__).parent / "setup.sh"


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.lock"
    file.write_text("# nothing to install\n")
    return file


def _start(venv: Path, lock: Path) -> subprocess.Popen[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHON": sys.executable}
    return subprocess.Popen(
        ["sh", str(SETUP), str(venv), str(lock)], env=environment, stdout=subprocess.PIPE, text=True
    )


def test_environment_of_a_killed_setup_is_made_anew(tmp_path: Path, lock: Path) -> None:
    venv = tmp_path / "venv"
    in_pieces = venv / "lib" / "half-a-package"
    in_pieces.mkdir(parents=True)
    (venv / "bin").mkdir()
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / ".unfinished").touch()

    setup = _start(venv, lock)
    said, _ = setup.communicate(timeout=120)

    assert setup.returncode == 0
    assert "creating" in said
    assert not in_pieces.exists()
    assert not (venv / ".unfinished").exists()


def test_second_setup_waits_for_the_first(tmp_path: Path, lock: Path) -> None:
    with (tmp_path / "venv.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        setup = _start(tmp_path / "venv", lock)
        assert setup.stdout is not None
        said = setup.stdout.readline()
        setup.kill()
        setup.communicate(timeout=10)

    assert "waiting for another setup" in said
    assert not (tmp_path / "venv").exists()
