"""What is said account by account: 类、款、项 by name, each up to the name of the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosures.final_accounts.classifications import class_of
from disclosures.final_accounts.narrative.claims import Found, claim_of, of_its_year
from disclosures.final_accounts.narrative.facts import Fact, facts, without_reasons
from disclosures.final_accounts.narrative.mentions import until_another
from disclosures.final_accounts.narrative.sections import SectionPassage

_OPENING = (
    r"(?:(?<=^)|(?<=[。；：、]))"
    r"(?:\d{1,2}[.、]|（(?:\d{1,2}|[一二三四五六七八九十]{1,3})）|[①-⑳])?(?:其中：)?"
)
_LEVELS = re.compile(
    _OPENING + r"“?(?P<first>[^。；：、，“”]{2,30}?)”?（\d{0,3}类）(?:支出)?"
    r"(?:“?(?P<second>[^。；：，“”]{2,40}?)”?（\d{0,2}款）(?:支出)?"
    r"(?:“?(?P<third>[^。；：，“”]{2,40}?)”?（\d{0,2}项）(?:支出)?)?)?"
    r"|" + _OPENING + r"“?(?P<lone>[^。；：、，“”]{2,40}?)”?（\d{0,2}款）(?:支出)?"
    r"(?:“?(?P<item>[^。；：，“”]{2,40}?)”?（\d{0,2}项）(?:支出)?)?"
    r"|" + _OPENING + r"2\d{6}[-：]?(?P<coded>[^。；：，“”\d]{2,40}?)(?=\d[\d,.]*(?:万元|亿元|元))"
    r"|" + _OPENING + r"“?(?P<bare>[^。；：、，“”（）\d]{2,24}?支出)”?"
    r"(?=[。：，]?(?:\d{4}年度?)?(?:(?:年初|全年)预算|预算数?为?\d|(?:支出)?决算数?为?\d))"
)
_STATES_A_FIGURE = re.compile(r"[。：，]?(?:\d{4}年度?)?(?:(?:年初|全年)?预算|(?:支出)?决算)")
_PURPOSE = re.compile(r"主要用于：?(?P<purpose>[^。]+)")


@dataclass(frozen=True, slots=True)
class Account:
    """A mention of an account: its names from the 类 down, an empty one where the level is not named."""

    path: tuple[str, ...]
    start: int
    end: int


def accounts(text: str) -> list[Account]:
    """The accounts a text speaks of one by one, in order. A 类 alone counts where its figures follow."""
    return list(_accounts(text))


def _accounts(text: str) -> Iterator[Account]:
    for match in _LEVELS.finditer(text):
        if match["coded"]:
            yield Account(("", "", match["coded"]), match.start(), match.end())
            continue
        if match["bare"]:
            if class_of(match["bare"]) is not None:
                yield Account((match["bare"],), match.start(), match.end())
            continue
        if match["second"] is None and not _STATES_A_FIGURE.match(text, match.end()):
            continue
        named = (match["first"], match["second"], match["third"])
        if match["lone"]:
            named = ("", match["lone"], match["item"])
        path = tuple(name for name in named if name is not None)
        yield Account(path, match.start(), match.end())


def said_of_accounts(source: SectionPassage, mentioned: Sequence[Account]) -> Iterator[Found]:
    """Figures, reason and purpose of each account."""
    masked = without_reasons(source.passage.text)
    ends = [account.start for account in mentioned[1:]] + [len(masked.text)]
    for account, end in zip(mentioned, ends, strict=False):
        said = [Fact("account", account.start, "/".join(account.path))]
        stop = until_another(masked.text, account.end, end)
        said += [of_its_year(f, masked.text, source.year) for f in facts(masked.text, account.end, stop)]
        said += [Fact("reason", at, text) for at, text in masked.reasons if account.end <= at < end]
        if purpose := _PURPOSE.search(masked.text, account.end, end):
            said.append(Fact("purpose", purpose.start("purpose"), purpose["purpose"]))
        subject = "/".join(account.path)
        for fact in said:
            yield claim_of(source, fact, subject, group=subject, account=account.path)
