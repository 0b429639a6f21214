"""How an XLSX shows its values: number formats, hidden rows and columns, formulas without results.

Calamine gives values; what a reader of the sheet sees of them stands in parts of the package it leaves out.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.packages import parse_xml, read_part, whole_number
from disclosures.documents.tables.number_formats import BUILTIN

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

UNKNOWN_ERROR = "#N/A"
"""What Excel shows where there is no value to be had."""

_COLUMNS = 16_384
"""Columns of a sheet."""


@dataclass(frozen=True, slots=True)
class SheetAppearance:
    """Of one sheet, by row and column from 0. A cell that is not in `formats` has the format General."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values such as #REF!, of which the values say nothing."""
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    """Formulas whose result the file does not hold."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hides_zeros: bool = False


@dataclass(frozen=True, slots=True)
class Appearance:
    """Of a workbook, by the names of its sheets. Empty where the format keeps it in another way."""

    sheets: dict[str, SheetAppearance] = field(default_factory=dict)


def appearance_of(package: zipfile.ZipFile, limits: Limits) -> Appearance:
    """What the package says of the looks of its sheets; nothing of an XLSB."""
    workbook = read_part(package, "xl/workbook.xml")
    if workbook is None:
        return Appearance()
    parts = _targets(package)
    formats = _formats(package)
    sheets: dict[str, SheetAppearance] = {}
    for sheet in parse_xml(workbook).iterfind(".//{*}sheet"):
        part = parts.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "")
        content = read_part(package, part) if part else None
        if content is not None and part is not None and "worksheets" in part:
            sheets[sheet.get("name") or ""] = _sheet(parse_xml(content), formats, limits)
    return Appearance(sheets)


def _targets(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each relation of the workbook."""
    relations = read_part(package, "xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    return {
        relation.get("Id") or "": posixpath.normpath(posixpath.join("/xl", relation.get("Target") or ""))[1:]
        for relation in parse_xml(relations)
    }


def _formats(package: zipfile.ZipFile) -> tuple[str, ...]:
    """The number format of every cell style, in their order."""
    styles = read_part(package, "xl/styles.xml")
    if styles is None:
        return ()
    root = parse_xml(styles)
    own = {f.get("numFmtId"): f.get("formatCode") or "" for f in root.iterfind("./{*}numFmts/{*}numFmt")}
    used = [style.get("numFmtId") or "0" for style in root.iterfind("./{*}cellXfs/{*}xf")]
    return tuple(own.get(name) or BUILTIN.get(whole_number(name, 0), "General") for name in used)


def _sheet(root: etree._Element, formats: tuple[str, ...], limits: Limits) -> SheetAppearance:
    shown: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    uncomputed: set[tuple[int, int]] = set()
    hidden_rows: set[int] = set()
    height = width = 0
    for row in root.iterfind("./{*}sheetData/{*}row"):
        if _is_true(row.get("hidden")):
            hidden_rows.add(whole_number(row.get("r"), 0) - 1)
        for cell in row:
            at = _position(cell.get("r"))
            if at is None:
                continue
            style = whole_number(cell.get("s"), 0)
            if 0 < style < len(formats) and formats[style] != "General":
                shown[at] = formats[style]
            if cell.find("{*}f") is not None and not cell.findtext("{*}v"):
                uncomputed.add(at)
            elif cell.get("t") == "e":
                errors[at] = cell.findtext("{*}v") or UNKNOWN_ERROR
            if len(cell):
                height, width = max(height, at[0] + 1), max(width, at[1] + 1)
        if height * width > limits.cells:
            raise over_limit("cells", limits, found=f"{height * width:,}")
    views = list(root.iterfind("./{*}sheetViews/{*}sheetView"))
    return SheetAppearance(
        shown,
        errors,
        frozenset(uncomputed),
        frozenset(hidden_rows),
        frozenset(_hidden_columns(root)),
        bool(views) and views[0].get("showZeros") in {"0", "false"},
    )


def _hidden_columns(root: etree._Element) -> set[int]:
    hidden: set[int] = set()
    for columns in root.iterfind("./{*}cols/{*}col"):
        if _is_true(columns.get("hidden")):
            first, last = whole_number(columns.get("min"), 1), whole_number(columns.get("max"), 1)
            hidden.update(range(first - 1, min(last, _COLUMNS)))
    return hidden


def _position(reference: str | None) -> tuple[int, int] | None:
    """Row and column from 0 of `C7`."""
    known = _REFERENCE.match(reference or "")
    if known is None:
        return None
    column = 0
    for letter in known[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(known[2]) - 1, column - 1


def _is_true(flag: str | None) -> bool:
    return flag in {"1", "true"}
