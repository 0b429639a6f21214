"""Whose accounts a document holds, and of which year: cover, headings, captions of the statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disclosures.documents.model import Document, Place
from disclosures.final_accounts.cover import (
    LONGEST_HEADING,
    PLACEHOLDER,
    YEAR,
    Cover,
    department_in,
    name_and_year,
    read_cover,
    with_digits,
)
from disclosures.final_accounts.labels import fold, name_of, printed_part
from disclosures.final_accounts.printed import Printed
from disclosures.final_accounts.records import Contradiction

_HEADING_YEAR = re.compile(rf"(?<![与和比较同]){YEAR}[^,，。;；:：]{{0,30}}决算[^,，。;；:：]{{0,12}}")
"""A year compared with (与2020年度决算对比情况) is not the year of the heading."""
_PART_ONE = re.compile(r"第一部分(?P<name>[^\d]{4,40}?)(?:部门|单位)?(?:概况|基本情况)$")
_TITLE_ENDS = ("决算", "决算表", "决算公开", "情况说明")
_TELLING = 3
"""So many characters at the end of a name tell the office: 教育局, 财政局."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Department and year as printed; None where the document does not say."""

    department: str | None
    fiscal_year: int | None
    department_place: Place = field(default_factory=Place)
    contradictions: tuple[Contradiction, ...] = ()
    is_placeholder: bool = False
    """XX市XX局, 20XX年度: the names of a template that nobody has filled in."""


def read_identity(document: Document, printings: Sequence[Printed]) -> Identity:
    """Who and when. The cover speaks first, then the captions, then the headings; others must agree."""
    cover = read_cover(document)
    captions = [(p.captions.department, p.place) for p in printings if p.captions.department]
    named = [(name, place) for name, place in captions if name and not PLACEHOLDER.search(name)]
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
            *_other_departments(department, cover, [*named, *_resembling(department, document)]),
            *_other_years(year, years),
        ),
        is_placeholder=_is_placeholder(cover, captions),
    )


def is_same_department(one: str, other: str) -> bool:
    """Whether two printings name one department: alike, or one with 本级 or the city before it."""
    a, b = (re.sub(r"\((?:本级|机关|汇总)\)|本级|机关$|部门$", "", fold(name)) for name in (one, other))
    return a == b or a.endswith(b) or b.endswith(a)


def _from_part_one(document: Document) -> tuple[str | None, Place]:
    """The name in 第一部分 某某局概况."""
    for paragraph in document.paragraphs():
        match = _PART_ONE.match(fold(paragraph.text)) if len(paragraph.text) < LONGEST_HEADING else None
        if match and (name := department_in(match["name"])):
            return printed_part(name, paragraph.text), paragraph.place
    return None, Place()


def _headings(document: Document) -> Iterator[tuple[str, Place]]:
    """The lines short enough for titles and headings."""
    for paragraph in document.paragraphs():
        if len(paragraph.text) <= 2 * LONGEST_HEADING:
            yield from (*paragraph.lines, (paragraph.text, paragraph.place))


def _heading_years(document: Document) -> list[tuple[int, Place]]:
    """The years in titles and headings: a year and 决算 in a line that is nothing else."""
    found = []
    for text, place in _headings(document):
        match = _HEADING_YEAR.search(with_digits(name_of(text)))
        if match and match.end() == len(with_digits(name_of(text))):
            found.append((int(match["year"]), place))
    return found


def _resembling(department: str | None, document: Document) -> Iterator[tuple[str, Place]]:
    """The names in headings that are nearly the department's: 某某市教育局 for 某某市某某区教育局.

    Of any other name in a heading it is not known whose it is.
    """
    if department is None:
        return
    for text, place in _headings(document):
        heading = fold(text)
        if not _HEADING_YEAR.search(with_digits(heading)) or not heading.endswith(_TITLE_ENDS):
            continue
        name, _ = name_and_year(text)
        if name and _end(name) == _end(fold(department)):
            yield name, place


def _end(name: str) -> str:
    return name[-_TELLING:]


def _other_departments(
    department: str | None, cover: Cover, named: Sequence[tuple[str, Place]]
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


def _is_placeholder(cover: Cover, captions: Sequence[tuple[str | None, Place]]) -> bool:
    texts = [cover.text, *(name for name, _ in captions if name)]
    return any(PLACEHOLDER.search(text) for text in texts) or bool(
        re.search(r"20[X×*＊○_]{1,2}年", cover.text)
    )
