"""Statements printed cell by cell, read back: how many amounts are right, unreadable, missing and wrong.

    .venv/bin/python -m bench.flattened [documents]

Made-up disclosures as pages and text, with a blank line for each blank cell and without; with blank lines
lost and strayed at random; and the text samples with a line for each cell.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from disclosures.documents.errors import Unreadable
from disclosures.documents.model import Document
from disclosures.documents.read import read_document
from disclosures.documents.readers.text import read_text
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import FinalAccounts
from tests.layouts.compare import figures, pairs_of, tally
from tests.layouts.generate import random_accounts
from tests.layouts.printed import lay_out
from tests.layouts.render.flattened import random_flattening, write_html, write_text
from tests.layouts.variants import random_variant

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "tests/documents").glob("*/*.txt"))
FIRST_SEED = 100


def main(documents: int) -> None:
    tallies: dict[str, Counter[str]] = {}
    for seed in range(FIRST_SEED, FIRST_SEED + documents):
        accounts = random_accounts(seed)
        for name, document in _documents(accounts, seed):
            tallies.setdefault(name, Counter()).update(_tally(accounts, document))
    for sample in SAMPLES:
        text = sample.read_text(encoding="utf-8")
        printed = extract_final_accounts(read_text(text, name=sample.stem, sha256=""))
        without = "\n".join("\n".join(filter(str.strip, line.split("\t"))) for line in text.split("\n"))
        for name, shown in (("blanks kept", text.replace("\t", "\n")), ("blanks lost", without)):
            document = read_text(shown, name=sample.stem, sha256="")
            tallies[f"{sample.stem}, {name}"] = _tally(printed, document)
    for name, counted in tallies.items():
        print(
            f"{name:45}",
            *(f"{kind} {counted[kind]:8,}" for kind in ("right", "unreadable", "missing", "wrong")),
        )


def _documents(accounts: FinalAccounts, seed: int) -> list[tuple[str, Document]]:
    variant = random_variant(seed)
    printed = lay_out(accounts, variant)
    kept, lost = (random_flattening(seed, keeps_blanks=keeps) for keeps in (True, False))
    found = [
        ("page, blanks kept", _read(write_html(printed, kept, variant.charset))),
        ("page, blanks lost", _read(write_html(printed, lost, variant.charset))),
        ("text, blanks kept", _read(write_text(printed, kept, variant.charset))),
        ("text, blanks lost", _read(write_text(printed, lost, variant.charset))),
    ]
    wrapped = lay_out(accounts, replace(variant, wrap=variant.wrap or 6))
    found.append(
        ("text, names on several lines", _read(write_text(wrapped, replace(kept, breaks_names=True))))
    )
    text = write_text(printed, kept).decode()
    for strays, keeps in ((0.0, 0.99), (0.01, 0.95), (0.0, 0.5), (0.02, 0.0)):
        changed = _with_other_blanks(text, strays, keeps, Random(seed))
        name = f"text, {1 - keeps:.0%} of blank lines lost, {strays:.0%} strayed"
        found.append((name, read_text(changed, name="x", sha256="")))
    return found


def _with_other_blanks(text: str, strays: float, keeps: float, random: Random) -> str:
    lines = [line for line in text.split("\n") if line or random.random() < keeps]
    return "\n".join(line + "\n" * (random.random() < strays) for line in lines)


def _read(content: bytes) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document"
        file.write_bytes(content)
        return read_document(file, name="x")


def _tally(printed: FinalAccounts, document: Document) -> Counter[str]:
    try:
        return tally(pairs_of(printed, extract_final_accounts(document)))
    except Unreadable:
        return Counter(missing=len(figures(printed)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
