"""Everything about performance that a document says, read from any format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosures.documents.model import Document, ReadingNote
from disclosures.final_accounts.narrative.passages import Passage, passages
from evaluations.reading.forms import read_forms
from evaluations.reading.narrative import read_overviews, read_statements
from evaluations.reading.records import Evaluations, GradeScale, SelfEvaluation
from evaluations.reading.report_bounds import report_bounds
from evaluations.reading.reports import read_reports
from evaluations.reading.rows import stream
from evaluations.reading.scales import read_scale
from evaluations.reading.summaries import read_summaries
from evaluations.reading.unread_forms import unread_forms


def read_evaluations(document: Document) -> Evaluations:
    """Forms, summaries, narrative and reports. A document without any gives an empty record."""
    reports = tuple(read_reports(document))
    rest = _outside_reports(document)
    items = stream(rest)
    texts = tuple(passages(rest))
    read = read_forms(items)
    summaries = tuple(read_summaries(items))
    return Evaluations(
        forms=read.forms,
        summaries=summaries,
        overviews=tuple(read_overviews(texts)),
        statements=tuple(read_statements(texts)),
        reports=reports,
        scales=tuple(_scales(texts)),
        notes=(*_notes(read.forms), *unread_forms(items, read.tables, summaries)),
    )


def _outside_reports(document: Document) -> Document:
    """The document without its reports: a report quotes forms and summaries without being one."""
    inside: set[int] = set()
    for bounds in report_bounds(document.blocks):
        inside.update(range(bounds.start, bounds.end))
    return replace(document, blocks=tuple(b for at, b in enumerate(document.blocks) if at not in inside))


def _scales(texts: Sequence[Passage]) -> Iterator[GradeScale]:
    for text in texts:
        if "为“优" in text.text or "为优" in text.text:
            scale = read_scale(text.text, text.place_at(0))
            if scale is not None:
                yield scale


def _notes(forms: Sequence[SelfEvaluation]) -> Iterator[ReadingNote]:
    """What the operator should know: forms that were not read whole."""
    for form in forms:
        if not form.is_complete or form.unread_rows:
            yield ReadingNote(
                "self_evaluation_incomplete",
                f"项目“{form.project}”的绩效自评表未能完整读取（未识别{form.unread_rows}行）。",
                f"The self-evaluation form of “{form.project}” was not read whole ({form.unread_rows} rows).",
                form.place,
            )
