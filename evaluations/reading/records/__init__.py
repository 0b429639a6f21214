"""Performance evaluation (绩效) as printed: self-evaluation forms, their summaries, evaluation reports.

Frozen records, no behaviour of a publisher.
"""

from evaluations.reading.records.detail_table import DetailColumn, DetailTable
from evaluations.reading.records.evaluations import Evaluations
from evaluations.reading.records.form import FormKind, FundRow, FundSource, Indicator, SelfEvaluation
from evaluations.reading.records.narrative import Overview, Statement, Subject
from evaluations.reading.records.printed import BLANK, PrintedNumber, PrintedText
from evaluations.reading.records.report import EvaluationReport
from evaluations.reading.records.scale import GradeBand, GradeScale
from evaluations.reading.records.score_table import LevelName, LineKind, ScoreLine, ScoreTable, TextScore
from evaluations.reading.records.summary import SummaryKind, SummaryRow

__all__ = [
    "BLANK",
    "DetailColumn",
    "DetailTable",
    "EvaluationReport",
    "Evaluations",
    "FormKind",
    "FundRow",
    "FundSource",
    "GradeBand",
    "GradeScale",
    "Indicator",
    "LevelName",
    "LineKind",
    "Overview",
    "PrintedNumber",
    "PrintedText",
    "ScoreLine",
    "ScoreTable",
    "SelfEvaluation",
    "Statement",
    "Subject",
    "SummaryKind",
    "SummaryRow",
    "TextScore",
]
