"""The headings of score tables: the levels of names, 权重, 得分, 得分率, 小计."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disclosures.documents.model import Paragraph
from evaluations.reading.columns import Column, Heading, read_heading
from evaluations.reading.records import PrintedText
from evaluations.reading.rows import GridRow
from evaluations.reading.words import compact, squeeze

LEVELS = tuple(f"level{number}" for number in range(1, 7))
SCORE_COLUMNS = {
    **{
        level: re.compile(rf"{numeral}级(?:绩效)?指标")
        for level, numeral in zip(LEVELS, "一二三四五六", strict=True)
    },
    "name": re.compile(r"(?:绩效)?(?:评价|考核)(?:指标|内容|项目)$|指标(?:名称)?$"),
    "number": re.compile(r"序号$"),
    "share": re.compile(r".*占比"),
    "rate": re.compile(r"得分率"),
    "subtotal": re.compile(r"小计"),
    "score": re.compile(r"(?:综合|绩效)?(?:评价|实际|自评|专家)?(?:得分|评分)(?:\(分\))?$"),
    "weight": re.compile(r"(?:指标|标准|权重)?(?:分值|权重|满分|标准分|权重分)(?:\(%\)|\(分\)|%)?$"),
}
_PAIR_NAME = re.compile(r"(?:指标)?名称$|指标$")
_OF_A_FORM = re.compile(r"(?:年度|全年)?(?:实际)?完成(?:指标)?值|年度指标值")
_TOTAL = re.compile(r"(?:合计|总计|总分|总得分|综合得分)(?:\(|$|[:：])")


def table_title(paragraph: Paragraph) -> PrintedText:
    """A paragraph above a table as its title; a sentence, or a unit line, is none."""
    title = squeeze(paragraph.text)
    is_none = len(title) > 60 or title.endswith(("。", "；", ";")) or title.startswith("单位")
    return PrintedText("" if is_none else title, paragraph.place)


def read_score_heading(row: GridRow) -> Heading | None:
    """The heading of a score table, or None: names at levels, or of indicators, with weights or scores.

    Forms have both beside targets and actual values, and are none.
    """
    heading = read_heading(row, SCORE_COLUMNS)
    if any(_OF_A_FORM.match(text) for text in row.texts):
        return None
    heading = _with_last_weight(heading)
    leveled = any(heading.has(level) for level in LEVELS)
    if not leveled and not (heading.has("name") and len(heading.columns) > 2):
        return None
    return heading if heading.has("weight") or heading.has("score") else None


def _with_last_weight(heading: Heading) -> Heading:
    """Of several columns of weights the one right of all names: those between the levels are the blocks'.

    Where each level has its own right behind it, these are the points of its blocks.
    """
    names = [column.start for column in heading.columns if column.role in LEVELS]
    weights = [
        Column("weight", text, at, at + max(cell.column_span, 1))
        for at, cell in heading.place_row.filled()
        if SCORE_COLUMNS["weight"].match(text := compact(cell.text))
    ]
    if len(weights) < 2 or not names or weights[-1].start < max(names):
        return heading
    others = tuple(column for column in heading.columns if column.role != "weight")
    return Heading((*others, *_block_points(heading, weights[:-1]), weights[-1]), heading.place_row)


def _block_points(heading: Heading, weights: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of weights as those of the levels they stand behind; none unless each level has one."""
    upper = [heading.column(level) for level in LEVELS if heading.has(level)][:-1]
    behind = [column.end if column is not None else None for column in upper]
    if [weight.start for weight in weights] != behind:
        return ()
    return tuple(replace(weight, role=f"points{n}") for n, weight in enumerate(weights))


def is_lower_heading(row: GridRow) -> bool:
    """Whether a row is the lower half of a heading of pairs: 名称 and 分值 in turn, and nothing else."""
    return all(_PAIR_NAME.match(text) or SCORE_COLUMNS["weight"].match(text) for text in row.texts)


def is_total_name(text: str) -> bool:
    """Whether a name is that of the last line: 合计, 总分, 综合得分."""
    return bool(_TOTAL.match(text))


def read_paired_heading(first: GridRow, second: GridRow) -> Heading | None:
    """A heading of two rows: a level above each pair of 名称 and 分值; the deepest 分值 is the weight."""
    above = read_heading(first, SCORE_COLUMNS)
    levels = [column for column in above.columns if column.role in LEVELS]
    below = [(at, compact(cell.text)) for at, cell in second.filled()]
    names = [at for at, text in below if _PAIR_NAME.match(text)]
    points = [at for at, text in below if SCORE_COLUMNS["weight"].match(text)]
    if not levels or len(names) != len(levels) or len(points) != len(levels):
        return None
    columns = [Column(c.role, c.heading, at, at + 1) for c, at in zip(levels, names, strict=True)]
    blocks = [Column(f"points{n}", "分值", at, at + 1) for n, at in enumerate(points[:-1])]
    others = [column for column in above.columns if column.role in ("score", "rate", "subtotal")]
    return Heading((*columns, *blocks, Column("weight", "分值", points[-1], points[-1] + 1), *others), first)
