"""Weights and scores of a form (PRF-04 … PRF-07)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation, Variable, constant, sum_of
from disclosures.checks.rule import Rule, equations
from disclosures.final_accounts.records import AmountState
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    FORMS,
    POINT_TOLERANCE,
    evaluations_of,
    is_given,
    is_number,
    named_forms,
    named_indicators,
    points,
    unread,
)
from evaluations.reading.records import FundSource, Indicator, PrintedNumber, SelfEvaluation


def indicator_figure(name: str, form: SelfEvaluation, key: str, indicator: Indicator, what: str) -> Variable:
    """Weight or score of an indicator as a figure."""
    number: PrintedNumber = getattr(indicator, what)
    words = {"weight": "分值", "score": "得分"}[what]
    return points(
        number, f"self_evaluation/{name}/{key}/{what}", f"《{form.project}》“{indicator.level3}”{words}"
    )


def _all(name: str, form: SelfEvaluation, what: str) -> list[Variable]:
    """Every indicator's weight or score, and an assumed zero for what was not read."""
    figures = [indicator_figure(name, form, key, i, what) for key, i in named_indicators(form)]
    missing = form.unread_rows + (not form.is_complete)
    return [*figures, *unread(missing, f"self_evaluation/{name}/unread", form.place)]


def _fund(name: str, form: SelfEvaluation, what: str) -> Variable | None:
    row = form.fund(FundSource.TOTAL)
    number: PrintedNumber | None = getattr(row, what) if row is not None else None
    if number is None or not is_given(number):
        return None
    words = {"weight": "预算执行分值", "score": "预算执行得分"}[what]
    return points(number, f"self_evaluation/{name}/total/{what}", f"《{form.project}》{words}")


@equations("PRF-04", needs=[FORMS], basis=DEFAULT_BASIS)
def weights_add_up_to_one_hundred(books: Books) -> Iterator[Relation]:
    """The weights of a form do not add up to 100, or not to the printed subtotal.

    **Wrong**   指标分值合计 85   预算执行 10
    **Right**   指标分值合计 90   预算执行 10
    """
    for name, form in named_forms(evaluations_of(books)):
        weights = _all(name, form, "weight")
        if not any(is_number(i.weight) for i in form.each_indicator()):
            continue
        fund = _fund(name, form, "weight")
        if fund is not None:
            yield (sum_of([*weights, fund]) == constant(100)).within(POINT_TOLERANCE).at(name)
        if is_given(form.subtotal_weight):
            subtotal = points(
                form.subtotal_weight, f"self_evaluation/{name}/subtotal/weight", f"《{form.project}》小计分值"
            )
            yield (subtotal == sum_of(weights)).within(POINT_TOLERANCE).at(name, "subtotal")


@equations("PRF-05", needs=[FORMS], basis=DEFAULT_BASIS)
def scores_add_up_to_the_total(books: Books) -> Iterator[Relation]:
    """The scores of a form do not add up to its total, or not to the printed subtotal.

    **Wrong**   指标得分 89.50   预算执行得分 9.92   总分 98.42
    **Right**   指标得分 89.50   预算执行得分 9.92   总分 99.42
    """
    for name, form in named_forms(evaluations_of(books)):
        scores = _all(name, form, "score")
        fund = _fund(name, form, "score")
        if fund is not None and is_given(form.total_score):
            total = total_figure(name, form)
            yield (total == sum_of([*scores, fund])).within(POINT_TOLERANCE).at(name)
        if is_given(form.subtotal_score):
            subtotal = points(
                form.subtotal_score, f"self_evaluation/{name}/subtotal/score", f"《{form.project}》小计得分"
            )
            yield (subtotal == sum_of(scores)).within(POINT_TOLERANCE).at(name, "subtotal")


def total_figure(name: str, form: SelfEvaluation) -> Variable:
    """The total score of a form (总分)."""
    return points(form.total_score, f"self_evaluation/{name}/total_score", f"《{form.project}》自评表总分")


@equations("PRF-06", needs=[FORMS], basis=DEFAULT_BASIS)
def score_is_within_its_weight(books: Books) -> Iterator[Relation]:
    """An indicator has more points than its weight, or fewer than none.

    **Wrong**   分值 5   得分 6
    **Right**   分值 5   得分 5
    """
    for name, form in named_forms(evaluations_of(books)):
        for key, indicator in named_indicators(form):
            if not is_given(indicator.weight) or not is_given(indicator.score):
                continue
            score = indicator_figure(name, form, key, indicator, "score")
            weight = indicator_figure(name, form, key, indicator, "weight")
            yield (score <= weight).within(Allowance.NONE).at(name, key)
            if score.amount is not None and score.amount < 0:
                yield (score >= constant(0)).within(Allowance.NONE).at(name, key, "negative")


@equations("PRF-07", needs=[FORMS], basis=DEFAULT_BASIS)
def block_of_indicators_has_its_points(books: Books) -> Iterator[Relation]:
    """The weights below a first-level indicator do not add up to the points printed with its name.

    **Wrong**   产出指标（50分）   数量指标 30   质量指标 10
    **Right**   产出指标（50分）   数量指标 30   质量指标 20
    """
    for name, form in named_forms(evaluations_of(books)):
        for block, rows in groupby(named_indicators(form), key=_block):
            level1, printed = block
            members = list(rows)
            if printed is None:
                continue
            weights = [indicator_figure(name, form, key, i, "weight") for key, i in members]
            missing = unread(form.unread_rows, f"self_evaluation/{name}/unread", form.place)
            stated = PrintedNumber(f"{printed:f}", AmountState.VALUE, printed, members[0][1].place)
            whole = points(
                stated, f"self_evaluation/{name}/{level1}/points", f"《{form.project}》“{level1}”列示分值"
            )
            yield (whole == sum_of([*weights, *missing])).within(POINT_TOLERANCE).at(name, level1)


def _block(entry: tuple[str, Indicator]) -> tuple[str, Decimal | None]:
    return entry[1].level1, entry[1].level1_points


RULES: tuple[Rule, ...] = (
    weights_add_up_to_one_hundred,
    scores_add_up_to_the_total,
    score_is_within_its_weight,
    block_of_indicators_has_its_points,
)
