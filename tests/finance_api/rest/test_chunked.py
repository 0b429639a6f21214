"""A body in chunks has no length beforehand and is read all the same."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from finance_api.rest.chunked import accepting_chunks
from finance_api.rest.parsers import MOST_BYTES, JsonParser
from finance_api.rest.problems import Problem


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


def _json_in_chunks(body: bytes) -> tuple[Request, BytesIO]:
    stream = BytesIO(body)
    environ = RequestFactory().generic("POST", "/", "{}", content_type="application/json").environ
    del environ["CONTENT_LENGTH"]
    environ |= {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True, "wsgi.input": stream}
    environ["CONTENT_LENGTH"] = _length_seen(environ)
    negotiator = DefaultContentNegotiation()
    return Request(WSGIRequest(environ), parsers=[JsonParser()], negotiator=negotiator), stream


def test_json_in_chunks_is_read() -> None:
    request, _ = _json_in_chunks(b'{"reason": "said in chunks"}')
    assert request.data == {"reason": "said in chunks"}


def test_json_in_chunks_is_not_read_beyond_its_limit() -> None:
    request, stream = _json_in_chunks(b"[" + b" " * 3 * MOST_BYTES + b"]")
    with pytest.raises(Problem, match="at most"):
        _ = request.data
    assert stream.tell() <= MOST_BYTES + 1
