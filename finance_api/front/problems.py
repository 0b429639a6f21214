"""The page behind the `type` of every problem, and a list of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from finance_api.front.rendering import missing, page
from finance_api.rest.problem_types import PROBLEM_TYPES


@require_safe
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    type_ = PROBLEM_TYPES.get(slug)
    return missing(request) if type_ is None else page(request, "front/problem.html", {"type": type_})


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """All of them, with links."""
    return page(request, "front/problems.html", {"types": PROBLEM_TYPES.values()})
