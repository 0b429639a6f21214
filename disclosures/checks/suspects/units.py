"""A whole statement in another unit than it says: every copy of its figures is off by one power of ten."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from disclosures.checks.equation import Equation, Sense, Variable
from disclosures.checks.finding import Suspect
from disclosures.checks.suspects.witness import EquationWitness, Witness
from disclosures.final_accounts.records import Unit

POWERS = tuple(Decimal(10) ** k for k in (-8, -4, -3, -1, 1, 3, 4, 8))
FEWEST_COPIES = Decimal(5)
SHARE_OF_COPIES = Decimal("0.8")
CLOSE = Decimal("0.001")


class UnitSlip(NamedTuple):
    """A statement whose figures are all too large by the same power of ten."""

    statement: str
    power: Decimal
    cell: Variable

    @property
    def suspect(self) -> Suspect:
        """The unit line, and the unit that would make the figures agree."""
        cell = self.cell
        units = {unit.in_yuan: unit.value for unit in Unit}
        scale = Decimal(cell.scale) / self.power
        implied = units.get(int(scale), f"{cell.unit} / {self.power.normalize():f}")
        label = cell.label.partition("》")[0].removesuffix("》") + "》单位"
        return Suspect(f"{self.statement}/unit", label, cell.unit, implied, "", cell.place, "power_of_ten")

    def explains(self, witness: Witness) -> bool:
        """A broken relation that speaks of the statement."""
        return any(cell.statement == self.statement for cell in witness.cells.values())


def unit_slip(witnesses: Iterable[Witness]) -> UnitSlip | None:
    """The statement whose unit is wrong, if there is one."""
    copies: Counter[str] = Counter()
    slips: dict[tuple[str, Decimal], list[Variable]] = defaultdict(list)
    for witness in witnesses:
        pair = _copy_between_statements(witness)
        if pair is None:
            continue
        for mine, other in (pair, pair[::-1]):
            copies[mine.statement] += 1
            power = _power(mine, other)
            if power:
                slips[mine.statement, power].append(mine)
    found = max(slips, key=lambda slip: (len(slips[slip]), slip[1]), default=None)
    if found is None or len(slips[found]) < max(FEWEST_COPIES, SHARE_OF_COPIES * copies[found[0]]):
        return None
    return UnitSlip(*found, slips[found][0])


def _copy_between_statements(witness: Witness) -> tuple[Variable, Variable] | None:
    """Two non-zero figures of different statements that should be the same."""
    if not isinstance(witness, EquationWitness):
        return None
    relation: Equation = witness.relation
    figures = [v for v in relation.variables() if v.amount]
    if relation.sense is not Sense.EQUAL or len(figures) != 2:
        return None
    first, second = figures
    return None if first.statement == second.statement else (first, second)


def _power(mine: Variable, other: Variable) -> Decimal | None:
    ratio = (mine.value or Decimal(0)) / (other.value or Decimal(1))
    return next((p for p in POWERS if abs(ratio - p) <= CLOSE * p), None)
