"""One box that finds departments, accounts and lines of statements. Published data only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from disclosures.mapping import bigrams
from disclosures.models import Account, Department, Disclosure, Fact

LONGEST = 60
MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    text: str
    departments: Sequence[Department]
    disclosures: Sequence[Disclosure]
    accounts: Sequence[Account]
    facts: Sequence[Fact]

    @property
    def anything(self) -> bool:
        return bool(self.departments or self.accounts or self.facts)


def cleaned(text: str) -> str:
    """What is looked for; control characters, which no name has and no database takes, are left out."""
    return "".join(character for character in text if character.isprintable())[:LONGEST].strip()


def find(text: str) -> Found:
    departments = _departments(text)
    return Found(
        text=text,
        departments=departments,
        disclosures=_disclosures(departments),
        accounts=_accounts(text),
        facts=_facts(text),
    )


def _departments(text: str) -> list[Department]:
    named = Q(name__contains=text) | Q(aliases__contains=[text])
    return list(
        Department.objects.public().filter(named).select_related("region").order_by("name", "pk")[:MOST]
    )


def _disclosures(departments: Sequence[Department]) -> list[Disclosure]:
    rows = Disclosure.objects.published().filter(department__in=departments).select_related("department")
    return list(rows.order_by("department__name", "-fiscal_year", "pk")[:MOST])


def _accounts(text: str) -> list[Account]:
    """By the beginning of the code, or by a part of the name."""
    asked = Q(code__startswith=text) if text.isascii() and text.isdecimal() else Q(name__contains=text)
    return list(Account.objects.filter(asked).order_by("classification", "code", "pk")[:MOST])


def _facts(text: str) -> list[Any]:
    """Amounts of lines by code, or by two or more characters of the label; one character finds too much."""
    facts = Fact.objects.published().filter(state="value", measure__in=("total", "amount"))
    if text.isascii() and text.isdecimal():
        facts = facts.filter(code=text)
    elif len(text) < 2:
        return []
    else:
        facts = facts.filter(line__bigrams__contains=bigrams(text), line__label__contains=text)
    return list(facts.select_related("department", "line").order_by("-fiscal_year", "pk")[:MOST])
