"""The projects' money beside the statements (PRF-21, 22, 23, 28)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Equation, Expression, Relation, Variable, sum_of
from disclosures.checks.finding import NotEvaluable, Reason
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, undecidable
from disclosures.final_accounts.records import Side, StatementKey
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    FORMS,
    evaluations_of,
    is_given,
    named_forms,
    named_indicators,
    number_evidence,
    of_form,
    of_indicator,
    text_evidence,
)
from evaluations.checks.form_budget import fund_figure
from evaluations.reading.matching import amount_of, distinct_forms, match_overviews, match_summaries
from evaluations.reading.quantities import Quantity, read_value
from evaluations.reading.quantities import Relation as Bound
from evaluations.reading.records import (
    Evaluations,
    FormKind,
    FundRow,
    FundSource,
    SelfEvaluation,
    Subject,
)

_FISCAL = (
    FundSource.CURRENT_YEAR_APPROPRIATION,
    FundSource.CARRY_OVER,
    FundSource.CENTRAL,
    FundSource.PROVINCIAL,
    FundSource.MUNICIPAL,
    FundSource.COUNTY,
)
_WHOLE_COST = re.compile(r"(?:项目)?总?成本$|项目(?:支出)?总?成本|总成本")
COST_TOLERANCE = Decimal("0.01")
MOST_PROJECTS = 24
"""More projects than that make too many subsets to prove anything."""
MOST_SUMS = 200_000


def all_project_forms(evaluations: Evaluations) -> list[tuple[str, SelfEvaluation]]:
    """The projects' forms, where the document has them all; NotEvaluable otherwise."""
    distinct = {id(form) for form in distinct_forms(evaluations.forms)}
    forms = [
        (name, form)
        for name, form in named_forms(evaluations)
        if id(form) in distinct and form.kind is FormKind.PROJECT
    ]
    count = amount_of(evaluations, Subject.PROJECT_COUNT)
    share = amount_of(evaluations, Subject.PROJECT_SHARE)
    whole = share is not None and share.number.value == 100
    if count is None or count.number.value != len(forms) or not whole:
        raise NotEvaluable(
            Reason(
                "not_all_projects",
                "文件未附全部项目的自评表",
                "the document does not have the forms of all projects",
            )
        )
    if match_summaries(evaluations).unmatched or match_overviews(evaluations).unmatched:
        raise NotEvaluable(Reason("form_missing", "有项目缺少自评表", "a project has no form"))
    return forms


def _fiscal(name: str, form: SelfEvaluation) -> list[Variable]:
    """What was executed of fiscal money: by source, or in total where no source is given."""
    sources = [row for row in form.funds if row.source in _FISCAL and is_given(row.executed)]
    total = form.fund(FundSource.TOTAL)
    rows: Sequence[FundRow] = sources or ([total] if total is not None else [])
    return [fund_figure(name, form, row, "executed") for row in rows]


def _sum_is_project_expenditure(books: Books) -> tuple[Equation, list[tuple[str, SelfEvaluation]]]:
    """Executed by the forms = project expenditure, and the forms that are in it.

    Money passed on to lower governments is in no statement of the department: where the sum exceeds the
    expenditure by what some of the forms executed, the others are compared.
    """
    expenditure = books.statement(StatementKey.EXPENDITURE)
    forms = all_project_forms(evaluations_of(books))
    equation = _executed_is(forms, expenditure.grand_total("project"))
    excess = equation.left.value() - equation.right.value() if _is_known(equation) else Decimal(0)
    within = equation.left.half_unit() + equation.right.half_unit()
    if excess <= within:
        return equation, forms
    inside = _without(forms, excess, within)
    return (_executed_is(inside, expenditure.grand_total("project")), inside) if inside else (equation, forms)


def _executed_is(forms: Sequence[tuple[str, SelfEvaluation]], expenditure: Expression) -> Equation:
    executed = sum_of(figure for name, form in forms for figure in _fiscal(name, form))
    return (executed == expenditure).within(Allowance.WORST_CASE)


def _is_known(equation: Equation) -> bool:
    return all(figure.known for figure in equation.variables())


def _without(
    forms: Sequence[tuple[str, SelfEvaluation]], excess: Decimal, within: Decimal
) -> list[tuple[str, SelfEvaluation]]:
    """The forms without those that executed the excess, if no more than three do so, in one way only."""
    amounts = [(entry, _executed(entry)) for entry in forms]
    found = [
        set(map(id, (entry for entry, _ in chosen)))
        for size in (1, 2, 3)
        for chosen in combinations([pair for pair in amounts if pair[1]], size)
        if abs(sum((amount for _, amount in chosen), Decimal(0)) - excess) <= within
    ]
    return [entry for entry in forms if id(entry) not in found[0]] if len(found) == 1 else []


def _executed(entry: tuple[str, SelfEvaluation]) -> Decimal:
    return sum((figure.value or Decimal(0) for figure in _fiscal(*entry)), Decimal(0))


@equations("PRF-21", needs=[FORMS, StatementKey.EXPENDITURE], basis="部门决算公开惯例")
def executed_sum_is_project_expenditure(books: Books) -> Iterator[Relation]:
    """The fiscal money executed over all forms is not the project expenditure of the statements.

    **Wrong**   自评表执行数合计 9800.00   支出决算表项目支出 8882.41
    **Right**   自评表执行数合计 8882.41   支出决算表项目支出 8882.41
    """
    equation, _ = _sum_is_project_expenditure(books)
    yield equation.without_witness().at("total")


@defects("PRF-22", needs=[FORMS, StatementKey.EXPENDITURE], basis="部门决算公开惯例")
def project_expenditure_is_no_sum_of_projects(books: Books) -> Iterator[Judgement]:
    """The project expenditure of an account is not the sum of what some of the projects executed.

    **Wrong**   2010399 项目支出 300.00   项目执行数 100.00、150.00
    **Right**   2010399 项目支出 250.00   项目执行数 100.00、150.00
    """
    total, forms = _sum_is_project_expenditure(books)
    allowance = total.left.half_unit() + total.right.half_unit()
    if not _is_known(total) or abs(total.left.value() - total.right.value()) > allowance:
        raise NotEvaluable(
            Reason(
                "sum_differs", "项目执行数合计与项目支出不符", "the projects do not add up to the expenditure"
            )
        )
    if len(forms) > MOST_PROJECTS:
        raise NotEvaluable(Reason("too_many_projects", "项目过多", "too many projects"))
    amounts = [_executed(entry) for entry in forms]
    view = books.statement(StatementKey.EXPENDITURE)
    leaves = [r for r in view.accounts if r.code and len(r.code) == 7 and (r["project"].value or 0) > 0]
    for row in leaves:
        wanted = row["project"]
        found = wanted.value is not None and _is_subset_sum(wanted.value, amounts, allowance)
        if found is None:
            yield undecidable(row.id, code="too_many_projects", zh="项目过多", en="too many projects")
        elif found:
            yield holds(row.id)
        else:
            yield defect(
                row.id,
                zh=f"{row.code}{row.label}项目支出{wanted.text}{wanted.unit}，不等于任何若干项目执行数之和。",
                en=f"Project expenditure {wanted.text} {wanted.unit} of {row.code} is no sum of projects.",
                evidence=[wanted],
            )


def _is_subset_sum(wanted: Decimal, amounts: Sequence[Decimal], allowance: Decimal) -> bool | None:
    """Whether some of the amounts add up to the wanted one, give or take the allowance. None if that cannot
    be told of so many."""
    reachable = {Decimal(0)}
    for amount in amounts:
        more = {total + amount for total in reachable if total + amount <= wanted + allowance}
        reachable |= more
        if len(reachable) > MOST_SUMS:
            return None
    return any(abs(total - wanted) <= allowance for total in reachable if total)


@defects("PRF-23", needs=[FORMS], basis=DEFAULT_BASIS)
def cost_indicator_differs_from_executed_amount(books: Books) -> Iterator[Judgement]:
    """The cost indicator of a form gives another amount than was executed.

    **Wrong**   总成本 实际完成 6770万元   全年执行数 6567.8
    **Right**   总成本 实际完成 6567.8万元   全年执行数 6567.8
    """
    for name, form in named_forms(evaluations_of(books)):
        fund = form.fund(FundSource.TOTAL)
        if fund is None or fund.executed.value is None or fund.executed.value <= 0:
            continue
        figure = fund_figure(name, form, fund, "executed")
        for key, indicator in named_indicators(form):
            if not _WHOLE_COST.fullmatch(indicator.level3):
                continue
            actual = read_value(indicator.actual.text)
            if not isinstance(actual, Quantity) or figure.value is None or actual.unit not in ("元", ""):
                continue
            amount = actual.number * (figure.scale if not actual.unit else 1)
            if _agrees(actual.relation, amount, figure.value):
                yield holds(f"{name},{key}")
                continue
            yield defect(
                f"{name},{key}",
                zh=f"《{form.project}》成本指标“{indicator.level3}”实际完成值{indicator.actual.text}，"
                f"全年执行数为{fund.executed.text}{figure.unit}。",
                en=f"“{indicator.level3}” of “{form.project}” gives {indicator.actual.text}; the executed "
                f"amount is {fund.executed.text} {figure.unit}.",
                evidence=[
                    text_evidence(
                        f"self_evaluation/{name}/{key}/actual",
                        of_indicator(form, indicator, "实际完成值"),
                        indicator.actual,
                    ),
                    number_evidence(
                        f"self_evaluation/{name}/total/executed", of_form(form, "全年执行数"), fund.executed
                    ),
                ],
            )


def _agrees(bound: Bound, stated: Decimal, executed: Decimal) -> bool:
    margin = COST_TOLERANCE * executed
    match bound:
        case Bound.AT_MOST | Bound.BELOW:
            return executed <= stated + margin
        case Bound.AT_LEAST | Bound.ABOVE:
            return executed >= stated - margin
    return abs(stated - executed) <= margin


@equations("PRF-28", needs=[FORMS, StatementKey.FISCAL_APPROPRIATION], basis="部门决算公开惯例")
def carry_over_is_within_the_opening_balance(books: Books) -> Iterator[Relation]:
    """The money carried over that the forms budget exceeds the opening balance of the fiscal appropriations.

    **Wrong**   自评表上年结转资金合计 500.00   年初财政拨款结转和结余 362.50
    **Right**   自评表上年结转资金合计 362.50   年初财政拨款结转和结余 362.50
    """
    evaluations = evaluations_of(books)
    distinct = {id(form) for form in distinct_forms(evaluations.forms)}
    figures = [
        fund_figure(name, form, row, "adjusted")
        for name, form in named_forms(evaluations)
        if id(form) in distinct and form.kind is FormKind.PROJECT
        for row in form.funds
        if row.source is FundSource.CARRY_OVER and is_given(row.adjusted)
    ]
    figures = [figure for figure in figures if figure.value != 0] or figures[:1]
    if figures:
        view = books.statement(StatementKey.FISCAL_APPROPRIATION)
        opening = view.required("opening_balance", Side.INCOME)["amount"]
        yield (sum_of(figures) <= opening).without_witness().at("total")


RULES: tuple[Rule, ...] = (
    executed_sum_is_project_expenditure,
    project_expenditure_is_no_sum_of_projects,
    cost_indicator_differs_from_executed_amount,
    carry_over_is_within_the_opening_balance,
)
