"""Sentences that say there is nothing: 本部门没有政府性基金财政拨款收支, 2024年度无“三公”经费财政拨款支出."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.final_accounts.narrative.claims import Found, claim_of
from disclosures.final_accounts.narrative.facts import Fact, without_reasons
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.records import Section

_SUBJECTS: dict[Section, re.Pattern[str]] = {
    Section.GOVERNMENT_MANAGED_FUNDS: re.compile(r"政府性基金"),
    Section.STATE_CAPITAL: re.compile(r"国有资本"),
    Section.THREE_PUBLIC_EXPENSES: re.compile(r"(?:财政拨款)?“?三公”?经费"),
    Section.OPERATING_EXPENSES: re.compile(r"机关运行经费"),
    Section.PROCUREMENT: re.compile(r"政府采购"),
}
_NOTHING = re.compile(
    r"(?:没有|无(?!法|需|论|偿|障|线|关)|未发生|未安排|未使用|不涉及|不存在|未有)"
    r"(?P<what>[^。；]{0,60}?(?:收支|收入|支出|安排|经费|拨款|预算|项目|采购|业务))"
)


def read(source: SectionPassage) -> Iterator[Found]:
    """That there is no income, no expenditure, or neither (`total`), of what the section is about."""
    pattern = _SUBJECTS.get(source.section)
    if pattern is None:
        return
    text = without_reasons(source.passage.text).text
    for sentence in re.finditer(r"[^。]+", text):
        nothing = _NOTHING.search(text, sentence.start(), sentence.end())
        if nothing is None or re.search(r"\d(?:万元|元)", sentence.group()):
            continue
        said = text[nothing.start() : sentence.end()]
        if pattern.search(said):
            fact = Fact("absence", nothing.start(), said)
            yield claim_of(source, fact, _side(said), group="absence/1")


def _side(said: str) -> str:
    """Which side of the accounts is said to be empty."""
    income, expenditure = "收入" in said, "支出" in said
    if "收支" in said or income == expenditure:
        return "total"
    return "income" if income else "expenditure"
