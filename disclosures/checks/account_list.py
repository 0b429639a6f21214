"""Account codes with the names they have in each year: functional (201…) and economic (301…) apart."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from disclosures.final_accounts.labels import name_of

REFERENCE = Path(__file__).resolve().parents[2] / "reference"


class Classification(StrEnum):
    """支出功能分类 and 支出经济分类."""

    FUNCTIONAL = "functional"
    ECONOMIC = "economic"


@dataclass(frozen=True, slots=True)
class AccountName:
    """One name of a code. `confirmed` names were seen in documents of `years`; the others are only believed.

    An official list has a span of years instead, and nothing unconfirmed.
    """

    classification: Classification
    code: str
    name: str
    years: frozenset[int] = frozenset()
    confirmed: bool = False
    valid_from: int | None = None
    valid_to: int | None = None

    def covers(self, year: int) -> bool:
        """The name holds in that year: seen in it, seen before and after it, or valid by the list."""
        if self.valid_from is not None:
            return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)
        return bool(self.years) and min(self.years) <= year <= max(self.years)


class AccountList:
    """All names of all codes. `complete_for` says in which years a code that is not in it is wrong."""

    def __init__(
        self,
        names: Iterable[AccountName],
        *,
        complete_for: Iterable[tuple[Classification, int]] = (),
    ) -> None:
        self._names: dict[tuple[Classification, str], list[AccountName]] = defaultdict(list)
        for name in names:
            self._names[name.classification, name.code].append(name)
        self.complete_for = frozenset(complete_for)

    def names(self, classification: Classification, code: str) -> tuple[AccountName, ...]:
        return tuple(self._names.get((classification, code), ()))

    def codes_named(self, classification: Classification, name: str) -> frozenset[str]:
        """The codes that have had the name in any year."""
        return self._codes.get((classification, name_of(name)), frozenset())

    @cached_property
    def _codes(self) -> dict[tuple[Classification, str], frozenset[str]]:
        codes: dict[tuple[Classification, str], set[str]] = defaultdict(set)
        for (classification, code), names in self._names.items():
            for name in names:
                codes[classification, name_of(name.name)].add(code)
        return {name: frozenset(found) for name, found in codes.items()}

    def is_complete(self, classification: Classification, year: int) -> bool:
        return (classification, year) in self.complete_for


def read_account_list(folder: Path) -> AccountList:
    """The lists collected from published documents: partial, so that an unknown code is only unknown."""
    return AccountList(
        [
            *_names(folder / "functional_accounts.csv", Classification.FUNCTIONAL),
            *_names(folder / "economic_accounts.csv", Classification.ECONOMIC),
        ]
    )


@lru_cache(maxsize=1)
def reference_accounts() -> AccountList:
    return read_account_list(REFERENCE)


def _names(path: Path, classification: Classification) -> list[AccountName]:
    with path.open(encoding="utf-8", newline="") as table:
        return [
            AccountName(
                classification,
                row["code"],
                row["name"],
                frozenset(int(year) for year in row["years_printed"].split()),
                row["status"] == "printed",
            )
            for row in csv.DictReader(table)
        ]
