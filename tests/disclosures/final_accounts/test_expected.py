"""The real documents, statement by statement and cell by cell, against expectations read by eye.

`REWRITE_EXPECTED=1` writes the expectations anew; they are read against the document before a commit.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disclosures.documents.read import read_document
from disclosures.final_accounts.as_json import disclosure_json, statement_json
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import AmountState, FinalAccounts

DOCUMENTS = Path(__file__).parents[2] / "documents"
REWRITE = "REWRITE_EXPECTED"

COUNTS = {
    "qingdao-bigdata-bureau-2022": (265, 574, 519),
    "jinan-bigdata-bureau-2023": (289, 702, 208),
    "shanghai-putuo-social-work-2024": (204, 546, 205),
    "shanghai-putuo-finance-2024": (209, 577, 195),
}
"""Lines, cells, and cells with something printed in them, counted by hand in each document."""

_READ: dict[str, FinalAccounts] = {}


def accounts_of(name: str) -> FinalAccounts:
    if name not in _READ:
        path = next(p for p in (DOCUMENTS / name).iterdir() if p.stem == name)
        _READ[name] = extract_final_accounts(read_document(path, name=path.name))
    return _READ[name]


def as_expected(accounts: FinalAccounts) -> dict[str, Any]:
    """The public JSON without the boxes of cells, which the tests of the reader look after."""
    statements = [statement_json(statement) for statement in accounts.statements]
    for statement in statements:
        for line in statement["lines"]:
            for cell in line["cells"]:
                cell["place"].pop("box", None)
    return {"disclosure": disclosure_json(accounts), "statements": statements}


def printed(expected: dict[str, Any]) -> str:
    """JSON with one line of text for each line of a statement: readable, and small differences stay small."""
    return "\n".join(_printed(expected)) + "\n"


def _printed(expected: dict[str, Any]) -> Iterator[str]:
    yield '{"disclosure": ' + json.dumps(expected["disclosure"], ensure_ascii=False) + ', "statements": ['
    for number, statement in enumerate(expected["statements"]):
        head = {key: value for key, value in statement.items() if key != "lines"}
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "lines": ['
        yield ",\n".join(json.dumps(line, ensure_ascii=False) for line in statement["lines"])
        yield "]}" + ("," if number + 1 < len(expected["statements"]) else "")
    yield "]}"


@pytest.mark.parametrize("name", COUNTS)
def test_every_cell_of_the_nine_statements(name: str) -> None:
    path = DOCUMENTS / name / "expected.json"
    found = as_expected(accounts_of(name))
    if os.environ.get(REWRITE):
        path.write_text(printed(found), encoding="utf-8")
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert found["disclosure"] == expected["disclosure"]
    assert [s["key"] for s in found["statements"]] == [s["key"] for s in expected["statements"]]
    for statement, wanted in zip(found["statements"], expected["statements"], strict=True):
        assert statement == wanted


@pytest.mark.parametrize(("name", "counts"), COUNTS.items())
def test_lines_and_cells_counted(name: str, counts: tuple[int, int, int]) -> None:
    figures = [f for s in accounts_of(name).statements for _, f in s.figures()]
    lines = sum(len(s.lines) for s in accounts_of(name).statements)
    assert (lines, len(figures), sum(bool(f.amount.text) for f in figures)) == counts


@pytest.mark.parametrize("name", COUNTS)
def test_nothing_is_left_in_doubt(name: str) -> None:
    accounts = accounts_of(name)
    assert len(accounts.statements) == 9
    assert not accounts.contradictions
    assert not [problem for statement in accounts.statements for problem in statement.problems]
    states = {f.amount.state for s in accounts.statements for _, f in s.figures()}
    assert AmountState.UNREADABLE not in states


def test_expectations_are_not_being_rewritten() -> None:
    assert not os.environ.get(REWRITE), f"unset {REWRITE}: the expectations have just been written anew"
