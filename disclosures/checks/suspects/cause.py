"""The root cause of broken relations: what they have in common, and the cells that could explain it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disclosures.checks.finding import Outcome, Suspect


@dataclass(frozen=True, slots=True)
class Cause:
    """One probable root cause. `candidates` counts the cells that could each explain it."""

    id: str
    suspects: tuple[Suspect, ...]
    candidates: int


def find_causes(outcomes: Iterable[Outcome]) -> Mapping[int, Cause]:
    """The cause of each broken relation, by the identity of the relation."""
    return {}
