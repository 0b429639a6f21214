"""The floor of the mutation bench: a few changes of each kind in a real document."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from bench.changes import CELL_CHANGES
from bench.indistinguishable import bound
from bench.mutations import DOCUMENTS, Bench, load
from disclosures.final_accounts.records import FinalAccounts

DOCUMENT = "qingdao-bigdata-bureau-2022"
EVERY = 23
"""A prime, so that the changes tried spread over rows, columns and statements."""


@cache
def document() -> FinalAccounts:
    return load(DOCUMENTS / DOCUMENT)


@pytest.mark.parametrize("kind", [kind for kind in CELL_CHANGES if kind not in ("+0.01", "+0.05")])
def test_changes_are_found_and_nobody_else_is_accused(kind: str) -> None:
    bench = Bench()
    bench.run(document(), [kind], every=EVERY, narrative=False)
    score = bench.kinds[kind]
    assert score.changes >= 6
    assert score.large_detected == score.large, bench.missed
    assert score.wrong_alone == 0
    assert score.alone >= 0.85 * score.changes


@pytest.mark.parametrize(("kind", "floor"), [("row dropped", 0.7), ("rows swapped", 0.9)])
def test_changed_rows_are_found_and_named(kind: str, floor: float) -> None:
    bench = Bench()
    bench.run(document(), [kind], every=7, narrative=False)
    score = bench.kinds[kind]
    assert score.large_detected == score.large, bench.missed
    assert score.wrong_alone == 0
    assert score.alone >= floor * score.changes


def test_what_no_relation_tells_apart_is_bounded() -> None:
    limit = bound(document(), Decimal(1))
    assert (limit.cells, limit.alone, limit.among) == (163, 146, 149)


def test_changes_of_the_narrative_are_found() -> None:
    bench = Bench()
    bench.run(document(), ["+100"], every=EVERY)
    assert bench.statements["narrative"].large_detected >= 0.9 * bench.statements["narrative"].large
    assert bench.statements["narrative"].wrong_alone == 0
