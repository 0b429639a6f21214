"""What random accounts are made of: account codes with their names, departments, printing styles."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from disclosures.final_accounts.records import Amount, AmountState, Unit

REFERENCE = Path(__file__).parents[2] / "reference"

FUND_ACCOUNTS = {
    "2120801": "征地和拆迁补偿支出",
    "2120803": "城市建设支出",
    "2120899": "其他国有土地使用权出让收入安排的支出",
    "2290402": "其他地方自行试点项目收益专项债券收入安排的支出",
    "2296002": "用于社会福利的彩票公益金支出",
    "2296003": "用于体育事业的彩票公益金支出",
}
STATE_CAPITAL_ACCOUNTS = {
    "2230105": "国有企业退休人员社会化管理补助支出",
    "2239999": "其他国有资本经营预算支出",
}
_OF_FUNDS = FUND_ACCOUNTS.keys() | STATE_CAPITAL_ACCOUNTS.keys()
INSURANCES = ("20805", "21011", "22102")
"""Accounts whose amounts follow those of economic accounts."""

CLASS_LINES = (
    ("201", "一般公共服务支出"),
    ("202", "外交支出"),
    ("203", "国防支出"),
    ("204", "公共安全支出"),
    ("205", "教育支出"),
    ("206", "科学技术支出"),
    ("207", "文化旅游体育与传媒支出"),
    ("208", "社会保障和就业支出"),
    ("210", "卫生健康支出"),
    ("211", "节能环保支出"),
    ("212", "城乡社区支出"),
    ("213", "农林水支出"),
    ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"),
    ("216", "商业服务业等支出"),
    ("217", "金融支出"),
    ("219", "援助其他地区支出"),
    ("220", "自然资源海洋气象等支出"),
    ("221", "住房保障支出"),
    ("222", "粮油物资储备支出"),
    ("223", "国有资本经营预算支出"),
    ("224", "灾害防治及应急管理支出"),
    ("229", "其他支出"),
    ("231", "债务还本支出"),
    ("232", "债务付息支出"),
    ("234", "抗疫特别国债安排的支出"),
)
"""The functional classes as the two-sided statements list them."""

OF_TWENTY_FOUR = frozenset(code for code, _ in CLASS_LINES) - {"231", "234"}
"""The classes of forms that print 24 lines."""

NUMERALS = "一二三四五六七八九十"


@cache
def account_names(kind: str) -> Mapping[str, str]:
    """Code → name of the `functional` or `economic` accounts, with those of the funds."""
    with (REFERENCE / f"{kind}_accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file)}
    return {**names, **FUND_ACCOUNTS, **STATE_CAPITAL_ACCOUNTS} if kind == "functional" else names


@cache
def leaves_by_class() -> Mapping[str, tuple[str, ...]]:
    """The seven-digit accounts of each class that departments spend general budget on."""
    by_class: dict[str, list[str]] = {}
    for code in account_names("functional"):
        if len(code) == 7 and not code.startswith(INSURANCES) and code not in _OF_FUNDS:
            by_class.setdefault(code[:3], []).append(code)
    listed = {code for code, _ in CLASS_LINES}
    return {code: tuple(leaves) for code, leaves in by_class.items() if code in listed}


@dataclass(frozen=True, slots=True)
class Style:
    """How a publisher prints amounts: the same throughout a disclosure."""

    unit: Unit
    zero: str
    separators: bool
    trimmed: bool
    minus: str

    @classmethod
    def of(cls, random: Random) -> Style:
        """A style that publishers use."""
        return cls(
            unit=random.choice((Unit.WAN_YUAN, Unit.WAN_YUAN, Unit.YUAN)),
            zero=random.choice(("0.00", "", "", "-", "—", "0")),
            separators=random.random() < 0.7,
            trimmed=random.random() < 0.15,
            minus=random.choice(("-", "-", "−", "（")),
        )

    def amount(self, cents: int) -> Amount:
        """So many hundredths of the unit, as printed."""
        if not cents and not self.zero.startswith("0"):
            state = AmountState.DASH if self.zero else AmountState.BLANK
            return Amount(self.zero, state, None, self.unit)
        value = Decimal(cents).scaleb(-2)
        text = f"{abs(value):,.2f}" if self.separators else f"{abs(value):.2f}"
        if not cents:
            text = self.zero
        elif self.trimmed:
            text = text.rstrip("0").rstrip(".")
        if cents < 0:
            text = f"（{text}）" if self.minus == "（" else self.minus + text
        return Amount(text, AmountState.VALUE, value, self.unit)


def ordinal(number: int) -> str:
    """一、 二、 … 二十六、 as lists are numbered."""
    tens, ones = divmod(number, 10)
    text = (
        ("" if tens < 2 else NUMERALS[tens - 1])
        + ("十" if tens else "")
        + (NUMERALS[ones - 1] if ones else "")
    )
    return f"{text}、"


def with_parents(
    leaves: Mapping[str, Mapping[str, int]], measures: Iterable[str]
) -> dict[str, dict[str, int]]:
    """The accounts with all above them, each the sum of those below, in the order of codes."""
    sums: dict[str, dict[str, int]] = {}
    kept = tuple(measures)
    for code, amounts in leaves.items():
        for length in (3, 5, 7):
            into = sums.setdefault(code[:length], dict.fromkeys(kept, 0))
            for measure in kept:
                into[measure] += amounts.get(measure, 0)
    return dict(sorted(sums.items()))


def total_of(leaves: Mapping[str, Mapping[str, int]], measure: str) -> int:
    """The sum of a measure over all accounts."""
    return sum(amounts.get(measure, 0) for amounts in leaves.values())
