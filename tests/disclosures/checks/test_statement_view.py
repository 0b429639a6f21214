from __future__ import annotations

import pytest

from disclosures.checks.books import Books
from disclosures.checks.equation import State
from disclosures.checks.finding import NotEvaluable
from disclosures.checks.statement_names import ordinal
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Side, Statement, StatementKey
from tests.disclosures.checks.figures import accounts, expenditure, line, statement


def view_of(made: Statement) -> StatementView:
    return Books(accounts(made)).statement(made.key)


TREE = expenditure(
    {
        "total": ("10", "10", ""),
        "201": ("10", "10", ""),
        "20103": ("10", "10", ""),
        "2010301": ("4", "4", ""),
        "2010350": ("6", "6", ""),
    }
)


def test_every_account_stands_under_the_nearest_printed_one() -> None:
    found = {parent.id: [child.id for child in children] for parent, children in view_of(TREE).hierarchy()}
    assert found == {"201": ["20103"], "20103": ["2010301", "2010350"]}


def test_sub_accounts_stand_under_the_class_where_the_middle_level_is_not_printed() -> None:
    view = view_of(expenditure({"201": ("4", "4", ""), "2010301": ("4", "4", "")}))
    assert [(p.id, [c.id for c in cs]) for p, cs in view.hierarchy()] == [("201", ["2010301"])]
    assert view.account_total("20103", "total").value() == 40_000


def test_an_absent_row_of_a_code_table_is_zero() -> None:
    absent = view_of(TREE).row("205")["total"]
    assert (absent.amount, absent.state, absent.assumed) == (0, State.ABSENT, False)
    assert absent.key == "expenditure/205/total"


def test_a_column_that_is_not_printed_is_only_assumed_to_be_zero() -> None:
    assert view_of(TREE).row("201")["fiscal_appropriation"].assumed


def test_blank_dash_and_zero_are_zero_and_stay_different() -> None:
    view = view_of(expenditure({"201": ("", "-", "0.00")}))
    row = view.row("201")
    assert [row[m].state for m in ("total", "basic", "project")] == [State.BLANK, State.DASH, State.VALUE]
    assert all(row[m].is_zero for m in ("total", "basic", "project"))


def test_a_row_printed_again_counts_once() -> None:
    again = line("201", "一般公共服务支出", {"total": "10"})
    view = view_of(statement(StatementKey.EXPENDITURE, [again, again]))
    assert view.codes == ("201",)
    assert view.repeated_rows == [again]
    assert view.repeated_codes == ()


def test_a_code_with_two_different_rows_is_unknown() -> None:
    lines = [line("201", "一般公共服务支出", {"total": value}) for value in ("10", "20")]
    view = view_of(statement(StatementKey.EXPENDITURE, lines))
    assert view.repeated_codes == ("201",)
    assert not view.row("201")["total"].known


def test_a_required_line_that_is_not_printed_is_named() -> None:
    with pytest.raises(NotEvaluable) as caught:
        view_of(TREE).required("income_total", Side.INCOME)
    assert caught.value.reason.code == "line_missing"


def test_a_line_of_unknown_meaning_makes_absent_lines_uncertain() -> None:
    unknown = line(None, "专项收入", {"amount": "5.00"}, side=Side.INCOME)
    view = view_of(statement(StatementKey.INCOME_AND_EXPENDITURE, [unknown]))
    assert view.optional("opening_balance", Side.INCOME)["amount"].assumed
    assert not view.optional("closing_balance", Side.EXPENDITURE)["amount"].assumed


def test_a_statement_read_in_part_lacks_classes() -> None:
    late = [
        line(code, f"{label}支出", {"amount": "1.00"}, item="class", side=Side.EXPENDITURE)
        for code, label in (("201", "一、一般公共服务"), ("232", "二十五、债务付息"))
    ]
    view = view_of(statement(StatementKey.INCOME_AND_EXPENDITURE, late))
    assert view.row("205")["amount"].assumed
    assert view.unaccounted("amount", Side.EXPENDITURE).variables()


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("一、外交支出", 1),
        ("十、金融支出", 10),
        ("十一、其他支出", 11),
        ("二十六、x", 26),
        ("其他支出", None),
    ],
)
def test_ordinals_are_read(label: str, number: int | None) -> None:
    assert ordinal(label) == number
