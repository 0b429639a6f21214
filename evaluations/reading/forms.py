"""Self-evaluation forms (绩效自评表): from the row that names the project to the total, over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from disclosures.documents.model import Cell, Paragraph, Place
from evaluations.reading.columns import Heading
from evaluations.reading.form_head import (
    FORM_TITLE,
    HEAD_LABELS,
    NAME_LABEL,
    TOTAL_ABOVE,
    UNIT,
    YEAR,
    is_head_label,
    kind_of_form,
    split_code,
)
from evaluations.reading.funds import read_fund_heading, read_fund_row
from evaluations.reading.indicator_headings import is_upper_heading, is_without_points, read_indicator_heading
from evaluations.reading.indicators import read_indicators
from evaluations.reading.numbers import cell_number, is_numeric
from evaluations.reading.records import (
    BLANK,
    FormKind,
    FundRow,
    Indicator,
    PrintedNumber,
    PrintedText,
    SelfEvaluation,
)
from evaluations.reading.rows import GridRow, StreamItem, skips_a_page
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
_NOTE = re.compile(r"(?:注|说明|备注)[:：]|[（(]?\d{1,2}[.、．)）]")
_HEADING_ONLY = re.compile(r"(?:年度|项目)?绩效指标(?:\(\d+分\))?$")
WHOLE = Decimal(100)


@dataclass(slots=True)
class _Draft:
    """A form while its rows are coming in. Local to this module: what leaves it is frozen."""

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


@dataclass(frozen=True, slots=True)
class FormsRead:
    """The forms of a document in order, and the tables they stand in."""

    forms: tuple[SelfEvaluation, ...]
    tables: frozenset[int]


def read_forms(items: Sequence[StreamItem]) -> FormsRead:
    """Every self-evaluation form of a document."""
    forms: list[SelfEvaluation] = []
    tables: set[int] = set()
    for draft in _drafts(items):
        if (form := _finished(draft)) is not None:
            forms.append(form)
            tables |= draft.tables
    return FormsRead(tuple(forms), frozenset(tables))


def _drafts(items: Sequence[StreamItem]) -> Iterator[_Draft]:
    """Forms as they are found; one ends where the next begins, or another table does."""
    draft: _Draft | None = None
    above: list[Paragraph] = []
    for at, item in enumerate(items):
        if isinstance(item, Paragraph):
            above = [*above[-5:], item]
            if draft is not None and draft.total is not None and not _take_note(draft, item):
                yield draft
                draft = None
            continue
        if _begins_form(items, at):
            if draft is not None and draft.fund_heading is not None:
                yield draft
            draft = _begin(item, above)
        elif draft is not None and _is_foreign(draft, item):
            yield draft
            draft = None
        if draft is not None:
            draft.tables.add(item.table)
            _take_row(draft, item)
    if draft is not None:
        yield draft


def _take_note(draft: _Draft, paragraph: Paragraph) -> bool:
    """Add a note printed below a form. False for a paragraph that is none: the form has ended.

    Between rows, before the total, a paragraph is what a page break left there: a page number, a title.
    """
    text = squeeze(paragraph.text)
    if not _NOTE.match(text) or FORM_TITLE.match(compact(text)):
        return False
    draft.notes.append(PrintedText(text, paragraph.place))
    return True


def _begins_form(items: Sequence[StreamItem], at: int) -> bool:
    """A row that names a project, with the heading of a budget block a few rows below it.

    The heading of a list of projects is no such row, though it has all these columns itself.
    """
    row = items[at]
    if not isinstance(row, GridRow) or not any(NAME_LABEL.match(text) for text in row.texts[:1]):
        return False
    if read_fund_heading(row) is not None:
        return False
    following = (item for item in items[at + 1 : at + 8] if isinstance(item, GridRow))
    return any(read_fund_heading(candidate) is not None for candidate in following)


def _is_foreign(draft: _Draft, row: GridRow) -> bool:
    """Whether a row begins another table below a form without points, which no total row closes."""
    heading = draft.indicator_heading
    if heading is None or draft.total is not None or not is_without_points(heading) or row.number > 0:
        return False
    within = row.table == heading.place_row.table or read_indicator_heading(row) is not None
    return not within and row.width != heading.place_row.width


def _begin(row: GridRow, above: Sequence[Paragraph]) -> _Draft:
    printed = [compact(paragraph.text) for paragraph in above]
    titles = [text for text in printed if FORM_TITLE.search(text)]
    title = titles[-1] if titles else ""
    since = printed[printed.index(title) :] if title else printed[-2:]
    year = next((int(m[1]) for text in since if (m := YEAR.search(text))), None)
    unit = next((m[1] or m[2] for text in since if (m := UNIT.search(text))), None)
    return _Draft(re.sub(r"\(?20\d{2}年度?\)?$", "", title), year, unit, kind_of_form(title, row), row.place)


def _take_row(draft: _Draft, row: GridRow) -> None:
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


def _take_labels(draft: _Draft, row: GridRow) -> None:
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


def _take_below_funds(draft: _Draft, row: GridRow) -> None:
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


def _take_below_indicators(draft: _Draft, row: GridRow) -> None:
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


def _finished(draft: _Draft) -> SelfEvaluation | None:
    """The form, if it has anything of a form in it."""
    if not draft.project:
        return None
    indicators, unread = (
        read_indicators(draft.indicator_heading, draft.indicator_rows) if draft.indicator_heading else ((), 0)
    )
    code, project = split_code(draft.project)
    _, department = split_code(draft.labels.get("department", ""))
    _, implementing = split_code(draft.labels.get("implementing_unit", ""))
    funds = tuple(draft.funds)
    total_above = draft.total_above.value is not None and _weighs_100(indicators, funds)
    total = draft.total or (BLANK, draft.total_above)
    objectives = draft.objectives[0] if draft.objectives else [PrintedText("")]
    return SelfEvaluation(
        kind=draft.kind,
        title=draft.title,
        project=project,
        project_code="".join(draft.labels.get("project_code", "").split()) or code,
        department=department or None,
        implementing_unit=implementing or None,
        year=draft.year,
        unit=draft.unit,
        funds=funds,
        indicators=indicators,
        subtotal_weight=draft.subtotal[0],
        subtotal_score=draft.subtotal[1],
        total_weight=total[0],
        total_score=total[1],
        explanation=draft.explanation,
        notes=tuple(draft.notes),
        place=draft.place,
        is_complete=(draft.total is not None or total_above) and bool(indicators) and bool(funds),
        unread_rows=draft.unread + unread,
        expected_objectives=objectives[0],
        actual_objectives=objectives[-1] if len(objectives) > 1 else PrintedText(""),
    )


def _weighs_100(indicators: Sequence[Indicator], funds: Sequence[FundRow]) -> bool:
    """Whether the weights show that nothing is missing, where no total row closes the form."""
    weights = [indicator.weight for indicator in indicators] + [fund.weight for fund in funds]
    return sum((weight.value or Decimal(0) for weight in weights), Decimal(0)) == WHOLE
