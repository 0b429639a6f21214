from __future__ import annotations

from disclosures.documents.model import Cell, Place, Row
from disclosures.documents.tables.geometry import column_spans, under_spans


def row(*cells: tuple[str, float, float], r: int = 0) -> Row:
    return tuple(
        Cell(text, Place(page=1, box=(x0, 0, x1, 10)), row=r, column=c)
        for c, (text, x0, x1) in enumerate(cells)
    )


FIRST = [row(("201", 0, 50), ("", 50, 60), ("1.00", 60, 100))]


def test_rows_of_the_next_page_under_the_columns_of_the_first() -> None:
    spans = column_spans(FIRST, 3)
    assert spans == ((0, 50), (50, 60), (60, 100))
    placed = under_spans([row(("202", 1, 61), ("2.00", 61, 99))], spans)
    assert placed is not None
    assert [cell.text for cell in placed[0]] == ["202", "202", "2.00"]
    assert placed[0][0] is placed[0][1]
    assert (placed[0][0].column, placed[0][0].column_span, placed[0][2].column) == (0, 2, 2)


def test_a_table_elsewhere_on_the_page_is_another_table() -> None:
    spans = column_spans(FIRST, 3)
    assert spans is not None
    assert under_spans([row(("202", 20, 50), ("", 50, 60), ("2.00", 60, 100))], spans) is None


def test_a_printed_cell_that_stands_under_no_column() -> None:
    spans = column_spans(FIRST, 3)
    assert spans is not None
    cells = (("202", 0, 50), ("", 50, 60), ("2.00", 60, 85), ("3.00", 85, 100))
    assert under_spans([row(*cells)], spans) is None


def test_without_boxes_nothing_is_known() -> None:
    assert column_spans([(Cell("201", Place(line=1, field=1)),)], 1) is None
    assert under_spans([(Cell("201", Place(line=1, field=1)),)], ((0, 50),)) is None
