"""Everything about performance that was read of one document."""

from __future__ import annotations

from dataclasses import dataclass

from disclosures.documents.model import ReadingNote
from evaluations.reading.records.form import SelfEvaluation
from evaluations.reading.records.narrative import Overview, Statement
from evaluations.reading.records.report import EvaluationReport
from evaluations.reading.records.scale import GradeScale
from evaluations.reading.records.summary import SummaryRow


@dataclass(frozen=True, slots=True)
class Evaluations:
    """Everything about performance that was read of one document."""

    forms: tuple[SelfEvaluation, ...] = ()
    summaries: tuple[SummaryRow, ...] = ()
    overviews: tuple[Overview, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[EvaluationReport, ...] = ()
    scales: tuple[GradeScale, ...] = ()
    """Grade scales printed outside reports: below summary tables and forms, in the narrative."""
    notes: tuple[ReadingNote, ...] = ()
