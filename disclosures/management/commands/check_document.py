"""Read and check files: no database, no broker."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

from disclosures import pipeline
from disclosures.analysis import Analysis, Declared
from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.report import report, unreadable_report
from disclosures.report_text import report_text
from disclosures.sarif import Artifact, sarif_log

VALID, INVALID, UNREADABLE = 0, 1, 2
STANDARD_INPUT = Path("-")


class Command(BaseCommand):
    help = (
        "Read and check files; '-' is the standard input. "
        "Exit status, that of the worst file: 0 no error, 1 errors found, 2 unreadable."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="file")
        parser.add_argument(
            "--format",
            choices=("json", "text", "sarif"),
            default="text",
            dest="form",
            help="of several files: one JSON object a line",
        )
        parser.add_argument("--department", default="", help="what the document should say")
        parser.add_argument("--fiscal-year", type=int, default=None)

    def handle(
        self, *, files: list[Path], form: str, department: str, fiscal_year: int | None, **_: Any
    ) -> None:
        declared = Declared(department=department, fiscal_year=fiscal_year)
        worst = VALID
        for number, file in enumerate(files):
            found, status = outcome(file, declared)
            worst = max(worst, status)
            if form == "text" and number:
                self.stdout.write("")
            self.stdout.write(written(found, form, several=len(files) > 1))
            self.stdout.flush()
        sys.exit(worst)


def outcome(file: Path, declared: Declared) -> tuple[dict[str, Any], int]:
    """The report of a file, and its exit status."""
    try:
        found = checked(file, declared)
    except Unreadable as reason:
        return unreadable_report(file.name, reason), UNREADABLE
    errors = any(finding["severity"] == "error" for finding in found["findings"])
    return found, INVALID if errors else VALID


def checked(file: Path, declared: Declared) -> dict[str, Any]:
    """The report of a file on this machine."""
    with _on_disk(file) as path:
        if not path.is_file():
            raise Unreadable(
                UnreadableCode.EMPTY, zh=f"没有这个文件：{file}", en=f"There is no such file: {file}"
            )
        analysis = Analysis(path=path, name=file.name, declared=declared, limits=pipeline.reading_limits())
        return report(pipeline.analyse(analysis))


def written(found: dict[str, Any], form: str, *, several: bool) -> str:
    if form == "text":
        return report_text(found)
    shown = _log(found) if form == "sarif" else found
    return orjson.dumps(shown, option=None if several else orjson.OPT_INDENT_2).decode()


def _log(found: dict[str, Any]) -> dict[str, Any]:
    document = found["document"]
    artifact = Artifact(document["name"], document.get("sha256", ""), document.get("media_type", ""))
    return sarif_log(artifact, found["findings"], import_string(settings.RULE_CATALOGUE))


@contextmanager
def _on_disk(file: Path) -> Iterator[Path]:
    """Readers need a file: the standard input becomes one for as long as it is read."""
    if file != STANDARD_INPUT:
        yield file
        return
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(sys.stdin.buffer.read())
        kept.flush()
        yield Path(kept.name)
