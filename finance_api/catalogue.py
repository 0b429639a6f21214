"""Every rule there is, in the order of the families. A run stores the fingerprint of this catalogue."""

from __future__ import annotations

from disclosures.checks import articulation, classification, completeness, narrative, presentation
from disclosures.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *articulation.RULES,
    *classification.RULES,
    *narrative.RULES,
    *completeness.RULES,
    *presentation.RULES,
)
