"""JSON bodies, as long as any that means something."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser

MOST_BYTES = 1024 * 1024


class JsonParser(BaseParser):
    """Reads no more than the limit, however long the body is or says it is.

    A `JSONParser` is handed the whole body by the framework, which takes one in chunks for too long.
    """

    media_type = JSONParser.media_type

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        # The framework's views name this class while they are being imported, and problems import those.
        from finance_api.rest.problems import Problem

        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise Problem(
                "content-too-large",
                f"A JSON body has at most {MOST_BYTES:,} bytes.",
                zh=f"JSON 内容最多 {MOST_BYTES:,} 字节。",
            )
        try:
            return JSONParser().parse(BytesIO(body), media_type, parser_context)
        except RecursionError as error:
            raise ParseError("JSON parse error: too deeply nested") from error
