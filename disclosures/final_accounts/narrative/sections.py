"""The narrative cut into its sections, by the meaning of the headings; their numbers differ by province."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from disclosures.final_accounts.narrative.passages import Passage, is_heading_line
from disclosures.final_accounts.records import Section

_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_NUMBERED = re.compile(r"(?P<first>[一二三四五六七八九十]+[、.．])|(?P<second>（[一二三四五六七八九十]+）)")
_SECOND = 2
_ARABIC_LEVEL = 3
_BARE = -1
"""The level of a title without a number: that of the section it ends."""
_ARABIC = re.compile(r"\d{1,2}[、.]")
_RUN_IN_TITLE = re.compile(
    r"(?:[一二三四五六七八九十]+[、.．]|（[一二三四五六七八九十]+）)(?:20\d{2}年(?:度)?)?"
    r"[^。，；：\d]{2,40}?(?:情况|说明|结果|支出|经费)[。：]"
)
_ARABIC_RUN_IN = re.compile(
    r"\d{1,2}[、.](?:本年)?(?:收入|支出|结转和?结余|总体)(?:决算)?情况(?:说明)?[。：]"
)
"""收入情况, 支出情况, 结转结余情况 as the first words of paragraphs under 收入支出决算总体情况."""
_YEAR = re.compile(r"(?<![与比较同至])(20\d{2})年度")
_GLOSSARY = re.compile(r"(?:第[一二三四五六七八九十]+部分)?(?:专业)?名词解释$")
_ACCOUNT_TITLE = re.compile(r"（\d{0,2}项）(?:支出)?[。：]?$")
_ACCOUNT_FIGURES = re.compile(
    r"(?:(?:20\d{2}年(?:度)?)?(?:年初|全年)?预算|(?:20\d{2}年(?:度)?)?(?:支出)?决算|主要用于)"
)
"""An account's name may stand in a line of its own, above the paragraph with its figures."""

_TITLES: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (Section.THREE_PUBLIC_EXPENSES, re.compile(r"三公|(?:会议费|培训费).*(?:情况|说明)")),
    (Section.OPERATING_EXPENSES, re.compile(r"机[关构]运行经费")),
    (Section.PROCUREMENT, re.compile(r"政府采购")),
    (Section.STATE_ASSETS, re.compile(r"国有资产")),
    (Section.PERFORMANCE, re.compile(r"绩效")),
    (Section.GOVERNMENT_MANAGED_FUNDS, re.compile(r"政府性基金")),
    (Section.STATE_CAPITAL, re.compile(r"国有资本")),
    (Section.BASIC_EXPENDITURE, re.compile(r"基本支出")),
    (Section.GENERAL_PUBLIC_BUDGET, re.compile(r"一般公共预算|公共预算财政拨款")),
    (Section.FISCAL_APPROPRIATION, re.compile(r"财政拨款(?:收入支出|收、?支|支出决算总体)")),
    (
        Section.OVERALL,
        re.compile(r"(?<!拨款)(?:收入、?支出|收、?支).*(?:总体|总计|决算|情况)|^(?:总体|结转和?结余)情况"),
    ),
    (Section.FISCAL_APPROPRIATION, re.compile(r"财政拨款")),
    (Section.INCOME, re.compile(r"收入.*(?:决算|情况|说明)")),
    (Section.EXPENDITURE, re.compile(r"支出.*(?:决算|情况|说明)")),
)
_OTHER_MATTERS = re.compile(r"购买服务|一般性支出|债务|债券|项目支出决算|扶贫|专户")
"""Titles that speak of expenditure too, and open none of the sections."""
_UNDER_OVERALL = (Section.OVERALL, Section.INCOME, Section.EXPENDITURE)
"""Sections that may stand one level down, under 收入支出决算总体情况."""
_OF_ITS_OWN = re.compile(r"决算.*(?:情况|说明)$")
"""The title of a section, and not of a part of 收入支出决算总体情况."""
_SIDE_BY_SIDE = (Section.OPERATING_EXPENSES, Section.PROCUREMENT, Section.STATE_ASSETS)
"""Sections that a title one level up may name together."""
_UNDER_FISCAL = (
    Section.GENERAL_PUBLIC_BUDGET,
    Section.BASIC_EXPENDITURE,
    Section.GOVERNMENT_MANAGED_FUNDS,
    Section.STATE_CAPITAL,
)
"""Those on expenditure may stand one level down, under 财政拨款收入支出决算总体情况."""


@dataclass(frozen=True, slots=True)
class SectionPassage:
    """A passage of the narrative with the section and the sub-heading it stands under."""

    section: Section
    subheading: str
    passage: Passage
    year: int | None = None
    """The year the narrative is about, where it says so."""


@dataclass(frozen=True, slots=True)
class _Within:
    """The section a passage stands in, the sub-heading, and the level of heading that opened the section."""

    section: Section | None = None
    subheading: str = ""
    level: int = 0
    outer: Section | None = None
    """What the heading of that level named, where one below it has opened the section."""


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    title: str
    length: int


def section_passages(passages: Sequence[Passage]) -> Iterator[SectionPassage]:
    """The passages of the narrative; an account's name with the paragraph on it below."""
    title: SectionPassage | None = None
    for source in _in_sections(passages):
        if title is not None and _ACCOUNT_FIGURES.match(source.passage.text):
            yield replace(title, passage=title.passage.followed_by(source.passage))
            title = None
            continue
        if title is not None:
            yield title
        is_title = _ACCOUNT_TITLE.search(source.passage.text)
        title = source if is_title else None
        if not is_title:
            yield source
    if title is not None:
        yield title


def _in_sections(passages: Sequence[Passage]) -> Iterator[SectionPassage]:
    """The passages of each section. What follows the glossary is annexes and belongs to no section."""
    within = _Within()
    found = False
    year = narrative_year(passages)
    for passage in passages:
        heading = _heading(passage.text)
        if heading is not None:
            if found and _GLOSSARY.match(heading.title):
                return
            within = _under(heading, within)
            passage = passage.part(heading.length, len(passage.text))
        if within.section is not None and passage.text:
            found = True
            yield SectionPassage(within.section, within.subheading, passage, year)


def _heading(text: str) -> _Heading | None:
    if _PART.match(text):
        return _Heading(0, text, len(text))
    numbered = _NUMBERED.match(text)
    if numbered is None and (run_in := _ARABIC_RUN_IN.match(text)):
        return _Heading(_ARABIC_LEVEL, _ARABIC.sub("", run_in.group()[:-1], count=1), run_in.end())
    if numbered is None:
        title = _ARABIC.sub("", text, count=1)
        level = _BARE if title == text else _ARABIC_LEVEL
        is_title = is_heading_line(text) or _GLOSSARY.match(title)
        return _Heading(level, title, len(text)) if is_title else None
    level = 1 if numbered["first"] else 2
    if is_heading_line(text):
        return _Heading(level, text[numbered.end() :], len(text))
    run_in = _RUN_IN_TITLE.match(text)
    if run_in is None:
        return None
    return _Heading(level, text[numbered.end() : run_in.end() - 1], run_in.end())


def narrative_year(passages: Iterable[Passage]) -> int | None:
    """The year most sentences speak of, years compared with left aside."""
    years = Counter(year for passage in passages for year in _YEAR.findall(passage.text))
    return int(years.most_common(1)[0][0]) if years else None


def _under(heading: _Heading, within: _Within) -> _Within:
    """What a heading opens: a section of its level, or a part of the section it stands in.

    Sections stand on the first level, or on the second where that one only says 部门决算(收支)情况说明 or
    其他重要事项.
    """
    named = _section(heading.title)
    if heading.level == 0:
        return _Within()
    rank = (within.level or 1) if heading.level == _BARE else heading.level
    below = within.section is not None and rank > within.level
    if below and within.section is Section.FISCAL_APPROPRIATION and named in _UNDER_FISCAL:
        below = "支出" not in heading.title or "收入" in heading.title
    if below and within.outer is Section.OVERALL and rank == _SECOND and named not in (None, *_UNDER_OVERALL):
        below = _OF_ITS_OWN.search(heading.title) is None
    together = any(named in kind and within.section in kind for kind in (_UNDER_OVERALL, _SIDE_BY_SIDE))
    if below and not together:
        return replace(within, subheading=heading.title)
    subheading = heading.title if rank > 1 else ""
    if below:
        return _Within(named, subheading, within.level, within.outer)
    return _Within(named, subheading, rank, named)


def _section(title: str) -> Section | None:
    if title.endswith("表") or _OTHER_MATTERS.search(title):
        return None
    return next((section for section, pattern in _TITLES if pattern.search(title)), None)
