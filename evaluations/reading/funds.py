"""The budget block of a self-evaluation form (项目预算执行情况): one row for each source of money."""

from __future__ import annotations

import re
from dataclasses import replace

from disclosures.documents.model import Cell
from evaluations.reading.columns import NO_FIT, Heading, Placed, numbers_fit, place, read_heading
from evaluations.reading.numbers import cell_number, is_number_or_empty
from evaluations.reading.records import FundRow, FundSource
from evaluations.reading.rows import GridRow
from evaluations.reading.words import compact, squeeze

_LONGEST_NAME = 20
_NUMBERS = ("initial", "adjusted", "executed", "weight", "rate", "score")
_ALIASES = {
    "initial": re.compile(r"年初(?:预算|安排|批复|计划)|(?:年初|预算)?批复数|申报数"),
    "adjusted": re.compile(
        r"(?:预算)?调整后?|全年(?:\(调整\))?(?:预算|计划)|预算调整|预算数|全年数|预算金额|年度预算|\(?A\)?$"
    ),
    "executed": re.compile(
        r"(?:全年|实际|预算)?(?:执行|支出|到位执行)(?:数|金额|\(B\))|全年执行|实际支出|\(?B\)?$"
    ),
    "weight": re.compile(r"(?:指标|(?:预算)?执行率?)?(?:分值|权重|满分)"),
    "rate": re.compile(r"(?:预算)?(?:执行率|完成率)(?!权重|分值|得分)"),
    "score": re.compile(r"(?:自评|(?:预算)?执行率?)?得分|自评分"),
}
_SOURCES = (
    (
        FundSource.TOTAL,
        re.compile(
            r"(?:年度|项目)?(?:财政)?(?:资金|预算)?(?:总额|总金额|合计|总计)|年度资金|资金总额|项目总额|合计"
        ),
    ),
    (FundSource.OTHER, re.compile(r"财政专户")),
    (FundSource.CARRY_OVER, re.compile(r"(?:上年|以前年度|历年)?(?:财政)?结[转余]")),
    (FundSource.CENTRAL, re.compile(r"中央")),
    (FundSource.PROVINCIAL, re.compile(r"省(?:级|本级)?|自治区")),
    (FundSource.COUNTY, re.compile(r"[区县]")),
    (FundSource.MUNICIPAL, re.compile(r"市(?:级|本级|直)?|州级|地方(?:财政)?")),
    (
        FundSource.CURRENT_YEAR_APPROPRIATION,
        re.compile(r"(?:当年|本年|年度)?(?:一般公共预算)?财政|一般公共预算"),
    ),
    (FundSource.OTHER, re.compile(r"其他|自有|自筹|单位|非财政|社会")),
)


def read_fund_heading(row: GridRow) -> Heading | None:
    """The heading of the budget block: budget and executed amounts, and what they score or their rate.

    年度预算数（万元） may stand above the names of the sources and is no column of amounts then: where the
    row has all columns without its first heading, that one is left away.
    """
    heading = read_heading(row, _ALIASES)
    if not heading.has("executed") or not (heading.has("score") or heading.has("rate")):
        return None
    first = heading.columns[0]
    others = tuple((at, cell) for at, cell in row.cells if at > first.start)
    without = read_heading(replace(row, cells=others), _ALIASES)
    if without.has("initial", "adjusted", "executed"):
        return without
    return heading if heading.has("initial") or heading.has("adjusted") else None


def read_fund_row(row: GridRow, heading: Heading) -> FundRow | None:
    """A row of the block, or None where the row is not one: no source of money, or no figures.

    A name that is not known with figures that fit is a source all the same: what it is part of is not known.
    """
    label_at, label = _label(row)
    if label is None:
        return _whole_row(row, heading)
    source = fund_source(label.text)
    cells = _placed(row, heading, label_at)
    if cells is None:
        return None
    numbers = {role: cell_number(cells.get(role)) for role in _NUMBERS}
    if source is None:
        money = [numbers[role] for role in ("initial", "adjusted", "executed")]
        if len(squeeze(label.text)) > _LONGEST_NAME or not any(number.value is not None for number in money):
            return None
        source = FundSource.UNKNOWN
    return FundRow(source=source, label=squeeze(label.text), place=label.place, **numbers)


def _whole_row(row: GridRow, heading: Heading) -> FundRow | None:
    """The row of a block that has only one, below its heading and without a name of its own."""
    below = place(row, heading, 0)
    if below.left_over or numbers_fit(below.cells, _NUMBERS) <= 0 or "executed" not in below.cells:
        return None
    numbers = {role: cell_number(below.cells.get(role)) for role in _NUMBERS}
    return FundRow(source=FundSource.TOTAL, label="", place=row.place, **numbers)


def fund_source(label: str) -> FundSource | None:
    """What a row label of the block means: 其中：当年财政拨款, 上年结转资金, 省级资金 …"""
    text = re.sub(r"^(?:其中|其他来源)?[:：]?[、\-—]*", "", compact(label)).rstrip(":：")
    if not text or len(text) > _LONGEST_NAME:
        return None
    return next((source for source, alias in _SOURCES if alias.match(text)), None)


def _label(row: GridRow) -> tuple[int, Cell | None]:
    """The last text before the figures."""
    label: tuple[int, Cell | None] = (0, None)
    for at, cell in row.filled():
        if is_number_or_empty(cell.text):
            break
        label = (at, cell)
    return label


def _placed(row: GridRow, heading: Heading, label_at: int) -> Placed | None:
    """The figures by meaning: below their headings where the label stands left of them all, else in order."""
    figures = GridRow(row.after(label_at), row.table, row.number, row.place)
    if label_at < heading.columns[0].start:
        below = place(figures, heading, 0)
        if not below.left_over and numbers_fit(below.cells, _NUMBERS) != NO_FIT:
            return below.cells
    in_order = {role: cell for role, (_, cell) in zip(heading.roles, figures.cells, strict=False)}
    rest = figures.cells[len(heading.roles) :]
    if any(cell.text.strip() for _, cell in rest) or numbers_fit(in_order, _NUMBERS) == NO_FIT:
        return None
    return in_order
