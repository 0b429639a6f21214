"""`Document` ↔ JSON bytes: how a document leaves the reading process. Data only, nothing executable.

A merged cell is written once and stands in its slots by number, so that it is one object again when read.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

import orjson

from disclosures.documents.model import Block, Cell, Document, Paragraph, Place, ReadingNote, Row, Table

_written = attrgetter(*(field.name for field in fields(Place)))
"""A place as the values of its fields, in their order."""


def to_json(document: Document) -> bytes:
    """The document as JSON; `from_json` gives an equal one back."""
    return orjson.dumps(
        {
            "name": _text(document.name),
            "sha256": document.sha256,
            "media_type": document.media_type,
            "pages": document.pages,
            "blocks": [_block(block) for block in document.blocks],
            "notes": [[n.code, _text(n.zh), _text(n.en), _written(n.place)] for n in document.notes],
        }
    )


def from_json(written: bytes) -> Document:
    """The document that `to_json` wrote."""
    known = orjson.loads(written)
    return Document(
        name=known["name"],
        sha256=known["sha256"],
        media_type=known["media_type"],
        pages=known["pages"],
        blocks=tuple(_read_block(block) for block in known["blocks"]),
        notes=tuple(ReadingNote(code, zh, en, _place(at)) for code, zh, en, at in known["notes"]),
    )


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {
            "text": _text(block.text),
            "place": _written(block.place),
            "lines": [[_text(text), _written(place)] for text, place in block.lines],
            "blanks": block.blanks,
        }
    cells: list[Cell] = []
    numbers: dict[int, int] = {}
    rows: list[list[int]] = []
    for row in block.rows:
        for cell in row:
            if id(cell) not in numbers:
                numbers[id(cell)] = len(cells)
                cells.append(cell)
        rows.append([numbers[id(cell)] for cell in row])
    return {"place": _written(block.place), "cells": [_cell(cell) for cell in cells], "rows": rows}


def _cell(cell: Cell) -> list[Any]:
    spans = [cell.row, cell.column, cell.row_span, cell.column_span]
    return [_text(cell.text), _written(cell.place), *spans, [_text(reading) for reading in cell.readings]]


def _read_block(known: dict[str, Any]) -> Block:
    if "text" in known:
        lines = tuple((text, _place(at)) for text, at in known["lines"])
        return Paragraph(known["text"], _place(known["place"]), lines, known["blanks"])
    cells = [_read_cell(cell) for cell in known["cells"]]
    rows: tuple[Row, ...] = tuple(tuple(cells[number] for number in row) for row in known["rows"])
    return Table(rows, _place(known["place"]))


def _read_cell(known: list[Any]) -> Cell:
    text, at, row, column, row_span, column_span, readings = known
    return Cell(text, _place(at), row, column, row_span, column_span, tuple(readings))


def _place(values: list[Any]) -> Place:
    page, box, *others = values
    return Place(page, None if box is None else (box[0], box[1], box[2], box[3]), *others)


def _text(text: str) -> str:
    """Half a surrogate pair, as broken fonts give, cannot be written; a NUL cannot be stored."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
