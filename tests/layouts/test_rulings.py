"""PDF tables with some lines or none: nearly all is read, and nothing wrong passes for certain."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosures.documents.read import read_document
from disclosures.documents.readers.pdf import pages
from disclosures.documents.readers.pdf.drawing import Drawing, Edge, page_drawing
from disclosures.documents.readers.pdf.frame import Frame
from disclosures.documents.readers.pdf.pdfium import Address, Handle
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import Amount
from tests.layouts.compare import Pair, figures, is_right, is_wrong, pairs_of
from tests.layouts.generate import random_accounts
from tests.layouts.render import render
from tests.layouts.variants import RULINGS, random_variant

_DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").glob("*/*.pdf"))
_PARTIAL = RULINGS[1:]
_ENOUGH = 0.998
"""Of all documents together."""


@pytest.mark.parametrize("seed", [9, 44, 55, 56, 105, 217])
def test_tables_without_lines(seed: int, tmp_path: Path) -> None:
    _require([seed], "none", 0.99, tmp_path)


@pytest.mark.parametrize("ruling", _PARTIAL)
def test_tables_with_some_lines(ruling: str, tmp_path: Path) -> None:
    _require([0, 1, 5], ruling, 0.98, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("ruling", _PARTIAL)
def test_many_tables_with_some_lines(ruling: str, tmp_path: Path) -> None:
    _require(range(401), ruling, _ENOUGH, tmp_path)


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda path: path.stem)
def test_published_documents_without_their_lines(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure, blank ones too, is the same as with the lines; with every second piece of them nearly all
    are, and none is wrong."""
    printed = _read(path)
    _keep(lambda edges: [], monkeypatch)
    read = _read(path)
    assert [(name, read.get(name)) for name in printed if not is_right(printed[name], read.get(name))] == []
    _keep(lambda edges: edges[::2], monkeypatch)
    read = _read(path)
    pairs = [(amount, read.get(name)) for name, amount in printed.items()]
    assert [pair for pair in pairs if is_wrong(*pair)] == []
    assert sum(is_right(*pair) for pair in pairs) >= 0.95 * len(pairs)


def _read(path: Path) -> dict[tuple[object, ...], Amount]:
    return figures(extract_final_accounts(read_document(path, name=path.name)))


def _keep(kept: Callable[[list[Edge]], list[Edge]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Has pages drawn with some of their lines only, and without shading."""

    def drawing(page: Handle, frame: Frame, texts: Container[Address]) -> Drawing:
        whole = page_drawing(page, frame, texts)
        return whole._replace(horizontal=kept(whole.horizontal), vertical=kept(whole.vertical), areas=[])

    monkeypatch.setattr(pages, "page_drawing", drawing)


def _require(seeds: Iterable[int], ruling: str, share: float, folder: Path) -> None:
    pairs = [pair for seed in seeds for pair in _pairs(seed, ruling, folder)]
    assert [pair for pair in pairs if is_wrong(*pair)] == []
    assert sum(is_right(*pair) for pair in pairs) >= share * len(pairs)


def _pairs(seed: int, ruling: str, folder: Path) -> list[Pair]:
    accounts = random_accounts(seed)
    file = folder / "document"
    file.write_bytes(render(accounts, "pdf", replace(random_variant(seed), ruling=ruling)))
    return pairs_of(accounts, extract_final_accounts(read_document(file, name=accounts.document.name)))
