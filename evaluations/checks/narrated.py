"""What the narrative states about the evaluations as a whole, each statement once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.rule import Need
from evaluations.checks.figures import evaluations_of, is_number
from evaluations.reading.records import Evaluations, Statement, Subject

STATEMENTS = Need(
    "no_performance_narrative",
    "情况说明中没有可识别的绩效自评情况",
    "the narrative says nothing about self-evaluations that could be read",
    lambda books: bool(evaluations_of(books).statements),
)


def stated(evaluations: Evaluations, subject: Subject) -> Iterator[Statement]:
    """The statements of a subject, those repeated in the same words once."""
    seen: set[tuple[str, Decimal | None]] = set()
    for statement in evaluations.statements:
        key = (statement.group, statement.number.value)
        if statement.subject is subject and is_number(statement.number) and key not in seen:
            seen.add(key)
            yield statement
