"""Self-evaluation forms (绩效自评表): budget block and indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from disclosures.documents.model import Place
from evaluations.reading.records.printed import PrintedNumber, PrintedText


class FundSource(StrEnum):
    """The rows of the budget block (项目资金), by meaning."""

    TOTAL = "total"  # 年度资金总额
    CURRENT_YEAR_APPROPRIATION = "current_year_appropriation"  # 当年财政拨款
    CARRY_OVER = "carry_over"  # 上年结转资金
    CENTRAL = "central"  # 中央资金
    PROVINCIAL = "provincial"  # 省级资金
    MUNICIPAL = "municipal"  # 市级资金
    COUNTY = "county"  # 县级资金
    OTHER = "other"  # 其他资金
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FundRow:
    """One row of the budget block: initial budget, adjusted (A), executed (B), 分值, B/A, 得分."""

    source: FundSource
    label: str
    initial: PrintedNumber
    adjusted: PrintedNumber
    executed: PrintedNumber
    weight: PrintedNumber
    rate: PrintedNumber
    score: PrintedNumber
    place: Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """One printed row of the indicators (绩效指标).

    `shifted` says that cells stood in other columns than those of their headings and were put back.
    `parts` holds the indicators of a row into which several were merged; otherwise empty.
    """

    level1: str
    level2: str
    level3: str
    target: PrintedText
    actual: PrintedText
    weight: PrintedNumber
    score: PrintedNumber
    reason: PrintedText
    place: Place
    level1_points: Decimal | None = None
    shifted: bool = False
    parts: tuple[Indicator, ...] = ()


class FormKind(StrEnum):
    """What a self-evaluation form is about."""

    PROJECT = "project"  # 项目支出绩效自评表
    TRANSFER = "transfer"  # 转移支付绩效自评表
    DEPARTMENT = "department"  # 部门整体支出绩效自评表


@dataclass(frozen=True, slots=True)
class SelfEvaluation:
    """One self-evaluation form (绩效自评表)."""

    kind: FormKind
    title: str
    project: str
    project_code: str | None
    department: str | None
    implementing_unit: str | None
    year: int | None
    unit: str | None
    funds: tuple[FundRow, ...]
    indicators: tuple[Indicator, ...]
    subtotal_weight: PrintedNumber
    subtotal_score: PrintedNumber
    total_weight: PrintedNumber
    total_score: PrintedNumber
    explanation: PrintedText
    """What the box for a total below 80 points, or 说明, says."""
    notes: tuple[PrintedText, ...]
    """The printed notes below the form: how scores are given, when a reason is needed."""
    place: Place
    is_complete: bool = True
    """Whether the form was read from heading to total; otherwise nothing follows from its sums."""
    unread_rows: int = 0
    """Rows between the heading and the total that could not be understood."""
    expected_objectives: PrintedText = field(default_factory=lambda: PrintedText(""))
    actual_objectives: PrintedText = field(default_factory=lambda: PrintedText(""))

    def fund(self, source: FundSource) -> FundRow | None:
        return next((row for row in self.funds if row.source == source), None)

    def each_indicator(self) -> tuple[Indicator, ...]:
        """The indicators, merged rows taken apart."""
        return tuple(part for row in self.indicators for part in (row.parts or (row,)))
