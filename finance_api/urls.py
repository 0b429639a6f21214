"""Every address: the API, its description, the admin, and the probes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from finance_api import health
from finance_api.front.department import department
from finance_api.front.disclosure import disclosure
from finance_api.front.docs import RedocView, SwaggerView
from finance_api.front.problems import problem, problems
from finance_api.front.views import front, search
from finance_api.rest.schema_view import SchemaView

urlpatterns = [
    path("", front, name="front"),
    path("search/", search, name="search"),
    path("departments/<int:pk>/", department, name="department-page"),
    path("disclosures/<uuid:pk>/", disclosure, name="disclosure-page"),
    path("api/v1/", include("finance_api.api_v1")),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", SwaggerView.as_view(url_name="schema"), name="docs"),
    path("api/redoc/", RedocView.as_view(url_name="schema"), name="redoc"),
    # Browsers ask for it where a page names no icon of its own: pictures, ReDoc.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}front/icon.svg")),
    path("problems/", problems, name="problems"),
    path("problems/<slug:slug>/", problem, name="problem"),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]

handler400 = "finance_api.rest.problems.bad_request"
handler403 = "finance_api.rest.problems.permission_denied"
handler404 = "finance_api.rest.problems.not_found"
handler500 = "finance_api.rest.problems.server_error"
