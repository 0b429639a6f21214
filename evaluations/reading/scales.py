"""Printed grade scales: which score is 优, 良, 中, 差. They differ from city to city and are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from disclosures.documents.model import Place
from evaluations.reading.records import GradeBand, GradeScale

_GRADE = r"(优秀|优|良好|良|中等|中|合格|基本合格|不合格|一般|较差|差|及格|不及格)"
_BAND = re.compile(
    rf"(?P<range>[^“”\"。;；]{{0,40}}?\d+(?:\.\d+)?[^“”\"。;；]{{0,24}}?)(?:的)?[，,]?(?:绩效)?(?:评价)?(?:结果|等级)?"
    rf"(?:为|是|评为|定为)[“\"]?{_GRADE}(?![\u4e00-\u9fff]*指标)"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BELOW = re.compile(r"低于|以下|不足|小于|<")
CANONICAL = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差", "一般": "中"}


def canonical_grade(grade: str) -> str:
    """One word for grades that are the same in other words: 优秀 is 优."""
    bare = re.sub(r"[“”\"'\s]|等级|等次", "", grade)
    return CANONICAL.get(bare, bare)


def read_scale(text: str, place: Place) -> GradeScale | None:
    """The scale a text prints, if its bands follow one another without gap or overlap."""
    bands: list[tuple[Decimal, Decimal | None, str]] = []
    for match in _BAND.finditer(text.replace(" ", "")):
        numbers = [Decimal(n) for n in _NUMBER.findall(_last_clause(match["range"]))]
        distinct = sorted({number for number in numbers if 0 <= number <= 100})
        if not distinct or len(distinct) > 2:
            return None
        grade = canonical_grade(match[2])
        if _BELOW.search(match["range"]) and len(distinct) == 1:
            bands.append((Decimal(0), distinct[0], grade))
        else:
            bands.append((distinct[0], distinct[1] if len(distinct) == 2 else None, grade))
    return _scale(bands, place)


def _last_clause(text: str) -> str:
    """What belongs to one band: the text behind the last comma that is followed by a number."""
    clauses = [clause for clause in re.split(r"[，,、：:]", text) if _NUMBER.search(clause)]
    return clauses[-1] if clauses else text


def _scale(bands: Iterable[tuple[Decimal, Decimal | None, str]], place: Place) -> GradeScale | None:
    ordered = sorted(bands, key=lambda band: -band[0])
    if len(ordered) < 3 or len({grade for _, _, grade in ordered}) != len(ordered):
        return None
    for (above, _, _), (_, upper, _) in pairwise(ordered):
        if upper is not None and upper != above:
            return None
    if ordered[-1][0] != 0:
        return None
    return GradeScale(tuple(GradeBand(lower, grade) for lower, _, grade in ordered), place)
