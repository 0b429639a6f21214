"""The document gone through block by block: which tables, under which captions, are which statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from disclosures.documents.model import Block, Cell, Paragraph, Place, ReadingNote, Row, Table
from disclosures.final_accounts.captions import Caption, Captions, form_titled, read_caption
from disclosures.final_accounts.columns import Columns
from disclosures.final_accounts.grids import Page, form_by_headings, read_page
from disclosures.final_accounts.head import texts
from disclosures.final_accounts.labels import fold, printed_part
from disclosures.final_accounts.records import Line, StatementKey, Unit
from disclosures.final_accounts.statements.form import Form, Layout

_SENTENCE = re.compile(r"[。；;]|[，,].*[，,]")
_NOTE_GOES_ON = re.compile(r"\d[.、]|说明[:：]|无|本部门|本单位")
_SAYS_EMPTY = re.compile(
    r"无数据|没有数据|空表|本表为空|^[^,，。;；:：\d]{0,40}(?:20\d\d年(?:度)?)?(?:没有|无|未发生|不涉及)"
    r"[^,，。;；:：\d]{0,40}(?:收支|收入|支出|拨款|经费)"
)
"""What a line below an empty statement says of it, with or without 注 before it."""
_LONGEST_LOOSE_LINE = 45
_MOST_LOOSE_LINES = 8
_LONGEST_NOTE = 150
_MOST_CAPTIONS_IN_ROW = 4
_MAY_HAVE_NO_LINES = (
    StatementKey.GOVERNMENT_MANAGED_FUNDS,
    StatementKey.STATE_CAPITAL,
    StatementKey.THREE_PUBLIC_EXPENSES,
)
"""Of any other statement headings alone are what a page break left: it has not been read, it is not empty."""
_ASSUMED_UNIT = Unit.WAN_YUAN
"""Replaced where the statement, or else the document, prints another."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A statement as printed at one place of the document, on one page or several."""

    form: Form
    captions: Captions
    columns: Columns
    lines: tuple[Line, ...]
    place: Place
    unit_in_headings: Unit | None = None
    notes: tuple[tuple[str, Place], ...] = ()
    problems: tuple[ReadingNote, ...] = ()

    @property
    def has_title(self) -> bool:
        return self.captions.form is self.form

    @property
    def unit(self) -> Unit | None:
        """The unit as printed, above the statement or in its headings."""
        return self.captions.unit or self.unit_in_headings


def printed_statements(blocks: Sequence[Block]) -> tuple[Printed, ...]:
    """Every printing of a statement, in the order of the document."""
    walk = _Walk()
    for block in blocks:
        if isinstance(block, Paragraph):
            walk.paragraph(block)
        else:
            walk.table(block)
    return walk.finished()


class _Walk:
    """Where the going through has come to: captions of the next table, the statement not yet closed."""

    def __init__(self) -> None:
        self._captions = Captions()
        self._open: Printed | None = None
        self._in_note = False
        self._found: list[Printed] = []

    def finished(self) -> tuple[Printed, ...]:
        self._close()
        return tuple(self._found)

    def paragraph(self, paragraph: Paragraph) -> None:
        lines = [(text, read_caption(text), place) for text, place in paragraph.lines]
        whole = read_caption(paragraph.text)
        is_wrapped_title = whole.form is not None and all(caption.form is None for _, caption, _ in lines)
        if is_wrapped_title or whole.is_note or len(lines) < 2:
            lines = [(paragraph.text, whole, paragraph.place)]
        for text, caption, place in lines:
            self._line(text, caption, place)

    def table(self, table: Table) -> None:
        for caption_row, rows in _segments(table):
            for text, place in caption_row:
                self._line(text, read_caption(text), place)
            if rows:
                self._grid(rows)

    def _line(self, text: str, caption: Caption, place: Place) -> None:
        if caption.is_note or (caption.says_nothing and self._is_note(fold(text))):
            self._note(text, place)
        elif not caption.says_nothing:
            self._in_note = self._in_note and caption.is_neutral
            self._captions = self._captions.with_line(caption, place)
        else:
            self._in_note = False
            self._ordinary(text)

    def _is_note(self, folded: str) -> bool:
        """Whether a line goes on with a note, or is one by what it says right below a statement."""
        if self._in_note:
            return _NOTE_GOES_ON.match(folded) is not None
        below = self._open is not None and self._captions == Captions()
        return below and len(folded) <= _LONGEST_NOTE and _SAYS_EMPTY.search(folded) is not None

    def _ordinary(self, text: str) -> None:
        """A line that is no caption: running text ends what stands above it."""
        loose = self._captions.loose + 1
        if len(fold(text)) > _LONGEST_LOOSE_LINE or _SENTENCE.search(text) or loose > _MOST_LOOSE_LINES:
            self._captions = Captions()
            self._close()
        else:
            self._captions = replace(self._captions, loose=loose)

    def _note(self, text: str, place: Place) -> None:
        self._in_note = True
        if self._open is not None:
            self._open = replace(self._open, notes=(*self._open.notes, (text, place)))

    def _close(self) -> None:
        if self._open is not None and (self._open.lines or self._open.form.key in _MAY_HAVE_NO_LINES):
            self._found.append(self._open)
        self._open = None

    def _grid(self, rows: Sequence[Row]) -> None:
        captions, self._captions = _named_by_sheet(self._captions, rows), Captions()
        self._in_note = False
        if (captions.form is None and not captions.is_other) or (
            self._open is not None and self._open.form is captions.form
        ):
            continued = _continued(self._open, captions, rows) if self._open is not None else None
            if continued is not None:
                self._open = continued
                return
        self._close()
        self._open = _begun(captions, rows)


_SHEET_NUMBER = re.compile(r"^(?:公开)?[A-Za-z]*\d{0,3}(?:-\d)?表?[-_.、]?")


def _named_by_sheet(captions: Captions, rows: Sequence[Row]) -> Captions:
    """Where no title is printed in a workbook, the name of the sheet is the title."""
    sheet = rows[0][0].place.sheet
    if captions.form is not None or captions.is_other or sheet is None:
        return captions
    title = _SHEET_NUMBER.sub("", fold(sheet))
    form = form_titled(title)
    return replace(captions, form=form, title=printed_part(title, sheet)) if form else captions


def _continued(statement: Printed, captions: Captions, rows: Sequence[Row]) -> Printed | None:
    """The statement with one more page; None where the grid is none, or prints lines a second time."""
    unit = statement.captions.unit or _ASSUMED_UNIT
    page = read_page(
        _under_phase(captions, rows, statement.form), statement.form, unit, statement.lines, statement.columns
    )
    if page is None or _repeats(statement.lines, page.lines[len(statement.lines) :]):
        return None
    return replace(
        statement,
        columns=page.columns,
        lines=page.lines,
        problems=statement.problems + page.problems,
    )


def _repeats(known: Sequence[Line], added: Sequence[Line]) -> bool:
    """Whether the first named line added has been printed before."""
    first = next((line for line in added if line.code or line.label), None)
    if first is None:
        return False
    return any(
        (line.code, line.item, fold(line.label), line.side)
        == (first.code, first.item, fold(first.label), first.side)
        for line in known
    )


def _begun(captions: Captions, rows: Sequence[Row]) -> Printed | None:
    """The statement whose first page the grid is: the one its title names, else the one its headings do."""
    unit = captions.unit or _ASSUMED_UNIT
    form = captions.form
    page = read_page(_under_phase(captions, rows, form), form, unit) if form is not None else None
    if page is None and not captions.is_other:
        form = form_by_headings(rows)
        page = read_page(rows, form, unit) if form is not None else None
    if form is None or page is None:
        return None
    return Printed(
        form=form,
        captions=captions,
        columns=page.columns,
        lines=page.lines,
        place=captions.place or rows[0][0].place,
        unit_in_headings=_unit_in(page),
        problems=page.problems,
    )


def _under_phase(captions: Captions, rows: Sequence[Row], form: Form) -> Sequence[Row]:
    """The grid with 预算数 or 决算数, printed in a line above it, as the heading over all of its columns."""
    if captions.phase is None or form.layout is not Layout.ITEMS:
        return rows
    text, place = captions.phase
    width = max(len(row) for row in rows)
    return ((Cell(text, place, column_span=width),) * width, *rows)


def _unit_in(page: Page) -> Unit | None:
    """The unit where it is printed in the headings: 金额（万元）."""
    units = {
        Unit(match.group(1))
        for row in page.headings
        for _, text in texts(row)
        if (match := re.search(r"[(:](亿元|万元|千元|元)\)?$", fold(text)))
    }
    return units.pop() if len(units) == 1 else None


_Captioned = list[tuple[str, Place]]


def _segments(table: Table) -> Iterator[tuple[_Captioned, tuple[Row, ...]]]:
    """The grids of a table, each with the captions printed into the rows above it."""
    above: _Captioned = []
    rows: list[Row] = []
    for row in table.rows:
        printed = _captions_in(row)
        if printed:
            if rows:
                yield above, tuple(rows)
                above, rows = [], []
            above += printed
        elif rows or texts(row):
            rows.append(row)
    yield above, tuple(rows)


def _captions_in(row: Row) -> _Captioned:
    """The cells of a row that holds nothing but captions of a statement, or a note below it."""
    printed = [(text, row[index].place) for index, text in texts(row)]
    if not 0 < len(printed) <= _MOST_CAPTIONS_IN_ROW:
        return []
    read = [read_caption(text) for text, _ in printed]
    if all(c.says_nothing or c.is_neutral for c in read) or any(c.says_nothing or c.phase for c in read):
        return []
    return printed
