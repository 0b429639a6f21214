"""Separators of thousands: in all amounts or in none."""

from __future__ import annotations

from dataclasses import replace

from disclosures.checks import presentation
from disclosures.checks.books import Books
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import FinalAccounts
from tests.disclosures.final_accounts.narrative.made_up import SHANDONG, made_up


def instances(accounts: FinalAccounts) -> set[str]:
    findings = run_rules(Books(accounts), presentation.RULES).findings
    return {finding.instance for finding in findings if finding.rule == "FMT-10"}


def test_separators_everywhere() -> None:
    assert not instances(made_up(1, SHANDONG))


def test_one_amount_of_the_narrative_without_separators() -> None:
    accounts = made_up(1, SHANDONG)
    first = accounts.claims[1]
    assert "," in first.printed
    claims = (replace(first, printed=first.printed.replace(",", "")), *accounts.claims)

    assert instances(replace(accounts, claims=claims)) == {"FMT-10[narrative]"}
