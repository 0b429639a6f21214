"""The budget block of a form: execution rate, its score, the sources of money (PRF-01 … PRF-03)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation, Variable, share, sum_of
from disclosures.checks.precision import decimals_of, half_unit_of
from disclosures.checks.rule import Rule, equations
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    FORMS,
    evaluations_of,
    is_given,
    is_number,
    money,
    named_forms,
    of_form,
    points,
    rate,
    rate_factor,
)
from evaluations.reading.records import FundRow, FundSource, PrintedNumber, SelfEvaluation

_COLUMNS = (("initial", "年初预算数"), ("adjusted", "全年预算数"), ("executed", "全年执行数"))


def fund_figure(name: str, form: SelfEvaluation, row: FundRow, column: str) -> Variable:
    """An amount of the budget block as a figure."""
    heading = dict(_COLUMNS)[column]
    label = of_form(form, f"{row.label}{heading}")
    number: PrintedNumber = getattr(row, column)
    return money(number, f"self_evaluation/{name}/{row.source}/{column}", label, unit=form.unit)


def _budget(name: str, form: SelfEvaluation, row: FundRow) -> Variable:
    """The budget executed against: the adjusted one (A), or where only it is given the initial one."""
    column = "adjusted" if is_given(row.adjusted) or not is_given(row.initial) else "initial"
    return fund_figure(name, form, row, column)


@equations("PRF-01", needs=[FORMS], basis=DEFAULT_BASIS)
def execution_rate_is_executed_by_budget(books: Books) -> Iterator[Relation]:
    """The execution rate of a form is not the executed amount divided by the budget.

    **Wrong**   全年预算数 144   全年执行数 142.86   执行率 98.21%
    **Right**   全年预算数 144   全年执行数 142.86   执行率 99.21%
    """
    for name, form in named_forms(evaluations_of(books)):
        for row in form.funds:
            if not is_given(row.rate) or not (is_given(row.adjusted) or is_given(row.initial)):
                continue
            figure = rate(row.rate, f"self_evaluation/{name}/{row.source}/rate", f"《{form.project}》执行率")
            executed = fund_figure(name, form, row, "executed")
            relation = share(figure, executed, _budget(name, form, row), rate_factor(row.rate))
            yield relation.at(name, row.source)


@equations("PRF-02", needs=[FORMS], basis=DEFAULT_BASIS)
def budget_score_is_weight_times_rate(books: Books) -> Iterator[Relation]:
    """The score for execution is not the weight times the execution rate, at most the weight.

    **Wrong**   分值 10   全年预算数 4367.764   全年执行数 4357.64   得分 10
    **Right**   分值 10   全年预算数 4367.764   全年执行数 4357.64   得分 9.98
    """
    for name, form in named_forms(evaluations_of(books)):
        row = form.fund(FundSource.TOTAL)
        if row is None or not is_number(row.weight) or not is_given(row.score):
            continue
        budget, executed = _budget(name, form, row), fund_figure(name, form, row, "executed")
        score = _score(name, form, row.score)
        weight = points(row.weight, f"self_evaluation/{name}/total/weight", f"《{form.project}》预算执行分值")
        if budget.value is not None and executed.value is not None and executed.value > budget.value > 0:
            yield (score == weight).within(Allowance.NONE).at(name)
        else:
            yield share(score, executed, budget, weight.amount or Decimal(10)).at(name)


def _score(name: str, form: SelfEvaluation, number: PrintedNumber) -> Variable:
    """The score, to the places the form gives scores with."""
    scores = [number, form.total_score, *(i.score for i in form.each_indicator())]
    decimals = max((decimals_of(s.value) for s in scores if s.value is not None), default=0)
    figure = points(number, f"self_evaluation/{name}/total/score", f"《{form.project}》预算执行得分")
    return Variable(
        key=figure.key,
        amount=figure.amount,
        unit=figure.unit,
        scale=1,
        half_unit=half_unit_of(decimals),
        text=figure.text,
        state=figure.state,
        place=figure.place,
        label=figure.label,
    )


@equations("PRF-03", needs=[FORMS], basis=DEFAULT_BASIS)
def total_of_funds_is_sum_of_sources(books: Books) -> Iterator[Relation]:
    """年度资金总额 differs from the sum of its sources, in one of the three columns.

    **Wrong**   年度资金总额 2852.5   当年财政拨款 2570   上年结转资金 232.5
    **Right**   年度资金总额 2852.5   当年财政拨款 2570   上年结转资金 282.5
    """
    for name, form in named_forms(evaluations_of(books)):
        total = form.fund(FundSource.TOTAL)
        sources = [row for row in form.funds if row.source is not FundSource.TOTAL]
        if total is None or _is_nested(sources):
            continue
        for column, _ in _COLUMNS:
            numbers = [getattr(row, column) for row in sources]
            if any(is_given(number) for number in numbers) and is_given(getattr(total, column)):
                parts = sum_of(fund_figure(name, form, row, column) for row in sources)
                whole = fund_figure(name, form, total, column)
                yield (whole == parts).within(Allowance.WORST_CASE).at(name, column)


def _is_nested(sources: list[FundRow]) -> bool:
    """Whether a source is itself divided (其中 more than once), or may be: a sum would count it twice."""
    labels = [row for row in sources if "其中" in row.label]
    if len(labels) > 1 or any(row.source is FundSource.UNKNOWN for row in sources):
        return True
    return len({row.source for row in sources}) != len(sources)


RULES: tuple[Rule, ...] = (
    execution_rate_is_executed_by_budget,
    budget_score_is_weight_times_rate,
    total_of_funds_is_sum_of_sources,
)
