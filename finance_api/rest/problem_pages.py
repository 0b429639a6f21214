"""The page behind the `type` of every problem."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from finance_api.rest.problem_types import PROBLEM_TYPES

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title>
<style>body{{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}</style>
<h1>{}</h1>{}</html>"""
_TYPE = '<p><strong>{} {}</strong></p><p>{}</p><p lang="zh">{}</p>'


@require_safe
def problem_page(request: HttpRequest, slug: str) -> HttpResponse:
    type_ = PROBLEM_TYPES.get(slug)
    if type_ is None:
        raise Http404
    body = format_html(_TYPE, type_.status, type_.title_zh, type_.advice, type_.advice_zh)
    return HttpResponse(format_html(_PAGE, type_.title, type_.title, body))


@require_safe
def problem_index(request: HttpRequest) -> HttpResponse:
    """All of them, with links."""
    rows = ((t.slug, t.status, t.title, t.title_zh) for t in PROBLEM_TYPES.values())
    body = format_html(
        "<ul>{}</ul>", format_html_join("", '<li><a href="/problems/{}/">{} {}</a> {}</li>', rows)
    )
    return HttpResponse(format_html(_PAGE, "Problems", "Problems", body))
