"""名词解释: whether the glossary explains the accounts the department spent on."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.narrative.account_names import account_row
from disclosures.checks.narrative.accounts import lowest_accounts
from disclosures.checks.presentation.main_text import main_text
from disclosures.checks.rule import Judgement, defect, defects, holds
from disclosures.final_accounts.narrative.accounts import accounts
from disclosures.final_accounts.records import StatementKey

STATEMENT = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
LOWEST_LEVEL = 3


@defects("NAR-42", needs=[STATEMENT], basis="部门决算公开范本：名词解释")
def account_is_not_in_the_glossary(books: Books) -> Iterator[Judgement]:
    """A glossary that explains accounts one by one leaves one out.

    **Wrong**   05表 行政运行、住房公积金   名词解释 ……行政运行（项）：……
    **Right**   05表 行政运行、住房公积金   名词解释 ……行政运行（项）：…… ……住房公积金（项）：……
    """
    statement = books.statement(STATEMENT)
    explained = {
        row.id: Evidence(f"glossary/{row.id}", "名词解释", passage.text[:60], passage.place_at(account.start))
        for passage in main_text(books).glossary
        for account in accounts(passage.text)
        if len(account.path) == LOWEST_LEVEL and (row := account_row(statement, account.path)) is not None
    }
    for row in lowest_accounts(statement) if explained else ():
        if row["total"].is_zero:
            continue
        if row.id in explained:
            yield holds(row.id, evidence=[explained[row.id]])
        else:
            yield defect(
                row.id,
                zh=f"名词解释没有解释科目{row.code}“{row.label}”。",
                en=f"The glossary does not explain account {row.code} {row.label}.",
                evidence=[row["total"]],
                expected=row.label,
            )
