"""Scores of a report: in tables (评分表, 指标体系) and in running text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosures.documents.model import Place
from evaluations.reading.records.printed import PrintedNumber


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
    title_place: Place | None = None

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
