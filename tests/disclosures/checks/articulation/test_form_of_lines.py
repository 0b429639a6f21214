from __future__ import annotations

from disclosures.checks.articulation import form_of_lines
from disclosures.checks.books import Books
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import Side, Statement, StatementKey
from tests.disclosures.checks.figures import accounts, line, statement


def outcomes(rule: str, *statements: Statement) -> list[Outcome]:
    result = run_rules(Books(accounts(*statements)), form_of_lines.RULES)
    return [o for o in result.outcomes if o.rule == rule]


def overall(*numbers: tuple[str, str | None]) -> Statement:
    """Class lines of 01 with their 行次."""
    lines = [
        line(code, f"科目{code}", {"amount": "1.00"}, item="class", side=Side.EXPENDITURE, line_number=number)
        for code, number in numbers
    ]
    return statement(StatementKey.INCOME_AND_EXPENDITURE, lines)


def test_a_negative_expenditure_is_reported() -> None:
    spent = statement(StatementKey.EXPENDITURE, [line("205", "教育支出", {"total": "-12.00"})])
    (outcome,) = outcomes("T01-06", spent)
    assert outcome.finding
    assert outcome.instance == "T01-06[expenditure/205/total]"
    assert outcome.finding.printed == "-12.00"


def test_carry_over_and_recalled_funds_may_be_negative() -> None:
    carried = line(None, "年末结转和结余", {"amount": "-3.00"}, item="closing_balance", side=Side.EXPENDITURE)
    recalled = line("2296002", "彩票公益金", {"income": "-3.00", "closing_balance": "-1.00"})
    repeated = line("2296002", "彩票公益金", {"total": "-3.00", "fiscal_appropriation": "-3.00"})
    found = outcomes(
        "T01-06",
        statement(StatementKey.INCOME_AND_EXPENDITURE, [carried]),
        statement(StatementKey.GOVERNMENT_MANAGED_FUNDS, [recalled]),
        statement(StatementKey.INCOME, [repeated]),
    )
    assert {o.state for o in found} == {OutcomeState.PASSED}


def test_a_gap_between_class_lines_is_reported() -> None:
    (outcome,) = outcomes("T01-07", overall(("204", "35"), ("206", "37")))
    assert outcome.finding
    assert outcome.finding.printed == "35、37"


def test_consecutive_line_numbers_pass() -> None:
    (outcome,) = outcomes("T01-07", overall(("204", "35"), ("205", "36")))
    assert outcome.state is OutcomeState.PASSED


def test_a_form_without_line_numbers_has_none_to_check() -> None:
    (outcome,) = outcomes("T01-07", overall(("204", None), ("205", None)))
    assert outcome.state is OutcomeState.NOT_APPLICABLE
