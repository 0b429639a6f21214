from __future__ import annotations

from disclosures.checks.books import Books
from disclosures.checks.presentation import RULES
from disclosures.checks.run import run_rules
from tests.disclosures.final_accounts.test_identity import income
from tests.disclosures.final_accounts.written import COVER, accounts_in


def test_a_statement_printed_twice_with_two_amounts() -> None:
    rules = [rule for rule in RULES if rule.id == "FMT-19"]
    accounts = accounts_in(COVER + income() + income(amount="11.00"))
    (finding,) = run_rules(Books(accounts), rules).findings
    assert finding.printed.endswith("11.00")
    assert finding.evidence[0].place.line
    assert not run_rules(Books(accounts_in(COVER + income() + income(amount="10"))), rules).findings
