"""Whatever stands on a page, and whatever lines run over it: nothing is lost, made up or raised."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from disclosures.documents.model import Document
from tests.disclosures.documents.readers.pdf.drawn import HEIGHT, line, made, raw, read, write

texts = st.one_of(
    st.sampled_from(
        [
            "合计",
            "201",
            "2010301",
            "基本支出",
            "一般公共服务支出",
            "注：",
            "单位：万元",
            "-",
            "0",
            "3",
            "（一）",
        ]
    ),
    st.decimals(-99999, 9999999, places=2).map(lambda value: f"{value:,}"),
)
items = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 42)), st.tuples(texts, st.integers(-6, 6)), max_size=60
)
"""Texts on a loose raster, so that none is printed over another, some points higher or lower."""
rules = st.lists(
    st.tuples(st.booleans(), st.integers(20, 800), st.integers(20, 800), st.integers(20, 800)), max_size=25
)


def characters(document: Document) -> Counter[str]:
    cells = [cell.text for table in document.tables() for cell in table.cells()]
    paragraphs = [paragraph.text for paragraph in document.paragraphs()]
    return Counter(c for text in cells + paragraphs for c in text if not c.isspace())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=items, rules=rules, sizes=st.sampled_from([8.0, 10.0, 12.0]))
def test_every_character_is_read_once(
    items: dict[tuple[int, int], tuple[str, int]],
    rules: list[tuple[bool, int, int, int]],
    sizes: float,
    tmp_path: Path,
) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 40, 60, "甲")
        for (column, row), (text, shift) in items.items():
            write(canvas, 40 + 95 * column + 0.6 * shift, 90 + 15 * row + 0.25 * shift, text, size=sizes)
        for upright, at, start, end in rules:
            if upright:
                line(canvas, at, start, at, end)
            else:
                line(canvas, start, at, end, at)

    expected = Counter(c for text, _ in items.values() for c in text) + Counter("甲")
    document = read(made(tmp_path / "x.pdf", page, size=(640, HEIGHT)))
    assert characters(document) == expected
    for table in document.tables():
        assert len({len(row) for row in table.rows}) == 1
        for cell in table.cells():
            assert cell.place.box is not None
            assert cell.place.box[0] <= cell.place.box[2]
            assert cell.place.box[1] <= cell.place.box[3]


@pytest.mark.parametrize(
    "number", [b"1e38", b"-99999999999999999999", b"340282350000000000000000000000000000000"]
)
@pytest.mark.parametrize(
    "content",
    [
        b"%s 0 0 1 0 0 cm",
        b"1 0 0 1 %s 0 cm",
        b"%s 10 m 300 10 l S",
        b"0 0 %s 20 re f",
        b"10 10 m 20 %s l 30 30 l 40 10 l 50 10 l 60 60 l S",
        b"BT /F1 %s Tf 1 0 0 1 60 500 Tm (999.99) Tj ET",
        b"BT /F1 10 Tf 1 0 0 1 60 %s Tm (999.99) Tj ET",
        b"BT /F1 10 Tf %s 0 0 1 60 500 Tm (999.99) Tj ET",
        b"1 1 1 rg BT /F1 10 Tf 1 0 0 %s 60 500 Tm (999.99) Tj ET",
        b"BT /F1 10 Tf 0 %s -1 0 60 500 Tm (999.99) Tj ET",
    ],
)
def test_absurd_coordinates_spoil_nothing_else(content: bytes, number: bytes, tmp_path: Path) -> None:
    page = b"BT /F1 10 Tf 60 700 Td (Total 307.82, of which 300.00 in all) Tj ET " + content % number
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    document = read(raw(tmp_path / "x.pdf", objects))
    assert "Total 307.82, of which 300.00 in all" in [paragraph.text for paragraph in document.paragraphs()]
