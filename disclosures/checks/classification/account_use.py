"""CLS-08, 11…13: which accounts a statement may have, and what kind of money they may carry."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.classification.printed_accounts import functional_statements, name_evidence
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds, undecidable
from disclosures.checks.statement_view import CODE_LENGTHS, StatementView
from disclosures.final_accounts.records import Side, StatementKey

EXPENDITURE = StatementKey.EXPENDITURE
GENERAL = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
FUNDS = StatementKey.GOVERNMENT_MANAGED_FUNDS
CAPITAL = StatementKey.STATE_CAPITAL
OVERALL = StatementKey.INCOME_AND_EXPENDITURE
INCOME = StatementKey.INCOME
NORMALLY_BASIC = ("20805", "21011", "2210201")
NORMALLY_BASIC_NAMES = ("行政运行", "事业运行")
CAPITAL_CLASSES = ("223", "230")


@defects(
    "CLS-08", needs=[OVERALL, INCOME, EXPENDITURE], basis="收入决算表与支出决算表科目差异应由结转结余解释"
)
def accounts_of_income_and_expenditure_differ(books: Books) -> Iterator[Judgement]:
    """An account has income and no expenditure, or the reverse, and nothing was carried over to explain it.

    **Wrong**   02 2010350 10.00   03 (no 2010350)   01 年末结转和结余 0.00
    **Right**   02 2010350 10.00   03 (no 2010350)   01 年末结转和结余 10.00
    """
    received, spent = books.statement(INCOME), books.statement(EXPENDITURE)
    unspent = _anything(books, (("closing_balance", "surplus_distribution"), Side.EXPENDITURE))
    drawn_on = ("opening_balance", "use_of_non_fiscal_balance", "use_of_special_balance")
    drawn = _anything(books, (drawn_on, Side.INCOME))
    for view, other, explained in ((received, spent, unspent), (spent, received, drawn)):
        alone = [row for row in view.accounts if not other.has_code(row.code or "")]
        if not alone:
            yield holds(view.key)
        for row in alone:
            yield _alone(view, other, row, explained)


def _anything(books: Books, lines: tuple[tuple[str, ...], Side]) -> bool | None:
    names, side = lines
    figures = [books.statement(OVERALL).optional(name, side)["amount"] for name in names]
    if any(figure.known and not figure.is_zero for figure in figures):
        return True
    return False if all(figure.known for figure in figures) else None


def _alone(view: StatementView, other: StatementView, row: Row, explained: bool | None) -> Judgement:
    name = f"{view.key},{row.id}"
    if explained is None:
        zh, en = "结转结余无法读取", "the carry-over is unreadable"
        return undecidable(name, code="unreadable", zh=zh, en=en)
    if explained or row.is_empty:
        return holds(name)
    return defect(
        name,
        zh=f"{row.code}“{row.label}”列于《{view.title}》而不在《{other.title}》，且没有结转结余可以解释。",
        en=f"{row.code} {row.label} is in {view.title} and not in {other.title}; no carry-over explains it.",
        evidence=row.figures.values(),
        printed=row.code,
        cause=f"{other.key}/{row.code} missing",
    )


@defects("CLS-11", basis="政府性基金、国有资本经营预算支出使用各自的功能分类科目")
def account_of_another_budget(books: Books) -> Iterator[Judgement]:
    """An account of another budget stands in the statement of funds or of state capital.

    **Wrong**   08 2010301 行政运行
    **Right**   08 2230105 国有企业退休人员社会化管理补助支出
    """
    general = set(books.statement(GENERAL).codes) if books.has(GENERAL) else set()
    for view in functional_statements(books):
        for row in view.accounts:
            code = row.code or ""
            name = f"{view.key},{row.id}"
            if view.key is CAPITAL:
                foreign = not code.startswith(CAPITAL_CLASSES)
            elif view.key is FUNDS:
                foreign = code.startswith("223") or (len(code) == max(CODE_LENGTHS) and code in general)
            else:
                continue
            yield _foreign(view, row, name) if foreign else holds(name)


def _foreign(view: StatementView, row: Row, name: str) -> Judgement:
    return defect(
        name,
        zh=f"《{view.title}》列有不属于该预算的科目{row.code}“{row.label}”。",
        en=f"{view.title} prints {row.code} {row.label}, an account of another budget.",
        evidence=[name_evidence(view, row)],
        printed=row.code,
    )


@defects("CLS-12", basis="人员和机构运行科目通常列基本支出；管理惯例，非会计规则")
def running_cost_is_project_expenditure(books: Books) -> Iterator[Judgement]:
    """An account that is normally basic expenditure (行政运行, 养老, 医疗, 公积金) has project expenditure.

    **Wrong**   2010301 行政运行   基本支出 60.00   项目支出 40.00
    **Right**   2010301 行政运行   基本支出 60.00   项目支出  0.00
    """
    seen: set[str] = set()
    for view in functional_statements(books):
        if view.key not in (EXPENDITURE, GENERAL):
            continue
        for row in view.accounts:
            code = row.code or ""
            if code in seen or len(code) != max(CODE_LENGTHS) or not _normally_basic(row):
                continue
            seen.add(code)
            yield _project_part(row)


def _normally_basic(row: Row) -> bool:
    return (row.code or "").startswith(NORMALLY_BASIC) or row.label in NORMALLY_BASIC_NAMES


def _project_part(row: Row) -> Judgement:
    figure, code = row["project"], row.code or ""
    if not figure.known:
        return undecidable(code, code="unreadable", zh=f"{figure.label}无法读取", en=f"{code} is unreadable")
    if figure.is_zero:
        return holds(code, evidence=[figure])
    return defect(
        code,
        zh=f"{code}“{row.label}”通常为基本支出，列有项目支出{figure.text}，请核实。",
        en=f"{code} {row.label} is normally basic and has {figure.text} of projects: please verify.",
        evidence=[figure],
        printed=figure.text,
    )


@defects("CLS-13", basis="部门决算公开表只列有金额的科目")
def account_has_only_zeros(books: Books) -> Iterator[Judgement]:
    """An account is printed without any amount.

    **Wrong**   2010350 事业运行   0.00   0.00   0.00
    **Right**   (no line for 2010350)
    """
    for view in functional_statements(books):
        empty = [row for row in view.accounts if row.figures and row.is_empty]
        for row in empty:
            yield defect(
                f"{view.key},{row.id}",
                zh=f"《{view.title}》{row.code}“{row.label}”全行为零。",
                en=f"{view.title}: the account {row.code} {row.label} has no amount.",
                evidence=[name_evidence(view, row)],
            )
        if not empty:
            yield holds(view.key)


RULES: tuple[Rule, ...] = (
    accounts_of_income_and_expenditure_differ,
    account_of_another_budget,
    running_cost_is_project_expenditure,
    account_has_only_zeros,
)
