"""What the search for the culprit gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from disclosures.checks.finding import Suspect


@dataclass(frozen=True, slots=True)
class Cause:
    """One probable root cause. `candidates` counts the cells that could each explain it; `change` is what
    the only one would have to change by, in base units."""

    id: str
    suspects: tuple[Suspect, ...]
    candidates: int
    change: Decimal | None = None
