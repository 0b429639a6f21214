"""Section six: 基本支出 against 05 and 06, and the accounts it mainly consists of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from disclosures.checks.account_list import Classification
from disclosures.checks.books import Books
from disclosures.checks.equation import Presence, Relation, Variable, Within, share
from disclosures.checks.narrative.account_names import resembles, rows_listed
from disclosures.checks.narrative.said import BASIS, NARRATIVE, amounts, quoted, said
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, defect, defects, equations, holds, undecidable
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Claim, ExpenditureBlock, Section, StatementKey

TOTALS = {"personnel": "personnel_total", "operating": "operating_total"}
BLOCKS = {"personnel": ExpenditureBlock.PERSONNEL, "operating": ExpenditureBlock.OPERATING}
PERSONNEL = ("301", "303")
ITEM_LENGTH = 5
NAMES = {"personnel": "人员经费", "operating": "公用经费"}


@equations("NAR-19", needs=[NARRATIVE, StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE], basis=BASIS)
def basic_expenditure_is_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """Basic expenditure in the narrative is not that of the statement.

    It may be quoted from either statement, which can differ by a rounding tail.

    **Wrong**   基本支出1,885.67万元   05表 合计 基本支出 1,858.67
    **Right**   基本支出1,858.67万元   05表 合计 基本支出 1,858.67
    """
    total = books.statement(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE).total
    for claim, figure in amounts(books, Section.BASIC_EXPENDITURE):
        if claim.subject == "total" and total is not None and _of_general_budget(books, claim):
            yield (figure == total["basic"]).within(Within(_unit(figure))).at("total")


def _of_general_budget(books: Books, claim: Claim) -> bool:
    """财政拨款基本支出 is that of the general public budget unless 政府性基金 paid basic expenditure too."""
    key = StatementKey.GOVERNMENT_MANAGED_FUNDS
    funds = books.statement(key).total if books.has(key) else None
    return "一般公共预算" in claim.text or funds is None or funds["basic"].is_zero


def _unit(figure: Variable) -> Decimal:
    return 2 * figure.half_unit * figure.scale


@equations("NAR-20", needs=[NARRATIVE, StatementKey.BASIC_EXPENDITURE], basis=BASIS)
def personnel_and_operating_are_as_in_the_statement(books: Books) -> Iterator[Relation]:
    """人员经费, 公用经费, one of their accounts or a share of theirs is not that of the statement.

    **Wrong**   人员经费1,724.15万元   06表 人员经费合计 1,742.15
    **Right**   人员经费1,742.15万元   06表 人员经费合计 1,742.15
    """
    statement = books.statement(StatementKey.BASIC_EXPENDITURE)
    for claim, figure in amounts(books, Section.BASIC_EXPENDITURE):
        total = _block_total(statement, claim.subject)
        if total is not None and _of_general_budget(books, claim):
            yield (figure == total).at(claim.subject)
        elif claim.account and _of_general_budget(books, claim):
            named = rows_listed(statement.accounts, claim.account[-1])
            if len(named) == 1:
                yield (figure == named[0]["amount"]).at(named[0].id)
    yield from _shares(books)


def _block_total(statement: StatementView, subject: str) -> Variable | None:
    """人员经费合计 or 公用经费合计: a line of its own, or the 合计 of a column of its own."""
    if subject not in TOTALS:
        return None
    line = statement.item(TOTALS[subject])
    if line is not None:
        return line["amount"]
    return statement.total.figures.get(subject) if statement.total is not None else None


def _shares(books: Books) -> Iterator[Relation]:
    """占基本支出的…%: of the amount the same section gives."""
    whole = next(iter(books.claims(Section.BASIC_EXPENDITURE, subject="total", quantity="amount")), None)
    for statement in said(books, Section.BASIC_EXPENDITURE):
        amount, part = statement.claim("amount"), statement.claim("share")
        if whole is None or amount is None or part is None:
            continue
        named = statement.account[0] if statement.account else statement.subject
        if (statement.subject in TOTALS and not part.base) or "基本支出" in (part.base or ""):
            shared = share(books.figure(part), books.figure(amount), books.figure(whole))
            yield shared.at(named, "share")


@defects("NAR-21", needs=[NARRATIVE, StatementKey.BASIC_EXPENDITURE], basis=BASIS, version=2)
def listed_accounts_are_not_those_with_amounts(books: Books) -> Iterator[Judgement]:
    """An account is listed under 主要包括 and is empty in the statement, or has an amount and is not listed.

    A list that ends in 等 may leave accounts out.

    **Wrong**   公用经费10.23万元，主要包括：办公费、邮电费   06表 邮电费 0.00
    **Right**   公用经费10.23万元，主要包括：办公费           06表 邮电费 0.00
    """
    for subject, block in BLOCKS.items():
        listed = books.claims(Section.BASIC_EXPENDITURE, subject=subject, quantity="listed")
        accounts = books.statement(StatementKey.BASIC_EXPENDITURE).accounts
        rows = tuple(row for row in accounts if row.line and row.line.block is block)
        if listed:
            left_out = _unlisted(listed, rows)
            not_printed = {claim.printed: _not_printed(books, claim, subject, left_out) for claim in listed}
            yield from _listed(subject, listed, rows, not_printed)
            yield from _left_out(subject, listed, rows)
            yield from _empty(subject, listed, rows)


def _not_printed(books: Books, claim: Claim, subject: str, left_out: Iterable[Row]) -> Row | None:
    """The account (款) that a name means by the official list, where the statement has no row for it."""
    statement = books.statement(StatementKey.BASIC_EXPENDITURE)
    named = books.account_list.codes_named(Classification.ECONOMIC, claim.printed)
    codes = [
        code
        for code in named
        if len(code) == ITEM_LENGTH and code.startswith(PERSONNEL) == (subject == "personnel")
    ]
    meant = any(row["amount"].amount and resembles(claim.printed, row) for row in left_out)
    if len(codes) != 1 or statement.has_code(codes[0]) or meant:
        return None
    row = statement.row(codes[0])
    return None if row["amount"].assumed else row


def _listed(
    subject: str,
    listed: tuple[Claim, ...],
    rows: tuple[Row, ...],
    not_printed: Mapping[str, Row | None],
) -> Iterator[Judgement]:
    left_out = _unlisted(listed, rows)
    for claim in listed:
        name, absent = f"{subject},{claim.printed}", not_printed[claim.printed]
        named = rows_listed(rows, claim.printed) or ([absent] if absent else [])
        figures = [row["amount"] for row in named]
        if not figures or any(not figure.known for figure in figures):
            yield undecidable(
                name,
                code="account_not_matched",
                zh=f"支出决算表中没有可与“{claim.printed}”比较的一行",
                en=f"no readable row of the statement is named {claim.printed}",
            )
        elif all(figure.is_zero for figure in figures):
            beside = _beside(named, left_out, rows)
            instead = f"，相邻的“{beside.label}”有金额而未列出，疑为误列" if beside else ""
            meant = f"; {beside.label}, beside it, was probably meant" if beside else ""
            yield defect(
                name,
                zh=f"{NAMES[subject]}“主要包括”列出了“{claim.printed}”，表中该科目没有金额{instead}。",
                en=f"{claim.printed} is listed as part of {NAMES[subject]}; the statement has none{meant}.",
                evidence=[quoted(claim), *figures],
                expected=figures[0].text,
                printed=claim.printed,
                cause=_not_listed(subject, beside.code) if beside else "",
                presences=[Presence(figure, stated=True) for figure in figures if len(figures) == 1],
            )
        else:
            presences = [Presence(figure, stated=True) for figure in figures if len(figures) == 1]
            yield holds(name, evidence=figures, presences=presences)


def _left_out(subject: str, listed: tuple[Claim, ...], rows: tuple[Row, ...]) -> Iterator[Judgement]:
    """Accounts (款) with an amount that a complete list does not name; a listed 类 names all of its own."""
    for row in _unlisted(listed, rows):
        figure, name = row["amount"], f"{subject},{row.code}"
        alike = next(
            (c for c in listed if not rows_listed(rows, c.printed) and resembles(c.printed, row)), None
        )
        if alike is not None:
            yield undecidable(
                name,
                code="account_not_matched",
                zh=f"“{alike.printed}”可能就是“{row.label}”",
                en=f"{alike.printed} may be {row.label}",
            )
            continue
        yield defect(
            name,
            zh=f"{NAMES[subject]}“主要包括”没有列出“{row.label}”，表中该科目为{figure.text}{figure.unit}。",
            en=f"{row.label} is not listed as part of {NAMES[subject]}; the statement has {figure.text}.",
            evidence=[figure],
            expected=row.label,
            cause=_not_listed(subject, row.code),
            presences=[Presence(figure, stated=False)],
        )


def _empty(subject: str, listed: tuple[Claim, ...], rows: tuple[Row, ...]) -> Iterator[Judgement]:
    """The accounts that a complete list, whose every name is known, does not name and that have no amount."""
    names = [(claim, rows_listed(rows, claim.printed)) for claim in listed]
    if any(claim.direction or not named for claim, named in names):
        return
    codes = tuple(row.code for _, named in names for row in named if row.code)
    lowest = [row["amount"] for row in rows if len(row.code or "") == ITEM_LENGTH and row.code not in codes]
    empty = [figure for figure in lowest if figure.is_zero and not figure.row.startswith(codes)]
    if empty:
        yield holds(f"{subject},empty", presences=[Presence(figure, stated=False) for figure in empty])


def _unlisted(listed: tuple[Claim, ...], rows: tuple[Row, ...]) -> list[Row]:
    """The accounts with an amount that the list does not name; none where it ends in 等."""
    if any(claim.direction for claim in listed):
        return []
    named = tuple(row.code for claim in listed for row in rows_listed(rows, claim.printed) if row.code)
    lowest = (row for row in rows if len(row.code or "") == ITEM_LENGTH and row["amount"].amount)
    return [row for row in lowest if not (row.code or "").startswith(named)]


def _beside(empty: list[Row], left_out: list[Row], rows: tuple[Row, ...]) -> Row | None:
    """The account in the next row of the statement whose name was probably meant."""
    at = {row.id: place for place, row in enumerate(rows)}
    near = [row for row in left_out for other in empty if abs(at[row.id] - at[other.id]) == 1]
    return near[0] if len(near) == 1 else None


def _not_listed(subject: str, code: str | None) -> str:
    return f"basic_expenditure/{subject}/{code} not listed"
