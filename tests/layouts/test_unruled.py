"""PDF tables without ruling lines: nearly all is read, and nothing wrong passes for certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import Amount, AmountState, FinalAccounts
from tests.layouts.generate import random_accounts
from tests.layouts.render import render
from tests.layouts.variants import random_variant

_ENOUGH = 0.98
"""Of each document, the worst of them; of all together it is far more."""


@pytest.mark.parametrize("seed", [*range(20), 30, 44, 55, 217])
def test_tables_without_lines(seed: int, tmp_path: Path) -> None:
    accounts = random_accounts(seed)
    file = tmp_path / "document"
    file.write_bytes(render(accounts, "pdf", replace(random_variant(seed), ruling="none")))
    read = _figures(extract_final_accounts(read_document(file, name=accounts.document.name)))
    pairs = [(amount, read.get(name)) for name, amount in _figures(accounts).items()]
    assert [pair for pair in pairs if _is_wrong(*pair)] == []
    assert sum(_is_right(*pair) for pair in pairs) > _ENOUGH * len(pairs)


def _figures(accounts: FinalAccounts) -> dict[tuple[object, ...], Amount]:
    """The figures by what they are; where two have one name, none is taken."""
    found: dict[tuple[object, ...], list[Amount]] = {}
    for name, amount in _named(accounts):
        found.setdefault(name, []).append(amount)
    return {name: amounts[0] for name, amounts in found.items() if len(amounts) == 1}


def _named(accounts: FinalAccounts) -> Iterator[tuple[tuple[object, ...], Amount]]:
    for statement in accounts.statements:
        for line in statement.lines:
            for figure in line.figures:
                name = (statement.key, line.side or line.block, line.code, line.item, figure.measure)
                yield name, figure.amount


def _is_wrong(printed: Amount, read: Amount | None) -> bool:
    return read is not None and read.state is not AmountState.UNREADABLE and not _is_right(printed, read)


def _is_right(printed: Amount, read: Amount | None) -> bool:
    return read is not None and (printed.state, printed.value) == (read.state, read.value)
