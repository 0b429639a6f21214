"""Changes against the prior year, or against the budget: amount, change and rate of one statement."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.claim_names import claim_name
from disclosures.checks.equation import Expression, Relation, growth, share, sum_of
from disclosures.checks.narrative.composition import MEASURES
from disclosures.checks.narrative.said import (
    BASIS,
    NARRATIVE,
    BaseKind,
    Said,
    is_budget,
    is_fall,
    is_level,
    is_prior_year,
    is_rise,
    no_rate_of_nothing,
    quoted,
    said,
)
from disclosures.checks.rule import Judgement, defect, defects, equations, holds
from disclosures.final_accounts.records import Claim, Section

SECTIONS = tuple(s for s in Section if s not in (Section.OPERATING_EXPENSES, Section.PERFORMANCE))
"""机关运行经费 has a rule of its own, performance another package's."""
NO_PRIOR_YEAR = "rates of growth from nothing"


@equations("NAR-02", needs=[NARRATIVE], basis=BASIS)
def change_and_rate_agree(books: Books) -> Iterator[Relation]:
    """The rate of a change does not follow from amount and change.

    **Wrong**   收、支总计9,465.58万元，与上年相比增加125.88万元，增长1.53%
    **Right**   收、支总计9,465.58万元，与上年相比增加125.88万元，增长1.35%
    """
    yield from rates_of_change(books, *SECTIONS)


def rates_of_change(books: Books, *sections: Section) -> Iterator[Relation]:
    """The rates stated with their change and amount, each as a relation."""
    for statement in said(books, *sections):
        for kind, name in ((is_prior_year, "prior_year"), (is_budget, "budget")):
            triple = changed(books, statement, kind)
            if triple is not None:
                amount, change, rate = (books.figure(claim) for claim in triple)
                if not amount.value and not change.value:
                    yield no_rate_of_nothing(rate).at(statement.name, name)
                    continue
                falling = is_fall(triple[1].direction)
                yield growth(rate, change, amount, falling=falling).at(statement.name, name)
                if is_rise(triple[1].direction):
                    yield (change <= amount).at(statement.name, name, "at_most_amount")
        yield from _two_years(books, statement)


def _two_years(books: Books, statement: Said) -> Iterator[Relation]:
    """The change beside the amounts of both years; without it, the rate."""
    amount, former = statement.claim("amount"), statement.claim("prior_amount")
    rate, change = (statement.claim(quantity, is_prior_year) for quantity in ("change_rate", "change"))
    if amount is None or former is None:
        return
    now, then = books.figure(amount), books.figure(former)
    if change is not None and change.value is not None:
        moved = books.figure(change)
        yield (now == (then - moved if is_fall(change.direction) else then + moved)).at(
            statement.name, "two_years", "change"
        )
    elif rate is not None and statement.claim("change") is None:
        risen = then - now if is_fall(rate.direction) else now - then
        yield share(books.figure(rate), risen, then).at(statement.name, "two_years")


def changed(books: Books, statement: Said, kind: BaseKind) -> tuple[Claim, Claim, Claim] | None:
    """Amount, change and rate of a statement, where it gives all three against one base."""
    amount = statement.claim("amount") or _amount_of_both_sides(books, statement)
    change, rate = (
        statement.claim(quantity, lambda base: base is not None and kind(base))
        for quantity in ("change", "change_rate")
    )
    if amount is None or change is None or rate is None or change.value is None or rate.value is None:
        return None
    return amount, change, rate


def _amount_of_both_sides(books: Books, statement: Said) -> Claim | None:
    """收、支总计各增加 behind 收入总计 and 支出总计: the two are one amount."""
    if statement.subject != "grand_total":
        return None
    sides = books.claims(statement.section, subject="income_grand_total", quantity="amount")
    return sides[0] if sides else None


@defects("NAR-44", needs=[NARRATIVE], basis="增长率以上年数为基数，基数为零时无意义")
def growth_from_zero_has_a_rate(books: Books) -> Iterator[Judgement]:
    """A rate of growth is given though the prior year's figure was zero.

    **Wrong**   收入支出总计307.82万元。与上年相比增加307.82万元，增长100.00%
    **Right**   收入支出总计307.82万元。与上年相比增加307.82万元
    """
    for statement in said(books, *SECTIONS, Section.OPERATING_EXPENSES):
        triple = changed(books, statement, is_prior_year)
        if triple is None or not is_rise(triple[1].direction):
            continue
        amount, change, rate = triple
        if amount.value != change.value or not amount.value:
            yield holds(statement.name, evidence=[quoted(rate)])
        else:
            yield defect(
                statement.name,
                zh=f"“{claim_name(rate)}”写作{rate.printed}%，而上年数为零（本年{amount.printed}{amount.unit}，"
                f"{change.direction}{change.printed}{change.unit}），不应写增长率。",
                en=f"The prior year's figure is zero (current {amount.printed}, rise {change.printed}): "
                f"a rate of growth of {rate.printed}% has no meaning.",
                evidence=[quoted(rate)],
                printed=f"{rate.printed}%",
                cause=NO_PRIOR_YEAR,
            )


@equations("NAR-41", needs=[NARRATIVE], basis="上年数＝本年数−增减额，合计等于各项之和")
def prior_year_adds_up(books: Books) -> Iterator[Relation]:
    """The prior year's figures that follow from the stated changes do not add up.

    **Wrong**   支出合计100（减少10）   基本支出60（减少10）   项目支出40（减少10）
    **Right**   支出合计100（减少20）   基本支出60（减少10）   项目支出40（减少10）
    """
    for section in (Section.INCOME, Section.EXPENDITURE):
        former = {
            statement.subject: figure
            for statement in said(books, section)
            if (figure := _former(books, statement)) is not None
        }
        parts = [former[measure] for measure in MEASURES[section][1:] if measure in former]
        if "total" in former and _all_parts_known(books, section, former):
            yield (former["total"] == sum_of(parts)).at(section)


def _former(books: Books, statement: Said) -> Expression | None:
    """The prior year's amount: current less the rise, or as much as the current one."""
    amount, change = statement.claim("amount"), statement.claim("change", is_prior_year)
    if amount is None or change is None:
        return None
    figure = books.figure(amount)
    if change.value is None:
        return figure.expression() if is_level(change.direction) and change.direction != "基本持平" else None
    moved = books.figure(change)
    return figure + moved if is_fall(change.direction) else figure - moved


def _all_parts_known(books: Books, section: Section, former: dict[str, Expression]) -> bool:
    """Every part the section gives an amount of has a prior year's figure, and at least two have one."""
    stated = {c.subject for c in books.claims(section, quantity="amount")} & set(MEASURES[section][1:])
    return len(stated) > 1 and stated <= former.keys()
