"""Final accounts as the public JSON has them: amounts as decimal strings, places without what is unknown."""

from __future__ import annotations

from typing import Any

from disclosures.final_accounts.records import (
    Claim,
    Figure,
    FinalAccounts,
    Line,
    Statement,
    UnreadSentence,
)


def disclosure_json(accounts: FinalAccounts) -> dict[str, Any]:
    return {
        "department": accounts.department,
        "fiscal_year": accounts.fiscal_year,
        "unit": accounts.unit.value if accounts.unit else None,
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "key": statement.key.value,
        "title": statement.title,
        "form_number": statement.form_number,
        "unit": statement.unit.value,
        "lines": [line_json(line) for line in statement.lines],
    }


def line_json(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "label": line.label,
        "line_number": line.line_number,
        "side": line.side.value if line.side else None,
        "block": line.block.value if line.block else None,
        "cells": [figure_json(figure) for figure in line.figures],
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    amount = figure.amount
    found: dict[str, Any] = {
        "measure": figure.measure,
        "heading": figure.heading,
        "text": amount.text,
        "amount": None if amount.value is None else format(amount.value, "f"),
        "state": amount.state.value,
        "place": figure.place.as_dict(),
    }
    if figure.readings:
        found["readings"] = list(figure.readings)
    return found


def claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "section": claim.section.value,
        "subject": claim.subject,
        "quantity": claim.quantity,
        "value": None if claim.value is None else format(claim.value, "f"),
        "unit": claim.unit,
        "text": claim.text,
        "place": claim.place.as_dict(),
    }


def unread_sentence_json(sentence: UnreadSentence) -> dict[str, Any]:
    return {
        "section": sentence.section.value,
        "text": sentence.text,
        "place": sentence.place.as_dict(),
    }
