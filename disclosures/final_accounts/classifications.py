"""Account codes as printed, and the functional classes (类) that two-sided statements print by name only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosures.final_accounts.labels import fold, name_of

CLASSES: dict[str, tuple[str, ...]] = {
    "201": ("一般公共服务", "一般公共服务（类）", "基本公共管理与服务"),
    "202": ("外交",),
    "203": ("国防",),
    "204": ("公共安全",),
    "205": ("教育",),
    "206": ("科学技术",),
    "207": ("文化旅游体育与传媒", "文化体育与传媒", "文化体育传媒"),
    "208": ("社会保障和就业", "社会保障与就业"),
    "209": ("社会保险基金",),
    "210": ("卫生健康", "医疗卫生与计划生育", "医疗卫生和计划生育", "医疗卫生", "卫生健康医疗"),
    "211": ("节能环保", "环境保护"),
    "212": ("城乡社区", "城乡社区事务"),
    "213": ("农林水", "农林水事务"),
    "214": ("交通运输",),
    "215": (
        "资源勘探工业信息等",
        "资源勘探信息等",
        "资源勘探电力信息等",
        "资源勘探电力信息等事务",
        "资源勘探工业信息",
        "工业商业金融等事务",
    ),
    "216": ("商业服务业等", "商业服务业等事务", "商业服务业"),
    "217": ("金融", "金融监管等事务"),
    "218": ("地震灾后恢复重建",),
    "219": ("援助其他地区",),
    "220": (
        "自然资源海洋气象等",
        "国土海洋气象等",
        "国土资源气象等",
        "国土资源气象等事务",
        "自然资源海洋气象",
    ),
    "221": ("住房保障",),
    "222": ("粮油物资储备", "粮油物资储备事务", "粮油物资管理事务"),
    "223": ("国有资本经营预算",),
    "224": ("灾害防治及应急管理", "灾害防治与应急管理"),
    "227": ("预备费",),
    "229": ("其他",),
    "230": ("转移性",),
    "231": ("债务还本", "国债还本付息", "债务还本付息"),
    "232": ("债务付息",),
    "233": ("债务发行费用",),
    "234": ("抗疫特别国债安排", "抗疫特别国债"),
}
"""Names of the functional classes since 2007, without the closing 支出."""

_CLOSING = re.compile(r"(?:\(类\))?(?:的?支出|事务)*$")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_CODE_BEFORE_NAME = re.compile(r"(\d{3}(?:\d{2}){0,2})\s*[-—:：.]?\s*(?=[^\d\s.,，%])")
_PERSONNEL = ("301", "303")


def _bare(name: str) -> str:
    return _CLOSING.sub("", name).removesuffix("等")


_CLASS_OF = {_bare(fold(name)): code for code, names in CLASSES.items() for name in names}


def class_of(label: str) -> str | None:
    """The code of the class a line of a two-sided statement names; by name, whatever its ordinal.

    >>> class_of("二十二、灾害防治及应急管理支出")
    '224'
    """
    return _CLASS_OF.get(_bare(name_of(label)))


def is_account_code(text: str) -> bool:
    """Whether a text is a code of 3, 5 or 7 digits: functional 2…, economic 3… (5… of the government)."""
    return _CODE.fullmatch(text) is not None and text[0] in "1235"


def joined_code(parts: Sequence[str]) -> str | None:
    """The code printed in one column, or split over 类, 款, 项; None where the cells hold none.

    The parts may be those of the level (201 | 06 | 01), may have lost a leading zero (201 | 6 | 1), or each
    repeat the code down to its level (201 | 20106 | 2010601).
    """
    code = ""
    for part in filter(None, (fold(part) for part in parts)):
        if not part.isdecimal():
            return None
        if part.startswith(code) and len(part) > 2:
            code = part
        else:
            code += part.zfill(2)
    return code if is_account_code(code) else None


def code_before_name(text: str) -> tuple[str, str] | None:
    """Code and name printed in one cell: `2010301 行政运行`."""
    match = _CODE_BEFORE_NAME.match(text.strip())
    if match is None or not is_account_code(match[1]):
        return None
    return match[1], text.strip()[match.end() :]


def is_personnel(code: str) -> bool:
    """Whether an economic account belongs to 人员经费; every other of 基本支出 is 公用经费."""
    return code[:3] in _PERSONNEL
