"""The final accounts of one department and year, as printed: frozen records, no behaviour of a publisher.

Blank, dash, zero and unreadable are four things. Amounts are Decimal. Codes are text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from disclosures.documents.model import Document, Place, ReadingNote


class AmountState(StrEnum):
    VALUE = "value"
    BLANK = "blank"
    DASH = "dash"
    UNREADABLE = "unreadable"


class Unit(StrEnum):
    """The printed unit of amounts. The member's value is the printed Chinese."""

    YUAN = "元"
    THOUSAND_YUAN = "千元"
    WAN_YUAN = "万元"
    HUNDRED_MILLION_YUAN = "亿元"

    @property
    def in_yuan(self) -> int:
        return {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}[self.value]


class StatementKey(StrEnum):
    """The nine public statements, by meaning: 公开表."""

    INCOME_AND_EXPENDITURE = "income_and_expenditure"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    FISCAL_APPROPRIATION = "fiscal_appropriation"
    GENERAL_PUBLIC_BUDGET_EXPENDITURE = "general_public_budget_expenditure"
    BASIC_EXPENDITURE = "basic_expenditure"
    GOVERNMENT_MANAGED_FUNDS = "government_managed_funds"
    STATE_CAPITAL = "state_capital"
    THREE_PUBLIC_EXPENSES = "three_public_expenses"


class Side(StrEnum):
    """The half of a two-sided statement a line stands in: 收入 or 支出."""

    INCOME = "income"
    EXPENDITURE = "expenditure"


class ExpenditureBlock(StrEnum):
    """The part of 基本支出 a line belongs to: 人员经费 or 公用经费."""

    PERSONNEL = "personnel"
    OPERATING = "operating"


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed amount. `value` is in the printed unit and None unless the state is VALUE."""

    text: str
    state: AmountState
    value: Decimal | None
    unit: Unit

    @property
    def yuan(self) -> Decimal | None:
        return None if self.value is None else self.value * self.unit.in_yuan


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a statement: which measure (key and printed heading), how much, where."""

    measure: str
    heading: str
    amount: Amount
    place: Place
    readings: tuple[str, ...] = ()
    """What independent readings saw, where they disagree; the amount is then UNREADABLE."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a statement.

    `code` is the account code (科目编码; digits joined), None for lines without one. `item` is the key of
    what a line without a code means, where the form fixes it (see `statements/<key>.py`): for instance
    `income_total`, `opening_balance`, `grand_total`, `total`, `personnel_total`, or for a class line of
    the two-sided statements `class` with `code` set to the class code its *name* stands for.
    """

    code: str | None
    label: str
    figures: tuple[Figure, ...]
    place: Place
    item: str | None = None
    line_number: str | None = None
    side: Side | None = None
    block: ExpenditureBlock | None = None

    def __getitem__(self, measure: str) -> Figure:
        """The figure of a measure; KeyError where the statement has no such column."""
        for figure in self.figures:
            if figure.measure == measure:
                return figure
        raise KeyError(measure)


@dataclass(frozen=True, slots=True)
class Statement:
    """One public statement. `caption_department` is the 部门/编制单位 line printed above it, if any."""

    key: StatementKey
    title: str
    unit: Unit
    lines: tuple[Line, ...]
    place: Place
    form_number: str | None = None
    unit_text: str | None = None
    """The unit line as printed; None where none is printed and the document's unit was taken."""
    caption_department: str | None = None
    measures: tuple[str, ...] = ()
    notes: tuple[tuple[str, Place], ...] = ()
    """What is printed below the statement: 注：…"""
    problems: tuple[ReadingNote, ...] = ()
    """Why figures of it are unreadable: rows that do not match the headings, columns not recognised."""

    def figures(self) -> Iterator[tuple[Line, Figure]]:
        return ((line, figure) for line in self.lines for figure in line.figures)


class Section(StrEnum):
    """Sections of the narrative (情况说明), by meaning."""

    OVERALL = "overall"  # 收入支出决算总体情况
    INCOME = "income"
    EXPENDITURE = "expenditure"
    FISCAL_APPROPRIATION = "fiscal_appropriation"
    GENERAL_PUBLIC_BUDGET = "general_public_budget"
    BASIC_EXPENDITURE = "basic_expenditure"
    GOVERNMENT_MANAGED_FUNDS = "government_managed_funds"
    STATE_CAPITAL = "state_capital"
    THREE_PUBLIC_EXPENSES = "three_public_expenses"
    OPERATING_EXPENSES = "operating_expenses"  # 机关运行经费
    PROCUREMENT = "procurement"  # 政府采购
    STATE_ASSETS = "state_assets"  # 国有资产占用
    PERFORMANCE = "performance"  # 预算绩效


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence of the narrative says about a quantity, as printed.

    `subject` is what it is about (a measure, item or account key; the printed Chinese where no key fits),
    `quantity` which figure of it (amount, change, change_rate, share, budget, completion_rate, count …).
    `value` is None for claims in words (没有, 持平); `text` is the sentence or clause.
    """

    section: Section
    subject: str
    quantity: str
    value: Decimal | None
    unit: str
    text: str
    place: Place
    printed: str = ""
    """The number as printed."""
    account: tuple[str, ...] = ()
    """Names of 类, 款, 项 where the sentence names an account."""
    direction: str | None = None
    """The word of direction (增加, 减少, 大于, 持平 …) as printed."""
    base: str | None = None
    """What a change, share or completion refers to, as printed (上年, 年初预算, 本年支出合计 …)."""
    group: str = ""
    """Claims of one statement about one subject share it: an amount with its share, change and rate."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Department, year or unit as the document states them in two ways, or against what the uploader said."""

    subject: str
    printed: str
    other: str
    place: Place
    declared: bool = False
    """`other` is what the uploader said, not what stands elsewhere in the document."""


@dataclass(frozen=True, slots=True)
class UnreadSentence:
    """A sentence of the narrative with a figure that no claim was made of."""

    section: Section
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class FinalAccounts:
    """Everything read of one disclosure. A statement that is not in the document is not in `statements`."""

    document: Document
    department: str | None
    fiscal_year: int | None
    unit: Unit | None
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unread_sentences: tuple[UnreadSentence, ...] = ()
    department_place: Place = field(default_factory=Place)

    def statement(self, key: StatementKey) -> Statement | None:
        return next((s for s in self.statements if s.key == key), None)
