"""Each rule of completeness on a disclosure with one passage changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.checks.finding import Severity
from disclosures.checks.outcome import OutcomeState
from tests.disclosures.checks.changed import changed, check, failed

CASES: tuple[tuple[str, str, str, set[str]], ...] = (
    (
        "FMT-01",
        "政府性基金预算财政拨款收入支出决算表\n\n公开07表",
        "见附件\n\n公开07表",
        {"FMT-01[government_managed_funds]"},
    ),
    (
        "FMT-06",
        "第四部分\n\n名词解释\n\n一、财政拨款收入：",
        "一、财政拨款收入：",
        {"FMT-06[名词解释]", "FMT-15[四]"},
    ),
    (
        "FMT-08",
        "注：本部门没有使用国有资本经营预算安排的支出，故本表无数据。\n",
        "",
        {"FMT-08[state_capital]"},
    ),
    (
        "FMT-14",
        "单位共2个",
        "单位共3个",
        {"FMT-14[units]"},
    ),
)
"""Rule, passage of the correct disclosure, what stands there instead, every instance that then fails."""


@pytest.mark.parametrize(("rule", "old", "new", "expected"), CASES)
def test_findings_are_exactly_these(
    rule: str, old: str, new: str, expected: set[str], tmp_path: Path
) -> None:
    result = check(changed(tmp_path, (old, new)))

    assert failed(result) == expected
    assert not result.count(OutcomeState.CRASHED)


NOTE = "注：本部门没有使用国有资本经营预算安排的支出，故本表无数据。\n"


@pytest.mark.parametrize(
    "explanation",
    [
        "某某市档案馆2023年度无国有资本经营预算财政拨款支出，此表为空表。\n",
        "本部门没有国有资本经营预算财政拨款收入，也没有相应的支出。\n",
        "\n表8\t国有资本经营预算财政拨款支出决算表\t是\t本部门不涉及，并已公开空表\n",
    ],
)
def test_empty_statement_is_explained_in_other_words_too(explanation: str, tmp_path: Path) -> None:
    assert not failed(check(changed(tmp_path, (NOTE, explanation))))


def test_explanation_in_the_narrative_leaves_a_warning_only(tmp_path: Path) -> None:
    (finding,) = check(changed(tmp_path, (NOTE, ""))).findings
    assert finding.severity is Severity.WARNING
