"""A self-evaluation form while its rows are coming in: which block a row belongs to, and what it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from disclosures.documents.model import Cell, Place
from evaluations.reading.columns import Heading
from evaluations.reading.form_head import HEAD_LABELS, NAME_LABEL, TOTAL_ABOVE, UNIT, is_head_label
from evaluations.reading.funds import read_fund_heading, read_fund_row
from evaluations.reading.indicator_headings import is_upper_heading, is_without_points, read_indicator_heading
from evaluations.reading.numbers import cell_number, is_numeric
from evaluations.reading.records import BLANK, FormKind, FundRow, PrintedNumber, PrintedText
from evaluations.reading.rows import GridRow, skips_a_page
from evaluations.reading.words import compact, squeeze

_SUBTOTAL = re.compile(r"小计$")
_TOTAL = re.compile(r"(?:合计|总分|总计|自评总分|总得分|得分合计)[:：]?$")
_EXPLANATION = re.compile(
    r"总分在?\d+分以下|(?:未实现绩效目标的|(?:偏差大或)?(?:绩效)?目标未(?:完成|实现)的?)?原因分析|说明[:：]?$|其他需要说明|备注[:：]?$"
)
_OBJECTIVES = re.compile(
    r"(?:年度|项目)?(?:总体|绩效)?目标$|(?:年初|年度|全年)?(?:\(调整\))?(?:预期|设定|绩效|总体)目标$"
    r"|(?:(?:年度|全年|总体)?目标)?(?:全年|年度|实际)*(?:完成|实现)情况$"
)
_HEADING_ONLY = re.compile(r"(?:年度|项目)?绩效指标(?:\(\d+分\))?$")


@dataclass(slots=True)
class Draft:
    """A form while its rows are coming in; what leaves the reading of forms is frozen."""

    title: str
    year: int | None
    unit: str | None
    kind: FormKind
    place: Place
    last_row: GridRow | None = None
    project: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    fund_heading: Heading | None = None
    funds: list[FundRow] = field(default_factory=list)
    indicator_heading: Heading | None = None
    indicator_rows: list[GridRow] = field(default_factory=list)
    subtotal: tuple[PrintedNumber, PrintedNumber] = (BLANK, BLANK)
    total: tuple[PrintedNumber, PrintedNumber] | None = None
    explanation: PrintedText = field(default_factory=lambda: PrintedText(""))
    objectives: list[list[PrintedText]] | None = None
    """The rows below 预期目标 and 实际完成情况, once these have been read."""
    total_above: PrintedNumber = BLANK
    """自评总分 in the head of the form."""
    notes: list[PrintedText] = field(default_factory=list)
    unread: int = 0
    tables: set[int] = field(default_factory=set)


def take_row(draft: Draft, row: GridRow) -> None:
    """Put one row where it belongs in the form."""
    if draft.total is None and draft.indicator_heading is None and draft.fund_heading is None:
        _take_labels(draft, row)
    fund_heading = read_fund_heading(row)
    indicator_heading = read_indicator_heading(row, draft.last_row)
    draft.unread += draft.total is None and draft.last_row is not None and skips_a_page([draft.last_row, row])
    draft.last_row = row
    if fund_heading is not None and draft.indicator_heading is None:
        draft.fund_heading = fund_heading
        draft.unit = draft.unit or next((m[1] or m[2] for t in row.texts if (m := UNIT.search(t))), None)
    elif indicator_heading is not None:
        draft.indicator_heading = draft.indicator_heading or indicator_heading
    elif draft.indicator_heading is not None:
        _take_below_indicators(draft, row)
    elif draft.fund_heading is not None:
        _take_below_funds(draft, row)


def _take_labels(draft: Draft, row: GridRow) -> None:
    """The names in the head of the form: what stands to the right of its label, or behind its colon."""
    filled = [(compact(cell.text), cell) for _, cell in row.filled()]
    for (label, _), (_, value) in pairwise(filled):
        if is_head_label(compact(value.text)):
            continue
        if not draft.project and NAME_LABEL.match(label):
            draft.project = squeeze(value.text)
        if TOTAL_ABOVE.match(label) and is_numeric(value.text):
            draft.total_above = cell_number(value)
        for role, alias in HEAD_LABELS.items():
            if alias.match(label):
                draft.labels.setdefault(role, squeeze(value.text))


def _take_below_funds(draft: Draft, row: GridRow) -> None:
    assert draft.fund_heading is not None
    fund = read_fund_row(row, draft.fund_heading)
    if fund is not None:
        draft.funds.append(fund)
        return
    if is_upper_heading(row):
        return
    texts = [PrintedText(squeeze(cell.text), cell.place) for _, cell in row.filled()]
    said = [text for text in texts if not _OBJECTIVES.match(compact(text.text))]
    if len(said) < len(texts) and draft.objectives is None:
        draft.objectives = []
    if draft.objectives is not None:
        draft.objectives += [said] if said else []


def _take_below_indicators(draft: Draft, row: GridRow) -> None:
    """Indicators up to the total; below it the box for reasons. It alone closes a form without points."""
    assert draft.indicator_heading is not None
    label = next((text for text in row.texts if not _HEADING_ONLY.match(text)), "")
    if _TOTAL.match(label):
        draft.total = _numbers(row)
    elif _SUBTOTAL.match(label):
        draft.subtotal = _numbers(row)
    elif _EXPLANATION.match(label) and (draft.total is not None or not _has_numbers(row)):
        draft.explanation = draft.explanation or _explanation(row)
        if is_without_points(draft.indicator_heading):
            draft.total = (BLANK, BLANK)
    elif draft.total is None:
        draft.indicator_rows.append(row)
    elif draft.total is not None and row.filled() and not draft.explanation:
        draft.unread += _has_numbers(row)


def _has_numbers(row: GridRow) -> bool:
    return any(is_numeric(cell.text) for _, cell in row.filled())


def _numbers(row: GridRow) -> tuple[PrintedNumber, PrintedNumber]:
    """分值 and 得分 of a total row. A single number is the score: forms leave the sum of the weights away."""
    numbers = [cell_number(cell) for _, cell in row.filled() if is_numeric(cell.text)]
    if not numbers:
        return BLANK, BLANK
    return (BLANK, numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])


def _explanation(row: GridRow) -> PrintedText:
    """What stands beside the label of the box, or behind its colon."""
    cells: list[Cell] = [cell for _, cell in row.filled()]
    if len(cells) > 1:
        return PrintedText(squeeze(" ".join(cell.text for cell in cells[1:])), cells[1].place)
    _, _, behind = squeeze(cells[0].text).replace("：", ":").partition(":") if cells else ("", "", "")
    return PrintedText(behind.strip(), cells[0].place if cells else row.place)
