"""Section nine: “三公”经费 against its statement and within the text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Variable, share
from disclosures.checks.narrative.budget_words import budget_figure, budget_in_statement, completion
from disclosures.checks.narrative.said import (
    BASIS,
    NARRATIVE,
    Said,
    is_budget,
    is_fall,
    is_initial,
    is_level,
    no_rate_of_nothing,
    quoted,
    said,
)
from disclosures.checks.rule import Judgement, defect, defects, equations, holds
from disclosures.final_accounts.records import Claim, Section, StatementKey

SECTION = Section.THREE_PUBLIC_EXPENSES
STATEMENT = StatementKey.THREE_PUBLIC_EXPENSES
ITEMS = ("overseas", "vehicles", "reception")
SUB_ITEMS = ("vehicle_purchase", "vehicle_operation")
BESIDE = ("meetings", "training")
"""会议费 and 培训费, which some provinces explain in the same section."""


def actual(books: Books, item: str) -> Variable | None:
    """The expenditure on an item as the statement prints it."""
    rows = books.statement(STATEMENT).rows
    return rows[0].figures.get(f"actual.{item}") if rows else None


@equations("NAR-23", needs=[NARRATIVE, STATEMENT], basis=BASIS)
def total_is_as_in_the_statement(books: Books) -> Iterator[Relation | Judgement]:
    """The total of “三公”经费, its budget or completion rate is not that of the statement.

    **Wrong**   全年预算为5.50万元，支出决算为3.28万元，完成全年预算的69.45%   09表 决算合计 3.82
    **Right**   全年预算为5.50万元，支出决算为3.82万元，完成全年预算的69.45%   09表 决算合计 3.82
    """
    yield from _items(books, ("total",))
    spent = actual(books, "total")
    for claim in books.claims(SECTION, quantity="absence"):
        if spent is None or not spent.known:
            continue
        if spent.is_zero:
            yield holds("absence", evidence=[quoted(claim), spent])
        else:
            yield defect(
                "absence",
                zh=f"情况说明称“{claim.printed}”，{spent.label}为{spent.text}{spent.unit}。",
                en=f"The narrative says “{claim.printed}”; {spent.label} is {spent.text}.",
                evidence=[quoted(claim), spent],
                printed=claim.printed,
            )


@equations("NAR-24", needs=[NARRATIVE, STATEMENT], basis=BASIS)
def items_are_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """An item of “三公”经费, its budget, completion rate or share is not that of the statement.

    **Wrong**   公务接待费全年预算为3.00万元，支出决算为1.23万元，完成全年预算的44.00%   09表 决算 1.32
    **Right**   公务接待费全年预算为3.00万元，支出决算为1.32万元，完成全年预算的44.00%   09表 决算 1.32
    """
    yield from _items(books, ITEMS)
    yield from _shares(books)


def _shares(books: Books) -> Iterator[Relation]:
    """The items as parts of the total, where the text gives shares."""
    statements = list(said(books, SECTION))
    total = next((c for s in statements if s.subject == "total" and (c := s.claim("amount"))), None)
    for statement in statements:
        amount, rate = statement.claim("amount"), statement.claim("share")
        if total is None or statement.subject not in ITEMS or amount is None or rate is None:
            continue
        if not rate.base or "三公" in rate.base or "总" in rate.base:
            shared = share(books.figure(rate), books.figure(amount), books.figure(total))
            yield shared.at(statement.subject, "share")


def _items(books: Books, items: tuple[str, ...]) -> Iterator[Relation]:
    for statement in said(books, SECTION):
        if statement.subject in items:
            yield from _copies(books, statement)
            yield from completion(books, statement, statement.subject, "completion")


def _copies(books: Books, statement: Said) -> Iterator[Relation]:
    """Expenditure and budget are printed in the statement. A note may say which budget it prints."""
    amount, spent = statement.claim("amount"), actual(books, statement.subject)
    if amount is not None and spent is not None:
        yield (books.figure(amount) == spent).at(statement.subject, "actual")
    yield from _budgets(books, statement)


def _budgets(books: Books, statement: Said) -> Iterator[Relation]:
    for budget in statement.all("budget"):
        printed = budget_in_statement(books, statement.subject, budget.base)
        if printed is not None and _is_printed_budget(books, budget):
            yield (books.figure(budget) == printed).at(statement.subject, "budget")


def _is_printed_budget(books: Books, budget: Claim) -> bool:
    """Whether the statement prints that budget: not 年初预算 where its note says 全年预算 is printed."""
    notes = " ".join(text for text, _ in books.statement(STATEMENT).statement.notes)
    if "全年预算" in notes or "调整后" in notes:
        return not is_initial(budget.base)
    return True


@equations("NAR-25", needs=[NARRATIVE], basis=BASIS)
def sub_items_add_up(books: Books) -> Iterator[Relation]:
    """Purchase and operation are not the vehicles, domestic and foreign not the receptions, or one is not as
    in the statement; or a budget or completion rate of theirs, of 会议费 or 培训费 is wrong.

    **Wrong**   公务接待费1.32万元。其中：国内接待费1.23万元；国（境）外接待费0.00万元
    **Right**   公务接待费1.32万元。其中：国内接待费1.32万元；国（境）外接待费0.00万元
    """
    stated = {
        statement.subject: books.figure(amount)
        for statement in said(books, SECTION)
        if (amount := statement.claim("amount")) is not None
    }
    for whole, parts in (
        ("vehicles", SUB_ITEMS),
        ("reception", ("domestic_reception", "foreign_reception")),
    ):
        if {whole, *parts} <= stated.keys():
            yield (stated[whole] == stated[parts[0]] + stated[parts[1]]).at(whole)
        elif {whole, parts[0]} <= stated.keys():
            yield (stated[parts[0]] <= stated[whole]).at(parts[0], "at_most", whole)
    for statement in said(books, SECTION):
        if statement.subject in (*SUB_ITEMS, *BESIDE):
            yield from completion(books, statement, statement.subject, "completion")
        if statement.subject in SUB_ITEMS and books.has(STATEMENT):
            yield from _budgets(books, statement)
    for item in SUB_ITEMS if books.has(STATEMENT) else ():
        spent = actual(books, item)
        if item in stated and spent is not None:
            yield (stated[item] == spent).at(item)


@defects("NAR-26", needs=[NARRATIVE], basis=BASIS)
def counts_contradict_the_amounts(books: Books) -> Iterator[Judgement]:
    """Groups, vehicles, receptions or people do not go with the amounts.

    **Wrong**   公务接待费支出1.32万元，共计接待0批次、0人次
    **Right**   公务接待费支出1.32万元，共计接待9批次、66人次
    """
    counted = {(c.subject, c.quantity): c for c in reversed(books.claims(SECTION)) if c.value is not None}
    for item, quantity, both_ways in (
        ("overseas", "groups", True),
        ("overseas", "people", True),
        ("vehicle_purchase", "bought", True),
        ("vehicle_operation", "owned", False),
        ("domestic_reception", "receptions", False),
        ("domestic_reception", "people", False),
        ("reception", "receptions", False),
        ("reception", "people", False),
    ):
        count, spent = counted.get((item, quantity)), _spent(books, item)
        if count is not None and spent is not None and spent.known:
            yield _goes_with(f"{item},{quantity}", count, spent, both_ways=both_ways)
    for item in ("domestic_reception", "reception"):
        receptions, people = counted.get((item, "receptions")), counted.get((item, "people"))
        if receptions is not None and people is not None:
            yield _not_more(f"{item},people_per_reception", receptions, people)
    for receptions, people in _foreign(books):
        yield _not_more("foreign_reception,people_per_reception", receptions, people)


def _foreign(books: Books) -> Iterator[tuple[Claim, Claim]]:
    """Foreign receptions and their guests of one clause: 外事接待 of domestic receptions is another."""
    clauses: dict[str, dict[str, Claim]] = {}
    for claim in books.claims(SECTION, subject="foreign_reception"):
        clauses.setdefault(claim.text, {}).setdefault(claim.quantity, claim)
    for counted in clauses.values():
        if "receptions" in counted and "people" in counted:
            yield counted["receptions"], counted["people"]


def _spent(books: Books, item: str) -> Variable | None:
    """The amount of an item: stated in the text, or else printed in the statement."""
    claim = next(iter(books.claims(SECTION, subject=item, quantity="amount")), None)
    if claim is not None:
        return books.figure(claim)
    return actual(books, item) if books.has(STATEMENT) else None


def _goes_with(name: str, count: Claim, spent: Variable, *, both_ways: bool) -> Judgement:
    """Money spent wants a count above zero; with `both_ways`, a count above zero also wants money."""
    counted = bool(count.value)
    contradiction = (not spent.is_zero and not counted) or (both_ways and spent.is_zero and counted)
    if not contradiction:
        return holds(name, evidence=[quoted(count), spent])
    return defect(
        name,
        zh=f"支出为{spent.text or '0'}{spent.unit}，数量为{count.printed}，两者不相容。",
        en=f"An expenditure of {spent.text or '0'} does not go with a count of {count.printed}.",
        evidence=[quoted(count), spent],
        printed=count.printed,
    )


def _not_more(name: str, receptions: Claim, people: Claim) -> Judgement:
    if (people.value or Decimal(0)) >= (receptions.value or Decimal(0)):
        return holds(name, evidence=[quoted(people)])
    return defect(
        name,
        zh=f"接待{receptions.printed}批次，只有{people.printed}人次。",
        en=f"{receptions.printed} receptions cannot have had only {people.printed} guests.",
        evidence=[quoted(receptions), quoted(people)],
        printed=people.printed,
    )


@equations("NAR-27", needs=[NARRATIVE], basis=BASIS)
def difference_from_budget_is_right(books: Books) -> Iterator[Relation]:
    """The difference between expenditure and budget, its rate or its direction, is wrong.

    **Wrong**   全年预算为5.50万元，支出决算为3.82万元，比全年预算减少1.86万元
    **Right**   全年预算为5.50万元，支出决算为3.82万元，比全年预算减少1.68万元
    """
    for statement in said(books, SECTION, Section.GENERAL_PUBLIC_BUDGET, Section.FISCAL_APPROPRIATION):
        yield from _rate_of_difference(books, statement)
        amount, change = statement.claim("amount"), statement.claim("change", is_budget)
        budget = budget_figure(books, statement, change.base) if change is not None else None
        if amount is None or change is None or budget is None or change.value is None:
            continue
        if is_level(change.direction):
            continue
        figure, moved = books.figure(amount), books.figure(change)
        difference = budget - figure if is_fall(change.direction) else figure - budget
        yield (moved == difference).at(statement.subject)


def _rate_of_difference(books: Books, statement: Said) -> Iterator[Relation]:
    """预决算差异率 = 100 · (决算数 − 预算数) / 预算数; some print a fall without the sign."""
    rate, amount, budget = (statement.claim(name) for name in ("difference_rate", "amount", "budget"))
    if rate is None or amount is None or budget is None or budget.value is None or rate.value is None:
        return
    spent, planned = books.figure(amount), books.figure(budget)
    if not budget.value:
        if amount.value == 0:
            yield no_rate_of_nothing(books.figure(rate)).at(statement.name, "difference_rate")
        return
    falls = rate.value >= 0 and (amount.value or Decimal(0)) < budget.value
    difference = planned - spent if falls else spent - planned
    yield share(books.figure(rate), difference, planned).at(statement.name, "difference_rate")
