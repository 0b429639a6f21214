"""The cover of a disclosure: 某某局 2022年度部门决算, on one line or several, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosures.documents.model import Document, Paragraph, Place
from disclosures.final_accounts.captions import ORGAN
from disclosures.final_accounts.labels import fold, printed_part

YEAR = r"(?<!\d)(?P<year>20\d\d)(?!\d)(?:年度?|(?=部门决算|单位决算))"
PLACEHOLDER = re.compile(r"[X×*＊○]{2,}|\(?(?:部门|单位)名称\)?")
"""What a template has for a name."""

_NAME = r"(?P<name>[^\d:：,，。;；]{2,40}?)"
_ACCOUNTS = r"(?:部门|单位|本级|汇总|部门\(单位\))?决算"
_NAME_YEAR = re.compile(rf"{_NAME}\(?{YEAR}\)?{_ACCOUNTS}")
_YEAR_NAME = re.compile(rf"{YEAR}{_NAME}{_ACCOUNTS}")
_YEAR_ONLY = re.compile(rf"{YEAR}{_ACCOUNTS}")
_NAME_ONLY = re.compile(rf"{_NAME}(?:部门|单位)决算")
_STANDS_BEFORE = re.compile(
    r"^(?:附件[\d一二三四五六七八九十]*[:、.]?|第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|关于|公开)+"
)
_NO_NAME = re.compile(r"预算|决算|收入|支出|情况|公开|^(?:部门|单位|本级|汇总|[()/、和及])+$")
_CHINESE_YEAR = re.compile(r"二[〇○零ОO0][一二三四五六七八九〇○零]{2}(?=年)")
_CHINESE_DIGITS = {c: str(digit) for digit, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "○零ОO", "0"
)
_SENTENCE = re.compile(r"[。；]")
_END_OF_COVER = re.compile(r"目录|第一部分")
_BLOCKS_OF_COVER = 40
_LINES_JOINED = 15
LONGEST_HEADING = 60
"""Folded characters; a longer line is running text."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says. `text` is all of it, folded."""

    text: str
    place: Place
    department: str | None
    year: int | None


def read_cover(document: Document) -> Cover:
    """Department and year, in one line or over several.

    Wrapped lines have to be joined to have the whole name, and unrelated lines, as web pages have them,
    must not be: the reading that the rest of the document repeats is the right one.
    """
    leading = list(_leading(document))
    lines = [paragraph.text for paragraph in leading]
    joined = "".join(lines[:_LINES_JOINED])
    readings = [name_and_year(joined), *(name_and_year(line) for line in lines)]
    names = list(dict.fromkeys(name for name, _ in readings if name)) or list(_standing_alone(lines))
    department = next((name for name in names if _is_repeated(name, document)), names[0] if names else None)
    return Cover(
        text=with_digits(fold(joined)),
        place=_place_of(department, leading),
        department=printed_part(department, joined) if department else None,
        year=next((year for _, year in readings if year), None),
    )


def _leading(document: Document) -> Iterator[Paragraph]:
    """The short lines before the contents or the first part; sentences of the text are none of the cover."""
    for block in document.blocks[:_BLOCKS_OF_COVER]:
        if not isinstance(block, Paragraph) or len(fold(block.text)) > LONGEST_HEADING:
            continue
        if _SENTENCE.search(block.text):
            continue
        if _END_OF_COVER.match(fold(block.text)):
            return
        yield block


def name_and_year(printed: str) -> tuple[str | None, int | None]:
    """The (folded) department and the year in 某某局2022年度部门决算 or 2022年度某某局部门决算."""
    text = with_digits(fold(printed))
    for pattern in (_YEAR_NAME, _NAME_YEAR):
        for match in pattern.finditer(text):
            name = department_in(match["name"])
            if name is not None:
                return name, int(match["year"])
    year, named = _YEAR_ONLY.search(text), _NAME_ONLY.search(text)
    return department_in(named["name"]) if named else None, int(year["year"]) if year else None


def department_in(text: str) -> str | None:
    """The department in a piece of a heading, without what stands around it; None where there is none."""
    name = _STANDS_BEFORE.sub("", text).strip("-—_·、. ")
    name = name.strip("()") if name.count("(") != name.count(")") else name
    name = re.sub(r"^年度?|(?:部门|单位|本级|年度)$", "", name)
    if len(name) < 3 or PLACEHOLDER.search(name) or _NO_NAME.search(name):
        return None
    return name


def with_digits(text: str) -> str:
    """二〇二二年 as 2022年."""
    return _CHINESE_YEAR.sub(lambda found: "".join(_CHINESE_DIGITS[c] for c in found.group()), text)


def _standing_alone(lines: Sequence[str]) -> Iterator[str]:
    """The one line of the cover that is the name of an organ and nothing else."""
    names = {name for line in lines if ORGAN.fullmatch(name := fold(line)) and department_in(name)}
    if len(names) == 1:
        yield names.pop()


def _is_repeated(name: str, document: Document) -> bool:
    """Whether the name stands again after the cover."""
    later = (block for block in document.blocks[1:] if isinstance(block, Paragraph))
    return sum(name in fold(paragraph.text) for paragraph in later) > 1


def _place_of(department: str | None, leading: Sequence[Paragraph]) -> Place:
    if department is None or not leading:
        return Place()
    holding = (paragraph.place for paragraph in leading if department in fold(paragraph.text))
    return next(holding, leading[0].place)
