"""Examples that need not be written twice: of problems, and of answers that are shown elsewhere already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from finance_api.rest.openapi import PROBLEM_MEDIA_TYPE
from finance_api.rest.problem_types import PROBLEM_TYPES, ProblemType

JSON = "application/json"
_DETAILS = {
    "invalid-parameter": "Unknown query parameter 'fiscal_yaer'. Did you mean 'fiscal_year'?",
    "unauthorized": "The token is unknown, expired, revoked or not for this address.",
    "forbidden": "The token lacks the scope 'upload'.",
    "not-found": "There is no such thing here, or it is not for you to see.",
    "unsupported-media-type": 'Unsupported media type "text/plain" in request.',
    "precondition-failed": "It has changed since you read it.",
    "conflict": "The upload is still being worked on.",
    "too-many-requests": "Request was throttled. Expected available in 17 seconds.",
}


def complete_examples(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Every problem has an example, and an answer borrows the example of the same kind of answer."""
    known: dict[str, Any] = {}
    for _, media in _answers(result, JSON):
        if "examples" in media:
            known.setdefault(_kind(media), media["examples"])
    for _, media in _answers(result, JSON):
        if "examples" not in media and _kind(media) in known:
            media["examples"] = known[_kind(media)]
    for status, media in _answers(result, PROBLEM_MEDIA_TYPE):
        if type_ := _type_of(int(status)):
            name = f"problem-{type_.slug}"
            shown = result["components"].setdefault("examples", {})
            shown.setdefault(name, {"value": problem_example(type_)})
            media.setdefault("examples", {type_.slug: {"$ref": f"#/components/examples/{name}"}})
    return result


def problem_example(type_: ProblemType) -> dict[str, Any]:
    detail = _DETAILS.get(type_.slug, type_.advice)
    example: dict[str, Any] = {
        "type": f"https://finance.example.org/problems/{type_.slug}/",
        "title": type_.title,
        "status": type_.status,
        "detail": detail,
        "instance": "/api/v1/facts/",
        "request_id": "6f2c1c9be4a94b1a",
    }
    if type_.slug == "invalid-parameter":
        example["errors"] = [{"detail": detail, "code": "unknown", "parameter": "fiscal_yaer"}]
    return example


def _type_of(status: int) -> ProblemType | None:
    """The most telling type of a status."""
    of_status = [type_ for type_ in PROBLEM_TYPES.values() if type_.status == status]
    return next((type_ for type_ in of_status if type_.slug in _DETAILS), next(iter(of_status), None))


def _kind(media: dict[str, Any]) -> str:
    return json.dumps(media["schema"], sort_keys=True)


def _answers(result: dict[str, Any], media_type: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in result.get("paths", {}).values():
        for operation in path.values():
            for status, body in operation.get("responses", {}).items():
                if media_type in body.get("content", {}):
                    yield status, body["content"][media_type]
