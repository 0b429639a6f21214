"""CLS-03…06, 14: the levels of the codes, their order, and that each stands once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from disclosures.checks.books import Books
from disclosures.checks.classification.printed_accounts import functional_statements, name_evidence
from disclosures.checks.finding import Evidence, Suspect
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds
from disclosures.checks.statement_view import CODE_LENGTHS, StatementView

ZERO = Decimal(0)
OMISSION = "omission"
LEVELS = "《政府收支分类科目》：类、款、项三级编码"


def _levels(view: StatementView) -> set[int]:
    return {len(code) for code in view.codes}


@defects("CLS-03", basis=LEVELS)
def account_has_no_parent(books: Books) -> Iterator[Judgement]:
    """A 款 or 项 stands in a statement without the 类 or 款 above it, though the form prints that level.

    **Wrong**   201 一般公共服务支出   2010301 行政运行
    **Right**   201 一般公共服务支出   20103 政府办公厅（室）及相关机构事务   2010301 行政运行
    """
    for view in functional_statements(books):
        levels = _levels(view)
        orphans: dict[str, list[Row]] = {}
        for row in view.accounts:
            code = row.code or ""
            above = [code[:n] for n in CODE_LENGTHS if n < len(code) and n in levels]
            for parent in (p for p in above if not view.has_code(p)):
                orphans.setdefault(parent, []).append(row)
        for parent, rows in orphans.items():
            yield _missing_parent(view, rows, parent)
        if not orphans:
            yield holds(view.key)


def _missing_parent(view: StatementView, rows: list[Row], parent: str) -> Judgement:
    row = rows[0]
    return defect(
        f"{view.key},{parent}",
        zh=f"《{view.title}》列有{row.code}“{row.label}”，但没有其上级科目{parent}。",
        en=f"{view.title} prints {row.code} {row.label} without the account {parent} above it.",
        evidence=[name_evidence(view, row) for row in rows],
        expected=parent,
        cause=f"{view.key}/{parent} missing",
        suspects=_implied(view, parent),
    )


def _implied(view: StatementView, parent: str) -> Iterator[Suspect]:
    """The row that is not there, with what the accounts below it add up to."""
    below = [row for row in view.top_level if (row.code or "").startswith(parent)]
    measure = next((m for m in view.measures if any(row[m].amount for row in below)), None)
    if measure is None or not all(row[measure].known for row in below):
        return
    absent = view.row(parent)[measure]
    implied = sum((row[measure].amount or ZERO for row in below), ZERO)
    place = below[0][measure].place
    yield Suspect(absent.key, absent.label, "", f"{implied}", absent.unit, place, OMISSION)


@defects("CLS-04", basis=LEVELS)
def account_has_no_sub_account(books: Books) -> Iterator[Judgement]:
    """A 类 or 款 stands in a statement without any account below it, though the form prints that level.

    **Wrong**   20103 政府办公厅（室）及相关机构事务   20105 统计信息事务
    **Right**   20103 政府办公厅（室）及相关机构事务   2010301 行政运行   20105 统计信息事务
    """
    for view in functional_statements(books):
        deepest = max(_levels(view))
        childless = [r for r in view.accounts if len(r.code or "") < deepest and not _has_child(view, r)]
        for row in childless:
            yield defect(
                f"{view.key},{row.id}",
                zh=f"《{view.title}》{row.code}“{row.label}”没有下级科目。",
                en=f"{view.title} prints {row.code} {row.label} without any account below it.",
                evidence=[name_evidence(view, row)],
            )
        if not childless:
            yield holds(view.key)


def _has_child(view: StatementView, row: Row) -> bool:
    code = row.code or ""
    return any(other != code and other.startswith(code) for other in view.codes)


@defects("CLS-05", basis=LEVELS)
def accounts_are_out_of_order(books: Books) -> Iterator[Judgement]:
    """A code stands before a smaller one.

    **Wrong**   208 社会保障和就业支出   201 一般公共服务支出
    **Right**   201 一般公共服务支出   208 社会保障和就业支出
    """
    for view in functional_statements(books):
        wrong = [pair for pair in pairwise(view.accounts) if (pair[0].code or "") > (pair[1].code or "")]
        for before, after in wrong:
            yield defect(
                f"{view.key},{after.id}",
                zh=f"《{view.title}》科目未按编码排列：{before.code}之后为{after.code}。",
                en=f"{view.title}: the account {after.code} stands after {before.code}.",
                evidence=[name_evidence(view, before), name_evidence(view, after)],
                printed=f"{before.code}、{after.code}",
            )
        if not wrong:
            yield holds(view.key)


@defects("CLS-06", basis=LEVELS)
def account_is_printed_twice(books: Books) -> Iterator[Judgement]:
    """A code stands twice in one statement.

    **Wrong**   2010301 行政运行 60.00   2010301 行政运行 39.00
    **Right**   2010301 行政运行 60.00   2010350 事业运行 39.00
    """
    for view in functional_statements(books):
        again = [line.code or "" for line in view.repeated_rows]
        codes = dict.fromkeys([*view.repeated_codes, *again])
        for code in codes:
            rows = [row for row in view.accounts if row.code == code]
            yield defect(
                f"{view.key},{code}",
                zh=f"《{view.title}》科目{code}重复列示。",
                en=f"{view.title} prints the account {code} more than once.",
                evidence=[name_evidence(view, row) for row in rows],
                printed=code,
            )
        if not codes:
            yield holds(view.key)


@defects("CLS-14", basis=LEVELS)
def code_has_wrong_length(books: Books) -> Iterator[Judgement]:
    """A code has other than three, five or seven digits.

    **Wrong**   201030 行政运行
    **Right**   2010301 行政运行
    """
    for view in functional_statements(books):
        wrong: list[tuple[Row, Evidence]] = [
            (row, name_evidence(view, row))
            for row in view.accounts
            if len(row.code or "") not in CODE_LENGTHS
        ]
        for row, evidence in wrong:
            yield defect(
                f"{view.key},{row.id}",
                zh=f"《{view.title}》科目编码{row.code}应为三、五或七位。",
                en=f"{view.title}: the code {row.code} should have three, five or seven digits.",
                evidence=[evidence],
                printed=row.code,
            )
        if not wrong:
            yield holds(view.key)


RULES: tuple[Rule, ...] = (
    account_has_no_parent,
    account_has_no_sub_account,
    accounts_are_out_of_order,
    account_is_printed_twice,
    code_has_wrong_length,
)
