"""Each rule of presentation on a disclosure with one passage changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.checks.outcome import OutcomeState
from tests.disclosures.checks.changed import changed, check, failed

CASES: tuple[tuple[str, str, str, set[str]], ...] = (
    (
        "FMT-02",
        "- 七、政府性基金预算财政拨款收入支出决算表\n- 八、国有资本经营预算财政拨款支出决算表",
        "- 七、国有资本经营预算财政拨款支出决算表\n- 八、政府性基金预算财政拨款收入支出决算表",
        {"FMT-02[contents]"},
    ),
    (
        "FMT-03",
        "公开03表",
        "公开02表",
        {"FMT-03[expenditure]"},
    ),
    (
        "FMT-04",
        "金额单位：万元\n\n项目\t\t本年收入合计",
        "项目\t\t本年收入合计",
        {"FMT-04[income]"},
    ),
    (
        "FMT-05",
        "部门：示例市档案局\n\n金额单位：万元\n\n项目\t\t本年收入合计",
        "金额单位：万元\n\n项目\t\t本年收入合计",
        {"FMT-05[income]"},
    ),
    (
        "FMT-09",
        "20126\t档案事务\t85.00\t80.00\t0.00",
        "20126\t档案事务\t85.00\t80.00\t",
        {"FMT-09[document]"},
    ),
    (
        "FMT-11",
        "主要是人员经费增加。\n",
        "主要是人员经费增加（减少）XX万元。\n",
        {"FMT-11[text]"},
    ),
    (
        "FMT-12",
        "贯彻执行档案工作的方针政策。",
        "贯彻执行档案工作的方针\ufffd\ufffd。",
        {"FMT-12[text]"},
    ),
    (
        "FMT-13",
        "主要是人员经费增加。\n",
        "主要是人员经费增加增加，，\n",
        {"FMT-13[text]"},
    ),
    (
        "FMT-15",
        "第二部分\n\n2023年度部门决算表\n\n收入",
        "2023年度部门决算表\n\n收入",
        {"FMT-15[二]"},
    ),
    (
        "FMT-18",
        "支出全年预算为4.00万元",
        "支出年初预算为4.00万元",
        {"FMT-18[total]"},
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


def test_a_disclosure_that_prints_no_unit_is_wrong_once(tmp_path: Path) -> None:
    nine = tuple(("金额单位：万元\n", "") for _ in range(9))
    result = check(changed(tmp_path, *nine))
    units = [finding for finding in result.findings if finding.rule == "FMT-04"]

    assert [(finding.instance, finding.severity.value) for finding in units] == [
        ("FMT-04[document]", "error")
    ]
