"""Every address: the API, its description, the admin, and the probes."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from finance_api import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
