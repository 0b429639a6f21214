"""What every page is sent with: its language, its headers, an ETag; and who is shown one at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from finance_api.front.words import STATEMENTS, WORDS
from finance_api.rest.conditional import etag_of, is_known
from finance_api.rest.languages import CHINESE, ENGLISH, preferred
from finance_api.rest.problem_types import PROBLEM_TYPES
from finance_api.rest.throttling import take_anonymous

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class View(Protocol):
    def __call__(self, request: HttpRequest, /, **parts: Any) -> HttpResponse: ...


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The template in the reader's language; 304 where the browser has it already."""
    language = language_of(request)
    chinese = language == CHINESE
    other = ENGLISH if chinese else CHINESE
    context |= {
        "w": {name: pair[0 if chinese else 1] for name, pair in WORDS.items()},
        "statements": {key: pair[0 if chinese else 1] for key, pair in STATEMENTS.items()},
        "chinese": chinese,
        "html_lang": "zh-CN" if chinese else "en",
        "other_language": "?" + urlencode({**request.GET.dict(), "lang": other[:2]}),
        "lang": language[:2],
        # A language chosen by hand goes along; the browser's comes with every request anyway.
        "keep": f"?lang={language[:2]}" if "lang" in request.GET else "",
        "licence": settings.DATA_LICENCE_URL,
    }
    with translation.override(language):
        response = render(request, template, context, status=status)
    etag = etag_of(response.content)
    if status == 200 and is_known(request, etag):
        response = HttpResponse(status=304)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Content-Language"] = context["html_lang"]
    response["Content-Security-Policy"] = POLICY
    patch_vary_headers(response, ("Accept-Language", "Accept-Encoding"))
    return response


def language_of(request: HttpRequest) -> str:
    """The one asked for in the address, then the browser's, then Chinese: it is what the documents speak."""
    asked = {"zh": CHINESE, "en": ENGLISH}.get(request.GET.get("lang", ""))
    return asked or preferred(request.headers.get("Accept-Language", ""), CHINESE)


def missing(request: HttpRequest) -> HttpResponse:
    """The same for what is unknown and for what is not to be seen."""
    return page(request, "front/missing.html", {}, status=404)


def of_published_data(view: Callable[..., HttpResponse]) -> View:
    """Pages have no account: where reading needs a token, they show nothing. They count like any request."""

    @wraps(view)
    def shown(request: HttpRequest, /, **parts: Any) -> HttpResponse:
        if not settings.ANONYMOUS_READING:
            return page(request, "front/closed.html", {}, status=403)
        allowance = take_anonymous(request)
        if allowance is not None and allowance.left < 0:
            busy = page(
                request, "front/problem.html", {"type": PROBLEM_TYPES["too-many-requests"]}, status=429
            )
            busy["Retry-After"] = str(allowance.seconds)
            return busy
        return view(request, **parts)

    return shown
