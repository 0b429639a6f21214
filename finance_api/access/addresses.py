"""Addresses end up in logs, histories and Referer headers: a token in one is refused, whatever it may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse

from finance_api.rest.problems import problem_response

_TOKEN = re.compile(r"fin_[0-9a-f]{4,16}\.[\w-]{8}", re.IGNORECASE)
_ADVICE = "A token was sent in the address. Revoke it: others may have read it. Send tokens in Authorization."
_ADVICE_ZH = "地址中含有令牌。该令牌可能已被他人看到，请撤销；令牌只应放在 Authorization 头中。"


class NoTokenInAddressMiddleware:
    """Stands before whatever writes addresses down or repeats them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "fin_" in request.get_full_path().lower() or "%" in request.META.get("QUERY_STRING", ""):
            address = unquote(request.path + "?" + request.META.get("QUERY_STRING", ""))
            if _TOKEN.search(address) or _TOKEN.search(unquote(address)):
                return problem_response(request, "token-in-address", _ADVICE, zh=_ADVICE_ZH, instance="/")
        return self.get_response(request)
