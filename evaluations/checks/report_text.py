"""What sentences of a report compute and quote (EVL-09, 12, 13, 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import permutations

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.precision import decimals_of
from disclosures.checks.rounding import round_half_up
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds
from disclosures.documents.model import Place
from evaluations.checks.figures import DEFAULT_BASIS, is_number, number_evidence, numbered, shown
from evaluations.checks.report_details import is_rate, tables_of
from evaluations.checks.reports import REPORTS, ReportView, report_views
from evaluations.reading.expressions import printed_formulas
from evaluations.reading.numbers import decimal
from evaluations.reading.records import DetailColumn, DetailTable, PrintedNumber, PrintedText
from evaluations.reading.words import fold_name

_N = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?P<words>[^，。；：、\d（）]{{0,24}})(?P<number>{_N})(?P<unit>亿元|万元|元)")
_RATE = re.compile(
    rf"(?P<words>执行率|到位率|支出率|支付率|完成率|节约率|控制率|占比)(?:分别)?(?:为|是|达到?|约)?(?P<number>{_N})%"
)
_DIFFERENCE = re.compile(
    rf"(?:减少|增加|下降|上升|偏差(?:金额|额)?|结余|节约(?:资金|成本)?)(?:为|了|金额)?(?P<number>{_N})万元"
)
_COLUMN_WORDS = (
    (re.compile(r"年初|预算安排"), ("年初", "预算安排")),
    (re.compile(r"调整"), ("调整",)),
    (re.compile(r"执行|支出|支付"), ("执行", "支出", "支付")),
)
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,24}?(?:局|委员会|委|办公室|办公厅|中心|法院|检察院|联合会|馆|大学|学院|学校|协会|支队|部)(?![\u4e00-\u9fff]{0,2}局)"
)
_NOT_THE_AMOUNT = re.compile(r"比|减少|增加|偏差|节约|结余|每年|年均|余$|剩余|尾款|其中|分别")
_ROLES = {
    "到位率": (re.compile(r"预算|总金额|申请|安排|合同"), re.compile(r"到位")),
    "": (
        re.compile(r"预算|总金额|到位|安排|批复|合同"),
        re.compile(r"支付|使用|支出|执行|中标|签订"),
    ),
}
"""What the words before two amounts must say for a rate to be the ratio of the second to the first."""
_YEAR = re.compile(r"(20\d{2})年度")
SIMILAR = 0.86


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount in a sentence: the words before it, in 万元, the decimals printed."""

    words: str
    value: Decimal
    decimals: int
    printed: str


def _amounts(text: str) -> list[_Amount]:
    found = []
    for match in _AMOUNT.finditer(text):
        number = decimal(match["number"])
        scale = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}[match["unit"]]
        places = decimals_of(number) if match["unit"] == "万元" else 4
        found.append(_Amount(match["words"], number * scale, places, match["number"] + match["unit"]))
    return found


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
                evidence=[Evidence(f"{view.key}/formula/{name}", "算式", sentence.text, sentence.place)],
                expected=expected,
                printed=f"{formula.printed}",
            )


@defects("EVL-12", needs=[REPORTS], basis=DEFAULT_BASIS)
def amount_in_text_differs_from_detail_table(books: Books) -> Iterator[Judgement]:
    """An amount that the text gives for a unit, or for the whole, differs from the detail table.

    **Wrong**   明细表：民营经济发展局 实际执行 119.000   正文：实际执行金额119.50万元
    **Right**   明细表：民营经济发展局 实际执行 119.000   正文：实际执行金额119.00万元
    """
    for view in report_views(books):
        for key, table in tables_of(view):
            if table.is_aligned and _has_money_columns(table):
                for sentence in view.report.sentences:
                    yield from _quoted(view, key, table, sentence)


def _has_money_columns(table: DetailTable) -> bool:
    return any(_matching(table, words) is not None for words in ("年初预算", "调整", "执行"))


def _matching(table: DetailTable, words: str) -> DetailColumn | None:
    """The only column of amounts that the words before an amount name."""
    kinds = [headings for pattern, headings in _COLUMN_WORDS if pattern.search(words)]
    if len(kinds) != 1:
        return None
    found = [c for c in table.columns if not is_rate(c) and any(h in c.heading for h in kinds[0])]
    return found[0] if len(found) == 1 else None


def _quoted(view: ReportView, key: str, table: DetailTable, sentence: PrintedText) -> Iterator[Judgement]:
    """The amounts of a sentence that names one row of the table; or the totals, if one is quoted."""
    amounts = [
        (a, column)
        for a in _amounts(sentence.text)
        if not _NOT_THE_AMOUNT.search(a.words) and (column := _matching(table, a.words))
    ]
    if not amounts:
        return
    row = _row_named(table, sentence.text)
    if row is not None:
        for amount, column in amounts:
            yield from _compared(
                view, key, table.names[row].text, amount, column, column.numbers[row], sentence
            )
        return
    if table.has_total and any(_same(amount, column.total) for amount, column in amounts):
        for amount, column in amounts:
            yield from _compared(view, key, "合计", amount, column, column.total, sentence)


def _row_named(table: DetailTable, text: str) -> int | None:
    """The only row whose name the sentence gives, in full or nearly so."""
    folded = fold_name(text)
    exact = [
        at for at, name in enumerate(table.names) if len(name.text) >= 4 and fold_name(name.text) in folded
    ]
    if exact:
        return exact[0] if len(exact) == 1 else None
    named = {fold_name(match.group()) for match in _ORGANISATION.finditer(text)}
    close = [
        at
        for at, name in enumerate(table.names)
        if any(SequenceMatcher(None, fold_name(name.text), n).ratio() >= SIMILAR for n in named)
    ]
    return close[0] if len(close) == 1 else None


def _same(amount: _Amount, number: PrintedNumber) -> bool:
    if number.value is None:
        return False
    places = min(amount.decimals, number.decimals)
    return round_half_up(amount.value, places) == round_half_up(number.value, places)


def _compared(
    view: ReportView,
    key: str,
    row: str,
    amount: _Amount,
    column: DetailColumn,
    number: PrintedNumber,
    sentence: PrintedText,
) -> Iterator[Judgement]:
    if not is_number(number):
        return
    name = f"{key},{fold_name(row)},{column.heading},{amount.printed}"
    if _same(amount, number):
        yield holds(name)
        return
    yield defect(
        name,
        zh=f"{view.label()}正文称“{row}”{amount.words}{amount.printed}，明细表{column.heading}为{number.text}。",
        en=f"The report on “{view.report.project}” says {amount.printed} for “{row}”; its table says "
        f"{number.text} ({column.heading}).",
        evidence=[
            Evidence(f"{view.key}/text/{fold_name(row)}", "正文", sentence.text, sentence.place),
            number_evidence(f"{key}/{fold_name(row)}/{column.heading}", column.heading, number),
        ],
        expected=number.text,
        printed=amount.printed,
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


def _computed(view: ReportView, sentence: PrintedText) -> Iterator[tuple[str, _Make]]:
    rates = [m for m in _RATE.finditer(sentence.text) if "分别" not in m.group()]
    differences = list(_DIFFERENCE.finditer(sentence.text))
    stated = {decimal(m["number"]) for m in differences}
    amounts = list({a.value: a for a in _amounts(sentence.text) if a.value not in stated}.values())
    if len(amounts) != 2 or not all(amount.value for amount in amounts):
        return
    if len(rates) == 1 and not differences and _are_part_and_whole(rates[0]["words"], amounts):
        yield _rate_of(view, sentence, rates[0], amounts)
    if len(differences) == 1:
        yield _difference_of(view, sentence, differences[0], amounts)


def _are_part_and_whole(rate_words: str, amounts: Sequence[_Amount]) -> bool:
    """Whether the words say that one amount is a part of the other; what is left over is neither."""
    whole, part = _ROLES.get(rate_words, _ROLES[""])
    if any(_NOT_THE_AMOUNT.search(amount.words) for amount in amounts):
        return False
    return any(whole.search(a.words) and part.search(b.words) for a, b in permutations(amounts, 2))


def _rate_of(
    view: ReportView, sentence: PrintedText, match: re.Match[str], amounts: Sequence[_Amount]
) -> tuple[str, _Make]:
    printed = decimal(match["number"])
    unit = Decimal(1).scaleb(-decimals_of(printed))
    ratios = [100 * part.value / whole.value for part, whole in permutations(amounts, 2)]
    slack = max(_slack(part, whole) for part, whole in permutations(amounts, 2))
    if any(abs(ratio - printed) <= unit + slack for ratio in ratios):
        return match["words"], _Make(None)
    expected = f"{round_half_up(min(ratios), decimals_of(printed) + 1)}%"
    return match["words"], _Make(
        _Computation(view, sentence, match.group(), expected, [amount.printed for amount in amounts])
    )


def _slack(part: _Amount, whole: _Amount) -> Decimal:
    """What the rounding of the two amounts can change in their ratio, in per cent."""
    half = Decimal("0.5").scaleb(-min(part.decimals, whole.decimals))
    return (
        100 * half / whole.value + 100 * part.value * half / whole.value**2 if part.decimals else Decimal(0)
    )


def _difference_of(
    view: ReportView, sentence: PrintedText, match: re.Match[str], amounts: Sequence[_Amount]
) -> tuple[str, _Make]:
    printed = decimal(match["number"])
    difference = abs(amounts[0].value - amounts[1].value)
    unit = Decimal(1).scaleb(-min(decimals_of(printed), *(amount.decimals for amount in amounts)))
    if abs(difference - printed) <= unit:
        return "difference", _Make(None)
    return "difference", _Make(
        _Computation(view, sentence, match.group(), shown(difference), [a.printed for a in amounts])
    )


@dataclass(frozen=True, slots=True)
class _Computation:
    """A number in a sentence that does not follow from the two amounts beside it."""

    view: ReportView
    sentence: PrintedText
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
                    wrong.sentence.place,
                )
            ],
            expected=wrong.expected,
            printed=wrong.printed,
        )


@defects("EVL-14", needs=[REPORTS], basis=DEFAULT_BASIS)
def report_or_table_is_of_another_year(books: Books) -> Iterator[Judgement]:
    """The title of a report, or of one of its tables, names another year.

    **Wrong**   2023年度评价报告   表1-1 2022年度项目预算明细表
    **Right**   2023年度评价报告   表1-1 2023年度项目预算明细表
    """
    for view in report_views(books):
        report, year = view.report, books.accounts.fiscal_year
        if report.year is not None and year is not None:
            yield _of_year(f"{view.name},title", view, report.title, report.place, year)
        for title, place in _titles(view):
            named = _YEAR.findall(re.sub(r"\s", "", title))
            expected = report.year or year
            if len(named) == 1 and expected is not None:
                yield _of_year(f"{view.name},{fold_name(title)[:40]}", view, title, place, expected)


def _titles(view: ReportView) -> Iterator[tuple[str, Place]]:
    seen: set[str] = set()
    scored = [(t.title, t.place) for t in (*view.report.score_tables, *view.report.indicator_systems)]
    for title, place in (*scored, *((t.title, t.place) for t in view.report.detail_tables)):
        if title and len(title) <= 50 and title not in seen:
            seen.add(title)
            yield title, place


def _of_year(name: str, view: ReportView, title: str, place: Place, year: int) -> Judgement:
    found = re.findall(r"(20\d{2})年", re.sub(r"\s", "", title))
    if str(year) in found:
        return holds(name)
    return defect(
        name,
        zh=f"{view.label()}标题“{title}”的年度与{year}年度不一致。",
        en=f"The title “{title}” names another year than {year}.",
        evidence=[Evidence(f"{view.key}/{fold_name(title)[:40]}", "标题", title, place)],
        expected=str(year),
        printed="、".join(found),
    )


RULES: tuple[Rule, ...] = (
    formula_in_text_is_miscalculated,
    amount_in_text_differs_from_detail_table,
    difference_or_rate_in_text_is_miscalculated,
    report_or_table_is_of_another_year,
)
