"""表头与栏次: which columns a statement's form asks for."""

from __future__ import annotations

from dataclasses import replace

from disclosures.checks import presentation
from disclosures.checks.books import Books
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import FinalAccounts, Statement, StatementKey
from tests.disclosures.checks.figures import accounts, expenditure, line, statement

BALANCES = {"opening_balance": "0", "income": "10", "closing_balance": "0"}
SPENT = {"total": "10", "basic": "0", "project": "10"}


def funds(title: str, figures: dict[str, str]) -> Statement:
    lines = [line("208", "社会保障和就业支出", figures)]
    return replace(statement(StatementKey.GOVERNMENT_MANAGED_FUNDS, lines), title=title)


def missing(books: FinalAccounts) -> dict[str, str | None]:
    findings = run_rules(Books(books), presentation.RULES).findings
    return {finding.instance: finding.expected for finding in findings if finding.rule == "FMT-07"}


def test_a_form_of_income_and_expenditure_has_balances() -> None:
    title = "政府性基金预算财政拨款收入支出决算表"

    assert not missing(accounts(funds(title, BALANCES | SPENT)))
    assert missing(accounts(funds(title, SPENT))) == {
        "FMT-07[government_managed_funds]": "年初结转和结余、本年收入、年末结转和结余"
    }


def test_a_form_of_expenditure_has_none() -> None:
    assert not missing(accounts(funds("政府性基金预算财政拨款支出决算表", SPENT)))


def test_columns_without_an_amount_are_columns() -> None:
    assert not missing(accounts(expenditure({"total": ("10", "10", "")})))
