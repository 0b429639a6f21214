"""Every address of version 1."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from disclosures.api.views.catalogue import AccountViewSet, DepartmentViewSet, RegionViewSet, RuleViewSet
from disclosures.api.views.disclosures import DisclosureViewSet
from disclosures.api.views.facts import FactViewSet
from disclosures.api.views.findings import ClaimViewSet, FindingViewSet
from disclosures.api.views.uploads import UploadViewSet
from disclosures.api.views.validations import ValidationViewSet
from disclosures.api.views.waivers import WaiverViewSet
from evaluations.api.views import (
    EvaluationReportViewSet,
    IndicatorViewSet,
    ProjectViewSet,
    SelfEvaluationViewSet,
)
from finance_api.access.api import TokenViewSet
from finance_api.exports.api import ExportViewSet
from finance_api.exports.catalog import catalog
from finance_api.webhooks.api.views import DeliveryView, WebhookEndpointView

# In the order they are tried: what is asked most comes first.
ROUTES: dict[str, type[Any]] = {
    "facts": FactViewSet,
    "uploads": UploadViewSet,
    "validations": ValidationViewSet,
    "departments": DepartmentViewSet,
    "regions": RegionViewSet,
    "accounts": AccountViewSet,
    "disclosures": DisclosureViewSet,
    "claims": ClaimViewSet,
    "findings": FindingViewSet,
    "waivers": WaiverViewSet,
    "projects": ProjectViewSet,
    "self-evaluations": SelfEvaluationViewSet,
    "indicators": IndicatorViewSet,
    "evaluation-reports": EvaluationReportViewSet,
    "rules": RuleViewSet,
    "webhook-endpoints": WebhookEndpointView,
    "deliveries": DeliveryView,
    "exports": ExportViewSet,
    "tokens": TokenViewSet,
}


def _urls() -> list[URLPattern | URLResolver]:
    router = SimpleRouter()
    for name, viewset in ROUTES.items():
        router.register(name, viewset, basename=viewset.resource)
    picture = UploadViewSet.as_view({"get": "page"}, detail=True)
    published = DisclosureViewSet.as_view({"get": "page"}, detail=True)
    return [
        *router.urls,
        path("catalog.jsonld", catalog, name="catalog"),
        path("uploads/<str:pk>/pages/<int:number>.png", picture, name="uploads-page"),
        path(
            "disclosures/<uuid:pk>/revisions/<int:number>/pages/<int:page>.png",
            published,
            name="disclosures-page",
        ),
    ]


urlpatterns = _urls()
