"""What the narrative (预算绩效情况说明) says: a paragraph a project, and the whole in figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from disclosures.documents.model import Place
from disclosures.final_accounts.narrative.passages import Passage
from evaluations.reading.numbers import decimal, read_number
from evaluations.reading.records import (
    BLANK,
    FormKind,
    Overview,
    PrintedNumber,
    Statement,
    Subject,
)
from evaluations.reading.scales import canonical_grade

_N = r"(-?\d[\d,]*(?:\.\d+)?)"
_QUOTED = r"[“”\"]?"
_OVERVIEW = re.compile(
    r"(?:^|(?<=。))(?:[（(]?(\d{1,2})[）)]?[.．、]?)?([^。]{2,80}?)绩效自评(?:情况)?(?:综述|总体情况)[：:]"
)
_NUMBERED = re.compile(r"(\d{1,2})[.．、](.{3,60}?)[。：:]")
_SCORE = re.compile(rf"(?:自评|评价)?(?:得分|分数|总分)为?{_QUOTED}{_N}{_QUOTED}分")
_ADJUSTED = re.compile(rf"(?:全年|调整后)?预算数?(?:为|共)?{_N}(亿元|万元|元)")
_EXECUTED = re.compile(rf"(?:全年|实际)?(?:执行|支出)数?(?:为|共)?{_N}(亿元|万元|元)")
_RATE = re.compile(rf"(?:完成(?:全年|调整)?预算的?|(?:预算)?执行率为?){_N}%")
_TRANSFER_SECTION = re.compile(r"(中央|省|市)(?:对(?:地方|下|区县|市县))?转移支付项目?绩效自评")
_PROJECT_SECTION = re.compile(r"[级门]预算项目绩效自评|^（[一二三四五六]）项目绩效自评")

_COVERED = re.compile(
    rf"(?P<before>[^，。；]{{0,24}}?)(?:项目(?P<n1>\d+)个|(?P<n2>\d+)个[^，。；]{{0,8}}项目)"
    rf"(?:(?:(?!项目\d+个)[^。；]){{0,24}}?涉及(?:预算|财政)?|，)(?:资金|金额)(?:共|合计)?(?P<amount>{_N[1:-1]})(?P<unit>亿元|万元|元)"
    rf"(?:，占[^，。；]{{0,30}}?(?P<share>{_N[1:-1]})%)?"
)
_EVALUATED = re.compile(
    rf"组织对(?P<what>[^。；]{{1,80}}?)项目(?:支出)?(?:组织)?开展了?(?P<kind>部门|重点|财政)[^，。]{{0,4}}评价"
    rf"(?:[^。；]{{0,12}}?涉及(?:预算|财政)?(?:资金|金额)(?P<amount>{_N[1:-1]})(?P<unit>亿元|万元|元))?"
)
_GRADED = re.compile(
    rf"(?P<n1>\d+)个项目[^。，；]{{0,14}}?为{_QUOTED}(?P<g1>优秀|优|良好|良|中|差|不合格|合格)"
    rf"|{_QUOTED}(?P<g2>优秀|优|良好|良|中|差|不合格|合格){_QUOTED}(?:等次|等级)?的?(?:项目)?(?:有|共)?(?P<n2>\d+)个"
)
_NONE = re.compile(
    r"(?:无|未有|没有|未开展|不存在)[^。；，]{0,24}?(?:(部门|财政)(?:重点)?|重点)评价(?:的)?项目"
)
_RESULT = re.compile(
    rf"(?:绩效)?评价(?:总)?得分为?{_QUOTED}{_N}{_QUOTED}分(?:，(?:评价)?(?:等级|结果|等次)为?{_QUOTED}"
    rf"(优秀|优|良好|良|中|差))?"
)
_NAMED = re.compile(
    r"“([^”]{2,60})”(?:等?\d*个?)?项目|对(?:我[部单]?[门位])?([^“”，。]{2,60}?)(?:等)?项目(?:支出)?(?:开展|进行)"
)
_OTHER_STAGE = re.compile(r"绩效目标|跟踪|监控")
"""Stages of performance management before the self-evaluation, with projects and amounts of their own."""
_IN_LEVELS = re.compile(r"[一二三]级$")
"""一级项目a个，二级项目b个: neither is the number of projects."""
_SECTION_GROUPS = (
    (re.compile(r"财政(?:重点)?评价"), "treasury"),
    (re.compile(r"(?:部门|重点)评价"), "department"),
)


def read_overviews(texts: Iterable[Passage]) -> Iterator[Overview]:
    """The paragraphs on single projects, also those that only go on the numbering."""
    kind = FormKind.PROJECT
    last = 0
    for passage in texts:
        if _TRANSFER_SECTION.search(passage.text[:40]):
            kind, last = FormKind.TRANSFER, 0
        elif _PROJECT_SECTION.search(passage.text[:40]):
            kind, last = FormKind.PROJECT, 0
        match = _OVERVIEW.search(passage.text)
        if match is not None:
            last = int(match[1] or last + 1)
            yield _overview(passage.part(match.start(), len(passage.text)), match[2], kind)
        elif last and (match := _NUMBERED.match(passage.text)) and int(match[1]) == last + 1:
            last += 1
            yield _overview(passage, match[2], kind)
        else:
            last = 0


def _overview(passage: Passage, name: str, kind: FormKind) -> Overview:
    return Overview(
        project=name,
        kind=kind,
        text=passage.text,
        score=_found(_SCORE, passage),
        adjusted=_found(_ADJUSTED, passage),
        executed=_found(_EXECUTED, passage),
        rate=_found(_RATE, passage, percent=True),
        place=passage.place_at(0),
    )


def _found(pattern: re.Pattern[str], passage: Passage, *, percent: bool = False) -> PrintedNumber:
    match = pattern.search(passage.text)
    if match is None:
        return BLANK
    place = passage.place_at(match.start(1))
    unit = match[2] if pattern.groups > 1 else ""
    return in_wan(match[1], unit, place) if unit else read_number(match[1] + "%" * percent, place)


def in_wan(printed: str, unit: str, place: Place) -> PrintedNumber:
    """An amount in 万元, the unit of the forms; one printed in another unit keeps its unit in the text."""
    number = read_number(printed, place)
    if number.value is None or unit == "万元":
        return number
    value = decimal(printed) * (10_000 if unit == "亿元" else 1) / (10_000 if unit == "元" else 1)
    return PrintedNumber(printed + unit, number.state, value, place)


def read_statements(texts: Iterable[Passage]) -> Iterator[Statement]:
    """What the narrative says about all evaluations together, and about the evaluations by others."""
    group = "department"
    for passage in texts:
        if passage.text.startswith("（"):
            group = next((g for p, g in _SECTION_GROUPS if p.search(passage.text[:30])), group)
        yield from chain(
            _covered(passage), _evaluated(passage), _graded(passage), _none(passage), _results(passage, group)
        )


def _covered(passage: Passage) -> Iterator[Statement]:
    """Number and money of the projects. What stands behind 其中, after a whole, is a part of that."""
    whole: re.Match[str] | None = None
    for match in _COVERED.finditer(passage.text):
        count = "n1" if match["n1"] else "n2"
        opening = max(passage.text.rfind("。", 0, match.start(count)), whole.end() if whole else 0)
        if whole is not None and "其中" in passage.text[opening : match.start(count)]:
            continue
        sentence = _sentence(passage.text, match.start())
        clause = _clause(passage.text, match.start())
        if "评价" in sentence.replace("自评价", "") and "自评" not in sentence:
            continue
        if _OTHER_STAGE.search(clause) and "自评" not in clause:
            continue
        transfer = "转移支付" in match["before"]
        group = "central" if "中央" in match["before"] else "provincial" if transfer else ""
        if not _IN_LEVELS.search(match["before"]):
            whole = match
            subject = Subject.TRANSFER_COUNT if transfer else Subject.PROJECT_COUNT
            yield _statement(passage, match, count, subject, group)
        amount = Subject.TRANSFER_AMOUNT if transfer else Subject.PROJECT_AMOUNT
        yield _statement(passage, match, "amount", amount, group)
        if match["share"]:
            yield _statement(passage, match, "share", Subject.PROJECT_SHARE, group)


def _evaluated(passage: Passage) -> Iterator[Statement]:
    for match in _EVALUATED.finditer(passage.text):
        group = "treasury" if match["kind"] == "财政" else "department"
        counted = re.search(r"(\d+)个$", match["what"])
        number = read_number(counted[1] if counted else "", passage.place_at(match.start("what")))
        yield Statement(
            Subject.EVALUATED_COUNT,
            number,
            match["what"],
            match.group(),
            passage.place_at(match.start()),
            group,
        )
        if match["amount"]:
            yield _statement(passage, match, "amount", Subject.EVALUATED_AMOUNT, group)


def _graded(passage: Passage) -> Iterator[Statement]:
    if "自评" not in passage.text:
        return
    for match in _GRADED.finditer(passage.text):
        count, grade = ("n1", match["g1"]) if match["n1"] else ("n2", match["g2"])
        statement = _statement(passage, match, count, Subject.GRADED_COUNT, "")
        yield Statement(
            statement.subject, statement.number, canonical_grade(grade), statement.text, statement.place
        )


def _none(passage: Passage) -> Iterator[Statement]:
    for match in _NONE.finditer(passage.text):
        group = "treasury" if match[1] == "财政" else "department"
        yield Statement(
            Subject.NO_EVALUATION, BLANK, "", match.group(), passage.place_at(match.start()), group
        )


def _results(passage: Passage, group: str) -> Iterator[Statement]:
    if "自评得分" in passage.text:
        return
    for match in _RESULT.finditer(passage.text):
        named = list(_NAMED.finditer(passage.text[: match.start()]))
        if not named:
            continue
        name = named[-1][1] or named[-1][2]
        place = passage.place_at(match.start(1))
        yield Statement(
            Subject.EVALUATION_SCORE, read_number(match[1], place), name, passage.text, place, group
        )
        if match[2]:
            place = passage.place_at(match.start(2))
            grade = PrintedNumber(match[2], BLANK.state, None, place)
            yield Statement(Subject.EVALUATION_GRADE, grade, name, passage.text, place, group)


def _statement(
    passage: Passage, match: re.Match[str], number: str, subject: Subject, group: str
) -> Statement:
    place = passage.place_at(match.start(number))
    unit = match["unit"] if number == "amount" else ""
    printed = (
        in_wan(match[number], unit, place)
        if unit
        else read_number(match[number] + "%" * (number == "share"), place)
    )
    return Statement(subject, printed, "", match.group(), place, group)


def _clause(text: str, at: int) -> str:
    """The words of a clause, up to and with what begins at an offset."""
    start = max(text.rfind(sign, 0, at) for sign in "。；：") + 1
    return text[start : at + 40].split("涉及", 1)[0]


def _sentence(text: str, at: int) -> str:
    start = text.rfind("。", 0, at) + 1
    end = text.find("。", at)
    return text[start : end if end >= 0 else len(text)]
