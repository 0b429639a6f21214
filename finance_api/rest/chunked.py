"""Bodies that are sent in chunks, as programs do that stream a file without knowing its length."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from finance_api.rest.uploading import ENVELOPE_BYTES

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def accepting_chunks(application: Application) -> Application:
    """Django reads as many bytes as `Content-Length` says, so that a body without would be taken for none.

    Where the server marks the end of the body itself, the longest body that is accepted is as good a length;
    a longer one is refused as too large when its file is.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if chunked and environ.get("wsgi.input_terminated"):
            environ["CONTENT_LENGTH"] = str(settings.MAX_UPLOAD_BYTES + ENVELOPE_BYTES)
        return application(environ, start_response)

    return answer
