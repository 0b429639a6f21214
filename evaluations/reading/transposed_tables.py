"""Score tables with the indicators side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosures.documents.model import Paragraph, Place
from evaluations.reading.numbers import cell_number
from evaluations.reading.records import (
    BLANK,
    LevelName,
    LineKind,
    PrintedNumber,
    PrintedText,
    ScoreLine,
    ScoreTable,
)
from evaluations.reading.rows import GridRow, StreamItem
from evaluations.reading.score_headings import SCORE_COLUMNS, is_total_name, table_title
from evaluations.reading.words import compact, squeeze


def read_transposed_tables(items: Sequence[StreamItem]) -> Iterator[ScoreTable]:
    """Tables with the indicators side by side: rows 指标, 分值, 得分, 得分率."""
    names: GridRow | None = None
    title = shown = PrintedText("")
    found: dict[str, GridRow] = {}
    for item in items:
        if isinstance(item, Paragraph):
            title = table_title(item)
            continue
        role = next((r for r in ("rate", "score", "weight") if SCORE_COLUMNS[r].match(item.first_text)), None)
        if re.fullmatch(r"(?:一级)?指标|评价指标|项目", item.first_text):
            names, found, shown = item, {}, title
        elif names is not None and role is not None:
            found.setdefault(role, item)
            if role == "rate" and "score" in found and "weight" in found:
                yield _transposed(names, found, shown)
                names = None
        elif names is not None and item.filled():
            names = None


def _transposed(names: GridRow, found: dict[str, GridRow], title: PrintedText) -> ScoreTable:
    lines = []
    for at, cell in names.filled()[1:]:
        numbers = {role: cell_number(dict(row.cells).get(at)) for role, row in found.items()}
        name = squeeze(cell.text)
        total = bool(is_total_name(compact(name)) or SCORE_COLUMNS["score"].match(compact(name)))
        lines.append(_line(name, total, numbers, dict(found["score"].cells).get(at, cell).place))
    return ScoreTable(
        title.text, 1, 1, tuple(lines), True, True, False, False, names.place, title_place=title.place
    )


def _line(name: str, total: bool, numbers: dict[str, PrintedNumber], place: Place) -> ScoreLine:
    kind = LineKind.TOTAL if total else LineKind.INDICATOR
    levels = (LevelName("合计" if total else name),)
    return ScoreLine(kind, levels, numbers["weight"], numbers["score"], numbers["rate"], BLANK, place)
