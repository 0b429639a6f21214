"""Disclosures written out by hand, one layout each. `|` stands between the cells of a table."""

from __future__ import annotations

from disclosures.documents.readers.text import read_text
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import AmountState, FinalAccounts, Line, Statement, StatementKey

COVER = "2023年度\n\n某某市教育局部门决算\n\n"
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
