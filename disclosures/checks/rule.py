"""A rule: one thing that must hold in a disclosure, found by its permanent id.

What is said about a rule in public (titles, formula, scope, tolerance, severity, when it applies) stands in
`rules.csv`; the docstring of its function describes it with a wrong and a right example; the function states
it. Three decorators make a function a rule: `equations` for arithmetic, `defects` for names, sets, order and
words, `ledger` for what is said about the outcomes of all other rules.
"""

from __future__ import annotations

import csv
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from disclosures.checks.books import Books
from disclosures.checks.equation import Presence, Relation, Variable
from disclosures.checks.finding import Evidence, Message, Reason, Severity, Suspect, family_of
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.final_accounts.records import StatementKey

RULES_TABLE = Path(__file__).with_name("rules.csv")
KILL_RATES = Path(__file__).with_name("kill_rates.csv")
SEVERITIES = {
    "error": Severity.ERROR,
    "warn": Severity.WARNING,
    "notice": Severity.NOTICE,
    "info": Severity.INFO,
    "—": Severity.INFO,
}


class Kind(StrEnum):
    """What the function of a rule yields."""

    EQUATIONS = "equations"
    DEFECTS = "defects"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule that is not arithmetic says about one instance. Made by the four functions below."""

    name: str
    state: OutcomeState
    message: Message | None = None
    reason: Reason | None = None
    evidence: tuple[Evidence, ...] = ()
    expected: str | None = None
    printed: str | None = None
    severity: Severity | None = None
    relation: Relation | None = None
    """The relation it is about, so that the finding shares its root cause and suspects."""
    cause: str = ""
    """What is wrong, where several rules come upon the same: `expenditure/20105 missing`."""
    presences: tuple[Presence, ...] = ()
    """What the words judged say of figures, for the search for the culprit."""
    suspects: tuple[Suspect, ...] = ()
    bound_to: tuple[Evidence, ...] = ()
    """Figures that the finding rests on beside its evidence: when one changes it is another finding."""


def holds(
    name: str, *, evidence: Iterable[Evidence | Variable] = (), presences: Iterable[Presence] = ()
) -> Judgement:
    """The instance was looked at and is right."""
    return Judgement(name, OutcomeState.PASSED, evidence=_evidence(evidence), presences=tuple(presences))


def defect(
    name: str,
    *,
    zh: str,
    en: str,
    evidence: Iterable[Evidence | Variable] = (),
    expected: str | None = None,
    printed: str | None = None,
    severity: Severity | None = None,
    relation: Relation | None = None,
    cause: str = "",
    presences: Iterable[Presence] = (),
    suspects: Iterable[Suspect] = (),
    bound_to: Iterable[Evidence | Variable] = (),
) -> Judgement:
    """The instance is wrong: one sentence in Chinese, one in English, both with what is printed."""
    return Judgement(
        name,
        OutcomeState.FAILED,
        message=Message(zh, en),
        evidence=_evidence(evidence),
        expected=expected,
        printed=printed,
        severity=severity,
        relation=relation,
        cause=cause,
        presences=tuple(presences),
        suspects=tuple(suspects),
        bound_to=_evidence(bound_to),
    )


def undecidable(name: str, *, code: str, zh: str, en: str) -> Judgement:
    """The instance cannot be decided: something it needs is missing, unreadable or not known."""
    return Judgement(name, OutcomeState.NOT_EVALUABLE, reason=Reason(code, zh, en))


def inapplicable(name: str, *, code: str, zh: str, en: str) -> Judgement:
    """The rule does not apply to the instance."""
    return Judgement(name, OutcomeState.NOT_APPLICABLE, reason=Reason(code, zh, en))


def _evidence(items: Iterable[Evidence | Variable]) -> tuple[Evidence, ...]:
    return tuple(item.evidence() if isinstance(item, Variable) else item for item in items)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be in the document for a rule to be evaluable, other than a statement."""

    code: str
    zh: str
    en: str
    met: Callable[[Books], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule applies. `holds` answers None where that cannot be known."""

    zh: str
    en: str
    holds: Callable[[Books], bool | None]


States: TypeAlias = Callable[[Books], Iterable[Relation | Judgement]]
Judges: TypeAlias = Callable[[Books], Iterable[Judgement]]
Reviews: TypeAlias = Callable[[Books, tuple[Outcome, ...]], Iterable[Judgement]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue. `version` rises when the same figures would be judged differently."""

    id: str
    version: int
    kind: Kind
    severity: Severity
    title_zh: str
    title_en: str
    formula: str
    scope: str
    tolerance: str
    applies_when_text: str
    notes: str
    basis: str
    docstring: str
    module: str
    needs: tuple[StatementKey | Need, ...]
    applies_when: Condition | None
    aliases: tuple[str, ...]
    function: Callable[..., Iterable[Relation | Judgement]]

    @property
    def family(self) -> str:
        return family_of(self.id)

    @property
    def description(self) -> str:
        """The first paragraph of the docstring: what is wrong when the rule fails."""
        return " ".join(self.docstring.split("\n\n", 1)[0].split())

    @property
    def example(self) -> str:
        """The rest of the docstring: the wrong and the right figures."""
        return self.docstring.partition("\n\n")[2].strip()


def equations(
    id: str,
    *,
    basis: str,
    needs: Iterable[StatementKey | Need] = (),
    applies_when: Condition | None = None,
    severity: Severity | None = None,
    version: int = 1,
    aliases: tuple[str, ...] = (),
) -> Callable[[States], Rule]:
    """Make a rule of a function that yields relations between figures."""

    def make(function: States) -> Rule:
        return _rule(id, Kind.EQUATIONS, function, basis, needs, applies_when, severity, version, aliases)

    return make


def defects(
    id: str,
    *,
    basis: str,
    needs: Iterable[StatementKey | Need] = (),
    applies_when: Condition | None = None,
    severity: Severity | None = None,
    version: int = 1,
    aliases: tuple[str, ...] = (),
) -> Callable[[Judges], Rule]:
    """Make a rule of a function that yields a judgement for every instance it looked at."""

    def make(function: Judges) -> Rule:
        return _rule(id, Kind.DEFECTS, function, basis, needs, applies_when, severity, version, aliases)

    return make


def ledger(
    id: str, *, basis: str, severity: Severity | None = None, version: int = 1, aliases: tuple[str, ...] = ()
) -> Callable[[Reviews], Rule]:
    """Make a rule of a function over the outcomes of all rules that are not of this kind."""

    def make(function: Reviews) -> Rule:
        return _rule(id, Kind.LEDGER, function, basis, (), None, severity, version, aliases)

    return make


def _rule(
    id: str,
    kind: Kind,
    function: Callable[..., Iterable[Relation | Judgement]],
    basis: str,
    needs: Iterable[StatementKey | Need],
    applies_when: Condition | None,
    severity: Severity | None,
    version: int,
    aliases: tuple[str, ...],
) -> Rule:
    text = rule_texts()[id]
    return Rule(
        id=id,
        version=version,
        kind=kind,
        severity=severity or SEVERITIES[text["severity"].split("/")[0].strip()],
        title_zh=text["title_zh"],
        title_en=text["title_en"],
        formula=text["formula"],
        scope=text["scope"],
        tolerance=text["tolerance"],
        applies_when_text=text["applies_when"],
        notes=text["notes"],
        basis=basis,
        docstring=inspect.getdoc(function) or "",
        module=function.__module__,
        needs=tuple(needs),
        applies_when=applies_when,
        aliases=aliases,
        function=function,
    )


@dataclass(frozen=True, slots=True)
class KillRate:
    """Of so many changes to cells that a rule speaks of, how many it found; by bench/mutations.py."""

    changes: int
    found: int


@lru_cache(maxsize=1)
def kill_rates() -> Mapping[str, KillRate]:
    """The last measurement by rule; rules that no changed cell belongs to are not in it."""
    with KILL_RATES.open(encoding="utf-8", newline="") as rates:
        rows = csv.DictReader(rates)
        return {row["rule"]: KillRate(int(row["changes"]), int(row["found"])) for row in rows}


@lru_cache(maxsize=1)
def rule_texts() -> Mapping[str, Mapping[str, str]]:
    """The rows of `rules.csv` by id. KeyError for an id it does not have: a rule without public text."""
    with RULES_TABLE.open(encoding="utf-8", newline="") as table:
        return MappingProxyType({row["id"]: row for row in csv.DictReader(table)})
