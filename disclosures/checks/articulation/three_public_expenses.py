"""T09: 财政拨款“三公”经费支出决算表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.conditions import THREE_PUBLIC_EXPENSES_ARE_PRINTED
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Variable
from disclosures.checks.finding import NotEvaluable, Reason
from disclosures.checks.rule import Rule, equations
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import StatementKey

THREE = StatementKey.THREE_PUBLIC_EXPENSES
ITEMS = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
BASIS = "部门决算报表编制说明：财政拨款“三公”经费支出决算表 表内勾稽关系"


def phases(view: StatementView) -> tuple[str, ...]:
    """预算数 and 决算数, as far as the form prints them."""
    known = ("initial_budget", "budget", "actual")
    return tuple(phase for phase in known if any(m.startswith(f"{phase}.") for m in view.measures))


def expense(view: StatementView, phase: str, item: str) -> Variable:
    """预算数 or 决算数 of one of the three public expenses, in whichever line the form prints it."""
    measure = f"{phase}.{item}"
    row = next((r for r in view.rows if measure in r.figures), None)
    if row is None and not view.rows:
        reason = Reason("line_missing", f"《{view.title}》没有数据行", f"{view.title} has no line of figures")
        raise NotEvaluable(reason)
    return (row or view.rows[0])[measure]


@equations("T09-01", needs=[THREE], basis=BASIS)
def total_is_sum_of_three_expenses(books: Books) -> Iterator[Relation]:
    """合计 of the three public expenses differs from travel abroad, vehicles and receptions together.

    **Wrong**   合计 6.00   因公出国（境）费 0.00   公务用车购置及运行维护费小计 2.50   公务接待费 2.00
    **Right**   合计 4.50   因公出国（境）费 0.00   公务用车购置及运行维护费小计 2.50   公务接待费 2.00
    """
    view = books.statement(THREE)
    for phase in phases(view):
        vehicles = expense(view, phase, "vehicles") + expense(view, phase, "reception")
        parts = expense(view, phase, "overseas") + vehicles
        yield (expense(view, phase, "total") == parts).at(f"{phase}.total")


@equations("T09-02", needs=[THREE], basis=BASIS)
def vehicles_are_purchase_and_operation(books: Books) -> Iterator[Relation]:
    """小计 of official vehicles differs from purchase and operation together.

    **Wrong**   小计 5.00   公务用车购置费 0.00   公务用车运行维护费 2.50
    **Right**   小计 2.50   公务用车购置费 0.00   公务用车运行维护费 2.50
    """
    view = books.statement(THREE)
    for phase in phases(view):
        parts = expense(view, phase, "vehicle_purchase") + expense(view, phase, "vehicle_operation")
        yield (expense(view, phase, "vehicles") == parts).at(f"{phase}.vehicles")


@equations(
    "T09-03",
    needs=[THREE],
    applies_when=THREE_PUBLIC_EXPENSES_ARE_PRINTED,
    basis="《党政机关厉行节约反对浪费条例》：“三公”经费不得超预算支出",
)
def actual_is_within_budget(books: Books) -> Iterator[Relation]:
    """One of the three public expenses exceeds its budget.

    **Wrong**   公务接待费   预算数 2.00   决算数 3.00
    **Right**   公务接待费   预算数 3.00   决算数 2.00
    """
    view = books.statement(THREE)
    if {"budget", "actual"} <= set(phases(view)):
        for item in ITEMS:
            within = expense(view, "actual", item) <= expense(view, "budget", item)
            yield within.at(f"actual.{item}")


RULES: tuple[Rule, ...] = (
    total_is_sum_of_three_expenses,
    vehicles_are_purchase_and_operation,
    actual_is_within_budget,
)
