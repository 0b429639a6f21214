from __future__ import annotations

from collections.abc import Mapping

import pytest

from disclosures.checks import classification
from disclosures.checks.account_list import AccountList, AccountName, Classification
from disclosures.checks.books import Books
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import Side, Statement, StatementKey
from tests.disclosures.checks.figures import accounts, expenditure, line, statement

PASSED, FAILED = OutcomeState.PASSED, OutcomeState.FAILED
UNKNOWN = OutcomeState.NOT_EVALUABLE
FUNCTIONAL = Classification.FUNCTIONAL
NAMES = [
    AccountName(FUNCTIONAL, "201", "一般公共服务支出", frozenset({2019, 2024}), True),
    AccountName(FUNCTIONAL, "20805", "行政事业单位离退休", frozenset({2017, 2019}), True),
    AccountName(FUNCTIONAL, "20805", "行政事业单位养老支出", frozenset({2022, 2025}), True),
    AccountName(FUNCTIONAL, "205", "教育支出"),
    AccountName(Classification.ECONOMIC, "30217", "公务接待费", frozenset({2019, 2024}), True),
]
PARTIAL = AccountList(NAMES)
COMPLETE = AccountList(NAMES, complete_for=[(FUNCTIONAL, 2023)])


def outcomes(
    rule: str, *statements: Statement, year: int | None = 2023, known: AccountList = PARTIAL
) -> dict[str, Outcome]:
    """The outcomes of one rule by instance, without the rule's id."""
    books = Books(accounts(*statements, year=year), account_list=known)
    found = [o for o in run_rules(books, classification.RULES).outcomes if o.rule == rule]
    return {o.instance.removeprefix(f"{rule}[").removesuffix("]"): o for o in found}


def named(names: Mapping[str, str], key: StatementKey = StatementKey.EXPENDITURE) -> Statement:
    return statement(key, [line(code, name, {"total": "1.00"}) for code, name in names.items()])


@pytest.mark.parametrize(
    ("code", "known", "year", "state"),
    [
        ("201", PARTIAL, 2023, PASSED),
        ("20388", PARTIAL, 2023, UNKNOWN),
        ("20388", COMPLETE, 2023, FAILED),
        ("201", PARTIAL, 2031, UNKNOWN),
        ("201", PARTIAL, None, UNKNOWN),
    ],
)
def test_a_code_is_wrong_only_by_a_complete_list(
    code: str, known: AccountList, year: int | None, state: OutcomeState
) -> None:
    assert outcomes("CLS-01", named({code: "某科目"}), year=year, known=known)[code].state is state


@pytest.mark.parametrize(
    ("code", "name", "year", "state"),
    [
        ("201", "一般公共服务支出", 2023, PASSED),
        ("201", "一般公共 服务\n支出", 2023, PASSED),
        ("201", "一般公共服务", 2023, FAILED),
        ("20805", "行政事业单位养老支出", 2023, PASSED),
        ("20805", "行政事业单位离退休", 2018, PASSED),
        ("20805", "行政事业单位离退休", 2023, FAILED),
        ("205", "教育支出", 2023, PASSED),
        ("205", "教育事务", 2023, UNKNOWN),
        ("20388", "某科目", 2023, UNKNOWN),
    ],
)
def test_a_name_is_that_of_the_code_in_the_year(code: str, name: str, year: int, state: OutcomeState) -> None:
    assert outcomes("CLS-02", named({code: name}), year=year)[code].state is state


def test_a_wrong_name_is_told_with_the_right_one() -> None:
    finding = outcomes("CLS-02", named({"20805": "行政事业单位离退休"}))["20805"].finding
    assert finding
    assert (finding.printed, finding.expected) == ("行政事业单位离退休", "行政事业单位养老支出")


def test_economic_and_functional_codes_are_apart() -> None:
    basic = named({"30217": "公务接待费", "201": "一般公共服务支出"}, StatementKey.BASIC_EXPENDITURE)
    found = outcomes("CLS-09", basic)
    assert found["30217"].state is PASSED
    assert found["201"].state is UNKNOWN


def test_a_code_has_one_name_in_all_statements() -> None:
    general = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
    found = outcomes(
        "CLS-07",
        named({"2010350": "事业运行", "2010301": "行政（运行）"}),
        named({"2010350": "事业单位运行", "2010301": "行政(运行)"}, general),
    )
    assert {name: o.state for name, o in found.items()} == {"2010350": FAILED, "2010301": PASSED}


def test_parents_are_asked_for_at_the_levels_the_form_prints() -> None:
    orphan = named({"201": "a", "20105": "b", "2010301": "c"})
    assert list(outcomes("CLS-03", orphan)) == ["expenditure,20103"]
    only_items = named({"2010301": "c", "2010350": "d"})
    assert outcomes("CLS-03", only_items)["expenditure"].state is PASSED


def test_a_class_without_sub_accounts_is_reported() -> None:
    found = outcomes("CLS-04", named({"201": "a", "208": "b", "20805": "c"}))
    assert list(found) == ["expenditure,201"]


def test_codes_ascend() -> None:
    assert list(outcomes("CLS-05", named({"208": "a", "201": "b"}))) == ["expenditure,201"]
    assert list(outcomes("CLS-05", named({"201": "b", "20103": "c", "208": "a"}))) == ["expenditure"]


def test_a_code_printed_twice_is_reported() -> None:
    lines = [line("201", "a", {"total": value}) for value in ("1.00", "2.00")]
    assert outcomes("CLS-06", statement(StatementKey.EXPENDITURE, lines))["expenditure,201"].finding
    assert outcomes("CLS-06", statement(StatementKey.EXPENDITURE, [lines[0]] * 2))["expenditure,201"].finding


@pytest.mark.parametrize(("carried", "state"), [("0.00", FAILED), ("5.00", PASSED), ("#", UNKNOWN)])
def test_unspent_income_is_explained_by_carry_over(carried: str, state: OutcomeState) -> None:
    closing = line(None, "年末", {"amount": carried}, item="closing_balance", side=Side.EXPENDITURE)
    found = outcomes(
        "CLS-08",
        statement(StatementKey.INCOME_AND_EXPENDITURE, [closing]),
        named({"201": "a", "208": "b"}, StatementKey.INCOME),
        named({"201": "a"}),
    )
    assert found["income,208"].state is state


def test_class_lines_have_the_names_and_the_order_of_the_form() -> None:
    lines = [
        line("201", "一、一般公共服务支出", {"amount": "1"}, item="class", side=Side.EXPENDITURE),
        line(None, "二、一般公共预算服务支出", {"amount": "1"}, side=Side.EXPENDITURE),
        line(None, "其中：专项", {"amount": "1"}, side=Side.EXPENDITURE),
    ]
    found = outcomes("CLS-10", statement(StatementKey.INCOME_AND_EXPENDITURE, lines))
    states = {name.split(",")[1]: o.state for name, o in found.items()}
    assert states == {"order": PASSED, "201": PASSED, "二、一般公共预算服务支出": FAILED}


def test_accounts_of_another_budget_are_reported() -> None:
    found = outcomes(
        "CLS-11",
        named({"2010301": "a"}, StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE),
        named({"2010301": "a", "2120801": "b"}, StatementKey.GOVERNMENT_MANAGED_FUNDS),
        named({"2230105": "c", "2080501": "d"}, StatementKey.STATE_CAPITAL),
    )
    assert {name: o.state for name, o in found.items()} == {
        "government_managed_funds,2010301": FAILED,
        "government_managed_funds,2120801": PASSED,
        "state_capital,2230105": PASSED,
        "state_capital,2080501": FAILED,
    }


@pytest.mark.parametrize(("project", "state"), [("40.00", FAILED), ("", PASSED), ("#", UNKNOWN)])
def test_running_cost_is_normally_basic(project: str, state: OutcomeState) -> None:
    printed = expenditure({"2010301": ("100", "60", project)}, names={"2010301": "行政运行"})
    assert outcomes("CLS-12", printed)["2010301"].state is state


def test_a_row_of_zeros_is_mentioned() -> None:
    assert outcomes("CLS-13", expenditure({"201": ("", "0.00", "-")}))["expenditure,201"].finding
    assert outcomes("CLS-13", expenditure({"201": ("", "#", "")}))["expenditure"].state is PASSED


def test_codes_have_three_five_or_seven_digits() -> None:
    assert outcomes("CLS-14", named({"201030": "a"}))["expenditure,201030"].finding
    assert outcomes("CLS-14", named({"20103": "a"}))["expenditure"].state is PASSED
