"""The parts of a disclosure, and the list of the units it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.presentation.main_text import main_text
from disclosures.checks.rule import Condition, Judgement, defect, defects, holds, undecidable
from disclosures.final_accounts.narrative.passages import Passage

NARRATIVE = re.compile(r"情况说明|决算说明|情况的说明|(?:收入|支出)决算(?:总体)?情况")
PARTS = {
    "概况": re.compile(r"概况|(?:主要)?职[责能]|基本情况"),
    "情况说明": NARRATIVE,
    "名词解释": re.compile(r"名词解释"),
}
LONGEST_HEADING = 60
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十两])"
_UNITS = re.compile(
    rf"(?:汇编|编制|编报|公开|决算)范围的?[^。；]{{0,30}}?单位(?:共计|共有|共|包括|有|为)*{_NUMBER}(?:个|家)"
)
_ENTRY = re.compile(r"(?:^|(?<=[。；：、]))(?P<number>\d{1,3})[.、．](?!\d)")


def _is_running_text(books: Books) -> bool:
    """A workbook has the statements only; a document has text."""
    tables = books.accounts.document.tables()
    return bool(main_text(books).passages) and not any(table.place.sheet for table in tables)


@defects(
    "FMT-06",
    basis="地方预决算公开操作规程（财预〔2016〕143号）",
    applies_when=Condition(
        "文件是有正文的文档", "the file is a document with running text", _is_running_text
    ),
)
def part_is_missing(books: Books) -> Iterator[Judgement]:
    """A part of the disclosure is missing: the department's duties, the explanation, or the glossary.

    **Wrong**   部门概况、部门决算表、名词解释
    **Right**   部门概况、部门决算表、部门决算情况说明、名词解释
    """
    text = main_text(books)
    for name, pattern in PARTS.items():
        headings = [p for p in text.body if len(p.text) <= LONGEST_HEADING and pattern.search(p.text)]
        if headings:
            heading = headings[-1]
            yield holds(name, evidence=[Evidence(f"part/{name}", name, heading.text, heading.place_at(0))])
        else:
            yield defect(name, zh=f"没有“{name}”部分。", en=f"The part {name} is missing.", expected=name)


@defects("FMT-14", basis="部门决算单位构成")
def number_of_units_is_another(books: Books) -> Iterator[Judgement]:
    """The number of units stated is not the number listed.

    **Wrong**   纳入部门决算汇编范围的单位共3个，包括：1.局本级；2.大数据中心。
    **Right**   纳入部门决算汇编范围的单位共2个，包括：1.局本级；2.大数据中心。
    """
    passages = main_text(books).passages
    for at, passage in enumerate(passages):
        match = _UNITS.search(passage.text)
        if match is None:
            continue
        stated, listed = _number(match["number"]), _listed(passages, at, match.end())
        if not listed:
            yield undecidable(
                "units",
                code="list_not_found",
                zh="正文中没有逐个列出单位",
                en="the units are not listed one by one",
            )
            return
        evidence = [Evidence("units", "单位构成", passage.text, passage.place_at(match.start("number")))]
        if listed == stated:
            yield holds("units", evidence=evidence)
        else:
            yield defect(
                "units",
                zh=f"称纳入决算范围的单位共{stated}个，实际列出{listed}个。",
                en=f"{stated} units are stated, {listed} are listed.",
                evidence=evidence,
                expected=str(listed),
                printed=str(stated),
            )
        return


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMERALS[printed]


def _listed(passages: tuple[Passage, ...], at: int, start: int) -> int:
    """The last number of the list 1., 2., 3. … that begins behind the statement."""
    expected = 1
    for index in range(at, len(passages)):
        text = passages[index].text[start:] if index == at else passages[index].text
        numbers = [int(m["number"]) for m in _ENTRY.finditer(text)]
        found = [number for number in numbers if number >= expected]
        if index > at and not found:
            break
        for number in found:
            if number != expected:
                return expected - 1
            expected += 1
    return expected - 1
