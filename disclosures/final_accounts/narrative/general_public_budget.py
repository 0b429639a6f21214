"""Section five: the total, its structure by class, and a paragraph for every account (类、款、项)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from disclosures.final_accounts.classifications import class_of
from disclosures.final_accounts.narrative.accounts import accounts, said_of_accounts
from disclosures.final_accounts.narrative.claims import Found, Groups, claim_of, of_its_year, stated
from disclosures.final_accounts.narrative.facts import Fact, facts, without_reasons
from disclosures.final_accounts.narrative.mentions import Term, Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.vocabularies import PROJECT
from disclosures.final_accounts.narrative.wording import MONEY, NUMBER, value_of

TOTAL = Vocabulary(
    Term("income", r"一般公共预算(?:财政拨款)?收入(?:决算)?(?:合计)?(?!支出|、|(?:决算)?(?:总体)?情况)"),
    Term("opening_balance", r"(?:年初|上年)(?:一般公共预算)?(?:财政拨款)?结转(?:和|与|及)?结余"),
    Term("closing_balance", r"年末(?:一般公共预算)?(?:财政拨款)?结转(?:和|与|及)?结余"),
    Term(
        "total",
        r"(?:一般公共预算(?:(?:财政|当年)?拨款)?|(?<!预算)财政拨款)支出(?:决算)?(?:合计|总额|总计)?"
        r"(?!(?:决算)?(?:总体|结构|具体)?情况)",
    ),
    Term("basic", r"基本支出"),
    Term("project", PROJECT),
)
_STRUCTURE = re.compile(r"以下(?:几个)?方面|结构")
_ITEM = re.compile(
    r"(?:\d{1,2}[、.]|（(?:\d{1,2}|[一二三四五六七八九十]{1,3})）)(?P<name>[^。；：、，\d（]{2,20}?(?:支出)?(?P<level>（\d{0,3}类）)?)(?:支出)?"
    r"(?:决算)?(?:数)?(?:为)?\d[\d,.]*(?:万元|亿元|元)(?=[，：。；])"
)
"""A class with its amount in a paragraph of its own."""
_NO_CLASS = re.compile(r"(?:预算|决算)数?$|^(?:与|比|较|同)|(?:增加|减少|增长|下降)(?:了|额)?$")
_CLASS = re.compile(
    r"(?:(?<=^)|(?<=[。；：、，]))(?:\d{1,2}[.、]|（(?:\d{1,2}|[一二三四五六七八九十]{1,3})）|[①-⑳])?(?:其中：)?"
    r"(?:主要用于)?(?:以下)?(?:几个)?(?:方面)?(?P<name>[^。；：、，\d（]{2,20}(?:（\d{0,3}类）)?(?:支出)?(?:（类）)?)(?:决算)?(?:数)?(?:为)?"
    + MONEY
    + r"(?:[，（]?占(?P<base>[^，。；%\d]{0,30}?)(?:的)?(?:比重|比例)?(?:为|是|约)?"
    + rf"(?P<share>{NUMBER})(?P<sign>%?))?"
)


def read(source: SectionPassage, groups: Groups) -> Iterator[Found]:
    """Claims about the total, then about the accounts or the classes the passage lists."""
    text = source.passage.text
    mentioned = accounts(text)
    classes = [] if mentioned else _classes(source)
    listed = [account.start for account in mentioned] + [match.start() for match in classes]
    ahead = source.passage.part(0, min(listed, default=len(text)))
    yield from stated(replace(source, passage=ahead), TOTAL, groups)
    yield from said_of_accounts(source, mentioned)
    yield from _said_of_classes(source, classes)


def _classes(source: SectionPassage) -> list[re.Match[str]]:
    """The classes a passage on the structure lists; the total it begins with is none."""
    text = source.passage.text
    if not (_is_item(text) or any(map(_STRUCTURE.search, (text, source.subheading))) or _lists_shares(text)):
        return []
    totals = [segment.name_start for segment in TOTAL.segments(text)]
    return [
        match
        for match in _CLASS.finditer(text)
        if not any(match.start("name") <= at < match.end("name") for at in totals)
        and not _NO_CLASS.search(match["name"])
    ]


def _lists_shares(text: str) -> bool:
    """Whether a text gives several classes with their shares: 按功能分类科目分，包括：…，占…；…，占…."""
    named = (re.sub(r"（\d{0,3}类）$", "", m["name"]) for m in _CLASS.finditer(text) if m["share"])
    return sum(class_of(name) is not None for name in named) > 1


def read_items(source: SectionPassage) -> Iterator[Found]:
    """Claims about a class in a paragraph of its own, in a section that is not about classes alone."""
    if _is_item(source.passage.text):
        yield from _said_of_classes(source, _classes(source))


def read_structure(source: SectionPassage) -> Iterator[Found]:
    """The classes of 财政拨款支出 where its structure is given for all budgets together, or for another."""
    if not accounts(source.passage.text):
        known = [match for match in _classes(source) if class_of(match["name"]) is not None]
        yield from _said_of_classes(source, known)


def _is_item(text: str) -> bool:
    item = _ITEM.match(text)
    return item is not None and (item["level"] is not None or class_of(item["name"]) is not None)


def _said_of_classes(source: SectionPassage, classes: list[re.Match[str]]) -> Iterator[Found]:
    """Amount and share of each class, what it is compared with, and the reason for a difference."""
    masked = without_reasons(source.passage.text)
    ends = [match.start() for match in classes[1:]] + [len(masked.text)]
    for match, end in zip(classes, ends, strict=False):
        account, group = (_name(match),), f"class/{_name(match)}"
        number = match["number"]
        amount = Fact("amount", match.start("number"), number, value_of(number), match["unit"])
        yield claim_of(source, amount, "class", group=group, account=account)
        if printed := match["share"]:
            share = Fact(
                "share",
                match.start("share"),
                printed,
                value_of(printed),
                match["sign"],
                base=match["base"] or None,
            )
            yield claim_of(source, share, "class", group=group, account=account)
        stop = end if _is_item(masked.text) else _end_of_sentence(masked.text, match.end(), end)
        said = [of_its_year(fact, masked.text, source.year) for fact in facts(masked.text, match.end(), stop)]
        said += [Fact("reason", at, text) for at, text in masked.reasons if match.end() <= at < end]
        for fact in said:
            yield claim_of(source, fact, "class", group=group, account=account)


def _name(match: re.Match[str]) -> str:
    """The class as named, without the code some print before 类."""
    return re.sub(r"（\d+类）", "（类）", match["name"])


def _end_of_sentence(text: str, start: int, end: int) -> int:
    full_stop = text.find("。", start, end)
    return end if full_stop < 0 else full_stop
