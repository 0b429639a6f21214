"""Columns that a conversion or a page break has damaged: right, or unreadable, never another's figure."""

from __future__ import annotations

from disclosures.documents.model import Cell, Document, Paragraph, Place, Table
from disclosures.documents.tables.spans import ruled_rows
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import AmountState, StatementKey
from tests.disclosures.final_accounts.written import by_code, statement_in

EDGES = (0, 40, 120, 170, 210, 290, 340)
"""Of six columns on the page: code, name and amount of 人员经费, and of 公用经费."""


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, Place(page=1), ((text, Place(page=1)),))


def table(page: int, *rows: tuple[tuple[str, int, int], ...]) -> Table:
    """Rows of texts, each from one of the edges to another."""
    cells = [
        Cell(text, Place(page=page, box=(EDGES[left], r * 10, EDGES[right], r * 10 + 10)), r, c)
        for r, row in enumerate(rows)
        for c, (text, left, right) in enumerate(row)
    ]
    return Table(ruled_rows(cells, lambda row, column: Place(page=page)), Place(page=page))


def whole(*texts: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((text, at, at + 1) for at, text in enumerate(texts))


def test_a_level_whose_heading_is_torn_is_still_part_of_the_code() -> None:
    """Without it the 项 of one account would make the 款 of another."""
    statement = statement_in(
        "一般公共预算财政拨款支出决算表\n\n单位：万元\n\n"
        "类|码 款|项|科目名称|合计|基本支出|项目支出\n合计||||9.00|4.00|5.00\n"
        "201|||一般公共服务支出|9.00|4.00|5.00\n"
        "201|01||人大事务|9.00|4.00|5.00\n201|01|06|人大监督|9.00|4.00|5.00\n",
        StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    )
    assert list(by_code(statement)) == ["total", "201", "20101", "2010106"]


def test_amounts_without_a_name_below_a_name_without_amounts() -> None:
    """A row torn in two: whose amounts they are is likely, and not certain."""
    statement = statement_in(
        "一般公共预算财政拨款支出决算表\n\n单位：万元\n\n"
        "科目编码|科目名称|合计|基本支出|项目支出\n|合计|9.00|4.00|5.00\n201|一般公共服务支出|||\n||9.00|4.00|5.00\n",
        StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    )
    assert by_code(statement)["201"] == {"total": "?", "basic": "?", "project": "?"}


def test_a_code_that_reaches_over_a_lost_column_is_no_amount() -> None:
    heading = ("科目编码", "科目名称", "金额")
    first = table(
        1,
        whole(*heading, *heading),
        whole("301", "工资福利支出", "5.00", "302", "商品和服务支出", "2.00"),
        whole("30101", "基本工资", "5.00", "30201", "办公费", "2.00"),
    )
    rest = table(
        2,
        (("30102", 0, 1), ("津贴补贴", 1, 2), ("30202", 2, 4), ("印刷费", 4, 5), ("", 5, 6)),
        (("30103", 0, 1), ("奖金", 1, 2), ("30203", 2, 4), ("咨询费", 4, 5), ("", 5, 6)),
    )
    title, unit = paragraph("一般公共预算财政拨款基本支出决算表"), paragraph("单位：万元")
    cover = paragraph("某某市教育局2023年度部门决算")
    document = Document("x", "", "application/pdf", 2, (cover, title, unit, first, rest))
    statement = extract_final_accounts(document).statement(StatementKey.BASIC_EXPENDITURE)
    assert statement is not None
    states = {line.code: line.figures[0].amount.state for line in statement.lines}
    assert states["30101"] is AmountState.VALUE
    assert states.get("30102", AmountState.UNREADABLE) is AmountState.UNREADABLE
    assert states.get("30103", AmountState.UNREADABLE) is AmountState.UNREADABLE


def test_a_row_of_nothing_but_dashes_is_no_heading() -> None:
    statement = statement_in(
        "财政拨款“三公”经费支出决算表\n\n单位：万元\n\n"
        "预算数||决算数|\n合计|公务接待费|合计|公务接待费\n—|—|—|—\n",
        StatementKey.THREE_PUBLIC_EXPENSES,
    )
    assert {figure.amount.state for _, figure in statement.figures()} == {AmountState.DASH}
