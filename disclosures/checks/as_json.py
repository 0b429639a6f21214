"""The ledger and the findings as the public JSON has them: plain dicts, numbers as text."""

from __future__ import annotations

from typing import Any

from disclosures.checks.finding import Evidence, Finding, Suspect
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.run import CheckResult


def checks_as_json(result: CheckResult) -> dict[str, int]:
    """How many instances there are, and what became of them; the counts add up to the instances."""
    return {
        "instances": len(result.outcomes),
        "passed": result.count(OutcomeState.PASSED),
        "failed": result.count(OutcomeState.FAILED),
        "not_evaluable": result.count(OutcomeState.NOT_EVALUABLE),
        "not_applicable": result.count(OutcomeState.NOT_APPLICABLE),
        "crashed": result.count(OutcomeState.CRASHED),
    }


def findings_as_json(result: CheckResult) -> list[dict[str, Any]]:
    """Every finding, the most severe first."""
    return [finding_as_json(finding) for finding in result.findings]


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """One finding. `expected`, `printed`, `difference` and `tolerance` are in `unit`."""
    return {
        "rule": finding.rule,
        "version": finding.version,
        "instance": finding.instance,
        "severity": finding.severity.value,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "evidence": [evidence_as_json(evidence) for evidence in finding.evidence],
        "expected": finding.expected,
        "printed": finding.printed,
        "difference": finding.difference,
        "tolerance": finding.tolerance,
        "unit": finding.unit,
        "root_cause": finding.root_cause,
        "suspects": [suspect_as_json(suspect) for suspect in finding.suspects],
        "candidates": finding.candidates,
        "fingerprint": finding.fingerprint,
    }


def evidence_as_json(evidence: Evidence) -> dict[str, Any]:
    """One printed thing a finding rests on."""
    return {
        "key": evidence.key,
        "label": evidence.label,
        "statement": evidence.statement,
        "row": evidence.row,
        "column": evidence.column,
        "printed": evidence.text,
        "value": None if evidence.value is None else str(evidence.value),
        "unit": evidence.unit,
        "place": evidence.place.as_dict(),
    }


def suspect_as_json(suspect: Suspect) -> dict[str, Any]:
    """One cell that is probably wrong, and what it would have to be."""
    return {
        "key": suspect.key,
        "label": suspect.label,
        "place": suspect.place.as_dict(),
        "printed": suspect.printed,
        "implied": suspect.implied,
        "unit": suspect.unit,
        "slip": suspect.slip,
    }


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """One line of the ledger."""
    reason = outcome.reason
    return {
        "rule": outcome.rule,
        "version": outcome.version,
        "instance": outcome.instance,
        "outcome": outcome.state.value,
        "severity": outcome.severity.value,
        "band": outcome.band.value if outcome.band else None,
        "reason": {"code": reason.code, "zh": reason.zh, "en": reason.en} if reason else None,
    }
