"""The public report of one file, alike for `check_document`, `validations/` and `uploads/{id}/report/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disclosures.analysis import Analysis, printed_department
from disclosures.checks.as_json import finding_as_json
from disclosures.checks.run import CheckResult
from disclosures.checks.summary import entries_of, summary
from disclosures.documents.errors import Unreadable
from disclosures.final_accounts.as_json import claim_json, statement_json, unread_sentence_json
from disclosures.mapping import contradiction_dict

NO_SECTIONS: Mapping[str, Any] = {
    "self_evaluations": [],
    "self_evaluation_summaries": [],
    "self_evaluation_overviews": [],
    "evaluation_reports": [],
    "evaluation_notes": [],
    "project_accounts": [],
}


def report(analysis: Analysis) -> dict[str, Any]:
    """Everything that was read and found, as public JSON."""
    document, accounts, checks = analysis.read(), analysis.extracted(), analysis.checks
    notes = [{"code": n.code, "zh": n.zh, "en": n.en, "place": n.place.as_dict()} for n in document.notes]
    return {
        "document": {
            "name": analysis.name,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "pages": document.pages,
            "notes": notes,
        },
        "disclosure": {
            "department": printed_department(accounts, analysis.declared),
            "fiscal_year": accounts.fiscal_year,
            "unit": accounts.unit.value if accounts.unit else None,
            "contradictions": [contradiction_dict(c) for c in accounts.contradictions],
        },
        "statements": [statement_json(statement) for statement in accounts.statements],
        "claims": [claim_json(claim) for claim in accounts.claims],
        "unread_sentences": [unread_sentence_json(sentence) for sentence in accounts.unread_sentences],
        **NO_SECTIONS,
        **analysis.sections,
        "checks": _checks(checks) if checks else {},
        "findings": [finding_as_json(finding) for finding in checks.findings] if checks else [],
    }


def unreadable_report(name: str, reason: Unreadable) -> dict[str, Any]:
    """What is said of a file that cannot be read: the code, and a sentence a person can act on."""
    return {
        "document": {"name": name},
        "unreadable": {"code": reason.code.value, "message": {"zh": reason.zh, "en": reason.en}},
        "statements": [],
        "claims": [],
        "unread_sentences": [],
        **NO_SECTIONS,
        "checks": {},
        "findings": [],
    }


def _checks(result: CheckResult) -> dict[str, Any]:
    return {**summary(entries_of(result.outcomes)), "catalogue": result.catalogue_fingerprint}
