"""The command has no database and no broker: it is run as a person would run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosures.report import report
from disclosures.report_text import report_text
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed

ROOT = Path(__file__).resolve().parents[3]


def check(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """In an environment that names servers which do not exist."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    command = [sys.executable, "manage.py", "check_document", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False
    )


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


def test_text_says_how_much_was_checked_and_why_something_was_not() -> None:
    """Grouped by cause; the figures of the summary are those of the report."""
    found = report(analysed(PUTUO))
    text, checks = report_text(found), found["checks"]
    assert f"规则 {checks['rules']} 条，判断了 {checks['rules_evaluated']} 条" in text
    assert f"通过 {checks['passed']}，未通过 {checks['failed']}，无法判断 {checks['not_evaluable']}" in text
    for reason in checks["reasons"]:
        assert f"无法判断 {reason['instances']} 项：{reason['sentences'][0]['zh']}" in text
    causes = {finding["root_cause"] for finding in found["findings"]}
    assert [line for line in text.splitlines() if line.startswith(f"{len(causes)}. [")]
    assert f"\n{len(causes) + 1}. [" not in text


def test_text_names_each_suspect_with_its_implied_value_once() -> None:
    place = {"page": 3, "box": [1, 2, 3, 4]}
    suspect = {"key": "k", "label": "合计", "printed": "9", "implied": "10", "unit": "万元", "place": place}
    shared = {"root_cause": "c", "evidence": [], "candidates": 1, "suspects": [suspect]}
    message = {"zh": "不等", "en": "differs"}
    findings = [
        {"instance": name, "severity": "error", "message": message, "fingerprint": name, **shared}
        for name in ("T01-01", "X0102-01")
    ]
    text = report_text({**report(analysed(PUTUO)), "findings": findings})
    assert text.count("可疑：合计 9，应为 10万元（第3页）") == 1
    assert "1. [错误]" in text
    assert "2. [" not in text


def test_several_files_and_standard_input_end_with_the_worst_status() -> None:
    content = QINGDAO.read_text(encoding="utf-8")
    done = check("-", PUTUO.with_name("missing.pdf"), "--format", "json", given=content)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["findings"] == report(analysed(QINGDAO))["findings"]
    assert second["unreadable"]["message"]["zh"].startswith("没有这个文件")
    assert done.returncode == 2


def test_sarif_is_written_too() -> None:
    done = check(PUTUO, "--format", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    assert [result["message"]["text"] for result in run["results"]] == [
        finding["message"]["zh"] for finding in report(analysed(PUTUO))["findings"]
    ]
