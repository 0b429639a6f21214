"""The statements of a run as they are printed, each cell with the finding that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosures.final_accounts.records import AmountState, StatementKey
from disclosures.models import Fact, Finding, Line, Run, Statement

Picture = Callable[[Mapping[str, Any]], str | None]
# Of several findings that name a cell, the gravest is shown.
GRAVITY = ("error", "warning", "notice", "info")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell is marked with: the finding to read, and whether the cell is probably the wrong one."""

    finding: int
    severity: str
    suspected: bool


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    state: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    label: str
    picture: str | None
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one heading of their own: a side (收入, 支出) or a block (人员经费, 公用经费)."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class PrintedStatement:
    key: str
    title: str
    form_number: str
    unit: str
    picture: str | None
    headings: Sequence[str]
    blocks: Sequence[Block]


def printed_statements(
    run: Run, findings: Iterable[Finding], picture: Picture
) -> dict[str, PrintedStatement | None]:
    """All nine, in the order of the forms; None where the document has none that could be read."""
    marks = _marks(findings)
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(run=run).order_by("pk"):
        facts[fact.line_id].append(fact)
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in Line.objects.filter(statement__run=run).order_by("ordinal"):
        lines[line.statement_id].append(line)
    found: dict[str, PrintedStatement | None] = dict.fromkeys(key.value for key in StatementKey)
    for statement in Statement.objects.filter(run=run).order_by("ordinal"):
        found[statement.key] = _printed(statement, lines[statement.pk], facts, marks, picture)
    return found


def _printed(
    statement: Statement,
    lines: Sequence[Line],
    facts: Mapping[int, Sequence[Fact]],
    marks: Mapping[str, Mark],
    picture: Picture,
) -> PrintedStatement:
    of_lines = [facts[line.pk] for line in lines]
    headings: dict[str, str] = {}
    for fact in (fact for row in of_lines for fact in row):
        headings.setdefault(fact.measure, _heading(fact))

    def row(line: Line, cells: Sequence[Fact]) -> Row:
        by_measure = {fact.measure: fact for fact in cells}
        chosen = (by_measure.get(measure) for measure in headings)
        return Row(
            code=line.code or "",
            label=line.label,
            picture=picture(line.place),
            cells=[
                Cell(fact.text, fact.state, marks.get(_spot(fact.place))) if fact else None for fact in chosen
            ],
        )

    blocks: dict[str, list[Row]] = {}
    for line, cells in zip(lines, of_lines, strict=True):
        # What stands side by side on paper comes one below the other, without the blanks of the shorter side.
        if not _is_blank(line, cells):
            blocks.setdefault(line.side or line.block or "", []).append(row(line, cells))
    return PrintedStatement(
        key=statement.key,
        title=statement.title,
        form_number=statement.form_number or "",
        unit=statement.unit,
        picture=picture(statement.place),
        headings=tuple(headings.values()),
        blocks=[Block(name, rows) for name, rows in blocks.items()],
    )


def _is_blank(line: Line, cells: Sequence[Fact]) -> bool:
    return not (line.code or line.label) and all(cell.state == AmountState.BLANK for cell in cells)


def _heading(fact: Fact) -> str:
    return " ".join(fact.heading.split()) or fact.measure


def _marks(findings: Iterable[Finding]) -> dict[str, Mark]:
    """By the spot of the cell."""
    found: dict[str, Mark] = {}
    for finding in findings:
        body = finding.body
        suspects = {_spot(item.get("place")) for item in body.get("suspects", ())}
        for spot in suspects | {_spot(item.get("place")) for item in body.get("evidence", ())}:
            mark = Mark(finding.ordinal, finding.severity, spot in suspects)
            if spot not in found or _rank(mark) < _rank(found[spot]):
                found[spot] = mark
    return found


def _rank(mark: Mark) -> tuple[int, bool]:
    return GRAVITY.index(mark.severity), not mark.suspected


def _spot(place: Mapping[str, Any] | None) -> str:
    """The same for the same place of a file."""
    return repr(sorted((place or {}).items()))
