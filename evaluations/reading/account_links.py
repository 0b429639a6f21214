"""Which account a project's money stands in, where the money proves it (项目支出 by account).

The project expenditure of every account is what some of the projects executed. Where all accounts can be made
up of projects, and in every way to do so a project stands in the same account, that is its account. Where not
all accounts can be made up, for instance because only some projects are published, an account is named only
where its expenditure is what one project executed and no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosures.checks.precision import decimals_of
from disclosures.final_accounts.records import FinalAccounts, StatementKey, Unit
from evaluations.reading.projects import ProjectView
from evaluations.reading.records import FormKind, PrintedNumber
from evaluations.reading.subset_sums import TooManyWaysError, allowance, chance, divisions


class Proof(StrEnum):
    """What links a project to an account."""

    ALONE = "alone"  # the project executed what the account shows
    TOGETHER = "together"  # several projects did


class NoLink(StrEnum):
    """Why a project is linked to no account."""

    WHOLE_DEPARTMENT = "whole_department"
    NOT_EXECUTED = "not_executed"
    NO_STATEMENT = "no_statement"
    NOT_IN_STATEMENT = "not_in_statement"
    AMBIGUOUS = "ambiguous"
    NOT_ALL_PROJECTS = "not_all_projects"
    TOO_MANY_PROJECTS = "too_many_projects"
    COINCIDENCE = "coincidence"


REASONS: Mapping[NoLink, tuple[str, str]] = {
    NoLink.WHOLE_DEPARTMENT: (
        "部门整体支出不属于单一科目",
        "the expenditure of a whole department is in many accounts",
    ),
    NoLink.NOT_EXECUTED: ("项目没有执行数", "nothing was executed, or it is not known what"),
    NoLink.NO_STATEMENT: (
        "支出决算表中没有项级科目的项目支出",
        "the expenditure statement has no project expenditure by account",
    ),
    NoLink.NOT_IN_STATEMENT: (
        "各科目项目支出由其他项目构成，该项目资金不在其中",
        "the other projects make up the project expenditure of all accounts without this one",
    ),
    NoLink.AMBIGUOUS: (
        "按金额可归入不同科目，无法确定",
        "by its amount the project could stand in different accounts",
    ),
    NoLink.NOT_ALL_PROJECTS: (
        "文件所列项目不能构成各科目的项目支出，且没有唯一等额的科目",
        "the projects of the document do not make up the project expenditure of all accounts, and no account "
        "shows exactly this project's amount",
    ),
    NoLink.TOO_MANY_PROJECTS: (
        "项目过多，金额组合无法逐一排除",
        "there are too many projects to rule out other combinations of their amounts",
    ),
    NoLink.COINCIDENCE: (
        "金额组合相符可能出于巧合，不足以证明",
        "so many amounts could add up to the project expenditure by chance",
    ),
}


LIKELY_BY_CHANCE = Decimal("0.01")
"""From this expectation on, sums that come out prove nothing."""


@dataclass(frozen=True, slots=True)
class AccountLink:
    """A project's account with what proves it, or the reason why there is none."""

    account: str | None = None
    label: str | None = None
    proof: Proof | None = None
    others: tuple[int, ...] = ()
    """The projects, by position, that make up the account's expenditure with this one."""
    reason: NoLink | None = None


@dataclass(frozen=True, slots=True)
class _Expenditure:
    """Project expenditure by account of the lowest level, in yuan, and the unit it is rounded to."""

    amounts: Mapping[str, Decimal]
    labels: Mapping[str, str]
    unit: Decimal


def link_accounts(views: Sequence[ProjectView], accounts: FinalAccounts) -> tuple[AccountLink, ...]:
    """For every project its account, or why there is none."""
    links = _links([_executed(view) for view in views], _expenditure(accounts))
    whole = AccountLink(reason=NoLink.WHOLE_DEPARTMENT)
    return tuple(
        whole if view.kind is FormKind.DEPARTMENT else link for view, link in zip(views, links, strict=True)
    )


def _links(executed: Sequence[Decimal], spent: _Expenditure) -> tuple[AccountLink, ...]:
    if not spent.amounts:
        return tuple(AccountLink(reason=NoLink.NO_STATEMENT) for _ in executed)
    try:
        ways = divisions(spent.amounts, executed, spent.unit)
    except TooManyWaysError:
        return _linked_alone(executed, spent, NoLink.TOO_MANY_PROJECTS)
    if not ways:
        return _linked_alone(executed, spent, NoLink.NOT_ALL_PROJECTS)
    if not _takes_all(ways, executed) and chance(spent.amounts, executed, spent.unit) > LIKELY_BY_CHANCE:
        return _linked_alone(executed, spent, NoLink.COINCIDENCE)
    return tuple(_linked(at, amount, ways, spent) for at, amount in enumerate(executed))


def _takes_all(ways: Sequence[Mapping[str, frozenset[int]]], executed: Sequence[Decimal]) -> bool:
    """Whether every project that executed anything is needed to make up the accounts."""
    projects = {at for at, amount in enumerate(executed) if amount}
    return all(frozenset.union(*way.values()) == projects for way in ways)


def _linked(
    at: int, amount: Decimal, ways: Sequence[Mapping[str, frozenset[int]]], spent: _Expenditure
) -> AccountLink:
    """The account a project stands in whichever way the accounts are made up."""
    if not amount:
        return AccountLink(reason=NoLink.NOT_EXECUTED)
    found = {next((code for code, chosen in way.items() if at in chosen), None) for way in ways}
    if len(found) > 1:
        return AccountLink(reason=NoLink.AMBIGUOUS)
    (code,) = found
    if code is None:
        return AccountLink(reason=NoLink.NOT_IN_STATEMENT)
    others = frozenset.intersection(*(way[code] for way in ways)) - {at}
    proof = Proof.TOGETHER if any(len(way[code]) > 1 for way in ways) else Proof.ALONE
    return AccountLink(code, spent.labels[code], proof, tuple(sorted(others)))


def _linked_alone(
    executed: Sequence[Decimal], spent: _Expenditure, reason: NoLink
) -> tuple[AccountLink, ...]:
    """Links where one project and one account have an amount that no other project or account has."""
    near = {
        at: [
            code for code, wanted in spent.amounts.items() if abs(wanted - amount) <= allowance(1, spent.unit)
        ]
        for at, amount in enumerate(executed)
        if amount
    }
    claimed = Counter(code for codes in near.values() for code in codes)
    links = []
    for at, amount in enumerate(executed):
        codes = near.get(at, [])
        if not amount:
            links.append(AccountLink(reason=NoLink.NOT_EXECUTED))
        elif len(codes) == 1 and claimed[codes[0]] == 1:
            links.append(AccountLink(codes[0], spent.labels[codes[0]], Proof.ALONE))
        else:
            links.append(AccountLink(reason=NoLink.AMBIGUOUS if codes else reason))
    return tuple(links)


def _executed(view: ProjectView) -> Decimal:
    """What a project executed in yuan; zero where nothing was, or where it is not known."""
    if view.kind is FormKind.DEPARTMENT:
        return Decimal(0)
    amount = in_yuan(view.first("executed"), view.form.unit if view.form is not None else None)
    return max(amount or Decimal(0), Decimal(0))


def in_yuan(number: PrintedNumber, unit: str | None) -> Decimal | None:
    """An amount of a form in yuan; 万元 unless the form says otherwise."""
    if number.value is None:
        return None
    return number.value * (Unit(unit) if unit in set(Unit) else Unit.WAN_YUAN).in_yuan


def _expenditure(accounts: FinalAccounts) -> _Expenditure:
    """The accounts of the expenditure statement that have none below them."""
    statement = accounts.statement(StatementKey.EXPENDITURE)
    if statement is None:
        return _Expenditure({}, {}, Decimal(1))
    codes = [line.code for line in statement.lines if line.code]
    found = {
        line.code: (line.label, figure.amount)
        for line, figure in statement.figures()
        if figure.measure == "project"
        and line.code
        and not any(other != line.code and other.startswith(line.code) for other in codes)
    }
    if any(amount.value is None and amount.state == "unreadable" for _, amount in found.values()):
        return _Expenditure({}, {}, Decimal(1))
    amounts = {code: amount.yuan for code, (_, amount) in found.items() if amount.yuan}
    labels = {code: label for code, (label, _) in found.items()}
    decimals = max((decimals_of(amount.value) for _, amount in found.values() if amount.value), default=2)
    return _Expenditure(amounts, labels, statement.unit.in_yuan * Decimal(1).scaleb(-decimals))
