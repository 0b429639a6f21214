"""The real documents: what is wrong in them, by a person's reading, is what is found, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from tests.disclosures.checks.changed import RULES

DOCUMENTS = Path(__file__).parents[2] / "documents"
_ROW = re.compile(r"\| `(?P<instance>.+?)` \| (?P<severity>\w+) \|")


def listed(name: str) -> set[tuple[str, str]]:
    """The findings a person wrote down, with their severity."""
    text = (DOCUMENTS / name / "contradictions.md").read_text(encoding="utf-8")
    return {(row["instance"], row["severity"]) for row in _ROW.finditer(text)}


@pytest.mark.parametrize(
    "name",
    [
        "jinan-bigdata-bureau-2023",
        "qingdao-bigdata-bureau-2022",
        "shanghai-putuo-finance-2024",
        "shanghai-putuo-social-work-2024",
    ],
)
def test_findings_are_those_a_reader_listed(name: str) -> None:
    (path,) = (p for p in (DOCUMENTS / name).iterdir() if p.stem == name)
    accounts = extract_final_accounts(read_document(path, name=path.name))
    result = run_rules(Books(accounts), RULES)

    assert {(f.instance, f.severity.value) for f in result.findings} == listed(name)
    assert not result.count(OutcomeState.CRASHED)
    assert result.count(OutcomeState.PASSED) > 150
