"""Order an export, write it, forget it."""

from __future__ import annotations

import hashlib
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from finance_api.access.models import Organisation
from finance_api.exports.datasets import ALL, DATASETS, rows_of
from finance_api.exports.models import Export, ExportStatus
from finance_api.exports.package import package, resource
from finance_api.rest.files import FORMATS, Format, Rows

MOST_ATTEMPTS = 3
MOST_OPEN = 50
LOST_AFTER = timedelta(minutes=5)
WAKE_AFTER = timedelta(minutes=1)
_TELL_EVERY_SECONDS, _LONGEST_REST = 2.0, 1.0


class TooManyOpen(Exception):  # noqa: N818 - a refusal
    """As many exports are waiting as the service takes."""


def order(
    *,
    dataset: str,
    query: str = "",
    format_: str,
    organisation: Organisation | None = None,
    nightly: bool = False,
) -> Export:
    """A queued export. What cannot be asked for is refused here, not by the worker."""
    if dataset != ALL:
        rows_of(dataset, query)
    if not nightly and Export.objects.open().count() >= MOST_OPEN:
        raise TooManyOpen
    return Export.objects.create(
        dataset=dataset, query=query, format=format_, organisation=organisation, nightly=nightly
    )


def write(pk: UUID) -> None:
    """Writes a queued export; whoever comes second, or too late, does nothing."""
    now = timezone.now()
    mine = Export.objects.filter(pk=pk, status=ExportStatus.QUEUED).update(
        status=ExportStatus.RUNNING, attempt=F("attempt") + 1, alive_at=now, rows_done=0
    )
    if not mine:
        return
    export = Export.objects.get(pk=pk)
    try:
        with TemporaryDirectory() as directory:
            _write(export, Path(directory))
    except Exception:
        # Whatever it was, the one who waits must see it; the log has it from the task.
        _failed(export)
        raise


def lost(now: Any = None) -> list[UUID]:
    """Exports whose message or worker was lost, queued anew; those that fail again and again are failed."""
    now = now or timezone.now()
    gone = Export.objects.filter(status=ExportStatus.RUNNING, alive_at__lt=now - LOST_AFTER)
    gone.filter(attempt__gte=MOST_ATTEMPTS).update(status=ExportStatus.FAILED, finished_at=now)
    gone.update(status=ExportStatus.QUEUED)
    waiting = Export.objects.filter(status=ExportStatus.QUEUED)
    return list(
        waiting.filter(Q(alive_at__isnull=False) | Q(created_at__lt=now - WAKE_AFTER)).values_list(
            "pk", flat=True
        )
    )


def forget_expired() -> int:
    """Removes the files that have been kept long enough; what they were stays known."""
    expired = Export.objects.filter(status=ExportStatus.READY, expires_at__lte=timezone.now())
    for export in expired:
        if export.stored_as:
            default_storage.delete(export.stored_as)
        Export.objects.filter(pk=export.pk).update(status=ExportStatus.EXPIRED, stored_as="")
    return len(expired)


def _write(export: Export, directory: Path) -> None:
    names = list(DATASETS) if export.dataset == ALL else [export.dataset]
    tables = {name: rows_of(name, export.query) for name in names}
    Export.objects.filter(pk=export.pk).update(rows_total=sum(table.count() for table in tables.values()))
    format_ = FORMATS[export.format]
    archive, resources = directory / "export.zip", []
    with (
        closing(_Progress(export)) as progress,
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed,
    ):
        for name, table in tables.items():
            path = directory / f"{name}.{format_.name}"
            written = _file(path, format_, table.columns, _Counted(progress, table.rows()))
            packed.write(path, path.name)
            _, title, description = DATASETS[name]
            resources.append(
                resource(
                    dataset=name,
                    path=path.name,
                    format_=format_.name,
                    media_type=format_.media_type,
                    columns=table.columns,
                    rows=written,
                    size=path.stat().st_size,
                    sha256=_digest(path),
                    title=title,
                    description=description,
                )
            )
            path.unlink()
        manifest = package(
            name=f"final-accounts-{export.dataset}",
            created=export.created_at,
            licence=settings.DATA_LICENCE_URL,
            home=settings.PUBLIC_URL,
            resources=resources,
        )
        packed.writestr("datapackage.json", orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    _ready(export, archive, manifest, rows=sum(found["rows"] for found in resources))


def _ready(export: Export, archive: Path, manifest: dict[str, Any], *, rows: int) -> None:
    digest, now = _digest(archive), timezone.now()
    with archive.open("rb") as file:
        stored_as = default_storage.save(f"exports/{export.pk}.zip", File(file))
    kept = Export.objects.filter(pk=export.pk, status=ExportStatus.RUNNING).update(
        status=ExportStatus.READY,
        rows_done=rows,
        rows_total=rows,
        stored_as=stored_as,
        size=archive.stat().st_size,
        sha256=digest,
        manifest=manifest,
        finished_at=now,
        expires_at=now + timedelta(hours=settings.EXPORT_KEEP_HOURS),
    )
    if not kept:
        default_storage.delete(stored_as)


def _failed(export: Export) -> None:
    again = export.attempt < MOST_ATTEMPTS
    Export.objects.filter(pk=export.pk, status=ExportStatus.RUNNING).update(
        status=ExportStatus.QUEUED if again else ExportStatus.FAILED,
        finished_at=None if again else timezone.now(),
    )


class _Counted:
    """Rows on their way, counted and told about.

    Between pieces as long a rest as the piece took: readers who wait for an answer come before a file that
    nobody waits for.
    """

    def __init__(self, progress: _Progress, rows: Rows) -> None:
        self.progress, self.pieces, self.number = progress, rows, 0

    def __iter__(self) -> Iterator[Any]:
        begun = time.monotonic()
        for piece in self.pieces:
            self.number += len(piece)
            yield piece
            self.progress.add(len(piece))
            time.sleep(min(time.monotonic() - begun, _LONGEST_REST))
            begun = time.monotonic()


class _Progress:
    """Told on a connection of its own: the rows are read within a transaction, which nobody sees into."""

    def __init__(self, export: Export) -> None:
        self.export, self.rows, self.told_at = export, 0, time.monotonic()
        self.connection = connection.copy()

    def add(self, rows: int) -> None:
        self.rows += rows
        if time.monotonic() - self.told_at < _TELL_EVERY_SECONDS:
            return
        self.told_at = time.monotonic()
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE exports_export SET rows_done = %s, alive_at = now() WHERE id = %s AND status = %s",
                [self.rows, self.export.pk, ExportStatus.RUNNING],
            )

    def close(self) -> None:
        self.connection.close()


def _file(path: Path, format_: Format, columns: Any, rows: _Counted) -> int:
    with path.open("wb") as file:
        if format_.streamed is not None:
            options = {"bom": False} if format_.name == "csv" else {}
            for piece in format_.streamed(columns, rows, **options):
                file.write(piece)
        else:
            assert format_.written is not None
            format_.written(file, columns, rows)
    return rows.number


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
