"""Summary tables of self-evaluations and of evaluations (绩效自评情况汇总表, 部门评价情况汇总表)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosures.documents.model import Paragraph
from evaluations.reading.columns import (
    NO_FIT,
    Alignment,
    Heading,
    Placed,
    best_alignment,
    joined,
    numbers_fit,
    read_heading,
    text_of,
)
from evaluations.reading.numbers import cell_number, is_numeric
from evaluations.reading.records import PrintedText, SummaryKind, SummaryRow
from evaluations.reading.rows import GridRow, StreamItem
from evaluations.reading.words import compact, squeeze

_ALIASES = {
    "project": re.compile(r"项目名称|项目$|政策名称|转移支付名称"),
    "fund": re.compile(r"资金名称|专项(?:资金)?名称"),
    "unit": re.compile(r"(?:项目)?(?:实施|使用|预算)?单位(?:名称)?$|(?:主管)?部门(?:名称)?$"),
    "initial": re.compile(r"年初预算|年初安排|预算数$|预算金额|总金额"),
    "adjusted": re.compile(r"预算调整|调整后|全年预算|调整预算"),
    "executed": re.compile(r"(?:全年|实际|预算)?(?:执行|支出)(?:数|金额)$|全年执行数?$"),
    "rate": re.compile(r"(?:预算)?执行率|完成率"),
    "score": re.compile(r"(?:绩效)?(?:自评|评价)?(?:得分|分数|分值|总分)"),
    "grade": re.compile(r"(?:绩效)?(?:自评|评价)?(?:等级|等次|结果|档次|结论)$"),
}
_NUMBERS = ("initial", "adjusted", "executed", "rate", "score")
_EVALUATION_TITLE = re.compile(r"(?:部门|重点|财政)评价.{0,12}汇总表|绩效评价(?:结果|情况)?汇总")
_TITLE = re.compile(r"汇总表|一览表|情况表")
_TOTAL = re.compile(r"合计|总计|小计")


def read_summaries(items: Sequence[StreamItem]) -> Iterator[SummaryRow]:
    """Every project of every summary table, in order."""
    heading: Heading | None = None
    kind = SummaryKind.SELF_EVALUATION
    above: list[str] = []
    tables = 0
    before: GridRow | None = None
    for item in items:
        if isinstance(item, Paragraph):
            above = [*above[-5:], compact(item.text)]
            heading = None if _TITLE.search(above[-1]) else heading
            continue
        found = _summary_heading(item, before)
        before = item
        if found is not None:
            if heading is None or found.roles != heading.roles:
                tables += 1
                kind = _kind((*above, *found.place_row.texts))
            heading = found
        elif heading is not None and (row := _summary_row(item, heading, kind, tables)) is not None:
            yield row
        elif heading is not None and _is_foreign(item, heading):
            heading = None


def _summary_heading(row: GridRow, above: GridRow | None) -> Heading | None:
    """A heading with a project, its score, and money or a rate: nothing else looks like this.

    The money may stand in a second row, below a heading of its own.
    """
    heading = read_heading(row, _ALIASES)
    if _is_whole(heading) or above is None or above.table != row.table:
        return heading if _is_whole(heading) else None
    upper = read_heading(above, _ALIASES)
    if not upper.has("project", "score") or heading.has("project") or not _has_money(heading):
        return None
    return joined(upper, heading)


def _is_whole(heading: Heading) -> bool:
    return heading.has("project", "score") and _has_money(heading)


def _has_money(heading: Heading) -> bool:
    return any(heading.has(role) for role in ("executed", "rate", "initial"))


def _kind(printed: Sequence[str]) -> SummaryKind:
    """What the last title above the table says."""
    titles = [text for text in printed if _TITLE.search(text)]
    last = titles[-1] if titles else ""
    return SummaryKind.EVALUATION if _EVALUATION_TITLE.search(last) else SummaryKind.SELF_EVALUATION


def _summary_row(row: GridRow, heading: Heading, kind: SummaryKind, table: int) -> SummaryRow | None:
    if any(_TOTAL.match(text) for text in row.texts[:2]):
        return None
    aligned = best_alignment(row, heading, _fit)
    if aligned is None:
        return None
    cells = aligned.cells
    grade = cells.get("grade")
    return SummaryRow(
        kind=kind,
        table=table,
        project=squeeze(cells["project"].text),
        unit_name=_words(aligned, "unit"),
        fund_name=_words(aligned, "fund"),
        grade=PrintedText(compact(grade.text), grade.place) if grade else PrintedText(""),
        place=row.place,
        **{role: cell_number(cells.get(role)) for role in _NUMBERS},
    )


def _fit(cells: Placed, left_over: object) -> float:
    """A row of the table names a project and has at least one figure."""
    value = numbers_fit(cells, _NUMBERS)
    name = text_of(cells, "project")
    if value <= 0 or not name or is_numeric(name):
        return NO_FIT
    return value


def _words(aligned: Alignment, role: str) -> str | None:
    cell = aligned.cells.get(role)
    return squeeze(cell.text) or None if cell is not None else None


def _is_foreign(row: GridRow, heading: Heading) -> bool:
    """A first row of another table that has nothing to do with the heading."""
    return row.number == 0 and row.table != heading.place_row.table
