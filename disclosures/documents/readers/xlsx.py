"""Workbooks of Excel, new and old, by calamine: one sheet a statement, or all of them below one another."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import python_calamine as calamine

from disclosures.documents.formats import OLE_MAGIC, ZIP_MAGICS, damaged, encrypted, ole_streams, zip_members
from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.model import Block, Cell, Document, Place, ReadingNote, Row
from disclosures.documents.packages import MACROS_IGNORED, open_package
from disclosures.documents.readers.xls_appearance import appearance_of_xls
from disclosures.documents.readers.xlsx_appearance import UNKNOWN_ERROR, SheetAppearance, appearance_of
from disclosures.documents.tables.captions import blocks_of_sheet, cell_name
from disclosures.documents.tables.number_formats import printed
from disclosures.documents.tables.spans import ruled_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLSM = "application/vnd.ms-excel.sheet.macroenabled.12"
XLS = "application/vnd.ms-excel"

Value: TypeAlias = (
    int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
)

Values: TypeAlias = list[list[Value]]
Ranges: TypeAlias = list[tuple[tuple[int, int], tuple[int, int]]]


def recognises(head: bytes, path: Path) -> float:
    """A zip with a workbook in it, or an OLE file with a workbook stream."""
    if head.startswith(ZIP_MAGICS):
        return 1.0 if zip_members(path) & {"xl/workbook.xml", "xl/workbook.bin"} else 0.0
    if head.startswith(OLE_MAGIC):
        return 1.0 if ole_streams(path) & {"Workbook", "Book"} else 0.0
    return 0.0


def read(path: Path, *, name: str, sha256: str, limits: Limits) -> Document:
    """Every visible sheet: captions and notes as paragraphs, the grids between them as tables."""
    members = zip_members(path)
    if members:
        with open_package(path, limits) as package:
            appearance = appearance_of(package, limits)
    else:
        appearance = appearance_of_xls(path)
    notes: list[ReadingNote] = []
    blocks: list[Block] = []
    with _opened(path) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                notes.append(
                    _skipped(sheet.name, "macro_sheet", "是图表或宏表", "is a chart or a macro sheet")
                )
            elif sheet.visible != calamine.SheetVisibleEnum.Visible:
                notes.append(_skipped(sheet.name, "hidden_sheet", "是隐藏的工作表", "is hidden"))
            else:
                shown = appearance.sheets.get(sheet.name, SheetAppearance())
                values, merged = _contents(workbook, sheet.name, limits)
                blocks += blocks_of_sheet(sheet.name, _Grid(sheet.name, shown, values, merged).rows())
                notes += _notes_of(sheet.name, shown)
    if any("vbaproject" in member.lower() for member in members):
        notes.append(MACROS_IGNORED)
    return Document(name, sha256, _media_type(members), None, tuple(blocks), tuple(notes))


def _opened(path: Path) -> calamine.CalamineWorkbook:
    with _damage_told():
        return calamine.CalamineWorkbook.from_path(path)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Turns what calamine raises over a file into what is wrong with the file."""
    try:
        yield
    except calamine.PasswordError:
        raise encrypted("工作簿", "This workbook") from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise encrypted("工作簿", "This workbook") from None
        raise damaged() from None
    except BaseException as error:
        if type(error).__module__ == "pyo3_runtime":  # a panic in Rust is no Exception
            raise damaged() from None
        raise


def _contents(workbook: calamine.CalamineWorkbook, name: str, limits: Limits) -> tuple[Values, Ranges]:
    """The values of a sheet from its cell A1, and its merged ranges."""
    with _damage_told():
        sheet = workbook.get_sheet_by_name(name)
        size = sheet.total_height * sheet.total_width
        if size > limits.cells:
            raise over_limit("cells", limits, found=f"{size:,}")
        return sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or []


@dataclass(frozen=True)
class _Grid:
    """A sheet without its hidden rows and columns, each merged range one cell."""

    name: str
    shown: SheetAppearance
    values: Values
    merged: Ranges

    @cached_property
    def row_at(self) -> dict[int, int]:
        """Where each row that is not hidden stands among those."""
        visible = (row for row in range(len(self.values)) if row not in self.shown.hidden_rows)
        return {row: number for number, row in enumerate(visible)}

    @cached_property
    def column_at(self) -> dict[int, int]:
        width = max(map(len, self.values), default=0)
        visible = (column for column in range(width) if column not in self.shown.hidden_columns)
        return {column: number for number, column in enumerate(visible)}

    def rows(self) -> tuple[Row, ...]:
        origins = list(self.row_at), list(self.column_at)

        def place_of(row: int, column: int) -> Place:
            return self._place(origins[0][row], origins[1][column])

        return ruled_rows(chain(self._merged(), self._single()), place_of)

    def _merged(self) -> Iterator[Cell]:
        for (top, left), (bottom, right) in self.merged:
            last = min(bottom, len(self.values) - 1)
            rows = [self.row_at[row] for row in range(top, last + 1) if row in self.row_at]
            columns = [self.column_at[c] for c in range(left, right + 1) if c in self.column_at]
            if rows and columns:
                yield self._cell(top, left, rows, columns)

    def _single(self) -> Iterator[Cell]:
        for row, number in self.row_at.items():
            for column in range(len(self.values[row])):
                if column in self.column_at:
                    yield self._cell(row, column, [number], [self.column_at[column]])

    def _cell(self, row: int, column: int, rows: list[int], columns: list[int]) -> Cell:
        text = _text(self.values[row][column], self.shown, (row, column))
        return Cell(text, self._place(row, column), rows[0], columns[0], len(rows), len(columns))

    def _place(self, row: int, column: int) -> Place:
        return Place(sheet=self.name, cell=cell_name(row, column))


def _text(value: Value, shown: SheetAppearance, at: tuple[int, int]) -> str:
    """A value as the workbook shows it."""
    if isinstance(value, str):
        if not value and (at in shown.errors or at in shown.uncomputed):
            return shown.errors.get(at, UNKNOWN_ERROR)
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if not value and shown.hides_zeros:
            return ""
        return printed(value, shown.formats.get(at, "General"))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value) if isinstance(value, datetime.timedelta) else value.isoformat()


def _notes_of(name: str, shown: SheetAppearance) -> Iterator[ReadingNote]:
    if shown.hidden_rows or shown.hidden_columns:
        yield _skipped(name, "hidden_cells", "含隐藏的行或列", "has hidden rows or columns")
    for row, column in sorted(shown.uncomputed):
        yield _note(
            "formula_without_result",
            "公式没有保存计算结果，请用表格软件打开并保存后再上传。",
            "A formula is stored without its result. Open the file in a spreadsheet program and save it.",
            Place(sheet=name, cell=cell_name(row, column)),
        )


def _skipped(name: str, code: str, zh: str, en: str) -> ReadingNote:
    return _note(
        code,
        f"工作表“{name}”{zh}，该部分未读取。",
        f"Sheet {name!r} {en}; that part was not read.",
        Place(sheet=name),
    )


def _note(code: str, zh: str, en: str, place: Place) -> ReadingNote:
    return ReadingNote(code, zh, en, place)


def _media_type(members: frozenset[str]) -> str:
    if not members:
        return XLS
    if "xl/workbook.bin" in members:
        return XLSB
    return XLSM if "xl/vbaProject.bin" in members else XLSX
