"""What is printed above and below the statements: order, numbers, unit, department, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence, Severity
from disclosures.checks.presentation.main_text import main_text
from disclosures.checks.rule import Judgement, defect, defects, holds, inapplicable
from disclosures.checks.statement_names import STATEMENT_NAMES
from disclosures.final_accounts.identity import is_same_department
from disclosures.final_accounts.records import Section, Statement, StatementKey

_FORM_NUMBER = re.compile(r"0*(\d{1,2})")
NUMBERED = 5
"""So many statements with a 公开 number show that the province prints them."""


@defects("FMT-02", basis="部门决算公开目录")
def statements_are_in_another_order(books: Books) -> Iterator[Judgement]:
    """The statements stand in another order than in the document's own list of contents.

    **Wrong**   目录：……七、“三公”经费 八、政府性基金   正文：……政府性基金、“三公”经费
    **Right**   目录：……七、“三公”经费 八、政府性基金   正文：……“三公”经费、政府性基金
    """
    listed = [key for key in main_text(books).statements_in_contents if books.has(key)]
    printed = [statement.key for statement in books.statements if statement.key in listed]
    if not listed:
        return
    if printed == listed:
        yield holds("contents")
        return
    names = [STATEMENT_NAMES[key] for key in listed]
    yield defect(
        "contents",
        zh="公开表的顺序与目录不一致，目录为：" + "、".join(names) + "。",
        en="The statements do not stand in the order of the list of contents.",
        expected=", ".join(listed),
        printed=", ".join(printed),
    )


@defects("FMT-03", basis="部门决算公开表表号")
def form_numbers_do_not_ascend(books: Books) -> Iterator[Judgement]:
    """The numbers 公开01表 … 公开09表 are repeated or out of order.

    **Wrong**   公开01表、公开02表、公开02表
    **Right**   公开01表、公开02表、公开03表
    """
    numbered = [(s, n) for s in books.accounts.statements if (n := _number(s)) is not None]
    if len(numbered) < NUMBERED:
        yield inapplicable(
            "numbers", code="not_numbered", zh="公开表没有表号", en="the statements bear no numbers"
        )
        return
    before = 0
    for statement, number in numbered:
        evidence = [Evidence(statement.key, statement.title, statement.form_number or "", statement.place)]
        if number > before:
            yield holds(statement.key, evidence=evidence)
        else:
            yield defect(
                statement.key,
                zh=f"《{statement.title}》的表号{statement.form_number}重复或次序不对。",
                en=f"The number {statement.form_number} of {statement.title} is repeated or out of order.",
                evidence=evidence,
                printed=statement.form_number,
            )
        before = max(before, number)


def _number(statement: Statement) -> int | None:
    match = _FORM_NUMBER.search(statement.form_number or "")
    return int(match[1]) if match else None


@defects("FMT-04", basis="部门决算公开表计量单位")
def unit_is_not_printed(books: Books) -> Iterator[Judgement]:
    """A statement does not say in which unit its amounts are; a warning where others do.

    **Wrong**   收入决算表            支出决算表 单位：万元
    **Right**   收入决算表 单位：万元   支出决算表 单位：万元
    """
    statements = books.accounts.statements
    if statements and not any(s.unit_text for s in statements):
        yield defect(
            "document",
            zh="各公开表都没有标明金额单位。",
            en="No statement prints the unit of its amounts.",
            evidence=[Evidence("unit", statements[0].title, "", statements[0].place)],
        )
        return
    for statement in statements:
        title = statement.title or STATEMENT_NAMES[statement.key]
        evidence = [Evidence(statement.key, title, statement.unit_text or "", statement.place)]
        if statement.unit_text:
            yield holds(statement.key, evidence=evidence)
        else:
            yield defect(
                statement.key,
                zh=f"《{title}》没有标明金额单位。",
                en=f"{title} does not print the unit of its amounts.",
                evidence=evidence,
                severity=Severity.WARNING,
            )


@defects("FMT-05", basis="部门决算公开表编制单位")
def caption_names_another_department(books: Books) -> Iterator[Judgement]:
    """The department printed above a statement is missing, or not that of the disclosure.

    **Wrong**   部门：                        示例市大数据管理局2022年度部门决算
    **Right**   部门：示例市大数据管理局   示例市大数据管理局2022年度部门决算
    """
    statements, department = books.accounts.statements, books.printed_department
    captioned = [s for s in statements if s.caption_department]
    if department is None or 2 * len(captioned) <= len(statements):
        return
    for statement in statements:
        caption = statement.caption_department
        evidence = [Evidence(statement.key, statement.title, caption or "", statement.place)]
        if caption and is_same_department(caption, department):
            yield holds(statement.key, evidence=evidence)
        else:
            yield defect(
                statement.key,
                zh=f"《{statement.title}》的部门名称为“{caption or '空'}”，应为“{department}”。",
                en=f"{statement.title} names {caption or 'no department'} instead of {department}.",
                evidence=evidence,
                expected=department,
                printed=caption,
            )


@defects("FMT-18", needs=[StatementKey.THREE_PUBLIC_EXPENSES], basis="“三公”经费支出决算表表注")
def note_names_another_budget(books: Books) -> Iterator[Judgement]:
    """The note of the “三公”经费 statement says that it prints 全年预算, the text speaks of 年初预算.

    **Wrong**   注：预算数为全年预算数   “三公”经费支出年初预算为5.50万元
    **Right**   注：预算数为全年预算数   “三公”经费支出全年预算为5.50万元
    """
    statement = books.statement(StatementKey.THREE_PUBLIC_EXPENSES).statement
    notes = [note for note in statement.notes if "全年预算" in note[0]]
    for claim in books.claims(Section.THREE_PUBLIC_EXPENSES, quantity="budget") if notes else ():
        text, place = notes[0]
        note = Evidence(f"{statement.key}/note", statement.title, text, place)
        said = Evidence("narrative/budget", "情况说明", claim.text, claim.place)
        if "年初" in (claim.base or ""):
            yield defect(
                claim.subject,
                zh="表注称预算数为全年预算数，情况说明写作年初预算。",
                en="The note speaks of the adjusted budget (全年预算), the narrative of 年初预算.",
                evidence=[note, said],
                expected="全年预算",
                printed=claim.base,
            )
        else:
            yield holds(claim.subject, evidence=[note, said])
