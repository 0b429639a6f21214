"""Printed grade scales."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from disclosures.documents.model import Place


@dataclass(frozen=True, slots=True)
class GradeBand:
    """From `lower` points, inclusive, the grade is `grade`."""

    lower: Decimal
    grade: str


@dataclass(frozen=True, slots=True)
class GradeScale:
    """A printed grade scale, best grade first."""

    bands: tuple[GradeBand, ...]
    place: Place

    def grade(self, score: Decimal) -> str:
        return next((band.grade for band in self.bands if score >= band.lower), self.bands[-1].grade)

    def same_bands(self, other: GradeScale) -> bool:
        return self.bands == other.bands
