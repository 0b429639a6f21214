"""Detail tables of a report (明细表)."""

from __future__ import annotations

from dataclasses import dataclass

from disclosures.documents.model import Place
from evaluations.reading.records.printed import PrintedNumber, PrintedText


@dataclass(frozen=True, slots=True)
class DetailColumn:
    """One column of a detail table (明细表): its heading, and what stands in its total row."""

    heading: str
    numbers: tuple[PrintedNumber, ...]
    total: PrintedNumber


@dataclass(frozen=True, slots=True)
class DetailTable:
    """A table of amounts, one item a row: for instance the units' budget, adjusted budget, executed, rate."""

    title: str
    names: tuple[PrintedText, ...]
    columns: tuple[DetailColumn, ...]
    has_total: bool
    is_aligned: bool
    """Whether every row filled the columns of its heading; otherwise sums are not to be trusted."""
    place: Place
    title_place: Place | None = None

    def column(self, *words: str) -> DetailColumn | None:
        return next((c for c in self.columns if any(word in c.heading for word in words)), None)
