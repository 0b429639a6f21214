"""预算绩效: how many projects and how much money were self-evaluated, and what a paragraph says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.final_accounts.narrative.claims import Found, claim_of
from disclosures.final_accounts.narrative.facts import Fact, facts
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import MONEY, NUMBER, value_of

_PROJECTS = re.compile(
    r"(?P<subject>[^，。；：、（）\d]{0,30}?项目)(?:共计|共|合计)?(?P<count>\d+)个"
    r"|(?P<evaluated>(?:绩效)?自评(?:的)?(?:\d{4}年度)?)?(?:其中，)?(?:等)?(?P<other>\d+)个(?P<behind>[^，。；：、（）\d]{0,12}?项目)"
)
_MONEY = re.compile(r"涉及(?:预算)?(?:项目)?(?:支出)?(?:资金|金额)(?:共计|合计|共|为)?" + MONEY)
_SCORE = re.compile(rf"(?:平均|自评|评价)?得分(?:为)?“?(?P<number>{NUMBER})”?分")
_SUMMARY = re.compile(
    r"(?:^|(?<=。))(?:\d{1,2}[.、]|（\d{1,2}）)?(?P<project>[^。；：]{2,80}?)(?:项目)?绩效自评(?:综述|情况)："
)


def read(source: SectionPassage) -> Iterator[Found]:
    text = source.passage.text
    summary = _SUMMARY.search(text)
    if summary is not None:
        yield from _project(source, summary)
    end = summary.start() if summary is not None else len(text)
    for match in _PROJECTS.finditer(text, 0, end):
        name = "count" if match["count"] else "other"
        subject = match["subject"] or match["behind"]
        yield claim_of(
            source, Fact("count", match.start(name), match[name], value_of(match[name]), "个"), subject
        )
    for match in _MONEY.finditer(text, 0, end):
        yield claim_of(source, _number("amount", match, match["unit"]), "evaluated_projects")
    for match in _SCORE.finditer(text, 0, end):
        yield claim_of(source, _number("score", match, "分"), "evaluated_projects")


def _project(source: SectionPassage, summary: re.Match[str]) -> Iterator[Found]:
    """The score, budget, execution and completion of one project."""
    text, project = source.passage.text, summary["project"]
    end = text.find("绩效目标完成情况")
    end = len(text) if end < 0 else end
    group = f"project/{project}"
    score = _SCORE.search(text, summary.end(), end)
    if score is not None:
        yield claim_of(source, _number("score", score, "分"), project, group=group)
    for fact in facts(text, summary.end(), end):
        yield claim_of(source, fact, project, group=group)


def _number(quantity: str, match: re.Match[str], unit: str) -> Fact:
    return Fact(quantity, match.start("number"), match["number"], value_of(match["number"]), unit)
