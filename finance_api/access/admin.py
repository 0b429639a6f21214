from django.contrib import admin

from finance_api.access.models import ApiToken, AuditEntry, Organisation
from finance_api.rest.admin import ReadOnlyAdmin


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    list_display = ("name", "created_at")
    search_fields = ("name",)


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin[ApiToken]):
    """Tokens are made by `manage.py create_token` or the API, where the secret can be shown once."""

    list_display = ("name", "organisation", "key", "scopes", "expires_at", "revoked_at", "last_used_at")
    list_filter = ("organisation",)
    readonly_fields = ("key", "digest", "created_at", "last_used_at")

    def has_add_permission(self, request: object) -> bool:
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "action", "subject_type", "subject_id", "actor", "token_key", "request_id")
    list_filter = ("action",)
    search_fields = ("subject_id", "request_id")
