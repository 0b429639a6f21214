"""The heading of the indicators in a form, of one row or of two."""

from __future__ import annotations

import re

from evaluations.reading.columns import Heading, joined, read_heading
from evaluations.reading.rows import GridRow

_ALIASES = {
    "level1": re.compile(r"一级指标|指标类[型别]"),
    "level2": re.compile(r"二级指标"),
    "level3": re.compile(r"三级指标|指标(?:名称|内容)$|具体指标"),
    "relation": re.compile(r"指标性质|(?:计算|比较)?符号|指标方向|运算符"),
    "unit": re.compile(r"(?:度量|计量|指标)?单位$"),
    "actual": re.compile(
        r"(?:全年|年度|目标)?实际(?:完成)?(?:指标)?值?|(?:全年|本年)?完成(?:值|情况|指标值)|自评值"
    ),
    "adjusted_target": re.compile(r"(?:调整后?|全年\(调整\))(?:指标|目标)值"),
    "target": re.compile(
        r"(?:年度|年初|全年|预期|目标|计划|绩效)*(?:指标|目标|预期|计划)值|年度指标|指标值|预期值"
    ),
    "weight": re.compile(r"(?:指标)?(?:分值|权重|标准分|满分)"),
    "score": re.compile(r"(?:自评|评价|实际|指标)?得分(?!系数|率)|自评分"),
    "reason": re.compile(r".*(?:原因|偏差|未完成|改进措施|备注|说明)"),
}


def read_indicator_heading(row: GridRow, above: GridRow | None = None) -> Heading | None:
    """The heading of the indicators: the third level, a target or an actual value, and what they score.

    Where the row above is the upper half of the heading, its columns that go on downwards belong to it.
    Self-evaluations of transfers give targets and actual values without any points.
    """
    heading = read_heading(row, _ALIASES)
    if not heading.has("level3"):
        return None
    if above is not None and is_upper_heading(above):
        heading = joined(read_heading(above, _ALIASES), heading)
    if heading.has("target", "actual"):
        return heading
    values = heading.has("target") or heading.has("actual")
    return heading if values and not is_without_points(heading) else None


def is_upper_heading(row: GridRow) -> bool:
    """Whether a row is the upper half of a heading: values and what they score, without the levels."""
    heading = read_heading(row, _ALIASES)
    points = heading.has("weight") or heading.has("score")
    return points and heading.has("target", "actual") and not heading.has("level3")


def is_without_points(heading: Heading) -> bool:
    return not (heading.has("weight") or heading.has("score"))
