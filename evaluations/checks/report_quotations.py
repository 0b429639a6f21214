"""Amounts that sentences of a report quote from its detail tables (EVL-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.rounding import round_half_up
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds
from disclosures.final_accounts.narrative.passages import Passage
from evaluations.checks.figures import DEFAULT_BASIS, is_number, number_evidence
from evaluations.checks.report_details import is_rate, tables_of
from evaluations.checks.reports import REPORTS, ReportView, report_views
from evaluations.reading.records import DetailColumn, DetailTable, PrintedNumber
from evaluations.reading.sentence_amounts import NOT_THE_AMOUNT, SentenceAmount, amounts_in
from evaluations.reading.words import fold_name

_COLUMN_WORDS = (
    (re.compile(r"年初|预算安排"), ("年初", "预算安排")),
    (re.compile(r"调整"), ("调整",)),
    (re.compile(r"执行|支出|支付"), ("执行", "支出", "支付")),
)
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,24}?(?:局|委员会|委|办公室|办公厅|中心|法院|检察院|联合会|馆|大学|学院|学校|协会|支队|部)(?![\u4e00-\u9fff]{0,2}局)"
)
SIMILAR = 0.86


@defects("EVL-12", needs=[REPORTS], basis=DEFAULT_BASIS)
def amount_in_text_differs_from_detail_table(books: Books) -> Iterator[Judgement]:
    """An amount that the text gives for a unit, or for the whole, differs from the detail table.

    **Wrong**   明细表：某某局 实际执行 119.000   正文：实际执行金额119.50万元
    **Right**   明细表：某某局 实际执行 119.000   正文：实际执行金额119.00万元
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


def _quoted(view: ReportView, key: str, table: DetailTable, sentence: Passage) -> Iterator[Judgement]:
    """The amounts of a sentence that names one row of the table; or the totals, if one is quoted."""
    amounts = [
        (a, column)
        for a in amounts_in(sentence.text)
        if not NOT_THE_AMOUNT.search(a.words) and (column := _matching(table, a.words))
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


def _same(amount: SentenceAmount, number: PrintedNumber) -> bool:
    if number.value is None:
        return False
    places = min(amount.decimals, number.decimals)
    return round_half_up(amount.value, places) == round_half_up(number.value, places)


def _compared(
    view: ReportView,
    key: str,
    row: str,
    amount: SentenceAmount,
    column: DetailColumn,
    number: PrintedNumber,
    sentence: Passage,
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
            Evidence(
                f"{view.key}/text/{fold_name(row)}", "正文", sentence.text, sentence.place_at(amount.start)
            ),
            number_evidence(f"{key}/{fold_name(row)}/{column.heading}", column.heading, number),
        ],
        expected=number.text,
        printed=amount.printed,
    )


RULES: tuple[Rule, ...] = (amount_in_text_differs_from_detail_table,)
