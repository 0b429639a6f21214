"""Rows: fields, constraints and named reads. Nothing happens in `save()`."""

from disclosures.models.account import Account
from disclosures.models.claim import Claim
from disclosures.models.department import Department
from disclosures.models.disclosure import Disclosure, Revision
from disclosures.models.edition import Edition
from disclosures.models.fact_sum import FactSum
from disclosures.models.finding import Finding, Outcome, Waiver
from disclosures.models.region import Region
from disclosures.models.run import Report, Run
from disclosures.models.statement import Fact, Line, Statement
from disclosures.models.upload import Upload

__all__ = [
    "Account",
    "Claim",
    "Department",
    "Disclosure",
    "Edition",
    "Fact",
    "FactSum",
    "Finding",
    "Line",
    "Outcome",
    "Region",
    "Report",
    "Revision",
    "Run",
    "Statement",
    "Upload",
    "Waiver",
]
