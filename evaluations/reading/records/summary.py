"""Summary tables (自评情况汇总表, 部门评价情况汇总表)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from disclosures.documents.model import Place
from evaluations.reading.records.printed import PrintedNumber, PrintedText


class SummaryKind(StrEnum):
    """Whether a summary table lists self-evaluations (自评情况汇总表) or evaluations (部门评价情况汇总表)."""

    SELF_EVALUATION = "self_evaluation"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One project in a summary table."""

    kind: SummaryKind
    table: int
    project: str
    unit_name: str | None
    fund_name: str | None
    initial: PrintedNumber
    adjusted: PrintedNumber
    executed: PrintedNumber
    rate: PrintedNumber
    score: PrintedNumber
    grade: PrintedText
    place: Place
