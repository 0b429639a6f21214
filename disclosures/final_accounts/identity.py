"""Whose accounts a document holds, and of which year: cover, headings, captions of the statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disclosures.documents.model import Document, Paragraph, Place
from disclosures.final_accounts.captions import ORGAN
from disclosures.final_accounts.labels import fold, name_of, printed_part
from disclosures.final_accounts.printed import Printed
from disclosures.final_accounts.records import Contradiction

_YEAR = r"(?<!\d)(?P<year>20\d\d)(?!\d)(?:年度?|(?=部门决算|单位决算))"
_NAME = r"(?P<name>[^\d:：,，。;；]{2,40}?)"
_ACCOUNTS = r"(?:部门|单位|本级|汇总|部门\(单位\))?决算"
_NAME_YEAR = re.compile(rf"{_NAME}\(?{_YEAR}\)?{_ACCOUNTS}")
_YEAR_NAME = re.compile(rf"{_YEAR}{_NAME}{_ACCOUNTS}")
_NAME_ONLY = re.compile(rf"{_NAME}(?:部门|单位)决算")
_HEADING_YEAR = re.compile(rf"{_YEAR}[^,，。;；:：]{{0,30}}决算[^,，。;；:：]{{0,12}}")
_STANDS_BEFORE = re.compile(
    r"^(?:附件[\d一二三四五六七八九十]*[:、.]?|第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|关于|公开)+"
)
_PART_ONE = re.compile(r"第一部分(?P<name>[^\d]{4,40}?)(?:部门|单位)?(?:概况|基本情况)$")
_CHINESE_YEAR = re.compile(r"二[〇○零ОO0][一二三四五六七八九〇○零]{2}(?=年)")
_CHINESE_DIGITS = {
    **{c: str(i) for i, c in enumerate("〇一二三四五六七八九")},
    "○": "0",
    "零": "0",
    "О": "0",
    "O": "0",
}
_PLACEHOLDER = re.compile(r"[X×*＊○]{2,}|\(?(?:部门|单位)名称\)?")
_END_OF_COVER = re.compile(r"目录|第一部分")
_COVER_PARAGRAPHS = 15
_LONGEST_COVER_LINE = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """Department and year as printed; None where the document does not say."""

    department: str | None
    fiscal_year: int | None
    department_place: Place = field(default_factory=Place)
    contradictions: tuple[Contradiction, ...] = ()
    is_placeholder: bool = False
    """XX市XX局, 20XX年度: the names of a template that nobody has filled in."""


@dataclass(frozen=True, slots=True)
class _Cover:
    text: str
    place: Place
    department: str | None
    year: int | None


def read_identity(document: Document, printings: Sequence[Printed]) -> Identity:
    """Who and when. The cover speaks first, then the captions, then the headings; others must agree."""
    cover = _read_cover(document)
    captions = [(p.captions.department, p.place) for p in printings if p.captions.department]
    named = [(name, place) for name, place in captions if name and not _PLACEHOLDER.search(name)]
    most_named = Counter(name for name, _ in named).most_common(1)
    department, place = cover.department, cover.place
    if most_named and (department is None or not any(is_same_department(department, n) for n, _ in named)):
        department = most_named[0][0]
        place = next(at for name, at in named if name == department)
    if department is None:
        department, place = _from_part_one(document)
    years = _heading_years(document)
    year = cover.year or next((year for year, _ in Counter(y for y, _ in years).most_common(1)), None)
    return Identity(
        department=department,
        fiscal_year=year,
        department_place=place,
        contradictions=(
            *_other_departments(department, cover, named),
            *_other_years(year, years),
        ),
        is_placeholder=_is_placeholder(cover, captions),
    )


def is_same_department(one: str, other: str) -> bool:
    """Whether two printings name one department: alike, or one with 本级 or the city before it."""
    a, b = (re.sub(r"\((?:本级|机关|汇总)\)|本级|机关$|部门$", "", fold(name)) for name in (one, other))
    return a == b or a.endswith(b) or b.endswith(a)


def _read_cover(document: Document) -> _Cover:
    lines: list[str] = []
    place = Place()
    for paragraph in _leading(document):
        if _END_OF_COVER.match(fold(paragraph.text)):
            break
        place = place if lines else paragraph.place
        lines.append(paragraph.text)
    text = _with_digits(fold("".join(lines)))
    name, year = _name_and_year(text)
    name = name or _standing_alone(lines)
    return _Cover(text, place, printed_part(name, "".join(lines)) if name else None, year)


def _standing_alone(lines: Sequence[str]) -> str | None:
    """The one line of the cover that is the name of an organ and nothing else."""
    names = [name for line in lines if ORGAN.fullmatch(name := fold(line)) and _department_in(name)]
    return names[0] if len(names) == 1 else None


def _leading(document: Document) -> Iterator[Paragraph]:
    """The short lines before the first table or sentence."""
    for number, block in enumerate(document.blocks[:_COVER_PARAGRAPHS]):
        if not isinstance(block, Paragraph) or (number and len(fold(block.text)) > _LONGEST_COVER_LINE):
            return
        yield block


def _name_and_year(text: str) -> tuple[str | None, int | None]:
    for pattern in (_YEAR_NAME, _NAME_YEAR):
        for match in pattern.finditer(text):
            name = _department_in(match["name"])
            if name is not None:
                return name, int(match["year"])
    year = re.search(rf"{_YEAR}{_ACCOUNTS}", text)
    named = _NAME_ONLY.search(text)
    return _department_in(named["name"]) if named else None, int(year["year"]) if year else None


def _department_in(text: str) -> str | None:
    name = _STANDS_BEFORE.sub("", text).strip("-—_·、. ")
    name = name.strip("()") if name.count("(") != name.count(")") else name
    name = re.sub(r"^年度?|(?:部门|单位|本级|年度)$", "", name)
    if len(name) < 3 or _PLACEHOLDER.search(name) or re.search(r"预算|决算|收入|支出|情况|公开", name):
        return None
    return name


def _from_part_one(document: Document) -> tuple[str | None, Place]:
    """The name in 第一部分 某某局概况."""
    for paragraph in document.paragraphs():
        match = _PART_ONE.match(fold(paragraph.text)) if len(paragraph.text) < _LONGEST_COVER_LINE else None
        if match and (name := _department_in(match["name"])):
            return printed_part(name, paragraph.text), paragraph.place
    return None, Place()


def _heading_years(document: Document) -> list[tuple[int, Place]]:
    """The years in titles and headings: a year and 决算 in a line that is nothing else."""
    found = []
    for paragraph in document.paragraphs():
        if len(paragraph.text) > 2 * _LONGEST_COVER_LINE:
            continue
        for text, place in (*paragraph.lines, (paragraph.text, paragraph.place)):
            match = _HEADING_YEAR.search(_with_digits(name_of(text)))
            if match and match.end() == len(_with_digits(name_of(text))):
                found.append((int(match["year"]), place))
    return found


def _with_digits(text: str) -> str:
    """二〇二二年 as 2022年."""
    return _CHINESE_YEAR.sub(lambda found: "".join(_CHINESE_DIGITS[c] for c in found.group()), text)


def _other_departments(
    department: str | None, cover: _Cover, named: Sequence[tuple[str, Place]]
) -> Iterator[Contradiction]:
    if department is None:
        return
    names = [*named, *([(cover.department, cover.place)] if cover.department else [])]
    seen = set()
    for name, place in names:
        if name not in seen and not is_same_department(name, department):
            seen.add(name)
            yield Contradiction("department", printed=name, other=department, place=place)


def _other_years(year: int | None, years: Sequence[tuple[int, Place]]) -> Iterator[Contradiction]:
    seen = {year}
    for other, place in years:
        if other not in seen:
            seen.add(other)
            yield Contradiction("fiscal_year", printed=str(other), other=str(year), place=place)


def _is_placeholder(cover: _Cover, captions: Sequence[tuple[str | None, Place]]) -> bool:
    texts = [cover.text, *(name for name, _ in captions if name)]
    return any(_PLACEHOLDER.search(text) for text in texts) or bool(
        re.search(r"20[X×*＊○_]{1,2}年", cover.text)
    )
