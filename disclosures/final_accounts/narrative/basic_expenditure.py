"""Section six: 基本支出, 人员经费 and 公用经费 with the lists of accounts they mainly consist of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosures.final_accounts.narrative.claims import Found, Groups, claim_of, of_its_year, stated
from disclosures.final_accounts.narrative.facts import Fact, facts, without_reasons
from disclosures.final_accounts.narrative.mentions import Term, Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import NUMBER, value_of

TERMS = Vocabulary(
    Term("government_managed_funds", r"政府性基金(?:预算)?(?:财政拨款)?安排的?基本支出"),
    Term("state_capital", r"国有资本经营(?:预算)?(?:财政拨款)?安排的?基本支出"),
    Term("total", r"(?:一般公共预算)?(?:财政拨款)?(?:安排的?)?基本支出"),
    Term("personnel", r"人员经费"),
    Term("operating", r"(?:日常)?公用经费"),
)
_LIST = re.compile(
    r"主要(?:包括|用于|是|有)：?(?P<names>(?:[^。；]|；(?=(?:工资福利|商品和服务|资本性|对个人和家庭)))+)"
)
_NAME = re.compile(r"(?:[^、，；：（）]|（[^）]*）)+")
_AMOUNT = re.compile(rf"(?:为|是|：)?(?P<number>{NUMBER})(?P<unit>万元|亿元|千元|元)(?:（占[^）]*）)?$")
_NO_NAME = re.compile(r"占|比|较|增|减|\d")
"""A list may give the amount of each account, with its share and its change."""
_OPEN_END = re.compile(r"等(?:支出|费用|方面|项目|内容)*$")


_CLASS = re.compile(
    r"(?:(?<=^)|(?<=[。；：，]))(?:\d{1,2}[.、]|（(?:\d{1,2}|[一二三四五六七八九十])）)?"
    r"(?P<name>工资福利支出|商品和服务支出|对个人和家庭的?补助(?:支出)?|资本性支出)(?=(?:为)?\d)"
)
"""A class of the economic classification with its amount, as the first words of a clause."""


def read(source: SectionPassage, groups: Groups) -> Iterator[Found]:
    yield from stated(source, TERMS, groups)
    text = source.passage.text
    segments = list(TERMS.segments(text))
    ends = [segment.name_start for segment in segments[1:]] + [len(text)]
    lists: list[re.Match[str]] = []
    for segment, end in zip(segments, ends, strict=False):
        listing = _LIST.search(text, segment.start, end) if segment.subject != "total" else None
        if listing is not None:
            lists.append(listing)
            yield from _listed(source, segment.subject, listing)
    yield from _said_of_classes(source, lists)


def _said_of_classes(source: SectionPassage, lists: Sequence[re.Match[str]]) -> Iterator[Found]:
    """Amount, share, change and rate of each class, other than those in a list of accounts."""
    masked = without_reasons(source.passage.text).text
    classes = list(_CLASS.finditer(masked))
    ends = [match.start() for match in classes[1:]] + [len(masked)]
    for match, end in zip(classes, ends, strict=False):
        if any(listing.start() < match.start("name") < listing.end() for listing in lists):
            continue
        name = match["name"]
        for fact in facts(masked, match.end(), end):
            dated = of_its_year(fact, masked, source.year)
            yield claim_of(source, dated, "class", group=f"class/{name}", account=(name,))


def _listed(source: SectionPassage, subject: str, listing: re.Match[str]) -> Iterator[Found]:
    """One claim per listed account. Where the list ends in 等, it does not say that it is complete."""
    open_end = "等" if _OPEN_END.search(listing["names"]) else None
    for match in _NAME.finditer(source.passage.text, listing.start("names"), listing.end("names")):
        name = _AMOUNT.sub("", _OPEN_END.sub("", match.group()))
        if name and not _NO_NAME.match(name):
            fact = Fact("listed", match.start(), name, direction=open_end)
            yield claim_of(source, fact, subject, group=f"{subject}/listed", account=(name,))
            if money := _AMOUNT.search(match.group()):
                printed, at = money["number"], match.start() + money.start("number")
                amount = Fact("amount", at, printed, value_of(printed), money["unit"])
                yield claim_of(source, amount, name, group=f"{subject}/{name}", account=(name,))
