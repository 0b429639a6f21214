"""The findings in the real documents are exactly the contradictions that were found by reading them."""

from __future__ import annotations

import re
from functools import cache

import pytest

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import CheckResult, run_rules
from evaluations.checks import RULES
from tests.evaluations.samples import DOCUMENTS, JINAN, QINGDAO, accounts_of, evaluations_of

INSTANCE = re.compile(r"`((?:PRF|EVL|NAR)-\d+\[[^`]+\])`")


@cache
def checked(name: str) -> CheckResult:
    return run_rules(Books(accounts_of(name), annexes=[evaluations_of(name)]), RULES)


@pytest.mark.parametrize("name", [QINGDAO, JINAN])
def test_findings_are_the_contradictions_that_are_there(name: str) -> None:
    written = (DOCUMENTS / name / "contradictions-evaluations.md").read_text(encoding="utf-8")
    result = checked(name)
    assert sorted(f.instance for f in result.findings) == sorted(INSTANCE.findall(written))
    assert result.count(OutcomeState.CRASHED) == 0


@pytest.mark.parametrize(
    ("instance", "line"),
    [
        ("PRF-18[公共数据汇聚治理项目省级数字山东发展资金#2]", 1012),
        ("EVL-13[济南市政务数据共享交换平台运维监测系统升级改造项目,执行率]", 6784),
        ("EVL-14[济南政务云计算中心云服务项目,表112022年度济南政务云计算中心云服务项目预算明细表]", 1340),
    ],
)
def test_finding_stands_where_the_words_stand(instance: str, line: int) -> None:
    """The second printing of a form, the figure in a long sentence, a table's title and not its heading."""
    (finding,) = (f for f in checked(JINAN).findings if f.instance == instance)
    assert finding.evidence[0].place.line == line
