"""Section five: the total, its structure by class, and a paragraph for every account (类、款、项)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from disclosures.final_accounts.narrative.accounts import accounts, said_of_accounts
from disclosures.final_accounts.narrative.claims import Found, Groups, claim_of, stated
from disclosures.final_accounts.narrative.facts import Fact, without_reasons
from disclosures.final_accounts.narrative.mentions import Term, Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import MONEY, NUMBER, value_of

TOTAL = Vocabulary(
    Term(
        "total",
        r"一般公共预算(?:财政拨款|当年拨款)?支出(?:决算)?(?:合计|总额|总计)?(?!(?:决算)?(?:总体|结构|具体)?情况)",
    )
)
_STRUCTURE = re.compile(r"以下(?:几个)?方面|结构")
_ITEM = re.compile(
    r"(?:\d{1,2}[、.]|（\d{1,2}）)[^。；：、，\d（]{2,20}（类）(?:支出)?\d[\d,.]*(?:万元|亿元|元)，占"
)
"""A class with amount and share in a paragraph of its own."""
_NO_CLASS = re.compile(r"(?:预算|决算)数?$")
_CLASS = re.compile(
    r"(?:(?<=^)|(?<=[。；：、，]))(?:\d{1,2}[.、]|（\d{1,2}）|[①-⑳])?(?:其中：)?"
    r"(?:主要用于)?(?:以下)?(?:几个)?(?:方面)?(?P<name>[^。；：、，\d（]{2,20}(?:（类）)?(?:支出)?(?:（类）)?)(?:决算)?(?:数)?(?:为)?"
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
    is_item = _ITEM.match(text) is not None
    if not (is_item or _STRUCTURE.search(text) or _STRUCTURE.search(source.subheading)):
        return []
    totals = [segment.name_start for segment in TOTAL.segments(text)]
    return [
        match
        for match in _CLASS.finditer(text)
        if not any(match.start("name") <= at < match.end("name") for at in totals)
        and not _NO_CLASS.search(match["name"])
    ]


def _said_of_classes(source: SectionPassage, classes: list[re.Match[str]]) -> Iterator[Found]:
    """Amount and share of each class, and the reason for a difference from its budget."""
    reasons = without_reasons(source.passage.text).reasons if classes else ()
    ends = [match.start() for match in classes[1:]] + [len(source.passage.text)]
    for match, end in zip(classes, ends, strict=False):
        account, group = (match["name"],), f"class/{match['name']}"
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
        for at, text in reasons:
            if match.end() <= at < end:
                yield claim_of(source, Fact("reason", at, text), "class", group=group, account=account)
