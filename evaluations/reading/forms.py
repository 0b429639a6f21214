"""Self-evaluation forms (绩效自评表): from the row that names the project to the total, over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosures.documents.model import Paragraph
from evaluations.reading.form_draft import Draft, take_row
from evaluations.reading.form_head import FORM_TITLE, NAME_LABEL, UNIT, YEAR, kind_of_form, split_code
from evaluations.reading.funds import read_fund_heading
from evaluations.reading.indicator_headings import is_without_points, read_indicator_heading
from evaluations.reading.indicators import read_indicators
from evaluations.reading.records import BLANK, FundRow, Indicator, PrintedText, SelfEvaluation
from evaluations.reading.rows import GridRow, StreamItem
from evaluations.reading.words import compact, squeeze

_NOTE = re.compile(r"(?:注|说明|备注)[:：]|[（(]?\d{1,2}[.、．)）]")
WHOLE = Decimal(100)


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


def _drafts(items: Sequence[StreamItem]) -> Iterator[Draft]:
    """Forms as they are found; one ends where the next begins, or another table does."""
    draft: Draft | None = None
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
            take_row(draft, item)
    if draft is not None:
        yield draft


def _take_note(draft: Draft, paragraph: Paragraph) -> bool:
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


def _is_foreign(draft: Draft, row: GridRow) -> bool:
    """Whether a row begins another table below a form without points, which no total row closes."""
    heading = draft.indicator_heading
    if heading is None or draft.total is not None or not is_without_points(heading) or row.number > 0:
        return False
    within = row.table == heading.place_row.table or read_indicator_heading(row) is not None
    return not within and row.width != heading.place_row.width


def _begin(row: GridRow, above: Sequence[Paragraph]) -> Draft:
    printed = [compact(paragraph.text) for paragraph in above]
    titles = [text for text in printed if FORM_TITLE.search(text)]
    title = titles[-1] if titles else ""
    since = printed[printed.index(title) :] if title else printed[-2:]
    year = next((int(m[1]) for text in since if (m := YEAR.search(text))), None)
    unit = next((m[1] or m[2] for text in since if (m := UNIT.search(text))), None)
    return Draft(re.sub(r"\(?20\d{2}年度?\)?$", "", title), year, unit, kind_of_form(title, row), row.place)


def _finished(draft: Draft) -> SelfEvaluation | None:
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
