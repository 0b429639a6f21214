"""A stored statement as an answer: JSON line by line, or a table."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from disclosures.api.money import money
from disclosures.final_accounts.records import Unit
from disclosures.models import Fact, Line, Statement
from finance_api.rest.renderers import Table

LINE_HEADINGS = ("行次", "收支", "类别", "科目编码", "项目")


def statement_brief(statement: Statement) -> dict[str, Any]:
    return {
        "key": statement.key,
        "title": statement.title,
        "form_number": statement.form_number,
        "unit": statement.unit,
        "measures": statement.measures,
        "place": statement.place,
    }


def statement_dict(statement: Statement, unit: Unit) -> dict[str, Any]:
    cells = _cells(statement)
    return {
        **statement_brief(statement),
        "amount_unit": unit.value,
        "lines": [
            {
                "code": line.code,
                "label": line.label,
                "item": line.item,
                "line_number": line.line_number,
                "side": line.side,
                "block": line.block,
                "cells": [_cell(fact, unit) for fact in cells[line.pk]],
            }
            for line in _lines(statement)
        ],
    }


def statement_table(statement: Statement, unit: Unit) -> Table:
    """One row a line, one column a measure, under the printed headings; amounts in the unit asked for."""
    cells = _cells(statement)
    headings: dict[str, str] = {}
    for facts in cells.values():
        for fact in facts:
            headings.setdefault(fact.measure, fact.heading or fact.measure)
    columns = [f"{heading}（{unit.value}）" for heading in headings.values()]
    rows = []
    for line in _lines(statement):
        by_measure = {fact.measure: fact for fact in cells[line.pk]}
        amounts = [_shown(by_measure.get(measure), unit) for measure in headings]
        rows.append([line.line_number, line.side, line.block, line.code, line.label, *amounts])
    return Table([*LINE_HEADINGS, *columns], rows)


def _lines(statement: Statement) -> list[Line]:
    return list(statement.lines.order_by("ordinal"))


def _cells(statement: Statement) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(run=statement.run_id, statement=statement.key).order_by("pk"):
        found[fact.line_id].append(fact)
    return found


def _cell(fact: Fact, unit: Unit) -> dict[str, Any]:
    return {
        "measure": fact.measure,
        "heading": fact.heading,
        "text": fact.text,
        "amount": money(fact.amount, unit),
        "state": fact.state,
        "place": fact.place,
    }


def _shown(fact: Fact | None, unit: Unit) -> str:
    """The amount; what cannot be read is shown as printed, a blank as nothing."""
    if fact is None:
        return ""
    return money(fact.amount, unit) or fact.text
