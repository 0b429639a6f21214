"""How much was looked at, by family: what became of the instances, and of how many rules any was evaluated.

The same members for a result in memory and for the rows of a stored run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosures.checks.finding import Reason, family_of
from disclosures.checks.outcome import Outcome, OutcomeState

EVALUATED = (OutcomeState.PASSED, OutcomeState.FAILED)
SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """So many instances of a rule that ended alike."""

    rule: str
    state: OutcomeState
    reason: Reason | None = None
    instances: int = 1


def entries_of(outcomes: Iterable[Outcome]) -> list[Entry]:
    return [Entry(outcome.rule, outcome.state, outcome.reason) for outcome in outcomes]


def summary(entries: Iterable[Entry]) -> dict[str, Any]:
    """Every rule of the catalogue has an entry, so that silence is never taken for success.

    `completion` is the share of the rules of which at least one instance was evaluated.
    """
    listed = list(entries)
    families: dict[str, list[Entry]] = {}
    for entry in listed:
        families.setdefault(family_of(entry.rule), []).append(entry)
    return {
        **_counts(listed),
        "families": [{"family": name, **_counts(of)} for name, of in families.items()],
        "reasons": _reasons(listed),
    }


def completion(evaluated: int, rules: int) -> str | None:
    """A share with four decimals, cut off: 1.0000 means all."""
    return f"{Decimal(evaluated * 10_000 // rules).scaleb(-4):f}" if rules else None


def _counts(entries: list[Entry]) -> dict[str, Any]:
    states: Counter[OutcomeState] = Counter()
    for entry in entries:
        states[entry.state] += entry.instances
    rules = {entry.rule for entry in entries}
    evaluated = {entry.rule for entry in entries if entry.state in EVALUATED}
    return {
        "rules": len(rules),
        "rules_evaluated": len(evaluated),
        "completion": completion(len(evaluated), len(rules)),
        "instances": states.total(),
        **{state.value: states[state] for state in OutcomeState},
    }


def _reasons(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Why instances were not evaluable, the most frequent kind first, with the rules that it stopped."""
    by_code: dict[str, list[tuple[Entry, Reason]]] = {}
    for entry in entries:
        if entry.state is OutcomeState.NOT_EVALUABLE and entry.reason:
            by_code.setdefault(entry.reason.code, []).append((entry, entry.reason))
    reasons = [
        {
            "code": code,
            "instances": sum(entry.instances for entry, _ in of),
            "rules": sorted({entry.rule for entry, _ in of}),
            "sentences": [
                {"zh": zh, "en": en}
                for zh, en in list(dict.fromkeys((r.zh, r.en) for _, r in of))[:SENTENCES]
            ],
        }
        for code, of in by_code.items()
    ]
    return sorted(reasons, key=lambda reason: (-reason["instances"], reason["code"]))
