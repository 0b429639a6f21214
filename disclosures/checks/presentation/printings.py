"""Statements that a document prints more than once."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.rule import Judgement, defect, defects


@defects("FMT-19", basis="部门决算公开的同一报表前后一致")
def statement_is_printed_with_other_amounts(books: Books) -> Iterator[Judgement]:
    """A statement is printed twice, with two amounts in one place of it.

    **Wrong**   05表 教育支出 9.00   06表（一般公共预算财政拨款支出决算表） 教育支出 8.00
    **Right**   05表 教育支出 9.00   06表（一般公共预算财政拨款支出决算表） 教育支出 9.00
    """
    for contradiction in books.accounts.contradictions:
        if contradiction.subject == "statement":
            printed, other = contradiction.printed, contradiction.other
            yield defect(
                "statement",
                zh=f"同一报表列示两次，金额不一致：{printed}；{other}。",
                en=f"One statement is printed twice, with two amounts: {printed}; {other}.",
                evidence=[Evidence("statement", "报表", printed, contradiction.place)],
                printed=printed,
            )
