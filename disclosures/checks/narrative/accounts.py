"""Section five, account by account: names, amounts, budgets, completion, words and purposes."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, sum_of
from disclosures.checks.finding import Severity
from disclosures.checks.narrative.account_names import account_row, names_above, same_name
from disclosures.checks.narrative.budget_words import completion
from disclosures.checks.narrative.purposes import contradicting_purpose
from disclosures.checks.narrative.said import BASIS, NARRATIVE, Said, is_initial, quoted, said
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, defect, defects, equations, holds, inapplicable, undecidable
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Section, StatementKey

STATEMENT = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
WITH_ACCOUNTS = (STATEMENT, StatementKey.GOVERNMENT_MANAGED_FUNDS, StatementKey.STATE_CAPITAL)
WITH_BUDGETS = (
    *(Section.GENERAL_PUBLIC_BUDGET, Section.FISCAL_APPROPRIATION),
    *(Section.GOVERNMENT_MANAGED_FUNDS, Section.STATE_CAPITAL),
)
LOWEST_LEVEL = 3
LEVELS = ("类", "款", "项")


def total_statements(books: Books) -> Iterator[Said]:
    """What section five says of the total with a budget."""
    for statement in said(books, Section.GENERAL_PUBLIC_BUDGET):
        if statement.subject == "total" and not statement.account and statement.claim("budget"):
            yield statement


def account_statements(books: Books) -> Iterator[Said]:
    """What section five says of its accounts, one by one."""
    for statement in said(books, Section.GENERAL_PUBLIC_BUDGET):
        if statement.account and statement.subject != "class":
            yield statement


@equations("NAR-12", needs=[NARRATIVE, STATEMENT], basis=BASIS)
def total_budget_and_completion_agree(books: Books) -> Iterator[Relation]:
    """The completion rate of the total does not follow from budget and expenditure, or the expenditure is not
    that of the statement.

    **Wrong**   年初预算为9,700.29万元，支出决算为9,016.08万元，完成年初预算的99.29%
    **Right**   年初预算为9,700.29万元，支出决算为9,016.08万元，完成年初预算的92.95%
    """
    total = books.statement(STATEMENT).total
    for statement in total_statements(books):
        amount = statement.claim("amount")
        if amount is not None and total is not None:
            yield (books.figure(amount) == total["total"]).at("amount")
        yield from completion(books, statement, "completion_rate")


@equations("NAR-13", needs=[NARRATIVE, STATEMENT], basis=BASIS)
def accounts_are_those_of_the_statement(books: Books) -> Iterator[Relation | Judgement]:
    """An account of the text has another amount in the statement, is not in it, or one of the statement is
    not explained.

    **Wrong**   住房公积金（项）……支出决算为126.17万元   05表 2210201 126.71
    **Right**   住房公积金（项）……支出决算为126.71万元   05表 2210201 126.71
    """
    statement = books.statement(STATEMENT)
    rows = [(said_of, account_row(statement, said_of.account)) for said_of in account_statements(books)]
    explained = {row.id for _, row in rows if row is not None}
    for said_of, row in rows:
        amount = said_of.claim("amount")
        if row is None:
            meant = _same_amount(books, said_of, statement, explained)
            explained |= {meant.id} if meant else set()
            yield _not_in_statement(books, said_of, meant)
        elif amount is not None:
            yield (books.figure(amount) == row["total"]).at(row.id)
    yield from _not_explained(statement, explained)


def _same_amount(books: Books, said_of: Said, statement: StatementView, explained: set[str]) -> Row | None:
    """The one account nothing is said of that has the amount: a name written wrong, and no more than that."""
    amount = said_of.claim("amount")
    value = books.figure(amount).value if amount is not None else None
    if not value or len(said_of.account) < LOWEST_LEVEL:
        return None
    rows = [r for r in lowest_accounts(statement) if r.id not in explained and r["total"].value == value]
    return rows[0] if len(rows) == 1 else None


def _not_in_statement(books: Books, said_of: Said, meant: Row | None) -> Judgement:
    """A 项 with expenditure that no statement has is wrong.

    Nothing needs no row, an account of the other two budgets stands in their statements, and of levels above
    the 项 it is not known whether the statement prints them.
    """
    name, amount = "/".join(said_of.account), said_of.claim("amount")
    if amount is not None and amount.value == 0:
        return holds(name, evidence=[quoted(amount)])
    named_alike = any(
        same_name(said_of.account[-1], row.label)
        for key in WITH_ACCOUNTS
        if books.has(key)
        for row in books.statement(key).accounts
    )
    if len(said_of.account) < LOWEST_LEVEL or amount is None or named_alike:
        return undecidable(
            name,
            code="account_not_matched",
            zh=f"不能确定“{name}”对应表中哪一行",
            en=f"it is not known which row {name} is",
        )
    own, money = said_of.account[-1], books.figure(amount)
    instead = f"；{meant.code}“{meant.label}”金额相同，疑为名称写错" if meant else ""
    probably = f"; {meant.code} {meant.label} has the same amount and is probably meant" if meant else ""
    return defect(
        name,
        zh=f"情况说明中的“{own}”（{money.text}{money.unit}）在支出决算表中没有对应的科目{instead}。",
        en=f"{own} ({money.text} {money.unit}) of the narrative is no account of the statement{probably}.",
        evidence=[quoted(said_of.claims[0]), *([meant["total"]] if meant else [])],
        expected=meant.label if meant else None,
        printed=own,
    )


def _not_explained(statement: StatementView, explained: set[str]) -> Iterator[Judgement]:
    """Accounts without a paragraph, in a narrative that explains most of them one by one."""
    lowest = [row for row in lowest_accounts(statement) if not row["total"].is_zero]
    if 2 * len([row for row in lowest if row.id in explained]) <= len(lowest):
        return
    for row in lowest:
        figure = row["total"]
        if row.id in explained:
            yield holds(f"{row.id},explained", evidence=[figure])
        else:
            yield defect(
                f"{row.id},missing",
                zh=f"情况说明逐项说明了支出，但没有说明{row.code}“{row.label}”（{figure.text}{figure.unit}）。",
                en=f"The narrative explains the accounts one by one, but not {row.code} {row.label}.",
                evidence=[figure],
                expected=figure.text,
            )


def lowest_accounts(statement: StatementView) -> tuple[Row, ...]:
    """The 项: rows of seven digits."""
    return tuple(row for row in statement.accounts if len(row.code or "") == 7)


@equations("NAR-14", needs=[NARRATIVE], basis=BASIS)
def completion_of_account_is_right(books: Books) -> Iterator[Relation]:
    """The completion rate of an account, a class, a fund or of all appropriations does not follow from budget
    and amount.

    **Wrong**   年初预算为92.71万元，支出决算为126.71万元，完成年初预算的163.67%
    **Right**   年初预算为92.71万元，支出决算为126.71万元，完成年初预算的136.67%
    """
    for statement in said(books, *WITH_BUDGETS):
        if statement.account or statement.section is not Section.GENERAL_PUBLIC_BUDGET:
            yield from completion(books, statement, "/".join(statement.account) or statement.name)


@equations("NAR-16", needs=[NARRATIVE, STATEMENT], basis="总额等于各项之和")
def budgets_add_up(books: Books) -> Iterator[Relation | Judgement]:
    """The budgets of the accounts do not add up to the budget of the total.

    More than the total is an error; less is a question: a budgeted account without expenditure may be left
    out of the text.

    **Wrong**   年初预算为100.00万元。其中：1.……年初预算为60.00万元……2.……年初预算为50.00万元
    **Right**   年初预算为110.00万元。其中：1.……年初预算为60.00万元……2.……年初预算为50.00万元
    """
    accounts = list(account_statements(books))
    if not _explains_every_account(books.statement(STATEMENT), accounts):
        if accounts:
            yield inapplicable(
                "budget",
                code="not_every_account_explained",
                zh="情况说明没有逐项列出全部科目",
                en="the narrative does not explain every account",
            )
        return
    for statement in total_statements(books):
        for budget in statement.all("budget"):
            parts = [p for account in accounts if (p := account.budget_for(budget.base)) is not None]
            alike = [p for p in parts if is_initial(p.base) == is_initial(budget.base)]
            if len(alike) < len(accounts):
                continue
            whole, figures = books.figure(budget), [books.figure(p) for p in alike]
            more = sum((f.value or 0) for f in figures) > (whole.value or 0)
            severity = Severity.ERROR if more else Severity.WARNING
            yield (whole == sum_of(figures)).at(budget.base or "budget").as_severe_as(severity)


def _explains_every_account(statement: StatementView, accounts: list[Said]) -> bool:
    rows = {r.id for a in accounts if (r := account_row(statement, a.account)) is not None}
    spent = {row.id for row in lowest_accounts(statement) if not row["total"].is_zero}
    return bool(spent) and spent <= rows and all(len(a.account) == LOWEST_LEVEL for a in accounts)


@defects("NAR-40", needs=[NARRATIVE, STATEMENT], basis="政府收支分类科目")
def account_has_another_name(books: Books) -> Iterator[Judgement]:
    """The text calls a 类, 款 or 项 by another name than the statement.

    **Wrong**   一般公共预算服务支出（类）……行政运行（项）   05表 201 一般公共服务支出
    **Right**   一般公共服务支出（类）……行政运行（项）       05表 201 一般公共服务支出
    """
    statement = books.statement(STATEMENT)
    for said_of in account_statements(books):
        row = account_row(statement, said_of.account)
        if row is None:
            continue
        wrong = [
            (LEVELS[level], name, label)
            for level, (name, label) in enumerate(
                zip(said_of.account, names_above(statement, row), strict=False)
            )
            if name and label and not same_name(name, label, is_class=level == 0)
        ]
        if not wrong:
            yield holds(row.id, evidence=[quoted(said_of.claims[0])])
        for level, name, label in wrong:
            yield defect(
                row.id,
                zh=f"情况说明把{row.code}“{row.label}”的{level}写作“{name}”，支出决算表中的名称是“{label}”。",
                en=f"The narrative says {name} for {row.code}; the statement calls the account {label}.",
                evidence=[quoted(said_of.claims[0])],
                expected=label,
                printed=name,
                cause=f"{label} called {name}",
            )


@defects("NAR-43", needs=[NARRATIVE], basis="政府收支分类科目说明")
def purpose_is_of_another_account(books: Books) -> Iterator[Judgement]:
    """What an account is said to be used for is what another account is for.

    **Wrong**   住房公积金（项）。主要用于：事业单位医疗保险支出
    **Right**   住房公积金（项）。主要用于：在职人员住房公积金
    """
    for said_of in account_statements(books):
        purpose = said_of.claim("purpose")
        if purpose is None:
            continue
        other = contradicting_purpose(said_of.account[-1], purpose.printed)
        if other is None:
            yield holds(said_of.subject, evidence=[quoted(purpose)])
        else:
            yield defect(
                said_of.subject,
                zh=f"“{said_of.account[-1]}”的用途写作“{purpose.printed}”，属于{other}类科目的用途。",
                en=f"{said_of.account[-1]} is said to be used for {purpose.printed}, which is for {other}.",
                evidence=[quoted(purpose)],
                printed=purpose.printed,
            )
