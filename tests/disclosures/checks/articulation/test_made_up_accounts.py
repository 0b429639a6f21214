"""Every articulation rule on made-up accounts: it passes, it fails when a cell is changed, it says when it
cannot know."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from disclosures.checks import articulation, classification
from disclosures.checks.books import Books
from disclosures.checks.equation import Equation, Sense, State, Variable
from disclosures.checks.finding import Severity
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.rule import Kind, Rule
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import FinalAccounts, StatementKey
from tests.disclosures.checks.figures import in_ten_thousands, with_amount
from tests.layouts.generate import random_accounts

SEEDS = range(24)
NAMED_RIGHT = [seed for seed in SEEDS if (random_accounts(seed).fiscal_year or 0) >= 2022]
"""The generator names accounts as they have been named since 2022."""
RULES = (*articulation.RULES, *classification.RULES)
OTHER_FORMS = {"T05-04", "T06-05"}
"""Rules about columns that the generator does not print: see test_columns."""
ARITHMETIC = [
    rule for rule in articulation.RULES if rule.kind is Kind.EQUATIONS and rule.id not in OTHER_FORMS
]


@cache
def passed_instances() -> dict[str, tuple[FinalAccounts, Outcome]]:
    """A passed instance of every arithmetic rule, its tested figure printed, and the accounts it is of."""
    found: dict[str, tuple[FinalAccounts, Outcome]] = {}
    for seed in SEEDS:
        accounts = random_accounts(seed)
        for outcome in run_rules(Books(accounts), ARITHMETIC).outcomes:
            if outcome.rule not in found and _has_a_tested_figure(outcome):
                found[outcome.rule] = accounts, outcome
    return found


def _has_a_tested_figure(outcome: Outcome) -> bool:
    relation = outcome.relation
    return (
        outcome.state is OutcomeState.PASSED
        and isinstance(relation, Equation)
        and _tested(relation).state is State.VALUE
        and bool(_tested(relation).amount)
    )


def _tested(equation: Equation) -> Variable:
    return equation.left.variables()[0]


def _outcome(rule: Rule, accounts: FinalAccounts, instance: str) -> Outcome | None:
    outcomes = run_rules(Books(accounts), [rule]).outcomes
    return next((o for o in outcomes if o.instance == instance), None)


@pytest.mark.parametrize("rule", ARITHMETIC, ids=lambda rule: rule.id)
def test_a_changed_cell_fails(rule: Rule) -> None:
    accounts, passed = passed_instances()[rule.id]
    relation = passed.relation
    assert isinstance(relation, Equation)
    cell = _tested(relation)
    off = Decimal(-5_000_000 if relation.sense is Sense.AT_LEAST else 5_000_000)
    changed = with_amount(accounts, cell.key, f"{(cell.amount or 0) + off:.2f}")
    outcome = _outcome(rule, changed, passed.instance)
    if rule.id == "X0104-04":  # applies only while both statements balance
        assert outcome is None
        return
    if rule.id == "X0104-03":  # a carry-over below zero is a deficit
        assert outcome
        assert outcome.state is OutcomeState.NOT_APPLICABLE
        return
    assert outcome
    assert outcome.state is OutcomeState.FAILED
    assert outcome.finding
    assert cell.key in {evidence.key for evidence in outcome.finding.evidence}


@pytest.mark.parametrize("rule", ARITHMETIC, ids=lambda rule: rule.id)
def test_an_unreadable_cell_is_neither_right_nor_wrong(rule: Rule) -> None:
    accounts, passed = passed_instances()[rule.id]
    relation = passed.relation
    assert isinstance(relation, Equation)
    unreadable = with_amount(accounts, _tested(relation).key, "#")
    outcomes = run_rules(Books(unreadable), [rule]).outcomes
    judged = next((o for o in outcomes if o.instance in (passed.instance, rule.id)), None)
    assert judged
    assert judged.state is OutcomeState.NOT_EVALUABLE
    assert not [o for o in outcomes if o.finding]


@pytest.mark.parametrize("rule", ARITHMETIC, ids=lambda rule: rule.id)
def test_a_missing_statement_is_not_evaluable(rule: Rule) -> None:
    accounts, _ = passed_instances()[rule.id]
    for need in rule.needs:
        rest = tuple(s for s in accounts.statements if s.key != need)
        (outcome,) = run_rules(Books(replace(accounts, statements=rest)), [rule]).outcomes
        assert outcome.state is OutcomeState.NOT_EVALUABLE
        assert outcome.reason
        assert outcome.reason.code == "statement_missing"


@pytest.mark.parametrize("seed", NAMED_RIGHT)
def test_correct_accounts_have_no_error(seed: int) -> None:
    result = run_rules(Books(random_accounts(seed)), RULES)
    assert not [f.message.en for f in result.findings if f.severity in (Severity.ERROR, Severity.WARNING)]
    assert result.count(OutcomeState.CRASHED) == 0


@pytest.mark.parametrize("seed", NAMED_RIGHT)
def test_accounts_rounded_figure_by_figure_have_no_error(seed: int) -> None:
    """What remains of rounding is reported once."""
    rounded = in_ten_thousands(random_accounts(seed), per=100)
    findings = run_rules(Books(rounded), RULES).findings
    assert not [f.message.en for f in findings if f.severity in (Severity.ERROR, Severity.WARNING)]
    assert sum(f.rule == "R-01" for f in findings) == 1


def test_accounts_of_zeros_break_nothing() -> None:
    accounts = in_ten_thousands(random_accounts(0), per=10**15)
    result = run_rules(Books(accounts), RULES)
    assert not [f.message.en for f in result.findings if f.severity is Severity.ERROR]
    assert result.count(OutcomeState.CRASHED) == 0


def test_accounts_without_statements_are_not_evaluable_throughout() -> None:
    accounts = replace(random_accounts(0), statements=())
    result = run_rules(Books(accounts), RULES)
    states = {o.state for o in result.outcomes if o.rule not in ("R-01", "R-02")}
    assert states == {OutcomeState.NOT_EVALUABLE, OutcomeState.NOT_APPLICABLE}
    assert {o.state for o in result.outcomes if o.family == "T" and o.relation} == set()


def test_own_money_makes_fiscal_expenditure_a_part_only() -> None:
    """COND-E: without it 03 must be at least its fiscal part; with it, equal."""
    seeds = (random_accounts(seed) for seed in SEEDS)
    senses = {_sense_of_x0305(accounts) for accounts in seeds}
    assert senses == {Sense.EQUAL, Sense.AT_LEAST}


def _sense_of_x0305(accounts: FinalAccounts) -> Sense:
    rule = next(r for r in ARITHMETIC if r.id == "X0305-01")
    relation = run_rules(Books(accounts), [rule]).outcomes[0].relation
    assert isinstance(relation, Equation)
    books = Books(accounts)
    spent = books.statement(StatementKey.EXPENDITURE).grand_total("total").value()
    fiscal = books.statement(StatementKey.FISCAL_APPROPRIATION)
    total = next(r for r in fiscal.rows if r.id == "expenditure.expenditure_total")["total"].value
    assert (relation.sense is Sense.EQUAL) == (spent == total)
    return relation.sense
