"""The lists that can be exported, and their rows as everybody may read them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from rest_framework.request import Request

from disclosures.api.views.catalogue import AccountViewSet, DepartmentViewSet, RegionViewSet
from disclosures.api.views.disclosures import DisclosureViewSet
from disclosures.api.views.facts import FactViewSet
from disclosures.api.views.findings import ClaimViewSet
from evaluations.api.views import (
    EvaluationReportViewSet,
    IndicatorViewSet,
    ProjectViewSet,
    SelfEvaluationViewSet,
)
from finance_api.rest.downloads import PAGING, WholeList
from finance_api.rest.parameters import fault, invalid, refuse_unknown

ALL = "all"
DATASETS: Mapping[str, tuple[type[Any], str, str]] = {
    "facts": (FactViewSet, "金额", "Every published amount, one row each, with its place in the document."),
    "disclosures": (DisclosureViewSet, "决算公开", "One department and year each."),
    "claims": (ClaimViewSet, "文字说明中的数字", "Numbers stated in the narratives."),
    "projects": (
        ProjectViewSet,
        "项目",
        "Projects once a year: money, score, and what sources say otherwise.",
    ),
    "self-evaluations": (SelfEvaluationViewSet, "绩效自评表", "Self-evaluation forms in brief."),
    "indicators": (IndicatorViewSet, "绩效指标", "Indicators of the forms: target, actual value, score."),
    "evaluation-reports": (EvaluationReportViewSet, "绩效评价报告", "Evaluation reports in brief."),
    "departments": (DepartmentViewSet, "部门", "Departments and units."),
    "accounts": (AccountViewSet, "科目", "Account codes and their names."),
    "regions": (RegionViewSet, "行政区划", "Divisions of the country."),
}


def rows_of(dataset: str, query: str) -> WholeList:
    """All rows of a list, as it would be answered without a token; a problem names a bad filter."""
    viewset, _, _ = DATASETS[dataset]
    view = viewset()
    view.action, view.kwargs, view.args, view.format_kwarg = "list", {}, (), None
    view.action_map = {"get": "list"}
    view.request = request = Request(_request(f"/api/v1/{dataset}/", query))
    for name in PAGING:
        if name in request.query_params:
            raise invalid(
                fault(
                    name,
                    "An export has all rows: filter instead of paging.",
                    zh="导出包含全部行：请用筛选代替分页。",
                )
            )
    refuse_unknown(request, view.known_parameters())
    table: WholeList = view.whole_list()
    return table


def _request(path: str, query: str) -> WSGIRequest:
    """A request that comes from nobody: what is read through it is what everybody may read."""
    public = urlsplit(settings.PUBLIC_URL)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": public.hostname or "localhost",
            "SERVER_PORT": str(public.port or (443 if public.scheme == "https" else 80)),
            "wsgi.url_scheme": public.scheme or "http",
            "wsgi.input": BytesIO(),
        }
    )
