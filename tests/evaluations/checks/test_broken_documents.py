"""Documents cut, shifted and mixed up at random: nothing is raised, and no rule crashes."""

from __future__ import annotations

import random

import pytest

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from evaluations.checks import RULES
from evaluations.reading.as_json import evaluations_as_json
from evaluations.reading.read import read_evaluations
from tests.evaluations.checks.changed import changed
from tests.evaluations.paper import accounts, paper


def broken(text: str, chance: random.Random) -> str:
    """A few lines lose a cell, gain one, are cut, dropped, repeated, or trade places."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        cells = lines[at].split("|")
        match chance.randrange(7):
            case 0:
                cells.pop(chance.randrange(len(cells)))
            case 1:
                cells.insert(chance.randrange(len(cells)), "")
            case 2:
                cells[chance.randrange(len(cells))] = chance.choice(("#####", "-", "5 10", "100%", "－1.2"))
            case 3:
                cells = cells[: chance.randrange(1, len(cells) + 1)]
            case 4:
                cells = []
            case 5:
                cells += ["\n", *cells]
            case _:
                other = chance.randrange(len(lines))
                lines[other], cells = lines[at], lines[other].split("|")
        lines[at] = "|".join(cells)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_raised(seed: int) -> None:
    document = paper(broken(changed(), random.Random(seed)))
    evaluations = read_evaluations(document)
    assert evaluations_as_json(evaluations)
    result = run_rules(Books(accounts(document), annexes=[evaluations]), RULES)
    crashed = [(o.instance, o.reason) for o in result.outcomes if o.state is OutcomeState.CRASHED]
    assert crashed == []
