"""表头与栏次: the columns of a statement are those of its form."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.rule import Judgement, defect, defects, holds, undecidable
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import StatementKey

COLUMNS: dict[StatementKey, dict[str, str]] = {
    StatementKey.INCOME: {
        "total": "本年收入合计",
        "fiscal_appropriation": "财政拨款收入",
        "superior_subsidies": "上级补助收入",
        "institutional": "事业收入",
        "business": "经营收入",
        "from_affiliates": "附属单位上缴收入",
        "other": "其他收入",
    },
    StatementKey.EXPENDITURE: {
        "total": "本年支出合计",
        "basic": "基本支出",
        "project": "项目支出",
        "to_superiors": "上缴上级支出",
        "business": "经营支出",
        "to_affiliates": "对附属单位补助支出",
    },
    StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE: {
        "total": "小计",
        "basic": "基本支出",
        "project": "项目支出",
    },
    StatementKey.GOVERNMENT_MANAGED_FUNDS: {
        "opening_balance": "年初结转和结余",
        "income": "本年收入",
        "total": "小计",
        "basic": "基本支出",
        "project": "项目支出",
        "closing_balance": "年末结转和结余",
    },
}
"""What every province prints; of the other statements the columns vary."""

OF_INCOME = {"opening_balance", "income", "closing_balance"}
"""Columns of 政府性基金预算财政拨款收入支出决算表 that 政府性基金预算财政拨款支出决算表 does not have."""


@defects("FMT-07", basis="财政部部门决算公开表样")
def column_of_the_form_is_missing(books: Books) -> Iterator[Judgement]:
    """A statement has no column for something that its form prints, even where there is nothing of it.

    **Wrong**   收入决算表：本年收入合计 财政拨款收入 其他收入
    **Right**   收入决算表：本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入
    """
    for view in books.statements:
        columns = expected_columns(view)
        if not columns or not view.measures:
            continue
        missing = [name for measure, name in columns.items() if measure not in view.measures]
        if missing and view.statement.problems:
            yield undecidable(
                view.key,
                code="columns_not_read",
                zh=f"《{view.title}》有未能识别的栏目",
                en=f"columns of {view.title} were not read",
            )
        elif missing:
            listed = "、".join(missing)
            yield defect(
                view.key,
                zh=f"《{view.title}》没有“{listed}”栏，与规定的表样不一致。",
                en=f"{view.title} has no column for {listed}, which its form prints.",
                evidence=[Evidence(f"{view.key}/columns", view.title, view.title, view.statement.place)],
                expected=listed,
            )
        else:
            yield holds(view.key)


def expected_columns(view: StatementView) -> dict[str, str]:
    """The columns that the form of this title prints, {measure: 栏}."""
    columns = COLUMNS.get(view.key, {})
    if view.key is StatementKey.GOVERNMENT_MANAGED_FUNDS and "收入" not in view.title:
        return {measure: name for measure, name in columns.items() if measure not in OF_INCOME}
    return columns
