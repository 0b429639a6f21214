"""The records as the public JSON has them: texts as printed, places as the report names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disclosures.documents.model import Place
from evaluations.reading.account_links import REASONS, AccountLink
from evaluations.reading.projects import ProjectView
from evaluations.reading.reached import indicator_verdict
from evaluations.reading.records import (
    EvaluationReport,
    Evaluations,
    FundRow,
    Indicator,
    PrintedNumber,
    PrintedText,
    ScoreLine,
    ScoreTable,
    SelfEvaluation,
    SummaryRow,
)


def evaluations_as_json(evaluations: Evaluations) -> dict[str, Any]:
    """The sections evaluations add to the report of a document."""
    return {
        "self_evaluations": [form_as_json(form) for form in evaluations.forms],
        "self_evaluation_summaries": [summary_as_json(row) for row in evaluations.summaries],
        "self_evaluation_overviews": [
            {
                "project": overview.project,
                "kind": overview.kind.value,
                "score": overview.score.text or None,
                "adjusted": overview.adjusted.text or None,
                "executed": overview.executed.text or None,
                "rate": overview.rate.text or None,
                "text": overview.text,
                "place": overview.place.as_dict(),
            }
            for overview in evaluations.overviews
        ],
        "evaluation_reports": [report_as_json(report) for report in evaluations.reports],
        "evaluation_notes": [
            {"code": note.code, "zh": note.zh, "en": note.en, "place": note.place.as_dict()}
            for note in evaluations.notes
        ],
    }


def links_as_json(views: Sequence[ProjectView], links: Sequence[AccountLink]) -> list[dict[str, Any]]:
    """Every project with the account its money stands in, or why that cannot be said."""
    return [
        {
            "project": view.name,
            "executed": view.first("executed").text or None,
            **link_as_json(link, views),
            "place": view.place.as_dict(),
        }
        for view, link in zip(views, links, strict=True)
    ]


def link_as_json(link: AccountLink, views: Sequence[ProjectView]) -> dict[str, Any]:
    zh, en = REASONS[link.reason] if link.reason is not None else ("", "")
    return {
        "account": link.account,
        "label": link.label,
        "proof": link.proof.value if link.proof is not None else None,
        "together_with": [
            {"project": views[at].name, "place": views[at].place.as_dict()} for at in link.others
        ],
        "reason": {"code": link.reason.value, "zh": zh, "en": en} if link.reason is not None else None,
    }


def form_as_json(form: SelfEvaluation) -> dict[str, Any]:
    return {
        "kind": form.kind.value,
        "title": form.title,
        "project": form.project,
        "project_code": form.project_code,
        "department": form.department,
        "implementing_unit": form.implementing_unit,
        "year": form.year,
        "unit": form.unit,
        "total_score": _number(form.total_score),
        "subtotal_weight": _number(form.subtotal_weight),
        "subtotal_score": _number(form.subtotal_score),
        "expected_objectives": form.expected_objectives.text,
        "actual_objectives": form.actual_objectives.text,
        "explanation": form.explanation.text,
        "notes": [note.text for note in form.notes],
        "complete": form.is_complete,
        "unread_rows": form.unread_rows,
        "place": form.place.as_dict(),
        "budget": [_fund(row) for row in form.funds],
        "indicators": [indicator_as_json(indicator) for indicator in form.indicators],
    }


def _fund(row: FundRow) -> dict[str, Any]:
    return {
        "source": row.label,
        "source_key": row.source.value,
        "initial": row.initial.text,
        "adjusted": row.adjusted.text,
        "executed": row.executed.text,
        "weight": row.weight.text,
        "rate": row.rate.text,
        "score": row.score.text,
        "place": row.place.as_dict(),
    }


def indicator_as_json(indicator: Indicator) -> dict[str, Any]:
    entry = {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "target": indicator.target.text,
        "actual": indicator.actual.text,
        "weight": indicator.weight.text,
        "score": indicator.score.text,
        "reason": indicator.reason.text,
        "shifted": indicator.shifted,
        "verdict": indicator_verdict(indicator).value,
        "place": indicator.place.as_dict(),
    }
    if indicator.parts:
        entry["parts"] = [indicator_as_json(part) for part in indicator.parts]
    return entry


def summary_as_json(row: SummaryRow) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "project": row.project,
        "unit_name": row.unit_name,
        "fund_name": row.fund_name,
        "initial": _number(row.initial),
        "adjusted": _number(row.adjusted),
        "executed": _number(row.executed),
        "rate": _number(row.rate),
        "score": _number(row.score),
        "grade": row.grade.text or None,
        "place": row.place.as_dict(),
    }


def report_as_json(report: EvaluationReport) -> dict[str, Any]:
    return {
        "title": report.title,
        "project": report.project,
        "commissioner": report.commissioner,
        "department": report.department,
        "implementing_unit": report.implementing_unit,
        "evaluator": report.evaluator,
        "date": report.date,
        "period": report.period,
        "total_score": _number(report.total_score),
        "grade": report.grade.text or None,
        "scale": [{"lower": f"{band.lower:f}", "grade": band.grade} for band in report.scale.bands]
        if report.scale
        else [],
        "place": report.place.as_dict(),
        "score_tables": [_score_table(table) for table in report.score_tables],
        "score_lines": [_score_line(line, table) for table in report.score_tables for line in table.lines],
        "text_scores": [
            {
                "name": score.name,
                "weight": _number(score.weight),
                "score": _number(score.score),
                "rate": _number(score.rate),
                "parts": [{"name": name, "score": number.text} for name, number in score.parts],
                "place": score.place.as_dict(),
            }
            for score in report.text_scores
        ],
        "detail_tables": [
            {
                "title": table.title,
                "names": [name.text for name in table.names],
                "columns": [
                    {
                        "heading": column.heading,
                        "values": [number.text for number in column.numbers],
                        "total": _number(column.total),
                    }
                    for column in table.columns
                ],
                "place": table.place.as_dict(),
            }
            for table in report.detail_tables
        ],
        "funds": _texts(report.funds),
        "problems": _texts(report.problems),
        "recommendations": _texts(report.recommendations),
    }


def _score_table(table: ScoreTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "depth": table.depth,
        "indicators": len(table.indicators),
        "lines": len(table.lines),
        "unread_rows": table.unread_rows,
        "place": table.place.as_dict(),
    }


def _score_line(line: ScoreLine, table: ScoreTable) -> dict[str, Any]:
    blank = [""] * (table.first_level - 1)
    names = [*blank, *(level.name for level in line.levels)]
    levels = {f"level{number}": name for number, name in enumerate(names, start=1) if number > 3}
    first, second, third = ([*names, "", "", ""])[:3]
    return {
        "table": table.title,
        "kind": line.kind.value,
        "level1": first,
        "level2": second,
        "level3": third,
        **levels,
        "weight": line.weight.text,
        "score": line.score.text,
        "rate": line.rate.text,
        "subtotal": line.subtotal.text,
        "shifted": line.shifted,
        "place": line.place.as_dict(),
    }


def _number(number: PrintedNumber) -> str | None:
    return number.text or None


def _texts(texts: Sequence[PrintedText]) -> list[dict[str, Any]]:
    return [{"text": text.text, "place": _place(text.place)} for text in texts]


def _place(place: Place) -> dict[str, Any]:
    return place.as_dict()
