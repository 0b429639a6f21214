"""A rule as the API tells it: its texts, its example, how often it fired and how much it finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from disclosures.checks.rule import Need, Rule, kill_rates
from disclosures.services.rule_figures import NEVER

_EXAMPLE = re.compile(r"(?P<more>.*?)\*\*Wrong\*\*(?P<wrong>.*?)\*\*Right\*\*(?P<right>.*)", re.DOTALL)


def rule_dict(rule: Rule, fired: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    more, example = _told(rule)
    return {
        "id": rule.id,
        "version": rule.version,
        "family": rule.family,
        "kind": rule.kind.value,
        "title_zh": rule.title_zh,
        "title_en": rule.title_en,
        "description": " ".join(part for part in (rule.description, more) if part),
        "formula": rule.formula,
        "notes": rule.notes,
        "scope": rule.scope,
        "tolerance": rule.tolerance.strip("— "),
        "applies_when": rule.applies_when_text,
        "needs": [_need(need) for need in rule.needs],
        "severity": rule.severity.value,
        "basis": rule.basis,
        "example": example,
        "aliases": list(rule.aliases),
        "fired": dict(fired.get(rule.id, NEVER)),
        "kill_rate": _kill_rate(rule),
    }


def _told(rule: Rule) -> tuple[str, dict[str, str]]:
    """What the rest of the docstring says: more words, and the wrong and the right figures."""
    found = _EXAMPLE.fullmatch(rule.example)
    if found is None:
        return " ".join(rule.example.split()), {"wrong": "", "right": ""}
    return " ".join(found["more"].split()), {name: _plain(found[name]) for name in ("wrong", "right")}


def _plain(text: str) -> str:
    """Lines without the indentation that set them below one another."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _need(need: Any) -> str:
    return need.code if isinstance(need, Need) else str(need.value)


def _kill_rate(rule: Rule) -> dict[str, Any] | None:
    """Of changes to cells that the rule speaks of, how many it found; None where none was made."""
    measured = kill_rates().get(rule.id)
    if measured is None or not measured.changes:
        return None
    rate = Decimal(measured.found * 10_000 // measured.changes).scaleb(-4)
    return {"changes": measured.changes, "found": measured.found, "rate": f"{rate:f}"}
