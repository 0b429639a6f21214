"""Every rule there is, in the order of the families. A run stores the fingerprint of this catalogue.

`python -m finance_api.catalogue` writes the page docs/rules.md to the standard output.
"""

from __future__ import annotations

import sys

from disclosures.checks import articulation, classification, completeness, narrative, presentation
from disclosures.checks.rule import Rule
from disclosures.checks.rules_page import rules_page
from evaluations import checks as evaluation_checks

RULES: tuple[Rule, ...] = (
    *articulation.RULES,
    *classification.RULES,
    *narrative.RULES,
    *completeness.RULES,
    *presentation.RULES,
    *evaluation_checks.RULES,
)

if __name__ == "__main__":
    sys.stdout.write(rules_page(RULES))
