"""`/` and `/search/`: rendered here, in Chinese or English, without scripts or anything from elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from finance_api.front import charts
from finance_api.front.figures import figures
from finance_api.front.rendering import language_of, of_published_data, page
from finance_api.front.search import cleaned, find
from finance_api.rest.languages import CHINESE


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if not settings.ANONYMOUS_READING:
        return page(request, "front/closed.html", {})
    found = figures()
    shares = [(share.name, share.amount) for share in found.functions]
    context = {
        "figures": found,
        "years": charts.standing(found.by_year),
        "functions": charts.lying(shares, chinese=language_of(request) == CHINESE),
    }
    return page(request, "front/front.html", context)


@require_safe
@of_published_data
def search(request: HttpRequest) -> HttpResponse:
    text = cleaned(request.GET.get("q", ""))
    return page(request, "front/search.html", {"text": text, "found": find(text) if text else None})
