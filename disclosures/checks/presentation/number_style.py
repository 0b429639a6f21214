"""How numbers are printed: blank or 0.00, with separators of thousands or without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.row import row_name
from disclosures.checks.rule import Judgement, defect, defects, holds
from disclosures.final_accounts.records import AmountState, Figure, Statement, Unit

_THOUSANDS = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_WITHOUT = re.compile(r"\d{4,}(?:\.\d+)?")
MONEY = frozenset(unit.value for unit in Unit)


@defects("FMT-09", basis="部门决算公开表格式")
def nothing_is_printed_in_two_ways(books: Books) -> Iterator[Judgement]:
    """Where there is nothing, some statements print 0.00 and others leave the cell blank.

    **Wrong**   02表 上级补助收入 （空白）   06表 奖金 0.00
    **Right**   02表 上级补助收入 （空白）   06表 奖金 （空白）
    """
    first: dict[str, tuple[Statement, Figure]] = {}
    for statement in books.accounts.statements:
        for line, figure in statement.figures():
            if line.label.strip() or line.code or line.item or not statement.lines[1:]:
                first.setdefault(_nothing(figure), (statement, figure))
    first.pop("", None)
    evidence = [
        Evidence(f"style/{style}", statement.title, figure.amount.text, figure.place)
        for style, (statement, figure) in first.items()
    ]
    if len(first) < 2:
        yield holds("document", evidence=evidence)
        return
    yield defect(
        "document",
        zh="没有金额的单元格，有的留空，有的填0.00或“-”，格式不统一。",
        en="Cells without an amount are blank in one place and print a zero or a dash in another.",
        evidence=evidence,
    )


def _nothing(figure: Figure) -> str:
    """How a cell prints nothing; empty for cells with an amount."""
    amount = figure.amount
    if amount.state is AmountState.VALUE:
        return "zero" if amount.value == 0 else ""
    return amount.state.value if amount.state in (AmountState.BLANK, AmountState.DASH) else ""


@defects("FMT-10", basis="部门决算公开数字格式")
def thousands_are_printed_in_two_ways(books: Books) -> Iterator[Judgement]:
    """Amounts of a thousand and more are printed with separators in one place and without in another.

    **Wrong**   年初预算为1288.15万元，支出决算为1,504.48万元
    **Right**   年初预算为1,288.15万元，支出决算为1,504.48万元
    """
    for name, printed in _amounts(books).items():
        styles = {style: e for e in reversed(printed) if (style := _style(e.text)) is not None}
        if len(styles) < 2:
            yield holds(name, evidence=list(styles.values()))
        else:
            yield defect(
                name,
                zh="千分位分隔符使用不统一：" + "、".join(f"“{e.text}”" for e in styles.values()) + "。",
                en="Separators of thousands are used in some amounts and not in others.",
                evidence=list(styles.values()),
            )


def _amounts(books: Books) -> dict[str, list[Evidence]]:
    """The printed amounts of the statements, and those of the narrative."""
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for statement in books.accounts.statements:
        for line, figure in statement.figures():
            text = figure.amount.text
            label = f"《{statement.title}》{line.label} {figure.heading}".strip()
            key = f"{statement.key}/{row_name(line)}/{figure.measure}"
            found["statements"].append(Evidence(key, label, text, figure.place))
    for claim in books.accounts.claims:
        if claim.unit in MONEY:
            said = books.figure(claim)
            found["narrative"].append(Evidence(said.key, said.label, claim.printed, claim.place))
    return found


def _style(text: str) -> str | None:
    if _THOUSANDS.fullmatch(text.strip()):
        return "separated"
    return "plain" if _WITHOUT.fullmatch(text.strip()) else None
