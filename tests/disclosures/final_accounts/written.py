"""Disclosures written out by hand, one layout each. `|` stands between the cells of a table."""

from __future__ import annotations

from disclosures.documents.readers.text import read_text
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import AmountState, FinalAccounts, Line, Statement, StatementKey

COVER = "2023年度\n\n某某市教育局部门决算\n\n"
ALTERNATING = """“三公”经费财政拨款支出决算表
单位：万元
合计||因公出国（境）费||公务用车购置及运行维护费||||||公务接待费|
||||小计||公务用车购置费||公务用车运行维护费|||
预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
15.00|12.50|5.00|4.00|6.00|5.50|||6.00|5.50|4.00|3.00
"""
THREE_PUBLIC = {
    "budget.total": "15.00",
    "actual.total": "12.50",
    "budget.overseas": "5.00",
    "actual.overseas": "4.00",
    "budget.vehicles": "6.00",
    "actual.vehicles": "5.50",
    "budget.vehicle_operation": "6.00",
    "actual.vehicle_operation": "5.50",
    "budget.reception": "4.00",
    "actual.reception": "3.00",
}
EXPENDITURE_HEAD = """支出决算表
单位：万元
项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
科目编码|科目名称||||||
"""


def accounts_in(text: str) -> FinalAccounts:
    return extract_final_accounts(read_text(text.replace("|", "\t"), name="written.txt", sha256=""))


def statement_in(text: str, key: StatementKey) -> Statement:
    """The statement of a document that has a cover and this text."""
    found = accounts_in(COVER + text).statement(key)
    assert found is not None
    return found


def amounts(line: Line) -> dict[str, str]:
    """What is printed for each measure; `?` after what is unreadable. Blanks are left out."""
    return {
        figure.measure: figure.amount.text + "?" * (figure.amount.state is AmountState.UNREADABLE)
        for figure in line.figures
        if figure.amount.state is not AmountState.BLANK
    }


def by_code(statement: Statement) -> dict[str | None, dict[str, str]]:
    """The lines by account code, or else by item or name."""
    return {line.code or line.item or line.label: amounts(line) for line in statement.lines}
