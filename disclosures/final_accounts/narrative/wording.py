"""The words and numbers that sentences of the narrative are made of, as patterns over folded text."""

from __future__ import annotations

from decimal import Decimal

NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
UNIT = r"万元|亿元|千元|元"
MONEY = rf"(?P<number>{NUMBER}(?={UNIT})|0(?:\.0+)?(?=[，。；、]|$))(?P<unit>(?:{UNIT})?)"
"""An amount of money; nothing (0) needs no unit."""
PER_CENT = (
    rf"(?P<number>{NUMBER})(?P<unit>%"
    r"|(?![\d.,%])(?![万亿元个倍人辆批次台项家名年月户件套千])(?![，、]\d[\d,.]*[万亿]?元))"
)
"""A per cent; the sign may be missing, but then nothing else may be counted."""

RISE = "增加|增长|上升|提高|增幅|超支|多支"
FALL = "减少|下降|降低|减幅|降幅|节约|节支|压减|少支"
LEVEL = "基本持平|持平|一致|相同|无增减变化|无增减|无变化|没有变化"

PRIOR_YEAR = r"\d{4}年(?:度)?(?:决算)?数?|上年(?:度)?(?:决算)?数?|上一年度?(?:决算)?数?|去年(?:同期|决算)?数?"
BUDGET_KIND = r"(?:年初|全年|调整后?|当年|本年度?|年度)?(?:部门)?预算"
BUDGET_BASE = rf"(?:\d{{4}}年(?:度)?)?{BUDGET_KIND}(?:安排)?数?"
BASE = rf"(?:(?:与|比|较|同)(?:于)?(?P<base>{BUDGET_BASE}|{PRIOR_YEAR})|(?P<same>同比))"

REASON = (
    r"(?:的?主要)?(?:变动|变化|增减|增加|减少)?的?(?:主要)?原因(?:是|为|：|在于|：是)"
    r"|主要是(?:由于|因为|因)?|主要(?:由于|因)"
)
_STATED_NEXT = (
    r"(?![一二三四五六七八九]是)[^，。；\d增减升降]{2,30}(?:费用?|支出|收入|经费|拨款|结余)"
    r"(?:支出)?(?:年初|全年)?(?:预算|决算)?数?为?\d[\d,.]*(?:万元|亿元|元)"
)
_COMPARED_NEXT = (
    r"(?:(?:支出)?决算数?)?(?:与|比|较)(?:上年|20\d{2}年)度?(?:决算数?)?(?:相比|对比)?，?"
    r"(?:增加|减少|增长|下降|降低)\d[\d,.]*(?:万元|亿元|元|%)"
)
REASON_ENDS = rf"。|；(?=\d{{1,2}}[.、])|；(?={_STATED_NEXT})|[，；](?={_COMPARED_NEXT})|其中："


def is_prior_year(base: str | None) -> bool:
    return base is not None and "预算" not in base


def is_budget(base: str | None) -> bool:
    return base is not None and "预算" in base


def is_rise(word: str | None) -> bool:
    return word in RISE.split("|")


def is_fall(word: str | None) -> bool:
    return word in FALL.split("|")


def is_level(word: str | None) -> bool:
    return word in LEVEL.split("|")


def value_of(number: str) -> Decimal:
    """A number as the patterns match it, separators of thousands dropped."""
    return Decimal(number.replace(",", ""))
