from django.contrib import admin

from finance_api.exports.models import Export
from finance_api.rest.admin import ReadOnlyAdmin


@admin.register(Export)
class ExportAdmin(ReadOnlyAdmin):
    list_display = (
        "dataset",
        "format",
        "status",
        "rows_done",
        "rows_total",
        "size",
        "created_at",
        "expires_at",
    )
    list_filter = ("status", "dataset", "nightly")
    list_select_related = ("organisation",)
