"""Reports as rules see them: with lasting names, tables with keys, blocks of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from disclosures.checks.books import Books
from disclosures.checks.equation import Variable
from disclosures.checks.rule import Need
from evaluations.checks.figures import evaluations_of, numbered, points, unread
from evaluations.reading.records import (
    EvaluationReport,
    LineKind,
    PrintedNumber,
    ScoreLine,
    ScoreTable,
    TextScore,
)
from evaluations.reading.words import fold_name

REPORTS = Need(
    "no_evaluation_reports",
    "文件中没有绩效评价报告",
    "the document has no evaluation report",
    lambda books: bool(evaluations_of(books).reports),
)
_WORDS = {"weight": "权重", "score": "得分", "rate": "得分率"}


@dataclass(frozen=True)
class ReportView:
    """A report and the keys of its figures."""

    name: str
    report: EvaluationReport

    @property
    def key(self) -> str:
        return f"report/{self.name}"

    @property
    def total(self) -> Variable:
        """The total as the report states it first."""
        return points(self.report.total_score, f"{self.key}/total_score", f"{self.label()}总得分")

    def label(self, table: ScoreTable | None = None) -> str:
        title = f"{table.title}" if table is not None and table.title else ""
        return f"《{self.report.project}》评价报告{title}"

    @cached_property
    def tables(self) -> tuple[tuple[str, ScoreTable], ...]:
        """Score tables with keys: the report, the table's title, numbered where it repeats."""
        named = self.report.score_tables
        keys = numbered(table.title or "评分表" for table in named)
        return tuple((f"{self.key}/{key}", table) for key, table in zip(keys, named, strict=True))

    @cached_property
    def systems(self) -> tuple[tuple[str, ScoreTable], ...]:
        named = self.report.indicator_systems
        keys = numbered(table.title or "指标体系" for table in named)
        return tuple((f"{self.key}/system/{key}", table) for key, table in zip(keys, named, strict=True))

    def line_key(self, table: ScoreTable, line: ScoreLine) -> str:
        return _line_keys(table)[id(line)]

    def line_figure(self, key: str, table: ScoreTable, line: ScoreLine, what: str) -> Variable:
        number: PrintedNumber = getattr(line, what)
        name = line.name if line.kind is LineKind.INDICATOR else f"{line.level(1)}{_KINDS[line.kind]}"
        label = f"{self.label(table)}“{name}”{_WORDS[what]}"
        return points(number, f"{key}/{self.line_key(table, line)}/{what}", label)

    def unread(self, key: str, table: ScoreTable) -> tuple[Variable, ...]:
        """An assumed zero where the table was not read with certainty."""
        doubtful = table.unread_rows + sum(line.shifted for line in table.lines)
        return unread(doubtful, f"{key}/unread", table.place)

    @cached_property
    def _text_names(self) -> dict[int, str]:
        scores = self.report.text_scores
        return dict(zip(map(id, scores), numbered(score.name for score in scores), strict=True))

    def text_name(self, score: TextScore) -> str:
        return self._text_names[id(score)]

    def text_key(self, score: TextScore, what: str) -> str:
        return f"{self.key}/text/{self.text_name(score)}/{what}"

    def text_figure(self, score: TextScore, what: str) -> Variable:
        number: PrintedNumber = getattr(score, what)
        return points(number, self.text_key(score, what), f"{self.label()}正文“{score.name}”{_WORDS[what]}")


_KINDS = {LineKind.INDICATOR: "", LineKind.SUBTOTAL: "小计", LineKind.TOTAL: "合计"}


def _line_keys(table: ScoreTable) -> dict[int, str]:
    names = numbered(f"{line.kind.value}{line.name}" for line in table.lines)
    return {id(line): name for line, name in zip(table.lines, names, strict=True)}


def report_views(books: Books) -> tuple[ReportView, ...]:
    reports = evaluations_of(books).reports
    names = numbered(report.project or report.title for report in reports)
    return tuple(ReportView(name, report) for name, report in zip(names, reports, strict=True))


def table_views(books: Books, *, systems: bool = False) -> Iterator[tuple[ReportView, str, ScoreTable]]:
    """Every score table of every report; with `systems` those of weights only as well."""
    for view in report_views(books):
        for key, table in (*view.tables, *(view.systems if systems else ())):
            yield view, key, table


def table_figures(report: ReportView, key: str, table: ScoreTable, what: str) -> list[Variable]:
    """One column of a table's indicators, with an assumed zero where reading was not certain."""
    figures = [report.line_figure(key, table, line, what) for line in table.indicators]
    return [*figures, *report.unread(key, table)]


def is_whole(table: ScoreTable) -> bool:
    """Whether a table is over the whole report: several first-level indicators."""
    first = {line.level(1) for line in table.indicators}
    return table.first_level == 1 and len(first) >= 3


@dataclass(frozen=True)
class Block:
    """Consecutive indicators below one name, with the points printed with it."""

    path: tuple[str, ...]
    points: Decimal | None
    lines: tuple[ScoreLine, ...]

    @property
    def weight(self) -> Decimal:
        return sum((line.weight.value or Decimal(0) for line in self.lines), Decimal(0))


def blocks_of(table: ScoreTable) -> list[Block]:
    """The blocks of every level above the indicators, in order."""
    blocks: list[Block] = []
    for depth in range(1, table.depth):
        group: list[ScoreLine] = []
        for line in (*table.indicators, None):
            path = _path(line, depth) if line is not None else None
            if group and path != _path(group[0], depth):
                blocks.append(_block(group, depth))
                group = []
            if line is not None and len(line.levels) > depth:
                group.append(line)
    return blocks


def _path(line: ScoreLine, depth: int) -> tuple[str, ...]:
    return tuple(fold_name(level.name) for level in line.levels[:depth])


def _block(group: Sequence[ScoreLine], depth: int) -> Block:
    levels = group[0].levels[:depth]
    return Block(tuple(level.name for level in levels), levels[-1].points, tuple(group))
