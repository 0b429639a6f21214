"""Section five, structure: the classes of 一般公共预算财政拨款支出 with amount and share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Variable, share
from disclosures.checks.narrative.account_names import CODE_LENGTHS, class_name, class_row, nearly_named
from disclosures.checks.narrative.said import BASIS, NARRATIVE, Said, quoted, said
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, defect, equations, holds, undecidable
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.classifications import class_of
from disclosures.final_accounts.records import Claim, Section, Side, StatementKey

STATEMENT = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
PER_CENT = Decimal(100)


@equations("NAR-10", needs=[NARRATIVE, STATEMENT], basis=BASIS, version=2)
def classes_are_those_of_the_statement(books: Books) -> Iterator[Relation | Judgement]:
    """A class of the structure list is not in the statement, has another amount there, or one is left out.

    **Wrong**   一般公共服务（类）支出8,771.39万元   05表 201 8,717.39
    **Right**   一般公共服务（类）支出8,717.39万元   05表 201 8,717.39
    """
    statement = books.statement(STATEMENT)
    listed = list(_classes(books))
    mentioned: set[str | None] = set()
    for said_of in listed:
        amount, row = said_of.claim("amount"), class_row(statement, said_of.account[0])
        mentioned.add(class_of(class_name(said_of.account[0])))
        if amount is not None and row is not None:
            mentioned.add(row.code)
            yield (books.figure(amount) == row["total"]).at(row.code or "")
        elif amount is not None and amount.value:
            near = nearly_named(statement, class_name(said_of.account[0]), CODE_LENGTHS[1])
            mentioned.add(near.code if near else None)
            yield _not_a_class(statement, said_of.account[0], amount, near)
    for row in statement.top_level if listed else ():
        if (row.code or "")[:3] not in mentioned and not row["total"].is_zero and row["total"].known:
            figure = row["total"]
            yield defect(
                f"{row.code},missing",
                zh=f"情况说明的支出结构没有列出“{row.label}”{figure.text}{figure.unit}。",
                en=f"The structure in the narrative leaves out {row.label}, {figure.text}.",
                evidence=[figure],
                expected=figure.text,
            )
        elif row.code in mentioned:
            yield holds(f"{row.code},mentioned", evidence=[row["total"]])


def _not_a_class(statement: StatementView, name: str, amount: Claim, near: Row | None) -> Judgement:
    """A class of the list that no row of the statement is named like; of unknown names it is not known
    whether they mean a class."""
    code = class_of(class_name(name))
    if near is None and code is None:
        return undecidable(
            name,
            code="class_not_known",
            zh=f"不能确定“{name}”是哪一类",
            en=f"it is not known which class {name} is",
        )
    instead = f"科目名称是“{near.label}”" if near else "没有该类"
    return defect(
        name,
        zh=f"情况说明列出“{name}”{amount.printed}{amount.unit}，支出决算表中{instead}。",
        en=f"The narrative lists {name} with {amount.printed}; the statement has no class of that name.",
        evidence=[quoted(amount)],
        expected=near.label if near else None,
        printed=name,
        cause="" if near else f"{STATEMENT}/{code} missing",
    )


@equations("NAR-11", needs=[NARRATIVE, STATEMENT], basis=BASIS)
def share_of_class_is_right(books: Books) -> Iterator[Relation]:
    """The share of a class in the expenditure from the general public budget is wrong.

    **Wrong**   一般公共服务支出（类）2,106.66万元，占71.73%   05表 合计 2,940.05
    **Right**   一般公共服务支出（类）2,106.66万元，占71.65%   05表 合计 2,940.05
    """
    statement = books.statement(STATEMENT)
    total = statement.total
    for said_of in _classes(books):
        amount, part = said_of.claim("amount"), said_of.claim("share")
        if total is None or amount is None or part is None:
            continue
        whole = _whole(books, total["total"], amount, part)
        if whole is None:
            continue
        row = class_row(statement, said_of.account[0])
        code = row.code if row and row.code else class_of(class_name(said_of.account[0]))
        name = code or said_of.account[0]
        yield share(books.figure(part), books.figure(amount), whole).at(name)


def _classes(books: Books) -> Iterator[Said]:
    for said_of in said(books, Section.GENERAL_PUBLIC_BUDGET):
        if said_of.subject == "class":
            yield said_of


def _whole(books: Books, total: Variable, amount: Claim, part: Claim) -> Variable | None:
    """What a class is a share of. By 财政拨款支出 some mean that of this budget, others that of all three."""
    if _of_this_budget(part.base):
        return total
    if not re.fullmatch(r"(?:本年)?财政拨款支出(?:合计)?", part.base or ""):
        return None
    wholes = [total]
    if books.has(StatementKey.FISCAL_APPROPRIATION):
        line = books.statement(StatementKey.FISCAL_APPROPRIATION).item("expenditure_total", Side.EXPENDITURE)
        wholes += [line["total"]] if line is not None else []
    spent, rate = books.figure(amount).value or Decimal(0), part.value or Decimal(0)
    known = [(whole, abs(PER_CENT * spent / whole.value - rate)) for whole in wholes if whole.value]
    return min(known, key=lambda w: w[1], default=(None,))[0]


def _of_this_budget(base: str | None) -> bool:
    """The share is one of the general public budget: no other base is named."""
    return base is None or "一般公共预算" in base or base in ("支出", "总支出", "本项支出")
