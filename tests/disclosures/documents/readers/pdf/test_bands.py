"""Lines of an unruled table are put together to rows."""

from __future__ import annotations

from disclosures.documents.readers.pdf.bands import Band, bands_of
from tests.disclosures.documents.readers.pdf.lines import row

WHOLE, REST = "机关事业单位基本", "养老保险"


def test_a_wrapped_name_stands_around_its_figure() -> None:
    lines = [
        row(100, (0, "教育支出"), (1, "1.00")),
        row(120, (0, WHOLE)),
        row(126, (1, "2.00")),
        row(132, (0, REST)),
        row(152, (0, "住房公积金"), (1, "3.00")),
    ]
    assert bands_of(lines) == [Band(0, 1), Band(1, 4), Band(4, 5)]


def test_two_figures_of_one_column_are_two_rows() -> None:
    lines = [row(100, (0, WHOLE), (1, "1.00")), row(111, (0, REST), (1, "2.00"))]
    assert bands_of(lines) == [Band(0, 1), Band(1, 2)]


def test_an_ordinal_begins_a_row() -> None:
    lines = [row(100 + 12 * at, (0, f"{n}、支出名称很长")) for at, n in enumerate("一二三四")]
    assert bands_of(lines) == [Band(at, at + 1) for at in range(4)]


def test_a_centred_total_is_not_the_rest_of_a_name_above() -> None:
    """Its middle is where that of the name is, but the names of the list begin at one place."""
    names = [row(100 + 15 * at, (0, f"{n}、支出名称很长")) for at, n in enumerate("一二三四")]
    total = [(0, row(160, (0, "本年合计"))[0][1]._replace(x0=20.0, x1=60.0))]
    assert bands_of([*names, total])[-1] == Band(4, 5)


def test_the_numbers_of_columns_are_a_row() -> None:
    lines = [
        row(100, (0, "类"), (1, "款"), (2, "项")),
        row(111, (0, "栏次"), (1, "1"), (2, "2"), (3, "3")),
        row(131, (0, "合计"), (1, "4.00"), (2, "5.00"), (3, "6.00")),
    ]
    assert bands_of(lines)[0] == Band(0, 1)


def test_what_the_page_before_tells_of_spacing_holds_on_the_next() -> None:
    """A single row, of which a line of the name might as well be a row without figures."""
    before = [
        line
        for at in range(4)
        for line in (
            row(100 + 30 * at, (0, WHOLE)),
            row(105 + 30 * at, (1, f"{at}.00")),
            row(111 + 30 * at, (0, REST)),
        )
    ]
    single = [row(50, (0, WHOLE)), row(55, (1, "9.00")), row(61, (0, REST))]
    assert bands_of(single, before) == [Band(0, 3)]


def test_no_row_goes_on_over_a_drawn_line() -> None:
    lines = [row(100, (0, WHOLE), (1, "1.00")), row(111, (0, REST)), row(122, (0, WHOLE), (1, "2.00"))]
    assert bands_of(lines, cuts={1}) == [Band(0, 1), Band(1, 2), Band(2, 3)]


def test_what_stands_between_two_drawn_lines_is_a_row_where_nothing_speaks_against_it() -> None:
    """However far apart its lines are."""
    lines = [
        line
        for at in range(4)
        for line in (row(100 + 60 * at, (0, WHOLE), (1, f"{at}.00")), row(120 + 60 * at, (0, REST)))
    ]
    assert bands_of(lines, cuts={2, 4, 6}) == [Band(at, at + 2) for at in range(0, 8, 2)]


def test_two_rows_between_two_drawn_lines_stay_two() -> None:
    lines = [row(100 + 15 * at, (0, "教育支出"), (1, f"{at}.00")) for at in range(8)]
    assert bands_of(lines, cuts={2, 4, 6}) == [Band(at, at + 1) for at in range(8)]
