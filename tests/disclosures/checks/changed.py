"""A correct small disclosure, and what is found in it once a passage of its text is changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from disclosures.checks import completeness, narrative, presentation
from disclosures.checks.books import Books
from disclosures.checks.run import CheckResult, run_rules
from disclosures.documents.limits import DEFAULT_LIMITS
from disclosures.documents.model import Document
from disclosures.documents.readers import text
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import FinalAccounts

CORRECT = Path(__file__).with_name("correct.txt")
RULES = (*narrative.RULES, *completeness.RULES, *presentation.RULES)


def read_text(tmp_path: Path, content: str) -> Document:
    path = tmp_path / "disclosure.txt"
    path.write_text(content, encoding="utf-8")
    return text.read(path, name=path.name, sha256="", limits=DEFAULT_LIMITS)


def changed(tmp_path: Path, *replacements: tuple[str, str]) -> FinalAccounts:
    """The disclosure with passages replaced; each must be there."""
    content = CORRECT.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in content, old
        content = content.replace(old, new, 1)
    return extract_final_accounts(read_text(tmp_path, content))


def check(accounts: FinalAccounts) -> CheckResult:
    return run_rules(Books(accounts), RULES)


def failed(result: CheckResult) -> set[str]:
    return {finding.instance for finding in result.findings}


@cache
def correct() -> FinalAccounts:
    document = text.read(CORRECT, name=CORRECT.name, sha256="", limits=DEFAULT_LIMITS)
    return extract_final_accounts(document)
