"""Lists as files: all their rows, or the page that is asked for."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Lock
from typing import IO, Any
from urllib.parse import quote

from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponse, HttpResponseBase
from django.utils import timezone
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from finance_api.rest.columns import Column
from finance_api.rest.files import FORMATS, Format, Rows
from finance_api.rest.parameters import fault, invalid
from finance_api.rest.problems import Problem
from finance_api.rest.renderers import as_json

PIECE = 1000


@dataclass(frozen=True, slots=True)
class WholeList:
    """All rows of a list under their columns; nothing is read before `rows` or `count` is called."""

    columns: Sequence[Column]
    rows: Callable[[], Rows]
    count: Callable[[], int]


MOST_XLSX_ROWS = 200_000
LONGEST_REST = 1.0
MOST_AT_ONCE = 2
_PLACES = BoundedSemaphore(MOST_AT_ONCE)
_ONE_AT_A_TIME = Lock()
FILE_PARAMETERS = frozenset({"bom"})
PAGING = ("cursor", "page", "page_size")


class FileRenderer(BaseRenderer):
    """Chosen by `format` or `Accept`; the view writes the file itself, so that only problems come here."""

    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, context: Any = None) -> bytes:
        return as_json(data)


def _renderer(format_: Format) -> type[FileRenderer]:
    members = {"media_type": format_.media_type, "format": format_.name}
    return type(f"{format_.name.capitalize()}FileRenderer", (FileRenderer,), members)


FILE_RENDERERS = tuple(_renderer(format_) for format_ in FORMATS.values())


def wanted_file(request: Request) -> Format | None:
    return FORMATS.get(request.accepted_renderer.format)


def asks_for_a_page(request: Request) -> bool:
    return any(name in request.query_params for name in PAGING)


def download(
    request: Request,
    format_: Format,
    name: str,
    table: WholeList,
    headers: Mapping[str, str],
) -> HttpResponseBase:
    """The file; a 400 with the limit where the format cannot hold it, and never a file cut short."""
    if format_.name == "xlsx" and (number := table.count()) > MOST_XLSX_ROWS:
        detail = f"{number:,} rows are too many for XLSX, which takes {MOST_XLSX_ROWS:,}: ask for CSV."
        zh = f"共 {number:,} 行，超过 XLSX 的上限 {MOST_XLSX_ROWS:,} 行：请改用 CSV。"
        raise invalid(fault("format", detail, "too_many_rows", zh=zh))
    file_name = f"{name}-{timezone.localdate():%Y%m%d}.{format_.name}"
    common = {**headers, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name)}"}
    content_type = f"{format_.media_type}; charset=utf-8" if format_.name == "csv" else format_.media_type
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type, headers=common)
    if format_.streamed is not None:
        options = {"bom": _bom(request)} if format_.name == "csv" else {}
        pieces = _Sent(format_.streamed(table.columns, table.rows(), **options))
        return StreamingHttpResponse(pieces, content_type=content_type, headers=common)
    return FileResponse(
        _written(format_, table.columns, table.rows()), content_type=content_type, headers=common
    )


class _Sent:
    """Pieces on their way, as one of the files that a process sends at a time.

    One piece is made at a time, and after it the process rests as long as the piece took: single reads come
    first. Its place is free again when it has ended, is closed with the response as the client went away,
    or is forgotten.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        if not _PLACES.acquire(blocking=False):
            raise Problem(
                "unavailable",
                "As many files are being sent as the service can: try again, or order one at exports/.",
                headers={"Retry-After": "10"},
                zh="正在发送的文件已达上限：请稍后重试，或使用 exports/。",
            )
        self.free_place = weakref.finalize(self, _PLACES.release)
        self.pieces: Iterator[bytes] | None = pieces
        self.started = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self.pieces is None:
            raise StopIteration
        try:
            with _ONE_AT_A_TIME:
                begun = time.monotonic()
                piece = next(self.pieces)
                if self.started:
                    time.sleep(min(time.monotonic() - begun, LONGEST_REST))
        except BaseException:
            # At its end, too: some servers keep a response longer than they send it.
            self.close()
            raise
        self.started = True
        return piece

    def close(self) -> None:
        pieces, self.pieces = self.pieces, None
        self.free_place()
        if pieces is not None:
            getattr(pieces, "close", bool)()


def pieces_of(queryset: QuerySet[Any], row: Callable[[Sequence[Any]], list[list[Any]]]) -> Iterator[Any]:
    """Rows of a query by a server-side cursor, so that memory stays flat; `row` turns a piece into values."""
    with transaction.atomic():
        piece: list[Any] = []
        for found in queryset.iterator(chunk_size=PIECE):
            piece.append(found)
            if len(piece) == PIECE:
                yield row(piece)
                piece = []
        if piece:
            yield row(piece)


def _written(format_: Format, columns: Sequence[Column], rows: Rows) -> IO[bytes]:
    assert format_.written is not None
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    format_.written(file, columns, rows)
    file.seek(0)
    return file


def _bom(request: Request) -> bool:
    text = request.query_params.get("bom", "true")
    if text not in ("true", "false"):
        raise invalid(fault("bom", "'bom' is 'true' or 'false'.", zh="bom 可为 true 或 false。"))
    return text == "true"
