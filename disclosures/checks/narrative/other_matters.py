"""机关运行经费, 政府采购 and 国有资产 in the narrative."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import (
    Allowance,
    Expression,
    Relation,
    Variable,
    Within,
    constant,
    share,
    sum_of,
)
from disclosures.checks.finding import Severity
from disclosures.checks.narrative.budget_words import completion
from disclosures.checks.narrative.said import BASIS, NARRATIVE, said
from disclosures.checks.narrative.year_on_year import rates_of_change
from disclosures.checks.rule import equations
from disclosures.final_accounts.records import Claim, Section, StatementKey

KINDS = ("goods", "works", "services")
SHARE_OF_KIND = {"sme_goods": "goods", "sme_works": "works", "sme_services": "services"}
PER_CENT = Decimal(100)


@equations("NAR-28", needs=[NARRATIVE], basis=BASIS)
def operating_expenses_agree(books: Books) -> Iterator[Relation]:
    """The change of 机关运行经费 and its rate do not agree, or it exceeds 公用经费.

    Only units financed like administrations have such expenses, so they may be less than 公用经费.

    **Wrong**   机关运行经费支出100.45万元，比上年决算数减少438.39万元，下降18.36%
    **Right**   机关运行经费支出100.45万元，比上年决算数减少438.39万元，下降81.36%
    """
    yield from rates_of_change(books, Section.OPERATING_EXPENSES)
    for statement in said(books, Section.OPERATING_EXPENSES):
        yield from completion(books, statement, "completion")
    if not books.has(StatementKey.BASIC_EXPENDITURE):
        return
    total = books.statement(StatementKey.BASIC_EXPENDITURE).item("operating_total")
    claims = books.claims(Section.OPERATING_EXPENSES, subject="operating_expenses", quantity="amount")
    for claim in claims[:1] if total is not None else ():
        assert total is not None
        figure = books.figure(claim)
        at_most = (figure <= total["amount"]).at("at_most_operating").as_severe_as(Severity.INFO)
        yield at_most.without_witness().with_habits(figure == total["amount"])


@equations("NAR-29", needs=[NARRATIVE], basis=BASIS, version=2)
def procurement_agrees(books: Books) -> Iterator[Relation]:
    """Goods, works and services are not the total of procurement, or what went to small and medium-sized
    enterprises does not go with it.

    **Wrong**   合同金额655.98万元……货物支出金额的27.88%（7.03万元），服务支出金额的2.72%（13,787.82万元）
    **Right**   合同金额376.99万元……货物支出金额的27.88%（7.03万元），服务支出金额的2.72%（13,787.82万元）
    """
    stated = {
        statement.subject: books.figure(amount)
        for statement in said(books, Section.PROCUREMENT)
        if (amount := statement.claim("amount")) is not None
    }
    rates = {
        statement.subject: rate
        for statement in said(books, Section.PROCUREMENT)
        if (rate := statement.claim("share")) is not None
    }
    total = stated.get("total")
    kinds = [stated[kind] for kind in KINDS if kind in stated]
    if total is not None and len(kinds) == len(KINDS):
        yield (total == sum_of(kinds)).at("total")
    elif total is not None and len(kinds) > 1:
        yield (total == sum_of(kinds)).at("total").as_severe_as(Severity.WARNING)
    yield from _not_more_than_whole(stated)
    yield from _not_more_than_all(books, rates)
    yield from _shares(books, stated)
    yield from _shares_of_kinds(books, stated, rates)


def _not_more_than_whole(stated: dict[str, Variable]) -> Iterator[Relation]:
    """Parts that cannot exceed the whole they are of."""
    for part, whole in (
        ("sme", "total"),
        ("small", "sme"),
        ("reserved_small_awarded", "reserved_sme_awarded"),
        *SHARE_OF_KIND.items(),
    ):
        if part in stated and whole in stated:
            yield (stated[part] <= stated[whole]).at(part, "at_most", whole)
    awarded = [stated[name] for name in ("reserved_sme_awarded", "other_sme_awarded") if name in stated]
    if len(awarded) > 1 and "total" in stated:
        yield (sum_of(awarded) <= stated["total"].expression()).at("sme_awarded", "at_most", "total")


def _not_more_than_all(books: Books, rates: dict[str, Claim]) -> Iterator[Relation]:
    """A share of what was bought cannot exceed 100 %."""
    for name, rate in rates.items():
        figure = books.figure(rate)
        yield (figure <= constant(PER_CENT)).within(Within(Decimal(0))).at(name, "at_most_all")


def _shares(books: Books, stated: dict[str, Variable]) -> Iterator[Relation]:
    """Shares of the total, of one kind, or of what small and medium-sized enterprises got, as each says."""
    for statement in said(books, Section.PROCUREMENT):
        part = statement.subject
        if part not in ("sme", "small", *KINDS, *SHARE_OF_KIND):
            continue
        for rate in statement.all("share"):
            of_all = SHARE_OF_KIND.get(part, "total")
            whole = stated.get("sme" if rate.base and "中小企业" in rate.base else of_all)
            if part in stated and whole is not None:
                yield share(books.figure(rate), stated[part], whole).at(part, "share")


def _shares_of_kinds(
    books: Books, stated: dict[str, Variable], rates: dict[str, Claim]
) -> Iterator[Relation]:
    """The shares of goods, works and services that went to such enterprises add up to what went to them."""
    sme = stated.get("sme")
    bought = {name: stated[kind] for name, kind in SHARE_OF_KIND.items() if kind in stated}
    spent = {name: amount for name, amount in bought.items() if not amount.is_zero}
    if sme is None or not spent or not spent.keys() <= rates.keys():
        return
    if any("企业" in (rates[name].base or "") for name in spent):
        return
    parts: list[Expression] = []
    likely = sme.half_unit * sme.scale
    for name, amount in spent.items():
        rate = books.figure(rates[name])
        per_cent = (amount.value or Decimal(0)) / PER_CENT
        parts.append(rate * per_cent)
        likely += per_cent * rate.half_unit
    yield (sme == sum_of(parts)).within(Within(likely, 3 * likely)).at("sme", "shares_of_kinds")


@equations("NAR-30", needs=[NARRATIVE], basis=BASIS)
def vehicles_add_up(books: Books) -> Iterator[Relation]:
    """The vehicles by use are not the number of vehicles, or fewer than those with running costs.

    **Wrong**   共有车辆2辆，其中，机要通信用车1辆、其他用车0辆
    **Right**   共有车辆1辆，其中，机要通信用车1辆、其他用车0辆
    """
    for statement in said(books, Section.STATE_ASSETS):
        counted = statement.all("count")
        if statement.subject != "vehicles" or not counted:
            continue
        number = books.figure(counted[0])
        if len(counted) > 1:
            by_use = sum_of(books.figure(c) for c in counted[1:])
            yield (number == by_use).within(Allowance.NONE).at("by_use")
        yield from _with_running_costs(books, number)


def _with_running_costs(books: Books, number: Variable) -> Iterator[Relation]:
    for owned in books.claims(Section.THREE_PUBLIC_EXPENSES, quantity="owned")[:1]:
        yield (books.figure(owned) <= number).within(Allowance.NONE).at("with_running_costs")
