"""RFC 9457: every error is `application/problem+json`, from one place, with a page behind its type."""

from __future__ import annotations

import errno
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

import orjson
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from finance_api.rest.languages import content_language, in_reader_language, is_chinese
from finance_api.rest.problem_types import PROBLEM_TYPES, ProblemType
from finance_api.rest.request_ids import current_request_id

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_ROOM_LEFT = "There is no room to keep the file; nothing was kept."
NO_ROOM_LEFT_ZH = "存储空间不足，文件未保存。"
FAILED = "The service failed. It has been logged under the request id."
FAILED_ZH = "服务出错，已按 request_id 记入日志。"
NOTHING_HERE = "There is no such thing here, or it is not for you to see."
NOTHING_HERE_ZH = "此处没有该内容，或您无权查看。"
# An error is of this moment and of this caller.
_NOT_KEPT = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Fault(TypedDict):
    """One thing that is wrong with a request, and where: in the body, a parameter or a header."""

    detail: str
    code: str
    pointer: NotRequired[str]
    parameter: NotRequired[str]
    header: NotRequired[str]


class Problem(exceptions.APIException):
    """An answer that is an error of a known type."""

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        zh: str,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        """`detail` is in English, `zh` the same sentence in Chinese for clients that prefer it."""
        super().__init__(detail, code=slug)
        self.type = PROBLEM_TYPES[slug]
        self.status_code = self.type.status
        self.text = in_reader_language(detail, zh)
        self.faults = list(faults)
        self.headers = dict(headers or {})
        self.members = members


@dataclass(frozen=True, slots=True)
class _Answer:
    type: ProblemType
    detail: str
    faults: list[Fault]
    headers: dict[str, str]
    members: dict[str, Any]


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response:
    """Every exception of a view becomes a problem; what nobody expected is logged and is a 500."""
    request = context["request"]
    answer = _answer_to(error, request.method)
    if answer.type.status >= 500:
        logger.error("request failed", exc_info=error)
    set_rollback()
    body = problem_body(request, answer.type, answer.detail, faults=answer.faults, **answer.members)
    headers = {**_NOT_KEPT, "Content-Language": content_language(), **answer.headers}
    return Response(body, status=answer.type.status, headers=headers, content_type=CONTENT_TYPE)


def problem_body(
    request: Any, type_: ProblemType, detail: str, *, faults: Sequence[Fault] = (), **members: Any
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": request.build_absolute_uri(f"/problems/{type_.slug}/"),
        "title": type_.title_zh if is_chinese() else type_.title,
        "status": type_.status,
        "detail": detail,
        "instance": request.path,
        "request_id": current_request_id(),
    }
    if faults:
        body["errors"] = list(faults)
    return body | members


def problem_response(
    request: HttpRequest, slug: str, detail: str, *, zh: str, **members: Any
) -> HttpResponse:
    """For what goes wrong outside any API view: unknown routes, bad hosts, crashes."""
    type_ = PROBLEM_TYPES[slug]
    body = orjson.dumps(problem_body(request, type_, in_reader_language(detail, zh), **members))
    headers = {**_NOT_KEPT, "Content-Language": content_language()}
    return HttpResponse(body, status=type_.status, headers=headers, content_type=CONTENT_TYPE)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_response(request, "bad-request", "The request cannot be understood.", zh="请求无法理解。")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_response(request, "forbidden", "This is not allowed.", zh="没有权限。")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    path = request.path
    return problem_response(request, "not-found", f"There is nothing at {path}.", zh=f"{path} 没有内容。")


def server_error(request: HttpRequest) -> HttpResponse:
    return problem_response(request, "internal-error", FAILED, zh=FAILED_ZH)


def _answer_to(error: Exception, method: str) -> _Answer:
    if isinstance(error, Problem):
        return _Answer(error.type, error.text, error.faults, error.headers, error.members)
    if isinstance(error, exceptions.ValidationError):
        reading = method in READING_METHODS
        faults = list(_faults(error.get_full_details(), (), reading))
        slug = "invalid-parameter" if reading else "invalid-body"
        detail = "; ".join(f"{_where(fault)}: {fault['detail']}" for fault in faults[:5])
        return _Answer(PROBLEM_TYPES[slug], detail, faults, {}, {})
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        logger.error("no room for files: %s", error)
        sentence = in_reader_language(NO_ROOM_LEFT, NO_ROOM_LEFT_ZH)
        return _Answer(PROBLEM_TYPES["storage-full"], sentence, [], {}, {})
    if isinstance(error, OperationalError | InterfaceError):
        sentence = in_reader_language("The database does not answer.", "数据库暂时不可用，请稍后重试。")
        return _Answer(PROBLEM_TYPES["unavailable"], sentence, [], {"Retry-After": "5"}, {})
    for kind, slug in _KNOWN:
        if isinstance(error, kind):
            detail = _sentence(error) or PROBLEM_TYPES[slug].title
            return _Answer(PROBLEM_TYPES[slug], detail, [], _headers(error), {})
    return _Answer(PROBLEM_TYPES["internal-error"], in_reader_language(FAILED, FAILED_ZH), [], {}, {})


_KNOWN: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.NotAuthenticated, "unauthorized"),
    (exceptions.AuthenticationFailed, "unauthorized"),
    (exceptions.PermissionDenied, "forbidden"),
    (exceptions.MethodNotAllowed, "method-not-allowed"),
    (exceptions.NotAcceptable, "not-acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported-media-type"),
    (exceptions.Throttled, "too-many-requests"),
    (exceptions.ParseError, "bad-request"),
    (exceptions.NotFound, "not-found"),
    (Http404, "not-found"),
    (DjangoPermissionDenied, "forbidden"),
    (RequestDataTooBig, "content-too-large"),
    (TooManyFilesSent, "bad-request"),
    (SuspiciousOperation, "bad-request"),
)


def _sentence(error: Exception) -> str:
    if isinstance(error, Http404):
        return in_reader_language(NOTHING_HERE, NOTHING_HERE_ZH)
    return str(error.detail) if isinstance(error, exceptions.APIException) else ""


def _headers(error: Exception) -> dict[str, str]:
    headers: dict[str, str] = {}
    if scheme := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = scheme
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(max(1, round(wait)))
    return headers


def _where(fault: Fault) -> str:
    return fault.get("parameter") or fault.get("pointer") or "request"


def _faults(details: Any, path: tuple[str, ...], reading: bool) -> Sequence[Fault]:
    """Flattens DRF's nested details: a dict by field, a list by item, leaves of message and code."""
    if isinstance(details, dict) and {"message", "code"} <= details.keys() and not path_is_field(details):
        fault: Fault = {"detail": str(details["message"]), "code": str(details["code"])}
        names = tuple(name for name in path if name != "non_field_errors")
        if reading and names:
            fault["parameter"] = names[0]
        elif names:
            fault["pointer"] = "/" + "/".join(names)
        return [fault]
    if isinstance(details, dict):
        return [f for name, item in details.items() for f in _faults(item, (*path, str(name)), reading)]
    nested = any(not ({"message", "code"} <= item.keys()) for item in details if isinstance(item, dict))
    return [
        fault
        for number, item in enumerate(details)
        for fault in _faults(item, (*path, str(number)) if nested else path, reading)
    ]


def path_is_field(details: dict[str, Any]) -> bool:
    """A body may itself have fields called message and code: their details are lists."""
    return isinstance(details["message"], list)
