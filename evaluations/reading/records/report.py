"""Evaluation reports (绩效评价报告)."""

from __future__ import annotations

from dataclasses import dataclass

from disclosures.documents.model import Place
from disclosures.final_accounts.narrative.passages import Passage
from evaluations.reading.records.detail_table import DetailTable
from evaluations.reading.records.printed import PrintedNumber, PrintedText
from evaluations.reading.records.scale import GradeScale
from evaluations.reading.records.score_table import ScoreTable, TextScore


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """One evaluation report (绩效评价报告)."""

    title: str
    project: str
    commissioner: str | None
    department: str | None
    implementing_unit: str | None
    evaluator: str | None
    date: str | None
    period: str | None
    year: int | None
    total_score: PrintedNumber
    grade: PrintedText
    self_score: PrintedNumber
    """The self-evaluation's score as the report quotes it (单位自评优，评分96分)."""
    totals: tuple[PrintedNumber, ...]
    """Every place at which the report states its total."""
    scale: GradeScale | None
    score_tables: tuple[ScoreTable, ...]
    text_scores: tuple[TextScore, ...]
    indicator_systems: tuple[ScoreTable, ...]
    detail_tables: tuple[DetailTable, ...]
    funds: tuple[PrintedText, ...]
    problems: tuple[PrintedText, ...]
    recommendations: tuple[PrintedText, ...]
    sentences: tuple[Passage, ...]
    """The report's sentences that carry a number, for the rules that recompute what a text says."""
    place: Place
