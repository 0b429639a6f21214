"""Performance evaluation (绩效) as printed: self-evaluation forms, their summaries, evaluation reports.

Frozen records, no behaviour of a publisher. Blank, dash, zero and unreadable are four things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from disclosures.documents.model import Place, ReadingNote
from disclosures.final_accounts.records import AmountState


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text with the place it stands at."""

    text: str
    place: Place = field(default_factory=Place)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as printed. `value` is None unless the state is VALUE; a per cent keeps its printed figure.

    `parts` holds the numbers of a cell into which the publisher's table or its conversion put those of
    several rows (`5 10`); their sum is then the value.
    """

    text: str
    state: AmountState
    value: Decimal | None
    place: Place = field(default_factory=Place)
    is_percent: bool = False
    parts: tuple[Decimal, ...] = ()

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return 0 if self.value is None else max(0, -int(self.value.as_tuple().exponent))

    @property
    def ratio(self) -> Decimal | None:
        """The number as a ratio: 99.21% is 0.9921, and so is a printed 0.9921."""
        if self.value is None:
            return None
        return self.value / 100 if self.is_percent else self.value


BLANK = PrintedNumber("", AmountState.BLANK, None)


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


@dataclass(frozen=True, slots=True)
class GradeBand:
    """From `lower` points, inclusive, the grade is `grade`."""

    lower: Decimal
    grade: str


@dataclass(frozen=True, slots=True)
class GradeScale:
    """A printed grade scale, best grade first."""

    bands: tuple[GradeBand, ...]
    place: Place

    def grade(self, score: Decimal) -> str:
        return next((band.grade for band in self.bands if score >= band.lower), self.bands[-1].grade)

    def same_bands(self, other: GradeScale) -> bool:
        return self.bands == other.bands


class LineKind(StrEnum):
    INDICATOR = "indicator"
    SUBTOTAL = "subtotal"  # 小计
    TOTAL = "total"  # 合计, 总计, 总分


@dataclass(frozen=True, slots=True)
class LevelName:
    """An indicator's name at one level, with the points printed beside it, if any: 项目立项 (2分)."""

    name: str
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of a score table (评分表). `levels` are its names from the top, inherited ones included."""

    kind: LineKind
    levels: tuple[LevelName, ...]
    weight: PrintedNumber
    score: PrintedNumber
    rate: PrintedNumber
    subtotal: PrintedNumber
    """The block's score in a column of its own (小计), on the first line of the block; otherwise blank."""
    place: Place
    shifted: bool = False

    @property
    def name(self) -> str:
        return self.levels[-1].name if self.levels else ""

    def level(self, number: int) -> str:
        return self.levels[number - 1].name if number <= len(self.levels) else ""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table of weights and scores. Without a column of scores it is an indicator system (指标体系)."""

    title: str
    first_level: int
    """The level of the first column of names: 1, or 2 and more where a table is of one block only."""
    depth: int
    lines: tuple[ScoreLine, ...]
    has_weights: bool
    has_scores: bool
    has_subtotal_column: bool
    rate_is_share: bool
    place: Place
    unread_rows: int = 0

    @property
    def indicators(self) -> tuple[ScoreLine, ...]:
        return tuple(line for line in self.lines if line.kind == LineKind.INDICATOR)

    @property
    def total(self) -> ScoreLine | None:
        return next((line for line in reversed(self.lines) if line.kind == LineKind.TOTAL), None)


@dataclass(frozen=True, slots=True)
class TextScore:
    """A score that stands in running text: 决策指标权重分数10分，实际得分8.98分，得分率89.8%."""

    name: str
    weight: PrintedNumber
    score: PrintedNumber
    rate: PrintedNumber
    text: str
    place: Place
    parts: tuple[tuple[str, PrintedNumber], ...] = ()
    """What the sentence gives in brackets: 项目目标（7分）决策过程（5分）."""


@dataclass(frozen=True, slots=True)
class DetailColumn:
    """One column of a detail table (明细表): its heading, and what stands in its total row."""

    heading: str
    numbers: tuple[PrintedNumber, ...]
    total: PrintedNumber


@dataclass(frozen=True, slots=True)
class DetailTable:
    """A table of amounts, one item a row: for instance the units' budget, adjusted budget, executed, rate."""

    title: str
    names: tuple[PrintedText, ...]
    columns: tuple[DetailColumn, ...]
    has_total: bool
    is_aligned: bool
    """Whether every row filled the columns of its heading; otherwise sums are not to be trusted."""
    place: Place

    def column(self, *words: str) -> DetailColumn | None:
        return next((c for c in self.columns if any(word in c.heading for word in words)), None)


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
    sentences: tuple[PrintedText, ...]
    """The report's sentences that carry a number, for the rules that recompute what a text says."""
    place: Place


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
