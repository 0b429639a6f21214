"""Accept-Language: messages in Chinese or English. Data are the same in every language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

CHINESE, ENGLISH = "zh-hans", "en"
LONGEST = 500


class LanguageMiddleware:
    """The language of this request's messages; English for programs that name none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(preferred(request.headers.get("Accept-Language", ""), ENGLISH)):
            return self.get_response(request)


def preferred(header: str, default: str) -> str:
    """The first language of an Accept-Language header that there are messages in."""
    if len(header) > LONGEST:
        header = header[:LONGEST].rpartition(",")[0]
    for name, _ in parse_accept_lang_header(header.lower()):
        language = name.partition("-")[0]
        if language in ("zh", "en"):
            return CHINESE if language == "zh" else ENGLISH
    return default


def is_chinese() -> bool:
    return (translation.get_language() or "").startswith("zh")


def in_reader_language(en: str, zh: str) -> str:
    """The sentence for this request's answer."""
    return zh if is_chinese() else en


def content_language() -> str:
    return "zh-CN" if is_chinese() else "en"
