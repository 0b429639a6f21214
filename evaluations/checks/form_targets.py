"""Targets, actual values and what they score (PRF-08 … PRF-13, PRF-24)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Within, constant
from disclosures.checks.finding import Evidence, Severity
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, inapplicable
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    FORMS,
    evaluations_of,
    is_number,
    named_forms,
    named_indicators,
    number_evidence,
    of_indicator,
    shown,
    text_evidence,
)
from evaluations.checks.form_points import indicator_figure
from evaluations.reading import quantities
from evaluations.reading.quantities import Quantity, Verdict, deviation, read_value
from evaluations.reading.reached import indicator_verdict, is_cost
from evaluations.reading.records import Indicator, SelfEvaluation

_PROPORTIONAL = re.compile(r"正向指标|定量指标[^。]{0,40}(?:\*|×|乘)")
_BANDS = re.compile(r"100\s*[-—~]\s*80\s*%")
_DEVIATION = re.compile(r"偏离[^。]{0,20}30\s*%|30\s*%[^。]{0,10}以上")
_EMPTY_REASON = re.compile(r"[-—/无\s]*")
_RANK = re.compile(r"排名|名次|位次|第\d+[名位]")
LARGE_DEVIATION = Decimal("0.3")
MOST_NAMED = 4
"""The most indicators a sentence names; the evidence has them all."""


def _notes(form: SelfEvaluation) -> str:
    return " ".join(note.text for note in form.notes)


def _evidence(name: str, form: SelfEvaluation, key: str, indicator: Indicator) -> list[Evidence]:
    prefix = f"self_evaluation/{name}/{key}"
    return [
        text_evidence(f"{prefix}/target", of_indicator(form, indicator, "年度指标值"), indicator.target),
        text_evidence(f"{prefix}/actual", of_indicator(form, indicator, "实际完成值"), indicator.actual),
        number_evidence(f"{prefix}/weight", of_indicator(form, indicator, "分值"), indicator.weight),
        number_evidence(f"{prefix}/score", of_indicator(form, indicator, "得分"), indicator.score),
    ]


def _proportional(books: Books, relation: quantities.Relation) -> Iterator[Relation]:
    """score = weight · min(1, B/A), or A/B for upper limits, where the form prints that formula."""
    for name, form in named_forms(evaluations_of(books)):
        if not _PROPORTIONAL.search(_notes(form)):
            continue
        for key, indicator in named_indicators(form):
            expected = _expected_score(indicator, relation)
            if expected is None or not is_number(indicator.score):
                continue
            weight = indicator.weight.value or Decimal(0)
            tolerance = Within(max(Decimal("0.05"), Decimal("0.05") * weight))
            score = indicator_figure(name, form, key, indicator, "score")
            yield (score == constant(expected)).within(tolerance).at(name, key)


def _expected_score(indicator: Indicator, relation: quantities.Relation) -> Decimal | None:
    target, actual = read_value(indicator.target.text), read_value(indicator.actual.text)
    if not isinstance(target, Quantity) or target.relation is not relation or not is_number(indicator.weight):
        return None
    apart = deviation(target, actual)
    if apart is None or indicator.weight.value is None or target.number <= 0:
        return None
    ratio = 1 + apart
    if relation is quantities.Relation.AT_MOST:
        ratio = 1 / ratio if ratio > 0 else Decimal(1)
    return indicator.weight.value * min(max(ratio, Decimal(0)), Decimal(1))


@equations("PRF-08", needs=[FORMS], basis="绩效自评表填表说明")
def positive_indicator_scores_in_proportion(books: Books) -> Iterator[Relation]:
    """An indicator to be reached (≥) does not score in proportion, where the form says it should.

    **Wrong**   年度指标值 ≥90%   实际 45%   分值 10   得分 9
    **Right**   年度指标值 ≥90%   实际 45%   分值 10   得分 5
    """
    yield from _proportional(books, quantities.Relation.AT_LEAST)


@equations("PRF-09", needs=[FORMS], basis="绩效自评表填表说明")
def negative_indicator_scores_in_proportion(books: Books) -> Iterator[Relation]:
    """An indicator with a target not to be exceeded (≤) does not score in proportion, where the form says so.

    **Wrong**   年度指标值 ≤2小时   实际 4小时   分值 10   得分 10
    **Right**   年度指标值 ≤2小时   实际 4小时   分值 10   得分 5
    """
    yield from _proportional(books, quantities.Relation.AT_MOST)


_QUALITATIVE = (
    (re.compile(r"部分完成"), Decimal("0.6"), Decimal("0.8")),
    (re.compile(r"未完成|未达(?:成|到)"), Decimal(0), Decimal("0.6")),
    (re.compile(r"(?:完成|达成|达到)预期"), Decimal("0.8"), Decimal(1)),
)


@defects("PRF-10", needs=[FORMS], basis="绩效自评表填表说明")
def qualitative_indicator_scores_outside_its_band(books: Books) -> Iterator[Judgement]:
    """A qualitative indicator's score lies outside the band of the words it is judged with.

    **Wrong**   部分完成预期指标   分值 10   得分 10
    **Right**   部分完成预期指标   分值 10   得分 7
    """
    for name, form in named_forms(evaluations_of(books)):
        if not _BANDS.search(_notes(form)):
            continue
        for key, indicator in named_indicators(form):
            band = next((b for b in _QUALITATIVE if b[0].search(indicator.actual.text)), None)
            weight, score = indicator.weight.value, indicator.score.value
            if band is None or not weight or score is None or len(indicator.actual.text) > 40:
                continue
            if weight * band[1] <= score <= weight * band[2]:
                yield holds(f"{name},{key}")
            else:
                yield defect(
                    f"{name},{key}",
                    zh=f"《{form.project}》“{indicator.level3}”完成情况为“{indicator.actual.text}”，"
                    f"得分{shown(score)}分不在{shown(weight * band[1])}—{shown(weight * band[2])}分内。",
                    en=f"“{indicator.level3}” of “{form.project}” is judged “{indicator.actual.text}”; its "
                    f"score {shown(score)} lies outside {shown(weight * band[1])}–{shown(weight * band[2])}.",
                    evidence=_evidence(name, form, key, indicator),
                )


@defects("PRF-11", needs=[FORMS], basis=DEFAULT_BASIS)
def target_missed_but_full_score(books: Books) -> Iterator[Judgement]:
    """A target was missed, and the indicator has its full points all the same.

    **Wrong**   年度指标值 =1年   实际 0.8年   分值 2   得分 2
    **Right**   年度指标值 =1年   实际 0.8年   分值 2   得分 1.6
    """
    for name, form in named_forms(evaluations_of(books)):
        for key, indicator in named_indicators(form):
            weight, score = indicator.weight.value, indicator.score.value
            outcome = indicator_verdict(indicator)
            if outcome is Verdict.UNDECIDABLE or weight is None or score is None or weight == 0:
                yield _not_comparable(f"{name},{key}")
            elif outcome is Verdict.MISSED and score >= weight:
                yield defect(
                    f"{name},{key}",
                    zh=f"《{form.project}》“{indicator.level3}”指标值{indicator.target.text}，实际完成"
                    f"{indicator.actual.text}，未达标却得满分{shown(score)}分。",
                    en=f"“{indicator.level3}” of “{form.project}”: target {indicator.target.text}, actual "
                    f"{indicator.actual.text}; missed, yet scored in full ({shown(score)}).",
                    evidence=_evidence(name, form, key, indicator),
                )
            else:
                yield holds(f"{name},{key}")


def _not_comparable(name: str) -> Judgement:
    return inapplicable(
        name,
        code="not_comparable",
        zh="指标值与完成值无法比较",
        en="target and actual value cannot be compared",
    )


@defects("PRF-12", needs=[FORMS], basis=DEFAULT_BASIS)
def points_deducted_without_reason(books: Books) -> Iterator[Judgement]:
    """A target was met, points were deducted, and no reason is given.

    **Wrong**   年度指标值 ≥90%   实际 90%   分值 10   得分 9   原因（空）
    **Right**   年度指标值 ≥90%   实际 90%   分值 10   得分 9   原因：部署延迟
    """
    for name, form in named_forms(evaluations_of(books)):
        for key, indicator in named_indicators(form):
            weight, score = indicator.weight.value, indicator.score.value
            if indicator_verdict(indicator) is not Verdict.MET or weight is None or score is None:
                continue
            if score < weight and not _is_explained(form, indicator):
                yield defect(
                    f"{name},{key}",
                    zh=f"《{form.project}》“{indicator.level3}”已达标，"
                    f"却扣{shown(weight - score)}分，未说明原因。",
                    en=f"“{indicator.level3}” of “{form.project}” was met, yet lost {shown(weight - score)} "
                    "points without a reason.",
                    evidence=_evidence(name, form, key, indicator),
                )
            else:
                yield holds(f"{name},{key}")


def _is_explained(form: SelfEvaluation, indicator: Indicator) -> bool:
    """Whether the row gives a reason, or the box for the whole form does."""
    return not _EMPTY_REASON.fullmatch(indicator.reason.text) or bool(form.explanation.text.strip())


@defects("PRF-13", needs=[FORMS], basis="绩效自评表填表说明")
def large_deviation_without_explanation(books: Books) -> Iterator[Judgement]:
    """Actual values are 30 % or more off their targets, and the form, which asks for it, does not say why.

    **Wrong**   年度指标值 ≥20次   实际 57次   原因（空）
    **Right**   年度指标值 ≥20次   实际 57次   原因：新增委托事项
    """
    for name, form in named_forms(evaluations_of(books)):
        if not _DEVIATION.search(_notes(form)):
            continue
        decided = [(key, i, apart) for key, i in named_indicators(form) if (apart := _apart(i)) is not None]
        # One finding a form: an officer reads one sentence, not ten. Costs may well be lower.
        for instance, costs in ((name, False), (f"{name},cost", True)):
            those = [entry for entry in decided if is_cost(entry[1]) is costs]
            far = [e for e in those if abs(e[2]) >= LARGE_DEVIATION and not _is_explained(form, e[1])]
            if far:
                yield _unexplained(instance, name, form, far)
            elif those:
                yield holds(instance)


def _apart(indicator: Indicator) -> Decimal | None:
    """How far the actual value lies from the target. Ranks (排名) have an order and no distance."""
    if _RANK.search(indicator.level3) or _RANK.search(indicator.target.text):
        return None
    return deviation(read_value(indicator.target.text), read_value(indicator.actual.text))


def _unexplained(
    instance: str, name: str, form: SelfEvaluation, far: Sequence[tuple[str, Indicator, Decimal]]
) -> Judgement:
    shown_ones = far[:MOST_NAMED]
    zh = "、".join(
        f"“{i.level3}”（{i.target.text}，实际{i.actual.text}，偏离{abs(apart) * 100:.0f}%）"
        for _, i, apart in shown_ones
    )
    en = ", ".join(
        f"“{i.level3}” ({i.target.text}, actual {i.actual.text}, {abs(apart) * 100:.0f} %)"
        for _, i, apart in shown_ones
    )
    rest = len(far) > MOST_NAMED
    count = "1 indicator" if len(far) == 1 else f"{len(far)} indicators"
    return defect(
        instance,
        zh=f"《{form.project}》有{len(far)}项指标偏离指标值30%及以上而未说明原因："
        f"{zh}{'等' if rest else ''}。",
        en=f"{count} of “{form.project}” 30 % or more off target without an explanation: "
        f"{en}{' and others' if rest else ''}.",
        evidence=[evidence for key, i, _ in far for evidence in _evidence(name, form, key, i)[:2]],
        severity=Severity.INFO if instance != name else None,
    )


@defects("PRF-24", needs=[FORMS], basis=DEFAULT_BASIS)
def target_and_actual_cannot_be_compared(books: Books) -> Iterator[Judgement]:
    """Target and actual value are given in different units, or for different years.

    **Wrong**   年度指标值 2022年12月底前   实际 2023年12月底前（2023年度自评表）
    **Right**   年度指标值 2023年12月底前   实际 2023年12月底前
    """
    for name, form in named_forms(evaluations_of(books)):
        for key, indicator in named_indicators(form):
            target, actual = read_value(indicator.target.text), read_value(indicator.actual.text)
            if type(target) is not type(actual) or target is None or isinstance(target, quantities.Words):
                continue
            if quantities.are_comparable(target, actual):
                yield holds(f"{name},{key}")
            else:
                yield defect(
                    f"{name},{key}",
                    zh=f"《{form.project}》“{indicator.level3}”指标值“{indicator.target.text}”与完成值"
                    f"“{indicator.actual.text}”的单位或年度不一致，无法比较。",
                    en=f"“{indicator.level3}” of “{form.project}”: target “{indicator.target.text}” and "
                    f"actual “{indicator.actual.text}” differ in unit or year and cannot be compared.",
                    evidence=_evidence(name, form, key, indicator)[:2],
                )


RULES: tuple[Rule, ...] = (
    positive_indicator_scores_in_proportion,
    negative_indicator_scores_in_proportion,
    qualitative_indicator_scores_outside_its_band,
    target_missed_but_full_score,
    points_deducted_without_reason,
    large_deviation_without_explanation,
    target_and_actual_cannot_be_compared,
)
