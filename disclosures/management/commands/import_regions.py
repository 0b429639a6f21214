"""Load the divisions of the country (行政区划)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from disclosures.services.import_reference import ReferenceDataError, import_regions


class Command(BaseCommand):
    help = "Load regions from a CSV file with the columns code, name, level, parent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                number = import_regions(csv.DictReader(lines))
        except (OSError, UnicodeError, ReferenceDataError) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(f"{number} regions 行政区划")
