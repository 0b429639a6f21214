"""What checking gives: an outcome for every instance of every rule, with a finding where it failed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosures.checks.equation import Presence, Relation
from disclosures.checks.finding import Evidence, Finding, Reason, Severity, family_of
from disclosures.checks.rounding import Band


class OutcomeState(StrEnum):
    """What became of one instance of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUABLE = "not_evaluable"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ledger's entry for one instance of a rule, such as `T03-02[20103,total]`.

    An arithmetic rule's outcome carries its relation with residual, allowance and band, in base units (yuan).
    """

    rule: str
    version: int
    instance: str
    state: OutcomeState
    reason: Reason | None = None
    severity: Severity = Severity.ERROR
    finding: Finding | None = None
    relation: Relation | None = None
    residual: Decimal | None = None
    tolerance: Decimal | None = None
    bound: Decimal | None = None
    band: Band | None = None
    evidence: tuple[Evidence, ...] = ()
    presences: tuple[Presence, ...] = ()

    @property
    def family(self) -> str:
        return family_of(self.rule)
