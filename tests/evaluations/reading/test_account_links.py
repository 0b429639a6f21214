"""Which account a project's money provably stands in."""

from __future__ import annotations

import pytest

from disclosures.documents.model import Document, Place
from disclosures.final_accounts.records import AmountState, FinalAccounts, Unit
from evaluations.reading.account_links import AccountLink, NoLink, Proof, link_accounts
from evaluations.reading.numbers import read_number
from evaluations.reading.projects import ProjectView, projects_of
from evaluations.reading.records import BLANK, FormKind, Overview
from tests.evaluations.checks.changed import expenditure
from tests.evaluations.samples import JINAN, QINGDAO, accounts_of, evaluations_of


def project(executed: str, kind: FormKind = FormKind.PROJECT) -> ProjectView:
    number = read_number(executed, Place())
    assert number.state in (AmountState.VALUE, AmountState.BLANK)
    overview = Overview("项目", kind, "", BLANK, BLANK, number, BLANK, Place())
    return ProjectView(None, None, overview, ())


def linked(executed: list[str], *rows: tuple[str, str]) -> list[str | NoLink | None]:
    """The accounts of projects, or why they have none."""
    document = Document("a.txt", "0" * 64, "text/plain", None, ())
    accounts = FinalAccounts(document, "某局", 2023, Unit.WAN_YUAN, (expenditure(*rows),) if rows else ())
    links = link_accounts([project(amount) for amount in executed], accounts)
    return [link.account or link.reason for link in links]


def test_several_projects_make_up_an_account() -> None:
    found = linked(["100.00", "50.00", "25.50"], ("2010399", "150.00"), ("2019999", "25.50"))
    assert found == ["2010399", "2010399", "2019999"]


def test_only_accounts_of_the_lowest_level_count() -> None:
    rows = (("201", "175.50"), ("20103", "175.50"), ("2010301", "75.50"), ("2010399", "100.00"))
    assert linked(["100.00", "50.00", "25.50"], *rows) == ["2010399", "2010301", "2010301"]


def test_project_that_fits_two_accounts_has_none() -> None:
    """Two projects of 10.00 in different accounts cannot be told apart; the third can."""
    rows = (("2010399", "110.00"), ("2019999", "10.00"))
    assert linked(["10.00", "10.00", "100.00"], *rows) == [NoLink.AMBIGUOUS, NoLink.AMBIGUOUS, "2010399"]


def test_money_passed_on_stands_in_no_account() -> None:
    assert linked(["100.00", "925.00"], ("2010399", "100.00")) == ["2010399", NoLink.NOT_IN_STATEMENT]


def test_part_of_the_projects_proves_only_what_is_equal() -> None:
    rows = (("2010399", "100.00"), ("2019999", "999.99"))
    assert linked(["100.00", "300.00"], *rows) == ["2010399", NoLink.NOT_ALL_PROJECTS]
    assert linked(["100.00", "100.00"], *rows) == [NoLink.AMBIGUOUS, NoLink.AMBIGUOUS]


@pytest.mark.parametrize(
    ("executed", "rows", "reason"),
    [
        ("", (("2010399", "100.00"),), NoLink.NOT_EXECUTED),
        ("100.00", (), NoLink.NO_STATEMENT),
    ],
)
def test_reason_where_there_is_nothing_to_compare(
    executed: str, rows: tuple[tuple[str, str], ...], reason: NoLink
) -> None:
    assert linked([executed], *rows) == [reason]


def test_sum_that_many_projects_reach_by_chance_proves_nothing() -> None:
    """Of eighteen projects some always add up to an account."""
    executed = [f"{100 + 7.31 * n * n:.2f}" for n in range(18)]
    wanted = f"{sum(float(amount) for amount in executed[:7]):.2f}"
    assert set(linked(executed, ("2010399", wanted))) <= {NoLink.COINCIDENCE, NoLink.TOO_MANY_PROJECTS}


def test_whole_department_has_no_account() -> None:
    document = Document("a.txt", "0" * 64, "text/plain", None, ())
    accounts = FinalAccounts(document, "某局", 2023, Unit.WAN_YUAN, (expenditure(("2010399", "100.00")),))
    (link,) = link_accounts([project("100.00", FormKind.DEPARTMENT)], accounts)
    assert link == AccountLink(reason=NoLink.WHOLE_DEPARTMENT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (QINGDAO, {"2010301": (1, Proof.ALONE), "2010399": (1, Proof.ALONE), "2019999": (6, Proof.TOGETHER)}),
        (
            JINAN,
            {
                "2010350": (5, Proof.TOGETHER),
                "2010504": (1, Proof.ALONE),
                "2010599": (2, Proof.TOGETHER),
                "2019999": (1, Proof.ALONE),
                "2150599": (2, Proof.TOGETHER),
            },
        ),
    ],
)
def test_real_documents(name: str, expected: dict[str, tuple[int, Proof]]) -> None:
    """Every account of either document is made up of projects, in one way only."""
    links = link_accounts(projects_of(evaluations_of(name)), accounts_of(name))
    found = {
        code: (len(own), own[0].proof)
        for code in {link.account for link in links if link.account}
        if (own := [link for link in links if link.account == code])
    }
    assert found == expected
    assert {link.reason for link in links if not link.account} <= {
        NoLink.NOT_IN_STATEMENT,
        NoLink.NOT_EXECUTED,
    }
