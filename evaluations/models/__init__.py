"""Rows on performance. Each belongs to a run and is never edited: a new run replaces the pointer."""

from evaluations.models.project import Project
from evaluations.models.report import EvaluationReport, ScoreLine
from evaluations.models.self_evaluation import Indicator, SelfEvaluation

__all__ = ["EvaluationReport", "Indicator", "Project", "ScoreLine", "SelfEvaluation"]
