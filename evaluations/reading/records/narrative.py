"""What the narrative says about evaluations (绩效自评综述, 绩效评价结果)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from disclosures.documents.model import Place
from evaluations.reading.records.form import FormKind
from evaluations.reading.records.printed import PrintedNumber


@dataclass(frozen=True, slots=True)
class Overview:
    """The narrative's paragraph on one project (绩效自评综述)."""

    project: str
    kind: FormKind
    text: str
    score: PrintedNumber
    adjusted: PrintedNumber
    executed: PrintedNumber
    rate: PrintedNumber
    place: Place


class Subject(StrEnum):
    """What the narrative says about evaluations as a whole."""

    PROJECT_COUNT = "project_count"  # 涵盖项目n个
    PROJECT_AMOUNT = "project_amount"  # 涉及预算资金
    PROJECT_SHARE = "project_share"  # 占项目支出总额的
    TRANSFER_COUNT = "transfer_count"
    TRANSFER_AMOUNT = "transfer_amount"
    GRADED_COUNT = "graded_count"  # n个项目自评等级为优
    EVALUATED_COUNT = "evaluated_count"  # 对n个项目开展了部门评价
    EVALUATED_AMOUNT = "evaluated_amount"
    NO_EVALUATION = "no_evaluation"  # 本部门无部门评价项目
    EVALUATION_SCORE = "evaluation_score"  # 绩效评价得分
    EVALUATION_GRADE = "evaluation_grade"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence of the narrative says about the evaluations: a number, or a word (`detail`)."""

    subject: Subject
    number: PrintedNumber
    detail: str
    text: str
    place: Place
    group: str = ""
    """Whose evaluation: department 部门, treasury 财政, central or provincial transfers; empty for none."""
