"""The project as an app, for its system checks."""

from __future__ import annotations

from django.apps import AppConfig


class FinanceApiConfig(AppConfig):
    name = "finance_api"
    verbose_name = "部门决算公开"

    def ready(self) -> None:
        from finance_api import system_checks  # noqa: F401 - registers the checks
