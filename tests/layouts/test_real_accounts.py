"""Real accounts, printed in other formats and layouts, are read as the same accounts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import FinalAccounts
from tests.layouts.compare import differences
from tests.layouts.render import FORMATS, render
from tests.layouts.variants import random_variant

DOCUMENTS = Path(__file__).parents[1] / "documents"
PUBLISHED = sorted(file for file in DOCUMENTS.glob("*/*") if file.suffix in {".pdf", ".txt"})


@cache
def _accounts(file: Path) -> FinalAccounts:
    return extract_final_accounts(read_document(file, name=file.stem))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("published", PUBLISHED, ids=lambda file: file.stem)
def test_real_accounts_survive_another_layout(published: Path, format: str, tmp_path: Path) -> None:
    accounts = _accounts(published)
    for seed in range(2):
        file = tmp_path / "document"
        file.write_bytes(render(accounts, format, random_variant(seed)))
        assert differences(accounts, extract_final_accounts(read_document(file, name="x"))) == []
