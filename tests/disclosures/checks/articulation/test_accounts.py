from __future__ import annotations

from collections.abc import Mapping

from disclosures.checks.articulation import RULES
from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import FinalAccounts, Line, StatementKey
from tests.disclosures.checks.figures import accounts, line, statement

PASSED, FAILED = OutcomeState.PASSED, OutcomeState.FAILED


def states(rule: str, made: FinalAccounts) -> dict[str, OutcomeState]:
    result = run_rules(Books(made), [r for r in RULES if r.id == rule])
    return {o.instance.removeprefix(f"{rule}[").removesuffix(",total]"): o.state for o in result.outcomes}


def short_form(rows: Mapping[str, tuple[str, str]]) -> FinalAccounts:
    """支出决算表 with 合计 and 基本支出 only, as some print it."""
    lines = [line(code, code, {"total": t, "basic": b}) for code, (t, b) in rows.items()]
    return accounts(statement(StatementKey.EXPENDITURE, lines))


def test_columns_that_a_form_leaves_out_are_zero_where_most_rows_add_up() -> None:
    made = short_form({"201": ("9", "9"), "205": ("8", "8"), "208": ("7", "7"), "210": ("6", "5")})
    assert states("T03-01", made) == {"201": PASSED, "205": PASSED, "208": PASSED, "210": FAILED}


def test_columns_that_may_not_have_been_recognised_prove_nothing() -> None:
    made = short_form({"201": ("9", "1"), "205": ("8", "2"), "208": ("7", "7")})
    unknown = OutcomeState.NOT_EVALUABLE
    assert states("T03-01", made) == {"201": unknown, "205": unknown, "208": PASSED}


def test_one_slip_is_found_in_the_parent_of_every_level() -> None:
    foot = line(None, "合计", {"total": "10.00"}, item="total")
    made = accounts(statement(StatementKey.EXPENDITURE, [*_branch(), foot]))
    assert states("T03-02", made) == {"201": PASSED, "20103": FAILED}


def test_the_last_branch_of_a_statement_without_foot_may_have_been_cut_off() -> None:
    made = accounts(statement(StatementKey.EXPENDITURE, _branch()))
    assert states("T03-02", made) == {"201": PASSED, "20103": OutcomeState.NOT_EVALUABLE}
    whole = [*_branch(), line("208", "208", {"total": "1.00"})]
    assert states("T03-02", accounts(statement(StatementKey.EXPENDITURE, whole)))["20103"] is FAILED


def _branch() -> list[Line]:
    rows = {"201": "10.00", "20103": "10.00", "2010301": "4.00", "2010350": "5.00"}
    return [line(code, code, {"total": value}) for code, value in rows.items()]


def test_a_total_without_accounts_has_nothing_to_add() -> None:
    empty = statement(
        StatementKey.GOVERNMENT_MANAGED_FUNDS, [line(None, "合计", {"total": ""}, item="total")]
    )
    assert states("T07-04", accounts(empty)) == {"T07-04": OutcomeState.NOT_APPLICABLE}
    assert states("T07-01", accounts(empty)) == {"total": PASSED}


def test_accounts_without_their_total_cannot_be_added() -> None:
    made = accounts(statement(StatementKey.EXPENDITURE, [line("201", "x", {"total": "5.00"})]))
    assert states("T03-03", made) == {"T03-03": OutcomeState.NOT_EVALUABLE}


def test_a_category_that_is_not_printed_is_asked_for() -> None:
    lines = [
        line("301", "工资福利支出", {"amount": "5.00"}),
        line("30101", "基本工资", {"amount": "5.00"}),
        line("30201", "办公费", {"amount": "3.00"}),
        line(None, "人员经费合计", {"amount": "5.00"}, item="personnel_total"),
    ]
    result = run_rules(
        Books(accounts(statement(StatementKey.BASIC_EXPENDITURE, lines))),
        [r for r in RULES if r.id == "T06-01"],
    )
    assert {o.instance: o.state for o in result.outcomes} == {
        "T06-01[301,amount]": PASSED,
        "T06-01[302,amount]": FAILED,
    }
