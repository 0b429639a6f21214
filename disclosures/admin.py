"""Everything to look at; departments, accounts and regions to correct as well."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from disclosures import models
from disclosures.services.edition import advance_edition
from finance_api.rest.admin import ReadOnlyAdmin


class NamedInAnswers(admin.ModelAdmin[Any]):
    """Rows whose names and places stand in what is published: a change makes a new edition."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        advance_edition()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        advance_edition()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        advance_edition()


@admin.register(models.Region)
class RegionAdmin(NamedInAnswers):
    list_display = ("code", "name", "level", "parent")
    list_filter = ("level",)
    search_fields = ("code", "name")
    raw_id_fields = ("parent",)
    list_select_related = ("parent",)


@admin.register(models.Department)
class DepartmentAdmin(NamedInAnswers):
    list_display = ("name", "region", "parent", "status")
    list_filter = ("status",)
    search_fields = ("name", "aliases")
    raw_id_fields = ("region", "parent")
    list_select_related = ("region", "parent")


@admin.register(models.Account)
class AccountAdmin(NamedInAnswers):
    list_display = ("code", "name", "classification", "level", "status", "valid_from", "valid_to")
    list_filter = ("classification", "level", "status")
    search_fields = ("code", "name")
    raw_id_fields = ("parent",)


@admin.register(models.Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = ("name", "status", "organisation", "size", "media_type", "created_at", "finished_at")
    list_filter = ("status",)
    search_fields = ("name", "sha256", "reference")
    list_select_related = ("organisation",)


@admin.register(models.Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = (
        "id", "upload", "number", "status", "stage", "attempt", "department", "fiscal_year", "error_code",
        "created_at",
    )  # fmt: skip
    list_filter = ("status", "error_code", "fiscal_year")
    list_select_related = ("upload", "department")


@admin.register(models.Disclosure)
class DisclosureAdmin(ReadOnlyAdmin):
    list_display = ("department", "fiscal_year", "unit_kind", "current_revision", "updated_at")
    list_filter = ("fiscal_year",)
    search_fields = ("department__name",)
    list_select_related = ("department", "current_revision__disclosure__department")


@admin.register(models.Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("disclosure", "number", "kind", "published_at", "superseded_at", "withdrawn_at")
    list_filter = ("kind",)
    list_select_related = ("disclosure__department",)


@admin.register(models.Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ("title", "key", "form_number", "unit", "run")
    list_filter = ("key", "unit")
    list_select_related = ("run",)


@admin.register(models.Line)
class LineAdmin(ReadOnlyAdmin):
    list_display = ("code", "label", "item", "side", "statement")
    search_fields = ("=code", "label")
    list_select_related = ("statement",)


@admin.register(models.Fact)
class FactAdmin(ReadOnlyAdmin):
    list_display = ("department", "fiscal_year", "statement", "code", "measure", "text", "state", "published")
    list_filter = ("statement", "state")
    search_fields = ("=code",)
    list_select_related = ("department",)


@admin.register(models.Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("section", "subject", "quantity", "printed", "unit", "text")
    list_filter = ("section", "quantity")
    search_fields = ("text",)


@admin.register(models.Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    list_display = ("rule", "instance", "status", "run")
    list_filter = ("status",)
    search_fields = ("=rule",)
    list_select_related = ("run",)


@admin.register(models.Finding)
class FindingAdmin(ReadOnlyAdmin):
    list_display = ("rule", "severity", "message_zh", "run")
    list_filter = ("severity",)
    search_fields = ("=rule", "fingerprint")
    list_select_related = ("run",)


@admin.register(models.Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    list_display = ("rule", "department", "fiscal_year", "reason", "created_at", "expires_at")
    list_select_related = ("department",)


@admin.register(models.Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("run",)
    fields = ("run",)
    list_select_related = ("run",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Report]:
        return super().get_queryset(request).defer("body")
