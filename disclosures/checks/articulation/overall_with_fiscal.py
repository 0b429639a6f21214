"""X0104: 收入支出决算总表 with 财政拨款收入支出决算总表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.conditions import OWN_MONEY_RECONCILES, only_fiscal_money_was_spent
from disclosures.checks.articulation.lines import (
    FISCAL_INCOME,
    OTHER_INCOME,
    balances_used,
    closing_line,
    expenditure_total,
    fiscal_income,
    income_line,
    opening_line,
)
from disclosures.checks.articulation.overall_with_accounts import classes_of
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, sum_of
from disclosures.checks.finding import NotEvaluable, Reason
from disclosures.checks.rule import Judgement, Rule, equations, inapplicable
from disclosures.final_accounts.records import Side, StatementKey

OVERALL = StatementKey.INCOME_AND_EXPENDITURE
FISCAL = StatementKey.FISCAL_APPROPRIATION
BASIS = "部门决算报表编制说明：收入支出决算总表与财政拨款收入支出决算总表 表间勾稽关系"


@equations("X0104-01", needs=[OVERALL, FISCAL], basis=BASIS)
def fiscal_income_lines_agree(books: Books) -> Iterator[Relation]:
    """A fiscal income line of the overall statement differs from that of the fiscal statement.

    **Wrong**   01 一般公共预算财政拨款收入 100.00   04 一般公共预算财政拨款 101.00
    **Right**   01 一般公共预算财政拨款收入 100.00   04 一般公共预算财政拨款 100.00
    """
    overall, fiscal = books.statement(OVERALL), books.statement(FISCAL)
    if overall.item("fiscal_appropriation", Side.INCOME):
        yield (fiscal_income(overall) == fiscal_income(fiscal)).at("fiscal_appropriation")
        return
    for budget in FISCAL_INCOME:
        yield (income_line(overall, budget)["amount"] == income_line(fiscal, budget)["amount"]).at(budget)


@equations("X0104-02", needs=[OVERALL, FISCAL], basis=BASIS)
def classes_cover_fiscal_expenditure(books: Books) -> Iterator[Relation]:
    """A class of the overall statement is below the fiscal statement's; or differs, all money being fiscal.

    **Wrong**   01 教育支出  90.00   04 教育支出 合计 100.00
    **Right**   01 教育支出 120.00   04 教育支出 合计 100.00   (20.00 spent from own funds)
    """
    overall, fiscal = books.statement(OVERALL), books.statement(FISCAL)
    equal = only_fiscal_money_was_spent(books)
    for code in classes_of(overall, fiscal):
        whole, part = overall.row(code)["amount"], fiscal.row(code)["total"]
        yield (whole == part if equal else whole >= part).at(code)


@equations("X0104-03", needs=[OVERALL, FISCAL], basis=BASIS)
def carry_over_covers_fiscal_carry_over(books: Books) -> Iterator[Relation | Judgement]:
    """Carry-over of the overall statement is below that of the fiscal statement.

    Where the department's own money is a deficit, it may be: a carry-over below zero says that it is one.

    **Wrong**   01 年末结转和结余 10.00   04 年末财政拨款结转和结余 12.00
    **Right**   01 年末结转和结余 12.00   04 年末财政拨款结转和结余 10.00
    """
    overall, fiscal = books.statement(OVERALL), books.statement(FISCAL)
    for name, whole, part in (
        ("opening_balance", opening_line(overall)["amount"], opening_line(fiscal)["amount"]),
        ("closing_balance", closing_line(overall)["amount"], closing_line(fiscal)["total"]),
    ):
        if whole.value is not None and whole.value < 0:
            yield inapplicable(
                name, code="own_deficit", zh="结转和结余为负数", en="the carry-over is a deficit"
            )
        else:
            yield (whole >= part).at(name)


@equations("X0104-04", needs=[OVERALL, FISCAL], applies_when=OWN_MONEY_RECONCILES, basis=BASIS)
def own_money_reconciles(books: Books) -> Iterator[Relation]:
    """Non-fiscal money carried in and received is not what was spent, distributed and carried out of it.

    Follows from other identities: it explains differences and takes no part in the search for the culprit.

    **Wrong**   own funds: 年初 10.00   收入 5.00   支出 8.00   年末 6.00
    **Right**   own funds: 年初 10.00   收入 5.00   支出 8.00   年末 7.00
    """
    overall, fiscal = books.statement(OVERALL), books.statement(FISCAL)
    if overall.unrecognised():
        raise NotEvaluable(
            Reason("line_unknown", "01表有无法识别的行", "statement 01 has unrecognised lines")
        )
    carried_in = opening_line(overall)["amount"] - opening_line(fiscal)["amount"]
    received = sum_of(income_line(overall, name)["amount"] for name in OTHER_INCOME)
    used = balances_used(overall)
    spent = expenditure_total(overall)["amount"] - expenditure_total(fiscal)["total"]
    distributed = overall.optional("surplus_distribution", Side.EXPENDITURE)["amount"]
    carried_out = closing_line(overall)["amount"] - closing_line(fiscal)["total"]
    rest = carried_in + received + used - spent - distributed
    yield (carried_out == rest).at("own_money").without_witness()


RULES: tuple[Rule, ...] = (
    fiscal_income_lines_agree,
    classes_cover_fiscal_expenditure,
    carry_over_covers_fiscal_carry_over,
    own_money_reconciles,
)
