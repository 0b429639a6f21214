"""Accounts laid out as a disclosure: what a publisher would print, before any format writes it down."""

from __future__ import annotations

from dataclasses import dataclass

from disclosures.final_accounts.records import FinalAccounts, Statement, StatementKey
from tests.layouts.accounts import ordinal
from tests.layouts.grids import Grid, grid_of
from tests.layouts.variants import Variant


@dataclass(frozen=True, slots=True)
class Sheet:
    """One statement with what is printed around it."""

    title: str
    captions: tuple[tuple[str, ...], ...]
    """Lines above the grid; texts of one line stand beside one another."""
    grid: Grid
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A disclosure: cover and contents, the statements, the narrative."""

    before: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    after: tuple[str, ...]


_LAST_THREE = (
    StatementKey.GOVERNMENT_MANAGED_FUNDS,
    StatementKey.STATE_CAPITAL,
    StatementKey.THREE_PUBLIC_EXPENSES,
)


def lay_out(accounts: FinalAccounts, variant: Variant) -> Printed:
    """The disclosure in the layout asked for."""
    statements = sorted(accounts.statements, key=lambda statement: _position(statement.key, variant))
    sheets = tuple(_sheet(accounts, s, number, variant) for number, s in enumerate(statements, 1))
    return Printed(_cover(accounts, statements, variant), sheets, _narrative(accounts))


def _position(key: StatementKey, variant: Variant) -> int:
    order = [key for key in StatementKey if key not in _LAST_THREE]
    last = list(_LAST_THREE)
    if variant.three_public_seventh:
        last.insert(0, last.pop())
    return [*order, *last].index(key)


def _sheet(accounts: FinalAccounts, statement: Statement, number: int, variant: Variant) -> Sheet:
    title = statement.title
    if variant.title_prefix == "year":
        title = f"{accounts.fiscal_year}年度{title}"
    elif variant.title_prefix == "ordinal":
        title = f"{ordinal(number)}{title}"
    department, unit = f"部门：{accounts.department}", f"金额单位：{statement.unit.value}"
    captions: list[tuple[str, ...]] = [(f"公开{number:02}表",)] if variant.form_numbers else []
    captions += [(department, unit)] if variant.captions_beside else [(department,), (unit,)]
    note = f"注：本表反映部门本年度{statement.title.removesuffix('决算表').removesuffix('决算总表')}情况。"
    notes = (note, "注：本部门没有该项收支，故本表无数据。") if _is_empty(statement) else (note,)
    return Sheet(title, tuple(captions), grid_of(statement, variant), notes)


def _is_empty(statement: Statement) -> bool:
    """A statement without figures says so below it."""
    return not any(figure.amount.value for _, figure in statement.figures())


def _cover(accounts: FinalAccounts, statements: list[Statement], variant: Variant) -> tuple[str, ...]:
    year, department = accounts.fiscal_year, accounts.department
    lines = [f"{department}", f"{year}年度部门决算"]
    if variant.contents:
        lines += ["目  录", "第一部分 部门概况", f"第二部分 {year}年度部门决算表"]
        lines += [f"{ordinal(number)}{statement.title}" for number, statement in enumerate(statements, 1)]
        lines += [f"第三部分 {year}年度部门决算情况说明", "第四部分 名词解释"]
    lines += [
        "第一部分 部门概况",
        "一、部门职责",
        f"{department}贯彻落实有关方针政策，承担本行业的管理和服务工作。",
        "二、机构设置",
        "从决算单位构成看，部门决算包括：局本级决算、局属事业单位决算。",
        f"第二部分 {year}年度部门决算表",
    ]
    return tuple(lines)


def _narrative(accounts: FinalAccounts) -> tuple[str, ...]:
    year = accounts.fiscal_year
    overall = accounts.statement(StatementKey.INCOME_AND_EXPENDITURE)
    totals = [line for line in overall.lines if line.item == "grand_total"] if overall else []
    said = [
        f"{year}年度收、支总计{line.figures[0].amount.text}{line.figures[0].amount.unit.value}。"
        for line in totals[:1]
        if line.figures[0].amount.text
    ]
    return (
        f"第三部分 {year}年度部门决算情况说明",
        "一、收入支出决算总体情况说明",
        *said,
        "第四部分 名词解释",
        "一、财政拨款收入：指单位从同级财政部门取得的各类财政拨款。",
    )
