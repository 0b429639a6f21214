"""What sentences of a report compute: formulas, differences, rates (EVL-09, 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.precision import decimals_of
from disclosures.checks.rounding import round_half_up
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds
from disclosures.documents.model import Place
from disclosures.final_accounts.narrative.passages import Passage
from evaluations.checks.figures import DEFAULT_BASIS, numbered, shown
from evaluations.checks.reports import REPORTS, ReportView, report_views
from evaluations.reading.expressions import printed_formulas
from evaluations.reading.numbers import decimal
from evaluations.reading.sentence_amounts import NOT_THE_AMOUNT, NUMBER, SentenceAmount, amounts_in

_RATE = re.compile(
    rf"(?P<words>执行率|到位率|支出率|支付率|完成率|节约率|控制率|占比)(?:分别)?(?:为|是|达到?|约)?(?P<number>{NUMBER})%"
)
_DIFFERENCE = re.compile(
    rf"(?:减少|增加|下降|上升|偏差(?:金额|额)?|结余|节约(?:资金|成本)?)(?:为|了|金额)?(?P<number>{NUMBER})万元"
)
_ROLES = {
    "到位率": (re.compile(r"预算|总金额|申请|安排|合同"), re.compile(r"到位")),
    "": (
        re.compile(r"预算|总金额|到位|安排|批复|合同"),
        re.compile(r"支付|使用|支出|执行|中标|签订"),
    ),
}
"""What the words before two amounts must say for a rate to be the ratio of the second to the first."""


@defects("EVL-09", needs=[REPORTS], basis=DEFAULT_BASIS)
def formula_in_text_is_miscalculated(books: Books) -> Iterator[Judgement]:
    """A formula printed in a report does not give the printed result.

    **Wrong**   指标得分=2*12/16=1.8分
    **Right**   指标得分=2*12/16=1.5分
    """
    for view in report_views(books):
        found = [(s, f) for s in view.report.sentences for f in printed_formulas(s.text)]
        names = numbered(formula.formula for _, formula in found)
        for name, (sentence, formula) in zip(names, found, strict=True):
            unit = Decimal(1).scaleb(-formula.decimals)
            if abs(formula.value - formula.printed) <= unit:
                yield holds(f"{view.name},{name}")
                continue
            expected = shown(round_half_up(formula.value, max(formula.decimals, 2)))
            yield defect(
                f"{view.name},{name}",
                zh=f"{view.label()}正文算式{formula.formula}={formula.printed}，应为{expected}。",
                en=f"The report on “{view.report.project}” computes {formula.formula} = {formula.printed}; "
                f"it is {expected}.",
                evidence=[
                    Evidence(
                        f"{view.key}/formula/{name}", "算式", sentence.text, sentence.place_at(formula.start)
                    )
                ],
                expected=expected,
                printed=f"{formula.printed}",
            )


@defects("EVL-13", needs=[REPORTS], basis=DEFAULT_BASIS)
def difference_or_rate_in_text_is_miscalculated(books: Books) -> Iterator[Judgement]:
    """A difference or a rate that a sentence gives is not that of the two amounts it gives.

    **Wrong**   到位金额28.8万元，使用28.61万元，预算资金执行率99.9%
    **Right**   到位金额28.8万元，使用28.61万元，预算资金执行率99.3%
    """
    for view in report_views(books):
        judged = [j for s in view.report.sentences for j in _computed(view, s)]
        for name, judgement in zip(numbered(j[0] for j in judged), judged, strict=True):
            yield judgement[1](f"{view.name},{name}")


def _computed(view: ReportView, sentence: Passage) -> Iterator[tuple[str, _Make]]:
    rates = [m for m in _RATE.finditer(sentence.text) if "分别" not in m.group()]
    differences = list(_DIFFERENCE.finditer(sentence.text))
    stated = {decimal(m["number"]) for m in differences}
    amounts = list({a.value: a for a in amounts_in(sentence.text) if a.value not in stated}.values())
    if len(amounts) != 2 or not all(amount.value for amount in amounts):
        return
    if len(rates) == 1 and not differences and _are_part_and_whole(rates[0]["words"], amounts):
        yield _rate_of(view, sentence, rates[0], amounts)
    if len(differences) == 1:
        yield _difference_of(view, sentence, differences[0], amounts)


def _are_part_and_whole(rate_words: str, amounts: Sequence[SentenceAmount]) -> bool:
    """Whether the words say that one amount is a part of the other; what is left over is neither."""
    whole, part = _ROLES.get(rate_words, _ROLES[""])
    if any(NOT_THE_AMOUNT.search(amount.words) for amount in amounts):
        return False
    return any(whole.search(a.words) and part.search(b.words) for a, b in permutations(amounts, 2))


def _rate_of(
    view: ReportView, sentence: Passage, match: re.Match[str], amounts: Sequence[SentenceAmount]
) -> tuple[str, _Make]:
    printed = decimal(match["number"])
    unit = Decimal(1).scaleb(-decimals_of(printed))
    ratios = [100 * part.value / whole.value for part, whole in permutations(amounts, 2)]
    slack = max(_slack(part, whole) for part, whole in permutations(amounts, 2))
    if any(abs(ratio - printed) <= unit + slack for ratio in ratios):
        return match["words"], _Make(None)
    expected = f"{round_half_up(min(ratios), decimals_of(printed) + 1)}%"
    return match["words"], _Make(
        _Computation(
            view,
            sentence,
            sentence.place_at(match.start()),
            match.group(),
            expected,
            [amount.printed for amount in amounts],
        )
    )


def _slack(part: SentenceAmount, whole: SentenceAmount) -> Decimal:
    """What the rounding of the two amounts can change in their ratio, in per cent."""
    half = Decimal("0.5").scaleb(-min(part.decimals, whole.decimals))
    return (
        100 * half / whole.value + 100 * part.value * half / whole.value**2 if part.decimals else Decimal(0)
    )


def _difference_of(
    view: ReportView, sentence: Passage, match: re.Match[str], amounts: Sequence[SentenceAmount]
) -> tuple[str, _Make]:
    printed = decimal(match["number"])
    difference = abs(amounts[0].value - amounts[1].value)
    unit = Decimal(1).scaleb(-min(decimals_of(printed), *(amount.decimals for amount in amounts)))
    if abs(difference - printed) <= unit:
        return "difference", _Make(None)
    return "difference", _Make(
        _Computation(
            view,
            sentence,
            sentence.place_at(match.start()),
            match.group(),
            shown(difference),
            [a.printed for a in amounts],
        )
    )


@dataclass(frozen=True, slots=True)
class _Computation:
    """A number in a sentence that does not follow from the two amounts beside it."""

    view: ReportView
    sentence: Passage
    place: Place
    printed: str
    expected: str
    amounts: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Make:
    """A judgement that still lacks the name of its instance."""

    wrong: _Computation | None

    def __call__(self, name: str) -> Judgement:
        if self.wrong is None:
            return holds(name)
        wrong = self.wrong
        amounts = "、".join(wrong.amounts)
        return defect(
            name,
            zh=f"{wrong.view.label()}正文“{wrong.printed}”与所列{amounts}不符，应为{wrong.expected}。",
            en=f"“{wrong.printed}” in the report on “{wrong.view.report.project}” does not follow from "
            f"{amounts}; it should be {wrong.expected}.",
            evidence=[
                Evidence(
                    f"{wrong.view.key}/text/{wrong.printed}",
                    "正文",
                    wrong.sentence.text,
                    wrong.place,
                )
            ],
            expected=wrong.expected,
            printed=wrong.printed,
        )


RULES: tuple[Rule, ...] = (formula_in_text_is_miscalculated, difference_or_rate_in_text_is_miscalculated)
