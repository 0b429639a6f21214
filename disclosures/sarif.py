"""Findings as SARIF 2.1.0 (OASIS), which code review and other tools read.

A page, a sheet's cell or a box is no region of text: it is a logical location, and its numbers are
properties. Lines of a text are regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from disclosures.checks.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MEDIA_TYPE = "application/sarif+json"
LEVELS = {"error": "error", "warning": "warning", "notice": "note", "info": "note"}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Artifact:
    """The document that the findings are of."""

    name: str
    sha256: str = ""
    media_type: str = ""


def sarif_log(
    artifact: Artifact,
    findings: Iterable[Mapping[str, Any]],
    rules: Sequence[Rule],
    waived: Mapping[str, str] | None = None,
) -> Json:
    """One run over one document. `findings` as the report has them; `waived`: reasons by fingerprint."""
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "disclosures", "language": "zh-CN", "rules": [_rule(rule) for rule in rules]}
    results = [_result(artifact, finding, index, waived or {}) for finding in findings]
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(artifact)],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title_zh},
        "fullDescription": {"text": rule.description},
        "help": {"text": "\n".join(part for part in (rule.formula, rule.example) if part)},
        "defaultConfiguration": {"level": LEVELS[rule.severity.value]},
        "properties": {
            "title_en": rule.title_en,
            "version": rule.version,
            "basis": rule.basis,
            "tags": [rule.family],
        },
    }


def _artifact(artifact: Artifact) -> Json:
    described: Json = {"location": {"uri": quote(artifact.name)}, "roles": ["analysisTarget"]}
    if artifact.media_type:
        described["mimeType"] = artifact.media_type
    if artifact.sha256:
        described["hashes"] = {"sha-256": artifact.sha256}
    return described


def _result(
    artifact: Artifact, finding: Mapping[str, Any], index: Mapping[str, int], waived: Mapping[str, str]
) -> Json:
    first, *others = finding["evidence"] or [None]
    related = [_location(artifact, evidence, evidence["printed"]) for evidence in others]
    related += [
        _location(artifact, suspect, f"可疑：{suspect['printed']}，应为{suspect['implied']}")
        for suspect in finding["suspects"]
    ]
    names = ("instance", "severity", "expected", "printed", "difference", "tolerance", "unit", "root_cause")
    result: Json = {
        "ruleId": finding["rule"],
        "level": LEVELS[finding["severity"]],
        "message": {"text": finding["message"]["zh"]},
        "locations": [_location(artifact, first, first["printed"]) if first else _whole(artifact)],
        "partialFingerprints": {"figures/v1": finding["fingerprint"]},
        "properties": {
            "message_en": finding["message"]["en"],
            **{name: finding[name] for name in names if finding.get(name)},
        },
    }
    if finding["rule"] in index:
        result["ruleIndex"] = index[finding["rule"]]
    if related:
        result["relatedLocations"] = [{"id": n, **location} for n, location in enumerate(related, 1)]
    if (reason := waived.get(finding["fingerprint"])) is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _whole(artifact: Artifact) -> Json:
    return {"physicalLocation": {"artifactLocation": {"uri": quote(artifact.name), "index": 0}}}


def _location(artifact: Artifact, shown: Mapping[str, Any], words: str) -> Json:
    place = shown["place"]
    physical: Json = _whole(artifact)["physicalLocation"]
    if inner := place.get("file"):
        physical["artifactLocation"] = {"uri": f"{quote(artifact.name)}/{quote(inner)}"}
    if line := place.get("line"):
        physical["region"] = {"startLine": line}
    location: Json = {"physicalLocation": physical, "properties": {"place": place}}
    name = shown.get("label") or shown.get("key")
    if name or words:
        location["message"] = {"text": f"{name}：{words}" if name else words}
    if logical := _logical(place):
        location["logicalLocations"] = [logical]
    return location


def _logical(place: Mapping[str, Any]) -> Json | None:
    """The cell of a sheet, or else the page, the table or the paragraph."""
    if sheet := place.get("sheet"):
        cell = place.get("cell")
        if cell:
            return {"name": cell, "fullyQualifiedName": f"{sheet}!{cell}", "kind": "cell"}
        return {"name": sheet, "kind": "sheet"}
    for kind in ("page", "table", "paragraph"):
        if kind in place:
            return {"name": f"{kind} {place[kind]}", "kind": kind}
    return None
