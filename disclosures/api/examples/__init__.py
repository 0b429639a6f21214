"""One example for each kind of answer, as the description of the API shows it; a file for each resource."""

from disclosures.api.examples.catalogue import ACCOUNT, DEPARTMENT, REGION, RULE
from disclosures.api.examples.disclosures import (
    COMPARISON,
    DIFF,
    DISCLOSURE,
    REVISION,
    STATEMENT,
    STATEMENT_BRIEF,
    WITHDRAW_REQUEST,
)
from disclosures.api.examples.figures import AGGREGATE, FACT, SERIES, THREE_PUBLIC
from disclosures.api.examples.findings import CLAIM, EXPLANATION, FINDING, OUTCOME, WAIVE_REQUEST, WAIVER
from disclosures.api.examples.uploads import CHECK_SUMMARY, PUBLISH_REQUEST, REPORT, RUNS, upload

__all__ = [
    "ACCOUNT",
    "AGGREGATE",
    "CHECK_SUMMARY",
    "CLAIM",
    "COMPARISON",
    "DEPARTMENT",
    "DIFF",
    "DISCLOSURE",
    "EXPLANATION",
    "FACT",
    "FINDING",
    "OUTCOME",
    "PUBLISH_REQUEST",
    "REGION",
    "REPORT",
    "REVISION",
    "RULE",
    "RUNS",
    "SERIES",
    "STATEMENT",
    "STATEMENT_BRIEF",
    "THREE_PUBLIC",
    "WAIVER",
    "WAIVE_REQUEST",
    "WITHDRAW_REQUEST",
    "upload",
]
