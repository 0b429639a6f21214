"""Which row of a statement a name in the text means."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from disclosures.checks.row import Row
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.classifications import class_of
from disclosures.final_accounts.labels import fold, name_of

CODE_LENGTHS = {1: 3, 2: 5, 3: 7}
NEARLY_THE_SAME = 0.85
RESEMBLING = 0.6
CLASS_MARK = fold("（类）")


def class_row(statement: StatementView, printed: str) -> Row | None:
    """The 类 a list of the structure names: 教育（类）支出, 教育支出（类）, 教育支出, or by one of
    the names it had in other years."""
    name = class_name(printed)
    rows = [row for row in statement.accounts if len(row.code or "") == CODE_LENGTHS[1]]
    alike = (row for row in rows if name_of(row.label) in (name, f"{name}支出"))
    code = class_of(name)
    return next(alike, None) or next((row for row in rows if row.code == code), None)


def class_name(printed: str) -> str:
    """The name of a 类 without the mark （类）."""
    return name_of(printed).replace(CLASS_MARK, "")


def account_row(statement: StatementView, path: tuple[str, ...]) -> Row | None:
    """The row whose own name is the last one of the path; of several, the one with most parents named alike.

    The names above it may differ: that is a finding of its own.
    """
    length = CODE_LENGTHS.get(len(path), 0)
    named = [
        row
        for row in statement.accounts
        if len(row.code or "") == length and same_name(path[-1], row.label, is_class=length == 3)
    ]
    alike = {row.id: _parents_alike(statement, row, path) for row in named}
    best = [row for row in named if alike[row.id] == max(alike.values())]
    if named:
        return best[0] if len(best) == 1 else None
    return nearly_named(statement, path[-1], length)


def nearly_named(statement: StatementView, name: str, length: int) -> Row | None:
    """The one row whose name is nearly that of the text: a slip in the name is no other account."""
    near = [
        row
        for row in statement.accounts
        if len(row.code or "") == length
        and SequenceMatcher(None, name_of(name), name_of(row.label)).ratio() >= NEARLY_THE_SAME
    ]
    return near[0] if len(near) == 1 else None


def names_above(statement: StatementView, row: Row) -> tuple[str | None, ...]:
    """The names of the 类, the 款 and the account itself as the statement prints them, None where it does
    not."""
    code = row.code or ""
    lengths = [n for n in CODE_LENGTHS.values() if n < len(code)]
    above = tuple(statement.row(code[:n]).label if statement.has_code(code[:n]) else None for n in lengths)
    return (*above, row.label)


def same_name(text: str, label: str, *, is_class: bool = False) -> bool:
    """Whether a name in the text is that of the statement.

    Above the （类） the closing 支出 may be left out, as in 教育（类）; elsewhere it belongs to the name.
    """
    mine, theirs = name_of(text), name_of(label)
    return mine == theirs or (is_class and f"{mine}支出" == theirs)


def rows_named(rows: Iterable[Row], name: str) -> list[Row]:
    """The rows with that name; two codes may share one."""
    return [row for row in rows if name_of(row.label) == name_of(name)]


def rows_listed(rows: Iterable[Row], name: str) -> list[Row]:
    """The rows a list of names means by one: those named so, or else so but for 的 and a closing 支出."""
    candidates = tuple(rows)
    exact = rows_named(candidates, name)
    return exact or [row for row in candidates if _bare(row.label) == _bare(name)]


def _bare(name: str) -> str:
    return name_of(name).removesuffix("支出").replace("的", "")


def resembles(name: str, row: Row) -> bool:
    """Whether a name that is no row's own may mean that row: 社会保障缴费 for 其他社会保障缴费."""
    return SequenceMatcher(None, _bare(name), _bare(row.label)).ratio() >= RESEMBLING


def _parents_alike(statement: StatementView, row: Row, path: tuple[str, ...]) -> int:
    return sum(
        bool(label and name and same_name(name, label, is_class=level == 0))
        for level, (name, label) in enumerate(zip(path[:-1], names_above(statement, row)[:-1], strict=False))
    )
