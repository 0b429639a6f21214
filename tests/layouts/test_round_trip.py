"""What is printed is read again: every cell, in every format, in every layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from tests.layouts.compare import differences
from tests.layouts.generate import random_accounts
from tests.layouts.render import FORMATS, render
from tests.layouts.variants import random_variant

FEW, MANY = range(50), range(50, 2_050)


@pytest.mark.parametrize("seed", FEW)
@pytest.mark.parametrize("format", FORMATS)
def test_every_cell_is_read_as_printed(format: str, seed: int, tmp_path: Path) -> None:
    assert _differences(format, seed, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("format", FORMATS)
def test_every_cell_of_two_thousand_documents(format: str, tmp_path: Path) -> None:
    failures = {seed: found for seed in MANY if (found := _differences(format, seed, tmp_path))}
    assert failures == {}


def _differences(format: str, seed: int, folder: Path) -> list[str]:
    accounts, variant = random_accounts(seed), random_variant(seed)
    file = folder / "document"
    file.write_bytes(render(accounts, format, variant))
    read = extract_final_accounts(read_document(file, name=accounts.document.name))
    return differences(accounts, read)
