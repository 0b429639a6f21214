"""A database of any number of facts in the shapes of real documents, for `bench/api.py`.

Each disclosure is one of the sample documents with its amounts scaled; departments lie in the regions of the
reference data. Rows are written by COPY.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
YEARS = (2019, 2020, 2021, 2022, 2023)
SAMPLES = ("qingdao-bigdata-bureau-2022", "shanghai-putuo-social-work-2024")


def populate(facts: int) -> int:
    """Fills an empty, migrated database; the number of facts written."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from disclosures.models import Fact, Region
    from disclosures.services.sums import renew_sums

    call_command("import_regions", str(ROOT / "reference" / "divisions.csv"))
    accounts = (str(ROOT / "reference" / f"{name}_accounts.csv") for name in ("functional", "economic"))
    call_command("import_accounts", *accounts)
    shapes = [_statements(name) for name in SAMPLES]
    regions = list(Region.objects.filter(level="county").order_by("code").values_list("pk", "code"))
    written, department, begun = 0, 0, time.monotonic()
    while written < facts:
        department += 1
        region = regions[department % len(regions)]
        written += _department(department, region, shapes[department % len(shapes)])
        if department % 100 == 0:
            print(f"  {written:,} facts, {time.monotonic() - begun:.0f} s", flush=True)
    for year in YEARS:
        with transaction.atomic():
            renew_sums(year)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    return Fact.objects.count()


def _statements(name: str):
    from disclosures import pipeline
    from disclosures.analysis import Analysis

    folder = ROOT / "tests" / "documents" / name
    path = next(p for p in sorted(folder.iterdir()) if p.stem == name and p.suffix in (".txt", ".pdf"))
    accounts = pipeline.analyse(Analysis(path=path, name=path.name)).accounts
    return [statement for statement in accounts.statements if statement.lines]


def _department(number: int, region: tuple[int, str], statements) -> int:
    from django.db import transaction

    from disclosures.models import Department

    with transaction.atomic():
        department = Department.objects.create(name=f"示例部门{number}", region_id=region[0])
        return sum(_disclosure(department, year, statements) for year in YEARS)


def _disclosure(department, year: int, statements) -> int:
    from django.utils import timezone

    from disclosures import mapping
    from disclosures.models import Disclosure, Fact, Line, Revision, Run, Upload
    from disclosures.services.store import _copy, _new_ids

    now = timezone.now()
    digest = hashlib.sha256(f"{department.pk}-{year}".encode()).hexdigest()
    upload = Upload.objects.create(
        name=f"{department.name}{year}.pdf", sha256=digest, size=1, stored_as=digest, status="valid"
    )
    run = Run.objects.create(
        upload=upload, number=1, status="valid", department=department, fiscal_year=year, severities={}
    )
    disclosure = Disclosure.objects.create(department=department, fiscal_year=year)
    revision = Revision.objects.create(
        disclosure=disclosure, number=1, run=run, kind="first", published_at=now
    )
    disclosure.current_revision = revision
    disclosure.save(update_fields=["current_revision"])
    factor = Decimal(random.Random(digest).randint(50, 200)) / 100
    published = mapping.FACT_COLUMNS.index("published")
    written = 0
    for ordinal, record in enumerate(statements, 1):
        record = _scaled(record, factor)
        statement = mapping.statement_row(run, ordinal, record)
        statement.save(force_insert=True)
        ids = _new_ids(Line, len(record.lines))
        _copy(Line, mapping.LINE_COLUMNS, mapping.line_rows(statement.pk, record, ids, {}))
        rows = [
            (*row[:published], True, *row[published + 1 :])
            for row in mapping.fact_rows(run.pk, department.pk, year, record, ids)
        ]
        _copy(Fact, mapping.FACT_COLUMNS, rows)
        written += len(rows)
    return written


def _scaled(record, factor: Decimal):
    return replace(record, lines=tuple(_lines(record.lines, factor)))


def _lines(lines, factor: Decimal) -> Iterator:
    for line in lines:
        yield replace(
            line,
            figures=tuple(
                figure
                if figure.amount.value is None
                else replace(figure, amount=replace(figure.amount, value=_times(figure.amount.value, factor)))
                for figure in line.figures
            ),
        )


def _times(value: Decimal, factor: Decimal) -> Decimal:
    return (value * factor).quantize(Decimal("0.01"))
