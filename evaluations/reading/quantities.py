"""Targets and actual values as quantities, dates or words; met, missed, undecidable."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from evaluations.reading.words import fold_name, plain


class Relation(StrEnum):
    """How a value is bounded. BARE: a number without any relation."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    EQUAL = "="
    BARE = ""


class Verdict(StrEnum):
    """Whether an actual value reaches its target."""

    MET = "met"
    MISSED = "missed"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its relation and unit. Money in 元, time in seconds, per cents as printed."""

    relation: Relation
    number: Decimal
    unit: str
    printed_unit: str

    @property
    def whole_unit(self) -> str:
        """The unit without 千, 万 or 亿 before it: 元 for 万元, 小时 for 小时."""
        return self.printed_unit.lstrip("".join(_POWERS))

    @property
    def whole_units(self) -> Decimal:
        """How many of them: 8000000 for 800万元, 2 for 2小时."""
        return self.number / _TIME[self.whole_unit.lower()] if self.unit == "time" else self.number


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or a month or a year in which or before which something is to happen."""

    year: int
    month: int | None
    day: int | None

    def ends(self) -> tuple[int, int, int]:
        """The last day it can mean."""
        return self.year, self.month or 12, self.day or 31


@dataclass(frozen=True, slots=True)
class Words:
    """A target in words: 及时, 健全, 有效提升 …"""

    text: str


Value = Quantity | Day | Words

_SIGNS = {
    "≥": Relation.AT_LEAST, "≧": Relation.AT_LEAST, ">=": Relation.AT_LEAST, "=>": Relation.AT_LEAST,
    "≤": Relation.AT_MOST, "≦": Relation.AT_MOST, "<=": Relation.AT_MOST, "=<": Relation.AT_MOST,
    ">": Relation.ABOVE, "<": Relation.BELOW, "=": Relation.EQUAL, "": Relation.BARE,
    "不少于": Relation.AT_LEAST, "不低于": Relation.AT_LEAST, "不小于": Relation.AT_LEAST,
    "大于等于": Relation.AT_LEAST, "大于或等于": Relation.AT_LEAST, "至少": Relation.AT_LEAST,
    "达到": Relation.AT_LEAST, "不超过": Relation.AT_MOST, "不高于": Relation.AT_MOST,
    "不大于": Relation.AT_MOST, "不多于": Relation.AT_MOST,
    "小于等于": Relation.AT_MOST, "小于或等于": Relation.AT_MOST,
    "大于": Relation.ABOVE, "高于": Relation.ABOVE, "超过": Relation.ABOVE,
    "小于": Relation.BELOW, "低于": Relation.BELOW, "等于": Relation.EQUAL,
}  # fmt: skip
_WORD = "|".join(sorted((re.escape(sign) for sign in _SIGNS if sign), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?P<relation>{_WORD})?(?P<number>-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
    r"(?P<power>[千万亿]?)(?P<unit>[^\d,.，。;；、]{0,10})"
)
_SUFFIX = re.compile(r"(?:及)?(以上|以下|以内|之内|左右)$")
_DATE = re.compile(
    r"(?:截止|截至|于)?(20\d{2})[年.\-/](?:(\d{1,2})(?:月份?|[.\-/])?(?:(\d{1,2})日?)?)?"
    r"(?:底|末)?(?:之?前|以前|内|完成)?(?:完成)?"
)
_POWERS = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_COUNTERS = frozenset("个项件条次份家台套篇座名人户处场期批种类款部辆只本册页门")
"""Words for counting: 4个 and 4家 are both four."""
_TIME = {
    "毫秒": Decimal("0.001"), "ms": Decimal("0.001"), "秒": Decimal(1), "s": Decimal(1), "秒钟": Decimal(1),
    "分钟": Decimal(60), "小时": Decimal(3600), "h": Decimal(3600),
    "天": Decimal(86_400), "日": Decimal(86_400),
    "工作日": Decimal(86_400), "个工作日": Decimal(86_400), "周": Decimal(604_800),
    "月": Decimal(2_629_800), "个月": Decimal(2_629_800), "年": Decimal(31_557_600),
}  # fmt: skip


def read_value(text: str) -> Value | None:
    """What a cell of targets or actual values says. None where it says nothing, or cannot be read (#####)."""
    printed = "".join(unicodedata.normalize("NFKC", plain(text)).split())
    if not printed or "##" in printed or printed in {"-", "—", "/", "无"}:
        return None
    if (date := _DATE.fullmatch(printed)) is not None:
        return _day(date)
    return _quantity(printed) or Words(fold_name(printed))


def _day(match: re.Match[str]) -> Day | None:
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    if month is not None and not 1 <= month <= 12:
        return None
    return Day(int(match[1]), month, day)


def _quantity(printed: str) -> Quantity | None:
    suffix = _SUFFIX.search(printed)
    bare = printed[: suffix.start()] if suffix else printed
    match = _QUANTITY.fullmatch(bare)
    if match is None:
        return None
    relation = _SIGNS[match["relation"] or ""]
    if suffix is not None:
        if relation is not Relation.BARE or suffix[1] == "左右":
            return None
        relation = Relation.AT_LEAST if suffix[1] == "以上" else Relation.AT_MOST
    number = Decimal(match["number"].replace(",", "")) * _POWERS[match["power"]]
    printed_unit = match["power"] + match["unit"]
    return _in_base_unit(relation, number, match["unit"].lower(), printed_unit)


def _in_base_unit(relation: Relation, number: Decimal, unit: str, printed_unit: str) -> Quantity:
    if unit in _TIME:
        return Quantity(relation, number * _TIME[unit], "time", printed_unit)
    if unit in ("元", "块"):
        return Quantity(relation, number, "元", printed_unit)
    return Quantity(relation, number, unit, printed_unit)


def are_comparable(target: Value | None, actual: Value | None) -> bool | None:
    """Whether two values are of one kind and unit. None where one of them says nothing.

    A value printed without a unit is taken to be in the other's. Words are comparable with words only.
    """
    if target is None or actual is None:
        return None
    if isinstance(target, Quantity) and isinstance(actual, Quantity):
        same = target.unit == actual.unit or {target.unit, actual.unit} <= _COUNTERS
        return same or not target.unit or not actual.unit
    if isinstance(target, Day) and isinstance(actual, Day):
        return target.year == actual.year
    return isinstance(target, Words) and isinstance(actual, Words)


def verdict(target: Value | None, actual: Value | None, *, less_is_better: bool = False) -> Verdict:
    """Whether the target is met. What cannot be compared without guessing is undecidable."""
    if not are_comparable(target, actual):
        return Verdict.UNDECIDABLE
    if isinstance(target, Quantity) and isinstance(actual, Quantity):
        found = {_decide(t, a, less_is_better) for t, a in _readings(target, actual)}
        return found.pop() if len(found) == 1 else Verdict.UNDECIDABLE
    if isinstance(target, Day) and isinstance(actual, Day):
        return Verdict.MET if actual.ends() <= target.ends() else Verdict.MISSED
    return Verdict.MET if target == actual else Verdict.UNDECIDABLE


def _readings(target: Quantity, actual: Quantity) -> tuple[tuple[Quantity, Quantity], ...]:
    """Both values in one unit, in every way a value without a unit may be meant: in the other's unit, or as a
    ratio beside a per cent (1 for 100%)."""
    if bool(target.unit) == bool(actual.unit):
        return ((target, actual),)
    if target.unit:
        return tuple((target, reading) for reading in _meant(actual, target))
    return tuple((reading, actual) for reading in _meant(target, actual))


def _meant(bare: Quantity, other: Quantity) -> tuple[Quantity, ...]:
    """What a value without a unit may be beside one with a unit."""
    if other.unit == "%":
        scaled = replace(bare, number=bare.number * 100, unit="%")
        return (bare, scaled) if 0 < bare.number <= 1 else (bare,)
    power = _POWERS.get(other.printed_unit[:1], 1)
    factor = _TIME.get(other.printed_unit.lower(), Decimal(power))
    return (replace(bare, number=bare.number * factor, unit=other.unit),)


def _decide(target: Quantity, actual: Quantity, less_is_better: bool) -> Verdict:
    low, high = _interval(actual)
    wanted_low, wanted_high = _interval(target)
    if target.relation in (Relation.BARE, Relation.EQUAL) and actual.relation in (
        Relation.BARE,
        Relation.EQUAL,
    ):
        return _decide_equal(target, actual, less_is_better)
    if _within(low, high, wanted_low, wanted_high):
        return Verdict.MET
    return Verdict.MISSED if _apart(low, high, wanted_low, wanted_high) else Verdict.UNDECIDABLE


def _decide_equal(target: Quantity, actual: Quantity, less_is_better: bool) -> Verdict:
    """A number to be reached: equal is met; less is missed where it is stated (=) and less is not better."""
    if actual.number == target.number:
        return Verdict.MET
    if target.relation is Relation.EQUAL and actual.number < target.number and not less_is_better:
        return Verdict.MISSED
    return Verdict.UNDECIDABLE


_Bound = tuple[Decimal, bool] | None
"""A number and whether it is itself included; None for no bound."""


def _interval(quantity: Quantity) -> tuple[_Bound, _Bound]:
    number = quantity.number
    match quantity.relation:
        case Relation.AT_LEAST:
            return (number, True), None
        case Relation.ABOVE:
            return (number, False), None
        case Relation.AT_MOST:
            return None, (number, True)
        case Relation.BELOW:
            return None, (number, False)
    return (number, True), (number, True)


def _within(low: _Bound, high: _Bound, wanted_low: _Bound, wanted_high: _Bound) -> bool:
    return _reaches(low, wanted_low, 1) and _reaches(high, wanted_high, -1)


def _reaches(bound: _Bound, wanted: _Bound, sign: int) -> bool:
    if wanted is None:
        return True
    if bound is None:
        return False
    difference = (bound[0] - wanted[0]) * sign
    return difference > 0 or (difference == 0 and (wanted[1] or not bound[1]))


def _apart(low: _Bound, high: _Bound, wanted_low: _Bound, wanted_high: _Bound) -> bool:
    """Whether no value could lie in both."""
    return _beyond(low, wanted_high) or _beyond(wanted_low, high)


def _beyond(low: _Bound, high: _Bound) -> bool:
    if low is None or high is None:
        return False
    return low[0] > high[0] or (low[0] == high[0] and not (low[1] and high[1]))


def deviation(target: Value | None, actual: Value | None) -> Decimal | None:
    """How far an actual number lies from its target, as a ratio of it; None for no answer."""
    if not isinstance(target, Quantity) or not isinstance(actual, Quantity) or not target.number:
        return None
    if not are_comparable(target, actual) or actual.relation not in (Relation.BARE, Relation.EQUAL):
        return None
    readings = _readings(target, actual)
    if len(readings) != 1:
        return None
    (wanted, reached), *_ = readings
    return (reached.number - wanted.number) / abs(wanted.number)
