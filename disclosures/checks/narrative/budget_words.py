"""What is said of budget and expenditure in words: direction, completion without a budget, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.claim_names import claim_name
from disclosures.checks.equation import Relation, Variable, share
from disclosures.checks.finding import Evidence, Severity
from disclosures.checks.narrative.said import BASIS, NARRATIVE, Said, excerpt, is_initial, quoted, said
from disclosures.checks.rule import Judgement, defect, defects, holds
from disclosures.final_accounts.records import Claim, Section, StatementKey

SECTIONS = (Section.GENERAL_PUBLIC_BUDGET, Section.THREE_PUBLIC_EXPENSES)
MORE = ("大于", "高于", "超过", "超出", "多于")
LESS = ("小于", "低于", "少于")
NEARLY = "基本持平"
NEARLY_EQUAL = Decimal("0.01")
NOTHING_OF_NOTHING = "completion rates of nothing spent of no budget"
PART_OF = {
    "vehicle_purchase": "vehicles",
    "vehicle_operation": "vehicles",
    "domestic_reception": "reception",
    "foreign_reception": "reception",
}
WHOLE = Decimal(100)
HALF_A_UNIT = Decimal("0.005")


@defects("NAR-15", needs=[NARRATIVE], basis=BASIS)
def word_contradicts_the_figures(books: Books) -> Iterator[Judgement]:
    """The word that compares expenditure with its budget is not what the figures say.

    **Wrong**   年初预算为100.92万元，支出决算为117.10万元。决算数小于年初预算数
    **Right**   年初预算为100.92万元，支出决算为117.10万元。决算数大于年初预算数
    """
    for statement in said(books, *SECTIONS):
        amount = statement.claim("amount")
        for comparison in statement.all("comparison"):
            budget = budget_figure(books, statement, comparison.base)
            rate = statement.claim("completion_rate")
            if budget is None and rate is not None and rate.value is not None:
                yield _word_and_rate(books, statement, comparison, rate)
                continue
            if amount is None or amount.value is None or budget is None or budget.value is None:
                continue
            figure = books.figure(amount)
            evidence: list[Evidence | Variable] = [quoted(comparison), figure, budget]
            if agrees(comparison.direction or "", figure, budget):
                yield holds(statement.name, evidence=evidence)
            else:
                yield defect(
                    statement.name,
                    zh=f"决算数{figure.text}、预算数{budget.text or '0'}，不应写作“{comparison.direction}”："
                    f"“{excerpt(comparison)}”。",
                    en=f"Expenditure {figure.text} and budget {budget.text or '0'} are not "
                    f"“{comparison.direction}”.",
                    evidence=evidence,
                    printed=comparison.direction,
                )


def _word_and_rate(books: Books, statement: Said, comparison: Claim, rate: Claim) -> Judgement:
    """Where the budget itself is not printed, the completion rate tells which is larger."""
    figure, word = books.figure(rate), comparison.direction or ""
    whole = replace(figure, amount=WHOLE)
    rounded_to_whole = rate.value == WHOLE and word in (*MORE, *LESS)
    if rounded_to_whole or agrees(word, figure, whole):
        return holds(statement.name, evidence=[quoted(comparison), figure])
    return defect(
        statement.name,
        zh=f"完成预算的{rate.printed}%，不应写作“{word}”：“{excerpt(comparison)}”。",
        en=f"A completion rate of {rate.printed}% is not “{word}”.",
        evidence=[quoted(comparison), figure],
        printed=word,
    )


def agrees(word: str, figure: Variable, budget: Variable) -> bool:
    """Whether a word describes the difference of two known figures."""
    difference = (figure.value or Decimal(0)) - (budget.value or Decimal(0))
    slack = HALF_A_UNIT * budget.scale
    if word in MORE:
        return difference > 0
    if word in LESS:
        return difference < 0
    if word == NEARLY:
        return abs(difference) <= max(slack, NEARLY_EQUAL * (budget.value or Decimal(0)))
    return abs(difference) <= slack


def budget_figure(books: Books, statement: Said, base: str | None) -> Variable | None:
    """The budget a word or a rate refers to: of the text, or of “三公”经费 that of the statement."""
    if statement.claim("budget") is not None:
        budget = statement.budget_for(base)
        return books.figure(budget) if budget else None
    if statement.section is not Section.THREE_PUBLIC_EXPENSES:
        return None
    return budget_in_statement(books, statement.subject, base)


def budget_in_statement(books: Books, item: str, base: str | None) -> Variable | None:
    """The budget of an item of “三公”经费 as its statement prints it; 年初预算数 where it prints both."""
    if not books.has(StatementKey.THREE_PUBLIC_EXPENSES):
        return None
    rows = books.statement(StatementKey.THREE_PUBLIC_EXPENSES).rows
    if not rows:
        return None
    initial = rows[0].figures.get(f"initial_budget.{item}")
    return initial if initial and is_initial(base) else rows[0].figures.get(f"budget.{item}")


def completion(books: Books, statement: Said, *name: str) -> Iterator[Relation]:
    """rate = 100 · amount / the budget the rate refers to."""
    amount, rate = statement.claim("amount"), statement.claim("completion_rate")
    budget = budget_figure(books, statement, rate.base) if rate is not None else None
    if amount is not None and rate is not None and budget is not None:
        yield share(books.figure(rate), books.figure(amount), budget).at(*name)


@defects("NAR-17", needs=[NARRATIVE], basis="完成率以预算数为基数，预算数为零时无意义")
def completion_of_nothing(books: Books) -> Iterator[Judgement]:
    """A completion rate is given of a budget that is zero.

    A rate of nothing spent of no budget says nothing wrong, and is only noted.

    **Wrong**   年初预算为0万元，支出决算为307.82万元，完成年初预算的95.89%
    **Right**   年初预算为0万元，支出决算为307.82万元，年初无预算
    """
    for statement in said(books, *SECTIONS):
        rate, amount = statement.claim("completion_rate"), statement.claim("amount")
        budget = budget_figure(books, statement, rate.base) if rate else None
        if rate is None or budget is None or budget.value is None:
            continue
        if not budget.is_zero:
            yield holds(statement.name, evidence=[quoted(rate), budget])
            continue
        nothing = amount is not None and amount.value == 0
        yield defect(
            statement.name,
            zh=f"“{claim_name(rate)}”写作{rate.printed}%，而其{rate.base or '预算'}为零，不应写完成率。",
            en=f"The budget of {statement.subject} is zero: a completion rate of {rate.printed}% "
            "has no meaning.",
            evidence=[quoted(rate), budget],
            printed=f"{rate.printed}%",
            severity=Severity.INFO if nothing else None,
            cause=NOTHING_OF_NOTHING if nothing else "",
        )


@defects("NAR-18", needs=[NARRATIVE], basis=BASIS)
def difference_without_reason(books: Books) -> Iterator[Judgement]:
    """Expenditure differs from its budget, or from the prior year, and no reason is given.

    A total needs none of its own where its parts are explained, nor an item whose part is, nor a part of an
    item that is.

    **Wrong**   年初预算为92.71万元，支出决算为126.71万元。
    **Right**   年初预算为92.71万元，支出决算为126.71万元。主要原因是公积金基数调增。
    """
    statements = list(said(books, *SECTIONS, Section.OPERATING_EXPENSES))
    with_reason = {s.subject for s in statements if s.claim("reason") is not None}
    with_reason |= {PART_OF[part] for part in with_reason & PART_OF.keys()}
    explained = {s.section for s in statements if s.subject != "total" and s.claim("reason") is not None}
    for statement in statements:
        difference = _stated_difference(books, statement)
        if difference is None or (statement.subject == "total" and statement.section in explained):
            continue
        reason = statement.claim("reason")
        if reason is None and {statement.subject, PART_OF.get(statement.subject)} & with_reason:
            continue
        if reason is not None and reason.printed.strip("。，；"):
            yield holds(statement.name, evidence=[quoted(reason)])
        else:
            yield defect(
                statement.name,
                zh=f"“{difference.text}”存在差异，未说明原因。",
                en=f"“{difference.text}” states a difference and gives no reason.",
                evidence=[quoted(difference)],
            )


def _stated_difference(books: Books, statement: Said) -> Claim | None:
    """The claim that shows a difference that wants a reason: more than 基本持平."""
    if statement.section is Section.OPERATING_EXPENSES:
        change = statement.claim("change")
        return change if change is not None and change.value else None
    amount, budget = statement.claim("amount"), statement.claim("budget")
    if amount is None or budget is None or amount.value is None or budget.value is None:
        return None
    alike = agrees(NEARLY, books.figure(amount), books.figure(budget))
    return None if alike or len(statement.all("budget")) > 1 else amount
