"""Behind named servers and a proxy; what is missing is refused by `finance_api.system_checks`."""

from __future__ import annotations

from finance_api.settings import environment
from finance_api.settings.base import *  # noqa: F403
from finance_api.settings.base import BASE_DIR

ALLOWED_HOSTS = environment.listing("ALLOWED_HOSTS")
WEBHOOK_ALLOWED_RANGES = environment.listing("WEBHOOK_ALLOWED_RANGES")

ANONYMOUS_UPLOAD = environment.decision("ANONYMOUS_UPLOAD", False)

STATIC_ROOT = environment.path("STATIC_ROOT", BASE_DIR / "staticfiles", shown="staticfiles")
WHITENOISE_USE_FINDERS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The proxy speaks TLS and says so. There is no redirect to https: it would turn a POST into a GET.
SILENCED_SYSTEM_CHECKS = ["security.W008"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.decision("BEHIND_TLS_PROXY", False) else None
)
SESSION_COOKIE_SECURE = SECURE_PROXY_SSL_HEADER is not None
CSRF_COOKIE_SECURE = SECURE_PROXY_SSL_HEADER is not None
SECURE_HSTS_SECONDS = environment.whole_number("SECURE_HSTS_SECONDS", 0)
REQUIRE_NAMED_SERVERS = True
