"""A body in chunks has no length beforehand and is read all the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from finance_api.rest.chunked import accepting_chunks


def _length_seen(environ: dict[str, Any]) -> str | None:
    seen: list[str | None] = []

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.append(environ.get("CONTENT_LENGTH"))
        return []

    accepting_chunks(application)(environ, lambda *_: None)
    return seen[0]


def test_a_body_in_chunks_is_read_to_the_longest_that_is_accepted() -> None:
    length = _length_seen({"HTTP_TRANSFER_ENCODING": "Chunked", "wsgi.input_terminated": True})
    assert int(length or 0) > settings.MAX_UPLOAD_BYTES


def test_a_server_that_does_not_mark_the_end_is_not_read_beyond_it() -> None:
    assert _length_seen({"HTTP_TRANSFER_ENCODING": "chunked"}) is None


def test_a_length_that_is_given_stays() -> None:
    assert _length_seen({"CONTENT_LENGTH": "12", "wsgi.input_terminated": True}) == "12"
