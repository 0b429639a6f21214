"""A correct small disclosure of evaluations, and what is found in it once a passage is changed."""

from __future__ import annotations

from pathlib import Path

from disclosures.checks.books import Books
from disclosures.checks.run import CheckResult, run_rules
from disclosures.documents.model import Place
from disclosures.final_accounts.records import (
    Amount,
    AmountState,
    Figure,
    FinalAccounts,
    Line,
    Side,
    Statement,
    StatementKey,
    Unit,
)
from evaluations.checks import RULES
from evaluations.reading.numbers import decimal
from evaluations.reading.read import read_evaluations
from tests.evaluations.paper import accounts, paper

CORRECT = Path(__file__).with_name("correct.txt")


def changed(*replacements: tuple[str, str]) -> str:
    """The text with passages replaced, each once; each must be there."""
    content = CORRECT.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in content, old
        content = content.replace(old, new, 1)
    return content


def check(text: str, *statements: Statement, department: str = "测试市大数据局") -> CheckResult:
    document = paper(text)
    plain = accounts(document, department=department)
    books = FinalAccounts(document, plain.department, plain.fiscal_year, Unit.WAN_YUAN, statements)
    return run_rules(Books(books, annexes=[read_evaluations(document)]), RULES)


def failed(result: CheckResult) -> set[str]:
    return {finding.instance for finding in result.findings}


def expenditure(*rows: tuple[str, str]) -> Statement:
    """支出决算表 with the project expenditure of accounts, and its total as the code `total`."""
    lines = tuple(
        Line(
            None if code == "total" else code,
            code,
            (_figure("project", amount),),
            Place(),
            item="total" if code == "total" else None,
        )
        for code, amount in rows
    )
    return Statement(
        StatementKey.EXPENDITURE, "支出决算表", Unit.WAN_YUAN, lines, Place(), measures=("project",)
    )


def fiscal_appropriation(opening: str) -> Statement:
    """财政拨款收入支出决算总表 with its opening balance."""
    line = Line(
        None,
        "年初财政拨款结转和结余",
        (_figure("amount", opening),),
        Place(),
        item="opening_balance",
        side=Side.INCOME,
    )
    key = StatementKey.FISCAL_APPROPRIATION
    return Statement(key, "财政拨款收入支出决算总表", Unit.WAN_YUAN, (line,), Place(), measures=("amount",))


def _figure(measure: str, printed: str) -> Figure:
    amount = Amount(printed, AmountState.VALUE, decimal(printed), Unit.WAN_YUAN)
    return Figure(measure, measure, amount, Place())
