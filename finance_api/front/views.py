"""`/` and `/search/`: rendered here, in Chinese or English, without scripts or anything from elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from finance_api.front import charts
from finance_api.front.figures import figures
from finance_api.front.search import cleaned, find
from finance_api.front.words import STATEMENTS, WORDS
from finance_api.rest.conditional import etag_of, is_known
from finance_api.rest.languages import CHINESE, ENGLISH, preferred

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    found = figures()
    chinese = _language(request) == CHINESE
    shares = [(share.name, share.amount) for share in found.functions]
    context = {
        "figures": found,
        "years": charts.standing(found.by_year),
        "functions": charts.lying(shares, chinese=chinese),
    }
    return _page(request, "front/front.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = cleaned(request.GET.get("q", ""))
    return _page(request, "front/search.html", {"text": text, "found": find(text) if text else None})


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    language = _language(request)
    chinese = language == CHINESE
    words = {name: pair[0 if chinese else 1] for name, pair in WORDS.items()}
    other = ENGLISH if chinese else CHINESE
    context |= {
        "w": words,
        "statements": {key: pair[0 if chinese else 1] for key, pair in STATEMENTS.items()},
        "chinese": chinese,
        "html_lang": "zh-CN" if chinese else "en",
        "other_language": "?" + urlencode({**request.GET.dict(), "lang": other[:2]}),
        "lang": language[:2],
        "licence": settings.DATA_LICENCE_URL,
    }
    with translation.override(language):
        response = render(request, template, context)
    etag = etag_of(response.content)
    if is_known(request, etag):
        response = HttpResponse(status=304)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Content-Language"] = context["html_lang"]
    response["Content-Security-Policy"] = POLICY
    patch_vary_headers(response, ("Accept-Language", "Accept-Encoding"))
    return response


def _language(request: HttpRequest) -> str:
    """The one asked for in the address, then the browser's, then Chinese: it is what the documents speak."""
    asked = {"zh": CHINESE, "en": ENGLISH}.get(request.GET.get("lang", ""))
    return asked or preferred(request.headers.get("Accept-Language", ""), CHINESE)
