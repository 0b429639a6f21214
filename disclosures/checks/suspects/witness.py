"""A relation as a witness in the search: does it hold if one figure is something else?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from disclosures.checks.equation import Allowance, Equation, Expression, Presence, Ratio, Sense, Variable
from disclosures.checks.evaluate import allowance
from disclosures.checks.finding import Severity
from disclosures.checks.outcome import Outcome
from disclosures.checks.rounding import ratio_allowance, sum_allowance

ZERO = Decimal(0)
WEIGHTS = {
    Severity.ERROR: Decimal(1),
    Severity.WARNING: Decimal("0.5"),
    Severity.NOTICE: Decimal("0.5"),
    Severity.INFO: Decimal("0.25"),
}


HABIT = Decimal("0.25")
"""What holds by custom only tips the scale between cells that the accounts themselves do not tell apart."""


def coefficients(expression: Expression, into: dict[str, Decimal], sign: int) -> None:
    for coefficient, figure in expression.terms:
        into[figure.key] += sign * coefficient


class EquationWitness:
    """An equality or inequality: its residual moves by coefficient · change."""

    def __init__(self, outcome: Outcome, relation: Equation, weight: Decimal | None = None) -> None:
        self.outcome = outcome
        self.weight = WEIGHTS[outcome.severity] if weight is None else weight
        self.relation = relation
        self.cells: dict[str, Variable] = {v.key: v for v in relation.variables()}
        self._coefficients: dict[str, Decimal] = defaultdict(Decimal)
        coefficients(relation.left, self._coefficients, 1)
        coefficients(relation.right, self._coefficients, -1)
        self._difference = relation.left.value() - relation.right.value()
        self._tolerance = allowance(relation)[0]
        halves = {v.half_unit * v.scale for v in self.cells.values()}
        self._counted = relation.sense is Sense.EQUAL and relation.tolerance is Allowance.ROUNDING
        self._unit = 2 * max(halves) if self._counted and len(halves) == 1 else None
        self._nonzero = sum(bool(v.amount) for v in relation.variables())

    def add(self, cell: Variable) -> None:
        """Let a figure take part that the statement does not print: the missing row of a sum."""
        self.cells[cell.key] = cell
        self._coefficients[cell.key] -= 1

    def role(self, key: str) -> tuple[Decimal, ...]:
        """How the relation moves with the figure; cells with the same roles cannot be told apart."""
        return (self._coefficients[key],)

    @property
    def holds(self) -> bool:
        return self._excess(self._difference) <= self._tolerance

    def holds_with(self, changes: Mapping[str, Decimal]) -> bool:
        """Whether it would hold if the figures were larger by their changes."""
        moved = self._difference + self._movement(changes)
        return self._excess(moved) <= self._tolerance_with(changes)

    def _movement(self, changes: Mapping[str, Decimal]) -> Decimal:
        coefficients = self._coefficients
        return sum((coefficients[k] * change for k, change in changes.items() if k in coefficients), ZERO)

    def _excess(self, difference: Decimal) -> Decimal:
        if self.relation.sense is Sense.AT_MOST:
            return max(difference, ZERO)
        return max(-difference, ZERO) if self.relation.sense is Sense.AT_LEAST else abs(difference)

    def _tolerance_with(self, changes: Mapping[str, Decimal]) -> Decimal:
        nonzero = self._nonzero
        for key, change in changes.items():
            if key in self.cells:
                value = self.cells[key].value or ZERO
                nonzero += bool(value + change) - bool(value)
        if self._unit is None or nonzero == self._nonzero:
            return self._tolerance
        return sum_allowance(nonzero - 1, self._unit)[0]

    def changes(self, key: str) -> list[Decimal]:
        """The change of the figure that makes it hold exactly."""
        coefficient = self._coefficients[key]
        return [-self._difference / coefficient] if coefficient else []

    def apply(self, changes: Mapping[str, Decimal]) -> None:
        """Go on as if the figures were larger by their changes."""
        self._tolerance = self._tolerance_with(changes)
        self._difference += self._movement(changes)


class RatioWitness:
    """A printed rate: holds within what rounding of rate, part and whole allows."""

    def __init__(self, outcome: Outcome, relation: Ratio) -> None:
        self.outcome = outcome
        self.weight = WEIGHTS[outcome.severity]
        self.relation = relation
        self.cells: dict[str, Variable] = {v.key: v for v in relation.variables()}
        self._part: dict[str, Decimal] = defaultdict(Decimal)
        self._whole: dict[str, Decimal] = defaultdict(Decimal)
        coefficients(relation.part, self._part, 1)
        coefficients(relation.whole, self._whole, 1)
        self._values = (relation.rate.value or ZERO, relation.part.value(), relation.whole.value())

    def role(self, key: str) -> tuple[Decimal, ...]:
        """How the relation moves with the figure, as rate, part and whole."""
        return Decimal(key == self.relation.rate.key), self._part[key], self._whole[key]

    @property
    def holds(self) -> bool:
        return self._holds(*self._values)

    def _holds(self, rate: Decimal, part: Decimal, whole: Decimal) -> bool:
        if whole <= ZERO:
            return False
        relation = self.relation
        expected = relation.factor * part / whole
        likely, _ = ratio_allowance(
            part,
            whole,
            half_part=relation.part.half_unit(),
            half_whole=relation.whole.half_unit(),
            half_rate=relation.rate.half_unit * relation.rate.scale,
            factor=relation.factor,
        )
        return abs(rate - expected) <= likely

    def _moved(self, changes: Mapping[str, Decimal]) -> tuple[Decimal, Decimal, Decimal]:
        rate, part, whole = self._values
        for key, change in changes.items():
            if key == self.relation.rate.key:
                rate += change
            part += self._part.get(key, ZERO) * change
            whole += self._whole.get(key, ZERO) * change
        return rate, part, whole

    def holds_with(self, changes: Mapping[str, Decimal]) -> bool:
        return self._holds(*self._moved(changes))

    def changes(self, key: str) -> list[Decimal]:
        """The change of the figure that makes the rate exact."""
        rate, part, whole = self._values
        factor = self.relation.factor
        if key == self.relation.rate.key:
            return [factor * part / whole - rate] if whole else []
        # rate · (whole + w·x) = factor · (part + p·x)
        slope = rate * self._whole.get(key, ZERO) - factor * self._part.get(key, ZERO)
        return [(factor * part - rate * whole) / slope] if slope else []

    def apply(self, changes: Mapping[str, Decimal]) -> None:
        self._values = self._moved(changes)


class PresenceWitness:
    """Words that name an account, or leave it out: its figure is there, or is not."""

    def __init__(self, outcome: Outcome, presence: Presence) -> None:
        self.outcome = outcome
        self.weight = WEIGHTS[outcome.severity]
        self.relation = presence
        self.cells: dict[str, Variable] = {presence.figure.key: presence.figure}
        self._value = presence.figure.value or ZERO

    def role(self, key: str) -> tuple[Decimal, ...]:
        """Words speak of one figure only, and of no amount."""
        return ()

    @property
    def holds(self) -> bool:
        return self._agrees(self._value)

    def holds_with(self, changes: Mapping[str, Decimal]) -> bool:
        return self._agrees(self._value + changes.get(self.relation.figure.key, ZERO))

    def _agrees(self, value: Decimal) -> bool:
        return value > ZERO if self.relation.stated else value == ZERO

    def changes(self, key: str) -> list[Decimal]:
        """None: words tell that an amount is missing, not which."""
        return []

    def apply(self, changes: Mapping[str, Decimal]) -> None:
        self._value += changes.get(self.relation.figure.key, ZERO)


Witness = EquationWitness | RatioWitness | PresenceWitness


def witnesses(outcomes: Iterable[Outcome]) -> list[Witness]:
    """All that takes part in the search: the evaluated relations of the outcomes, words, and habits."""
    judged = list(outcomes)
    found = [witness for outcome in judged for witness in _of_outcome(outcome)]
    return [*found, *_habits(judged, found)]


def _of_outcome(outcome: Outcome) -> Iterator[Witness]:
    relation = outcome.relation
    yield from (PresenceWitness(outcome, p) for p in outcome.presences if p.figure.known)
    if relation is None or outcome.band is None or not relation.witness:
        return
    if isinstance(relation, Equation):
        yield EquationWitness(outcome, relation)
    else:
        yield RatioWitness(outcome, relation)


def _habits(outcomes: Iterable[Outcome], found: list[Witness]) -> Iterator[Witness]:
    """The habits that this disclosure keeps: those that hold, or are off by just as much as a relation."""
    broken = [w for w in found if not w.holds]
    for outcome in outcomes:
        relation = outcome.relation
        for habit in relation.habits if relation is not None else ():
            if not all(v.known for v in habit.variables()):
                continue
            witness = EquationWitness(outcome, habit, HABIT)
            if witness.holds or any(_is_off_alike(witness, other) for other in broken):
                yield witness


def _is_off_alike(habit: EquationWitness, other: Witness) -> bool:
    """One change of a cell that both speak of would repair both."""
    return any(
        other.holds_with({key: change})
        for key in habit.cells.keys() & other.cells.keys()
        for change in habit.changes(key)
    )
