"""A document survives its way out of the reading process."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from disclosures.documents.as_json import from_json, to_json
from disclosures.documents.model import Cell, Document, Paragraph, Place, ReadingNote, Table
from disclosures.documents.tables.spans import ruled_rows

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
numbers = st.integers(1, 10_000)
boxes = st.tuples(*[st.floats(-1e4, 1e4, allow_nan=False)] * 4)
places = st.builds(
    Place,
    page=st.none() | numbers,
    box=st.none() | boxes,
    sheet=st.none() | texts,
    cell=st.none() | texts,
    table=st.none() | numbers,
    row=st.none() | numbers,
    line=st.none() | numbers,
    file=st.none() | texts,
)
paragraphs = st.builds(Paragraph, texts, places, st.lists(st.tuples(texts, places), max_size=3).map(tuple))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    cells = [
        Cell(
            draw(texts),
            draw(places),
            draw(st.integers(0, 3)),
            draw(st.integers(0, 3)),
            draw(st.integers(1, 3)),
            draw(st.integers(1, 3)),
            draw(st.sampled_from([(), ("1.00", "7.00")])),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    return Table(ruled_rows(cells, lambda row, column: Place(row=row, column=column)), draw(places))


documents = st.builds(
    Document,
    name=texts,
    sha256=st.just("0" * 64),
    media_type=st.just("application/pdf"),
    pages=st.none() | numbers,
    blocks=st.lists(paragraphs | tables(), max_size=4).map(tuple),
    notes=st.lists(st.builds(ReadingNote, texts, texts, texts, places), max_size=2).map(tuple),
)


@given(documents)
def test_what_is_written_is_read_again(document: Document) -> None:
    assert from_json(to_json(document)) == document


def test_a_merged_cell_stays_one_object() -> None:
    merged = Cell("项目", Place(table=1), 0, 0, 2, 2)
    table = Table(ruled_rows([merged], lambda row, column: Place()), Place(table=1))
    document = Document("x", "", "text/html", None, (table,))
    (read,) = from_json(to_json(document)).tables()
    assert len({id(cell) for row in read.rows for cell in row}) == 1


def test_what_no_database_can_store_is_left_out() -> None:
    document = Document("x", "", "text/plain", None, (Paragraph("a\0b\ud83d", Place()),))
    (paragraph,) = from_json(to_json(document)).paragraphs()
    assert paragraph == replace(paragraph, text="ab?")
