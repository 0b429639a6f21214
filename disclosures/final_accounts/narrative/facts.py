"""What is said about one subject: amounts, budgets, shares, changes, completion rates and words.

A fact belongs to the subject mentioned last before it; what a change or a rate refers to is the last base
named before it in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.final_accounts.narrative.wording import (
    BASE,
    BUDGET_KIND,
    FALL,
    LEVEL,
    MONEY,
    PER_CENT,
    REASON,
    REASON_ENDS,
    RISE,
    value_of,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or word, at an offset of the text it was read from."""

    quantity: str
    offset: int
    printed: str
    value: Decimal | None = None
    unit: str = ""
    direction: str | None = None
    base: str | None = None


_AMOUNT = re.compile(
    r"”?(?:（[^）]{1,20}）)?(?:，(?=(?:合计|共计|总计)为?\d))?(?:支出|收入|资金|费用|拨款)?(?:年度)?(?:决算数?)?(?:支出|收入)?(?:总额|总计|合计|金额|数)?"
    r"(?:（[^）]{1,20}）)?(?:各|均|共计|共|分别|累计)?(?:为|是|：|达|计)?" + MONEY
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "budget",
        rf"(?P<base>{BUDGET_KIND}(?:数|安排|批复数?)?)(?:支出)?(?:均|共)?(?:为|是|：)?" + MONEY,
    ),
    ("amount", r"(?:决算(?:数|支出)?|实际支出|执行数)(?:均|共)?(?:为|是|：)?" + MONEY),
    (
        "completion_rate",
        rf"(?:完成|达到?|占|为)(?:了)?(?P<base>{BUDGET_KIND}(?:数|安排)?)(?:的)?(?:约|为)?" + PER_CENT,
    ),
    (
        # 完成预算4.00万元的75.00%: the budget stands between and is a fact of its own
        "completion_rate",
        rf"完成(?:了)?(?=(?P<base>{BUDGET_KIND}(?:数|安排)?)(?:为)?\d[\d,.]*(?:万|亿)?元的" + PER_CENT + ")",
    ),
    ("completion_rate", r"(?:预算)?(?:完成|执行)率(?:为|达到?|是)?" + PER_CENT),
    (
        "share",
        r"占(?P<base>[^，。；：%\d]{0,40}?)(?:的)?(?:比重|比例)?(?:为|是|约|达)?" + PER_CENT,
    ),
    (
        # 比上年900.00万元增加50.00万元
        "prior_amount",
        r"(?:比|较|与)(?P<base>(?:上|去)年度?|20\d{2}年度?)(?:决算数?)?"
        + MONEY
        + rf"(?=(?:相比)?，?(?:{RISE}|{FALL})了?\d)",
    ),
    ("change", rf"(?P<word>{RISE}|{FALL})(?:了|额为|数为|额|约|为)?" + MONEY),
    (
        "change_rate",
        rf"(?P<word>{RISE}|{FALL})(?:了|约|为|率为|率|比例为|幅度为|达到?|：)?" + PER_CENT,
    ),
    (
        "comparison",
        r"(?:决算|执行|实际支出)数?(?P<word>大于|小于|等于|高于|低于|超过|超出|多于|少于)"
        rf"(?P<base>{BUDGET_KIND}(?:安排)?数?)",
    ),
    ("difference_rate", r"差异率(?:为)?" + PER_CENT),
    ("level", rf"(?<!之和)(?<!口径)(?P<word>{LEVEL})"),
)


def _numbered(index: int, pattern: str) -> str:
    """A pattern as one alternative of many: its groups carry its number."""
    return f"(?P<fact{index}>" + re.sub(r"[?]P<(word|base|number|unit)>", rf"?P<\g<1>{index}>", pattern) + ")"


_FACT = re.compile("|".join(_numbered(index, pattern) for index, (_, pattern) in enumerate(_PATTERNS)))
_BASE = re.compile(BASE)
_OF_PRIOR_YEAR = re.compile(r"(?:上年度?|上一年度?|去年|(?:比|较|与|同)\d{4}年度?)的?$")
_REASON = re.compile(REASON)
_REASON_ENDS = re.compile(REASON_ENDS)
_BREAKDOWN = re.compile(r"（其中[^（）]*）")
"""A breakdown in brackets is about parts of the subject."""
_FILLER = "□"


@dataclass(frozen=True, slots=True)
class Reasons:
    """A text with its reasons blanked out, so that no figure of a reason is taken for a figure of the
    subject, and the reasons by offset."""

    text: str
    reasons: tuple[tuple[int, str], ...]


def without_reasons(text: str) -> Reasons:
    """The text with the same length and offsets, reasons and breakdowns replaced by a filler."""
    masked = _BREAKDOWN.sub(lambda aside: _FILLER * len(aside.group()), text)
    reasons: list[tuple[int, str]] = []
    at = 0
    while found := _REASON.search(masked, at):
        end = _REASON_ENDS.search(masked, found.end())
        stop = end.start() if end else len(masked)
        reasons.append((found.start(), text[found.end() : stop].strip("：，")))
        masked = masked[: found.start()] + _FILLER * (stop - found.start()) + masked[stop:]
        at = stop
    return Reasons(masked, tuple(reasons))


def facts(text: str, start: int, end: int) -> Iterator[Fact]:
    """The facts of a segment of a text; `start` is where the subject's name ends."""
    opening = _AMOUNT.match(text, start, end)
    if opening is not None:
        yield _money("amount", opening.start("number"), opening["number"], opening["unit"])
        start = opening.end()
    for match in _FACT.finditer(text, start, end):
        yield _fact(match, text)


def _fact(match: re.Match[str], text: str) -> Fact:
    index = next(i for i in range(len(_PATTERNS)) if match[f"fact{i}"] is not None)
    named = match.re.groupindex
    quantity = _PATTERNS[index][0]

    def part(name: str) -> str | None:
        return match[f"{name}{index}"] if f"{name}{index}" in named else None

    number, word = part("number"), part("word")
    if quantity == "amount" and _OF_PRIOR_YEAR.search(text, 0, match.start()):
        quantity = "prior_amount"
    base = part("base") or (base_before(text, match.start()) if quantity != "share" else None)
    if quantity == "level":
        kind = "comparison" if base and "预算" in base else "change"
        return Fact(kind, match.start(), word or "", direction=word, base=base)
    if number is None:
        return Fact(quantity, match.start(), word or "", direction=word, base=base)
    return Fact(
        quantity,
        match.start(f"number{index}"),
        number,
        value_of(number),
        part("unit") or "",
        direction=word,
        base=base,
    )


def _money(quantity: str, offset: int, number: str, unit: str) -> Fact:
    return Fact(quantity, offset, number, value_of(number), unit)


def base_before(text: str, offset: int) -> str | None:
    """What is compared with, as last named before the offset in the same sentence.

    A sentence that begins with 其中 divides the one before, and is compared with the same.
    """
    sentence = text.rfind("。", 0, offset) + 1
    if text.startswith("其中", sentence):
        sentence = text.rfind("。", 0, max(sentence - 1, 0)) + 1
    named = [match["base"] or match["same"] for match in _BASE.finditer(text, sentence, offset)]
    return named[-1] if named else None
