"""The command has no database and no broker: it is run as a person would run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosures.report import report
from tests.disclosures.conftest import PUTUO, analysed

ROOT = Path(__file__).resolve().parents[3]


def check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """In an environment that names servers which do not exist."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    command = [sys.executable, "manage.py", "check_document", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_json_is_the_report_and_the_status_says_whether_it_is_valid() -> None:
    done = check(PUTUO, "--format", "json")
    expected = report(analysed(PUTUO))
    assert json.loads(done.stdout) == expected
    errors = [finding for finding in expected["findings"] if finding["severity"] == "error"]
    assert done.returncode == (1 if errors else 0)
    assert done.stderr == ""


@pytest.mark.parametrize("content", [b"", "今天天气很好。".encode(), None])
def test_what_cannot_be_read_is_status_2_with_a_reason(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "a.pdf"
    if content is not None:
        file.write_bytes(content)
    done = check(file, "--format", "json")
    assert done.returncode == 2
    reason = json.loads(done.stdout)["unreadable"]
    assert reason["code"]
    assert reason["message"]["zh"]
    assert reason["message"]["en"]
    assert "Traceback" not in done.stderr


def test_text_names_every_finding_with_its_place() -> None:
    done = check(PUTUO)
    for finding in report(analysed(PUTUO))["findings"]:
        assert finding["message"]["zh"] in done.stdout
