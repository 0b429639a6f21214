"""Correct narratives in several wordings have no findings; a wrong figure in one of them has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.checks import narrative
from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import CheckResult, run_rules
from disclosures.final_accounts.records import Claim, FinalAccounts, Section, Unit
from tests.disclosures.final_accounts.narrative.made_up import SHANDONG, WORDINGS, Wording, made_up

SEEDS = range(8)


def check(accounts: FinalAccounts) -> CheckResult:
    return run_rules(Books(accounts), narrative.RULES)


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.name)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_correct_narrative_has_no_findings(wording: Wording, seed: int) -> None:
    result = check(made_up(seed, wording))

    assert not [finding.instance for finding in result.findings]
    assert not result.count(OutcomeState.CRASHED)
    assert result.count(OutcomeState.PASSED) > 60


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.name)
def test_amounts_in_yuan_agree_with_statements_in_wan_yuan(wording: Wording) -> None:
    accounts = made_up(1, wording)
    assert accounts.unit is Unit.WAN_YUAN
    claims = tuple(_in_yuan(claim) for claim in accounts.claims)

    assert not check(replace(accounts, claims=claims)).findings


def _in_yuan(claim: Claim) -> Claim:
    if claim.unit != Unit.WAN_YUAN or claim.value is None:
        return claim
    value = (claim.value * 10_000).quantize(Decimal("0.01"))
    return replace(claim, value=value, unit=Unit.YUAN.value, printed=f"{value:,}")


TESTED = {
    Section.OVERALL: ("amount",),
    Section.INCOME: ("amount", "share"),
    Section.EXPENDITURE: ("amount", "share"),
    Section.FISCAL_APPROPRIATION: ("amount",),
    Section.GENERAL_PUBLIC_BUDGET: ("amount", "share", "budget", "completion_rate", "change_rate"),
    Section.BASIC_EXPENDITURE: ("amount",),
    Section.THREE_PUBLIC_EXPENSES: ("amount", "budget", "completion_rate"),
    Section.PROCUREMENT: ("share",),
}
"""Figures that cannot be wrong by one without contradicting another."""


@pytest.mark.parametrize("seed", range(3))
def test_every_wrong_figure_is_found(seed: int) -> None:
    accounts = made_up(seed, SHANDONG)
    tested = [
        at
        for at, claim in enumerate(accounts.claims)
        if claim.quantity in TESTED.get(claim.section, ()) and claim.value is not None
    ]
    missed = [accounts.claims[at].text for at in tested if not check(_wrong_by_one(accounts, at)).findings]

    assert len(tested) > 30
    assert not missed


def _wrong_by_one(accounts: FinalAccounts, at: int) -> FinalAccounts:
    claim = accounts.claims[at]
    assert claim.value is not None
    value = claim.value + 1
    wrong = replace(claim, value=value, printed=f"{value:,}")
    return replace(accounts, claims=(*accounts.claims[:at], wrong, *accounts.claims[at + 1 :]))
