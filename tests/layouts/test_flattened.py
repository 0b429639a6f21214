"""Statements printed cell by cell: with their blank cells all is read, without them nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from disclosures.documents.read import read_document
from disclosures.documents.readers.text import read_text
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import FinalAccounts
from tests.layouts.compare import differences, is_wrong, pairs_of, tally
from tests.layouts.generate import random_accounts
from tests.layouts.printed import Printed, lay_out
from tests.layouts.render.flattened import Flattening, random_flattening, write_html, write_text
from tests.layouts.variants import random_variant

Write = Callable[[Printed, Flattening, str], bytes]
DOCUMENTS = Path(__file__).parents[1] / "documents"


def _read(
    accounts: FinalAccounts, seed: int, write: Write, flattening: Flattening, file: Path
) -> FinalAccounts:
    variant = random_variant(seed)
    file.write_bytes(write(lay_out(accounts, variant), flattening, variant.charset))
    return extract_final_accounts(read_document(file, name=accounts.document.name))


@pytest.mark.parametrize(
    ("write", "seed"), [(write_html, 4), (write_html, 9), (write_text, 8), (write_text, 33)]
)
def test_with_its_blank_cells_every_cell_is_read(write: Write, seed: int, tmp_path: Path) -> None:
    accounts = random_accounts(seed)
    flattening = random_flattening(seed, keeps_blanks=True)
    read = _read(accounts, seed, write, flattening, tmp_path / "document")
    assert differences(accounts, read) == []


@pytest.mark.parametrize(("write", "seed"), [(write_html, 4), (write_text, 22)])
def test_without_its_blank_cells_nothing_is_wrong(write: Write, seed: int, tmp_path: Path) -> None:
    accounts = random_accounts(seed)
    flattening = random_flattening(seed, keeps_blanks=False)
    found = pairs_of(accounts, _read(accounts, seed, write, flattening, tmp_path / "document"))
    counted = tally(found)
    assert counted["wrong"] == 0
    assert counted["right"] * 4 > len(found)
    assert counted["missing"] == 0


@pytest.mark.parametrize("keeps", [0.0, 0.5, 0.9, 1.0])
def test_stray_and_lost_blank_lines_make_nothing_wrong(keeps: float) -> None:
    random = Random(f"stray {keeps}")
    accounts = random_accounts(8)
    flattening = replace(random_flattening(8, keeps_blanks=True), row_ends=keeps == 0.0)
    text = write_text(lay_out(accounts, random_variant(8)), flattening).decode()
    lines = [line for line in text.split("\n") if line or random.random() < keeps]
    strayed = [part for line in lines for part in ([line, ""] if random.random() < 0.02 else [line])]
    read = extract_final_accounts(read_text("\n".join(strayed), name="x", sha256=""))
    assert [pair for pair in pairs_of(accounts, read) if is_wrong(*pair)] == []


@pytest.mark.parametrize("published", sorted(DOCUMENTS.glob("*/*.txt")), ids=lambda file: file.stem)
def test_published_statements_with_a_line_for_each_cell(published: Path) -> None:
    text = published.read_text(encoding="utf-8")
    printed, read = (
        extract_final_accounts(read_text(shown, name="x", sha256=""))
        for shown in (text, text.replace("\t", "\n"))
    )
    assert set(tally(pairs_of(printed, read))) == {"right"}
    assert [(claim.subject, claim.value, claim.text) for claim in read.claims] == [
        (claim.subject, claim.value, claim.text) for claim in printed.claims
    ]
    assert (read.department, read.fiscal_year) == (printed.department, printed.fiscal_year)
