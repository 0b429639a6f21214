"""Pictures of pages, with cells marked."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from disclosures.documents.readers.pdf import render_page
from tests.disclosures.documents.readers.pdf.drawn import fill_in, made, read, rule


def table_page(canvas: Canvas) -> None:
    rule(canvas)
    fill_in(canvas)


def picture(path: Path, page: int = 1, **options: object) -> Image.Image:
    return Image.open(BytesIO(render_page(path, page, **options))).convert("RGB")  # type: ignore[arg-type]


@pytest.mark.parametrize(("scale", "size"), [(1.0, (595, 842)), (2.0, (1190, 1684))])
def test_a_page_has_its_size(scale: float, size: tuple[int, int], tmp_path: Path) -> None:
    assert picture(made(tmp_path / "x.pdf", table_page), scale=scale).size == size


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_marked_cell_is_yellow_and_its_neighbours_are_not(rotation: int, tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", table_page, rotation=rotation)
    (table,) = read(path).tables()
    marked, other = table.rows[3][3].place.box, table.rows[3][2].place.box
    assert marked is not None
    assert other is not None
    page = picture(path, highlight=[marked], scale=1.0)
    for box, is_marked in ((marked, True), (other, False)):
        colours = page.crop(tuple(round(side) for side in box)).getcolors(10_000)
        assert colours is not None
        _, (red, green, blue) = max(colours)
        assert (red > 240 and green > 220 and blue < 200) is is_marked


def test_page_that_does_not_exist(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", table_page)
    for page in (0, 2):
        with pytest.raises(IndexError):
            render_page(path, page)


def test_huge_page_is_made_smaller(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", table_page, size=(14_000, 14_000))
    width, height = picture(path, scale=4.0).size
    assert width * height <= 20_100_000
