"""Load account codes (支出功能分类, 经济分类)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from disclosures.services.import_reference import ReferenceDataError, import_accounts


class Command(BaseCommand):
    help = (
        "Load accounts from CSV files with the columns code and name and, where known, classification, "
        "level, valid_from, valid_to, years_printed, status; or code, name_about_2009, name_later, "
        "years_later for former names."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")

    def handle(self, *, files: list[Path], **_: Any) -> None:
        for file in files:
            try:
                with file.open(encoding="utf-8-sig", newline="") as lines:
                    number = import_accounts(csv.DictReader(lines))
            except (OSError, UnicodeError, ReferenceDataError) as error:
                raise CommandError(f"{file}: {error}") from error
            self.stdout.write(f"{file.name}: {number} accounts 科目")
