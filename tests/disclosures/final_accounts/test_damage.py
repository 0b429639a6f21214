"""Whatever happens to the rows of a real document, an amount is right or it is not given at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from disclosures.documents.readers.text import read_text
from disclosures.final_accounts.extract import extract_final_accounts
from tests.disclosures.final_accounts.test_expected import DOCUMENTS

Amounts = dict[tuple[object, ...], Decimal | None]

LINES_TO_THE_NARRATIVE = 420


def lose_a_cell(cells: list[str], random: Random) -> list[str]:
    at = random.randrange(len(cells))
    return cells[:at] + cells[at + 1 :]


def gain_a_blank(cells: list[str], random: Random) -> list[str]:
    at = random.randrange(len(cells))
    return [*cells[:at], "", *cells[at:]]


def narrow_a_column(cells: list[str], random: Random) -> list[str]:
    at = random.randrange(len(cells))
    return [*cells[:at], "#####", *cells[at + 1 :]]


def break_off(cells: list[str], random: Random) -> list[str]:
    return cells[: random.randrange(1, len(cells) + 1)]


def tear_a_cell(cells: list[str], random: Random) -> list[str]:
    at = random.randrange(len(cells))
    middle = len(cells[at]) // 2
    return [*cells[:at], cells[at][:middle], cells[at][middle:], *cells[at + 1 :]]


DAMAGES: tuple[Callable[[list[str], Random], list[str]], ...] = (
    lose_a_cell,
    gain_a_blank,
    narrow_a_column,
    break_off,
    tear_a_cell,
)


@cache
def lines_of(name: str) -> tuple[str, ...]:
    text = (DOCUMENTS / name / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(text.split("\n")[:LINES_TO_THE_NARRATIVE])


def amounts_in(lines: tuple[str, ...]) -> Amounts:
    accounts = extract_final_accounts(read_text("\n".join(lines), name="damaged.txt", sha256=""))
    return {
        (
            s.key,
            line.code or line.item or line.label or line.line_number,
            line.side,
            f.measure,
        ): f.amount.value
        for s in accounts.statements
        for line in s.lines
        for f in line.figures
    }


@cache
def undamaged(name: str) -> Amounts:
    return amounts_in(lines_of(name))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", ["qingdao-bigdata-bureau-2022", "jinan-bigdata-bureau-2023"])
def test_no_amount_moves(name: str, damage: Callable[[list[str], Random], list[str]], seed: int) -> None:
    random = Random(f"{name} {damage.__name__} {seed}")
    lines = list(lines_of(name))
    for at in random.sample([at for at, line in enumerate(lines) if "\t" in line], 4):
        lines[at] = "\t".join(damage(lines[at].split("\t"), random))
    right = undamaged(name)
    moved = {
        key: (right[key], amount)
        for key, amount in amounts_in(tuple(lines)).items()
        if amount is not None and key in right and right[key] != amount
    }
    assert moved == {}
