"""Every command and every block of the guides, run as it stands against the samples."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django.live_server_helper import LiveServer

from tests.finance_api.served import publish_samples

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = ROOT / "docs" / "how-to"
MARK = "---- end of block ----"


def blocks(page: str, language: str) -> list[str]:
    text = (HOW_TO / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def samples(live_server: LiveServer, settings: Any, tmp_path: Path) -> str:
    """The address of an API that serves the samples, as `make run` does."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.INCOMING_DIR = tmp_path / "files" / "incoming"
    cache.clear()
    publish_samples()
    return f"{live_server.url}/api/v1"


def run(command: list[str], script: str, api: str) -> str:
    environment = {**os.environ, "API": api, "NO_PROXY": "*", "no_proxy": "*", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, input=script.encode(), capture_output=True, cwd=ROOT, env=environment, timeout=90
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()[-2000:]
    return done.stdout.decode()


def test_the_first_queries(samples: str) -> None:
    if shutil.which("curl") is None:
        assert not os.environ.get("CI"), "curl is not installed"
        pytest.skip("curl is not installed")
    commands = blocks("getting-started.md", "sh")
    parts = ["set -eu", *(f'{command}\necho; echo "{MARK}"' for command in commands)]
    script = "\n".join(parts)
    answers = [answer.strip() for answer in run(["bash", "-s"], script, samples).split(MARK)]
    departments, disclosures, subtree, ranked, labelled, chosen, sheet, findings, report, unchanged, wrong = (
        answers[1:12]
    )
    for listed in (departments, disclosures, subtree, ranked, labelled, chosen, findings):
        assert json.loads(listed)["results"], listed
    assert {row["name"] for row in json.loads(departments)["results"]} >= {"青岛市大数据发展管理局"}
    assert all(row["account"].startswith("201") for row in json.loads(subtree)["results"])
    amounts = [float(row["amount"]) for row in json.loads(ranked)["results"]]
    assert amounts == sorted(amounts, reverse=True)
    assert len({row["department"]["name"] for row in json.loads(ranked)["results"]}) > 1
    assert all("运行" in row["label"] for row in json.loads(labelled)["results"])
    assert set(json.loads(chosen)["results"][0]) == {"label", "measure", "amount"}
    assert "一般公共服务支出" in sheet
    assert sheet.count("\n") > 5
    assert report.startswith('{"document"')
    assert unchanged == "304"
    assert json.loads(wrong)["title"] == "查询参数有误"
    assert "fiscal_year" in json.loads(wrong)["detail"]


def test_the_tutorial(samples: str) -> None:
    printed = "\n".join(blocks("tutorial-polars.md", "python"))
    claims = (
        "assert compared.height == 4, compared\nassert compared['difference'].null_count() == 0, compared\n"
    )
    code = f"{printed}\n{claims}"
    assert "青岛市大数据发展管理局" in run([sys.executable, "-"], code, samples)


def test_a_generated_client(samples: str, tmp_path: Path) -> None:
    """What an off-the-shelf generator makes of the description asks for figures and gets them."""
    generator = Path(sys.executable).with_name("openapi-python-client")
    (command,) = blocks("generate-a-client.md", "sh")
    words = command.replace("\\\n", " ").replace("docs/", f"{ROOT}/docs/").split()
    made = subprocess.run([generator, *words[1:]], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "WARNING" not in made.stdout + made.stderr, made.stdout + made.stderr
    (code,) = blocks("generate-a-client.md", "python")
    code = code.replace("http://127.0.0.1:8000", samples.removesuffix("/api/v1"))
    printed = run(
        [sys.executable, "-"], f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{code}", samples
    )
    assert "青岛市大数据发展管理局" in printed
    assert "一般公共服务支出" in printed
