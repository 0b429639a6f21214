"""Read and check one file: no database, no broker."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandParser

from disclosures import pipeline
from disclosures.analysis import Analysis, Declared
from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.report import report, unreadable_report
from disclosures.report_text import report_text

VALID, INVALID, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = "Read and check one file. Exit status: 0 valid, 1 invalid, 2 unreadable."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=("json", "text"), default="text", dest="form")
        parser.add_argument("--department", default="", help="what the document should say")
        parser.add_argument("--fiscal-year", type=int, default=None)

    def handle(self, *, file: Path, form: str, department: str, fiscal_year: int | None, **_: Any) -> None:
        try:
            found = checked(file, Declared(department=department, fiscal_year=fiscal_year))
        except Unreadable as reason:
            found, status = unreadable_report(file.name, reason), UNREADABLE
        else:
            errors = any(finding["severity"] == "error" for finding in found["findings"])
            status = INVALID if errors else VALID
        text = (
            orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() if form == "json" else report_text(found)
        )
        self.stdout.write(text)
        self.stdout.flush()
        sys.exit(status)


def checked(file: Path, declared: Declared) -> dict[str, Any]:
    """The report of a file on this machine."""
    if not file.is_file():
        raise Unreadable(
            UnreadableCode.EMPTY, zh=f"没有这个文件：{file}", en=f"There is no such file: {file}"
        )
    analysis = Analysis(path=file, name=file.name, declared=declared, limits=pipeline.reading_limits())
    return report(pipeline.analyse(analysis))
