"""The findings in the real documents are exactly the contradictions that were found by reading them."""

from __future__ import annotations

import re

import pytest

from disclosures.checks.books import Books
from disclosures.checks.finding import OutcomeState
from disclosures.checks.run import run_rules
from evaluations.checks import RULES
from tests.evaluations.samples import DOCUMENTS, JINAN, QINGDAO, accounts_of, evaluations_of

INSTANCE = re.compile(r"`((?:PRF|EVL|NAR)-\d+\[[^`]+\])`")


@pytest.mark.parametrize("name", [QINGDAO, JINAN])
def test_findings_are_the_contradictions_that_are_there(name: str) -> None:
    written = (DOCUMENTS / name / "contradictions-evaluations.md").read_text(encoding="utf-8")
    result = run_rules(Books(accounts_of(name), annexes=[evaluations_of(name)]), RULES)
    assert sorted(f.instance for f in result.findings) == sorted(INSTANCE.findall(written))
    assert result.count(OutcomeState.CRASHED) == 0
