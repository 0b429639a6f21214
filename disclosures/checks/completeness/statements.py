"""The nine statements: all there, and those without figures marked as such."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence, Severity
from disclosures.checks.presentation.main_text import main_text, statement_titled
from disclosures.checks.rule import Judgement, defect, defects, holds, inapplicable, undecidable
from disclosures.checks.statement_names import STATEMENT_NAMES
from disclosures.checks.statement_view import StatementView
from disclosures.documents.model import Place
from disclosures.final_accounts.records import StatementKey

STATE_CAPITAL_SINCE = 2020
"""Until the accounts of 2019 eight statements were published, without that of 国有资本经营预算."""
MAY_BE_EMPTY = (
    StatementKey.GOVERNMENT_MANAGED_FUNDS,
    StatementKey.STATE_CAPITAL,
    StatementKey.THREE_PUBLIC_EXPENSES,
)
_LONGEST_TITLE = 60
_WIDEST_LIST = 6
"""A list of the statements has a few columns; in a wide grid a title is a caption."""
NOTHING = ("没有", "无", "未发生", "不涉及", "为空")


@defects("FMT-01", basis="地方预决算公开操作规程（财预〔2016〕143号）")
def statement_is_missing(books: Books) -> Iterator[Judgement]:
    """One of the nine public statements is not in the document.

    A statement whose title stands in the body, but which could not be read, is not evaluable.

    **Wrong**   八张公开表，没有《政府性基金预算财政拨款收入支出决算表》
    **Right**   九张公开表，没有数据的保留空表
    """
    year = books.accounts.fiscal_year
    for key, name in STATEMENT_NAMES.items():
        if books.has(key):
            statement = books.statement(key).statement
            yield holds(key, evidence=[Evidence(key, name, statement.title, statement.place)])
        elif key is StatementKey.STATE_CAPITAL and year is not None and year < STATE_CAPITAL_SINCE:
            yield inapplicable(
                key,
                code="not_yet_published",
                zh=f"{year}年度尚不公开该表",
                en=f"the statement was not yet published for {year}",
            )
        elif key is StatementKey.STATE_CAPITAL and year is None:
            yield undecidable(
                key,
                code="year_unknown",
                zh="年度不详，无法判断当年是否应公开该表",
                en="the year is not known, and with it whether the statement was published then",
            )
        elif _is_printed(books, key):
            yield undecidable(
                key,
                code="statement_not_read",
                zh=f"文件中有《{name}》的标题，但未能读取该表",
                en=f"the title of {name} is printed, but the statement could not be read",
            )
        else:
            yield defect(key, zh=f"缺少《{name}》。", en=f"The statement {name} is missing.", expected=name)


def _is_printed(books: Books, key: StatementKey) -> bool:
    """The title stands in the body too, not only in the list of contents: as a line of its own."""
    printed = [
        line
        for paragraph in books.accounts.document.paragraphs()
        for line, _ in paragraph.lines or ((paragraph.text, paragraph.place),)
        if len(line) <= _LONGEST_TITLE and statement_titled(line) is key
    ]
    return len(printed) > (1 if key in main_text(books).statements_in_contents else 0)


@defects("FMT-08", basis="地方预决算公开操作规程（财预〔2016〕143号）：没有数据的表格应公开空表并说明")
def empty_statement_is_not_explained(books: Books) -> Iterator[Judgement]:
    """A statement without figures has no note that says so, below it or in a list of the statements.

    Printed zeros say something by themselves, and so does the narrative: such a note is missing, no more.

    **Wrong**   政府性基金预算财政拨款收入支出决算表（空表）
    **Right**   政府性基金预算财政拨款收入支出决算表（空表） 注：……故本表无数据
    """
    for key in MAY_BE_EMPTY:
        if not books.has(key) or not books.statement(key).is_empty:
            continue
        statement = books.statement(key)
        notes = [note for note in statement.statement.notes if any(word in note[0] for word in NOTHING)]
        notes += _told_in_a_list(books, key)
        if notes:
            text, place = notes[-1]
            yield holds(key, evidence=[Evidence(f"{key}/note", statement.title, text, place)])
        else:
            place = statement.statement.place
            elsewhere = _said_elsewhere(books, key)
            zh = "表下没有说明（正文中有）" if elsewhere else "也没有说明"
            en = "below it, though the text says so" if elsewhere else "that says so"
            yield defect(
                key,
                zh=f"《{STATEMENT_NAMES[key]}》没有数据，{zh}。",
                en=f"{STATEMENT_NAMES[key]} has no figures and no note {en}.",
                evidence=[Evidence(key, statement.title, statement.title, place), *elsewhere],
                severity=Severity.WARNING if elsewhere or _prints_zeros(statement) else None,
            )


def _told_in_a_list(books: Books, key: StatementKey) -> list[tuple[str, Place]]:
    """The reason in a list of the statements: 序号、内容、是否空表、表格为空的理由."""
    return [
        (cell.text, cell.place)
        for table in books.accounts.document.tables()
        for row in table.rows
        if len(row) <= _WIDEST_LIST and any(statement_titled(cell.text) is key for cell in row)
        for cell in row
        if statement_titled(cell.text) is None and any(word in cell.text for word in NOTHING)
    ]


def _said_elsewhere(books: Books, key: StatementKey) -> list[Evidence]:
    """The sentence of the narrative that says there is nothing to show."""
    claims = [c for c in books.accounts.claims if c.quantity == "absence" and str(c.section) == str(key)]
    return [Evidence(f"{key}/narrative", "情况说明", claim.text, claim.place) for claim in claims[:1]]


def _prints_zeros(statement: StatementView) -> bool:
    return any(figure.text for row in statement.rows for figure in row.figures.values())
