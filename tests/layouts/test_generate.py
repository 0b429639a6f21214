"""Made-up accounts are sound: every identity holds, and the same seed gives the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.checks import articulation
from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import AmountState, StatementKey
from tests.layouts.generate import random_accounts


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
def test_no_identity_is_broken(seed: int) -> None:
    result = run_rules(Books(random_accounts(seed)), articulation.RULES)
    assert result.findings == ()
    assert result.count(OutcomeState.PASSED) > 100


def test_the_same_seed_gives_the_same_accounts() -> None:
    assert random_accounts(7) == random_accounts(7)
    assert random_accounts(7) != random_accounts(8)


@pytest.mark.parametrize("state", list(AmountState)[:3])
def test_all_that_publishers_print_occurs(state: AmountState) -> None:
    made = [random_accounts(seed) for seed in range(30)]
    printed = [f.amount for accounts in made for s in accounts.statements for _, f in s.figures()]
    assert any(amount.state is state for amount in printed)
    assert any(amount.value is not None and amount.value < 0 for amount in printed)


def test_funds_are_populated_in_some_and_empty_in_others() -> None:
    made = [random_accounts(seed) for seed in range(30)]
    for key in (StatementKey.GOVERNMENT_MANAGED_FUNDS, StatementKey.STATE_CAPITAL):
        heights = {len(statement.lines) > 1 for a in made if (statement := a.statement(key))}
        assert heights == {True, False}
