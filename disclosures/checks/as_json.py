"""What checking gave as the public JSON has it."""

from __future__ import annotations

from typing import Any

from disclosures.checks.equation import Equation, Expression, Relation
from disclosures.checks.finding import Evidence, Finding, Outcome, OutcomeState, Suspect
from disclosures.checks.run import CheckResult


def checks_json(result: CheckResult) -> dict[str, int]:
    """How many instances came out how."""
    counts = {state.value: result.count(state) for state in OutcomeState}
    return {"instances": len(result.outcomes), **counts}


def finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "instance": finding.instance,
        "severity": finding.severity.value,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "evidence": [evidence_json(evidence) for evidence in finding.evidence],
        "expected": finding.expected,
        "printed": finding.printed,
        "difference": finding.difference,
        "tolerance": finding.tolerance,
        "unit": finding.unit,
        "root_cause": finding.root_cause,
        "suspects": [suspect_json(suspect) for suspect in finding.suspects],
        "candidates": finding.candidates,
        "fingerprint": finding.fingerprint,
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    return {
        "key": evidence.key,
        "label": evidence.label,
        "text": evidence.text,
        "value": None if evidence.value is None else format(evidence.value, "f"),
        "unit": evidence.unit,
        "place": evidence.place.as_dict(),
    }


def suspect_json(suspect: Suspect) -> dict[str, Any]:
    return {
        "key": suspect.key,
        "label": suspect.label,
        "printed": suspect.printed,
        "implied": suspect.implied,
        "unit": suspect.unit,
        "slip": suspect.slip,
        "place": suspect.place.as_dict(),
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """How the outcome came about: each term with its coefficient, and what the comparison gave."""
    if outcome.relation is None:
        return {"evidence": [evidence_json(evidence) for evidence in outcome.evidence]}
    return {
        **relation_json(outcome.relation),
        "residual": _text(outcome.residual),
        "tolerance": _text(outcome.tolerance),
        "bound": _text(outcome.bound),
        "band": outcome.band.value if outcome.band else None,
    }


def relation_json(relation: Relation) -> dict[str, Any]:
    if isinstance(relation, Equation):
        return {
            "sense": relation.sense.value,
            "left": _terms(relation.left),
            "right": _terms(relation.right),
        }
    return {
        "rate": evidence_json(relation.rate.evidence()),
        "part": _terms(relation.part),
        "whole": _terms(relation.whole),
        "factor": _text(relation.factor),
    }


def _terms(expression: Expression) -> list[dict[str, Any]]:
    return [
        {"coefficient": _text(factor), **evidence_json(variable.evidence())}
        for factor, variable in expression.terms
    ]


def _text(value: object) -> str | None:
    return None if value is None else format(value, "f")
