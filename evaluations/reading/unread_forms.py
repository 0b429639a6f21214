"""Tables titled as self-evaluation forms that were not read as one: said, so that none goes by in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosures.documents.model import Paragraph, Place, ReadingNote
from evaluations.reading.records import SummaryRow
from evaluations.reading.rows import GridRow, StreamItem
from evaluations.reading.words import compact

_TITLE = re.compile(r".{0,60}自评(?:价)?表(?:\(.{2,20}\))?$")
_OF_A_FORM = re.compile(r"[一二三]级指标|指标名称|(?:自评)?得分|指标值")
CAPTIONS = 4
"""So many lines may stand between a title and its table: the year, the unit."""


def unread_forms(
    items: Sequence[StreamItem], tables: frozenset[int], summaries: Sequence[SummaryRow]
) -> Iterator[ReadingNote]:
    """A note for each table below such a title that neither a form nor a summary was read of."""
    listed = {row.place for row in summaries}
    title, place, lines = "", Place(), 0
    seen: set[int] = set()
    for item in items:
        text = compact(item.text) if isinstance(item, Paragraph) else "".join(item.texts)
        if _TITLE.fullmatch(text):
            title, place, lines = text, item.place, 0
        elif isinstance(item, Paragraph):
            lines += 1
            title = title if lines <= CAPTIONS else ""
        elif item.table not in tables and item.table not in seen and title and _OF_A_FORM.search(text):
            seen.add(item.table)
            if not any(row.place in listed for row in _rows(items, item.table)):
                yield _note(title, place)
            title = ""


def _rows(items: Sequence[StreamItem], table: int) -> Iterator[GridRow]:
    return (item for item in items if isinstance(item, GridRow) and item.table == table)


def _note(title: str, place: Place) -> ReadingNote:
    return ReadingNote(
        "self_evaluation_not_read",
        f"“{title}”的版式未能识别，未作核对。",
        f"The layout of “{title}” is not known; nothing of it was checked.",
        place,
    )
