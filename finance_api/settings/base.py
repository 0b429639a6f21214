"""The settings of the service as it runs with nothing set: embedded servers, this machine only."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import django_stubs_ext
from celery.schedules import crontab

from disclosures.documents.limits import DEFAULT_LIMITS, Limits, setting_name
from finance_api.embedded.layout import Layout
from finance_api.settings import environment, servers
from finance_api.settings.logs import logging_configuration

# Admin classes and forms name their model as type argument, which Django itself does not take.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]

# Enough for a service that only this machine reaches; production refuses it (finance_api.E001).
INSECURE_SECRET_KEY = "django-insecure-embedded-only-known-to-everybody-who-reads-this-file"  # noqa: S105

# Who may ask, and how.
SECRET_KEY = environment.text("SECRET_KEY", INSECURE_SECRET_KEY)
SECRET_KEY_FALLBACKS = environment.listing("SECRET_KEY_FALLBACKS")
DEBUG = environment.decision("DEBUG", False)
ALLOWED_HOSTS = environment.listing("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.listing("CSRF_TRUSTED_ORIGINS")
# What addresses in messages begin with; a request's own address is used in its answer.
PUBLIC_URL = environment.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
METRICS_TOKEN = environment.text("METRICS_TOKEN")

# Parts.
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "finance_api.access",
    "finance_api.webhooks",
    "disclosures",
    "evaluations",
    "finance_api.front",
    "finance_api.exports",
    "finance_api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "finance_api.rest.request_ids.RequestIdMiddleware",
    "finance_api.rest.languages.LanguageMiddleware",
    "finance_api.access.addresses.NoTokenInAddressMiddleware",
    "finance_api.rest.open_data.OpenDataMiddleware",
    # The data are public: there is no secret beside what a client sends that lengths could tell (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "finance_api.rest.sessions.SessionMiddleware",
    "finance_api.rest.slashes.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "finance_api.rest.sessions.AuthenticationMiddleware",
    "finance_api.rest.sessions.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "finance_api.urls"
WSGI_APPLICATION = "finance_api.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]

# Servers.
EMBEDDED_DIR = environment.path("EMBEDDED_DIR", BASE_DIR / "var", shown="var")
DATABASE_URL = environment.text("DATABASE_URL")
REDIS_URL = environment.text("REDIS_URL")
_embedded = Layout(EMBEDDED_DIR)

DATABASES = {
    "default": servers.database(
        DATABASE_URL or _embedded.database_url,
        keep_open=environment.whole_number("DATABASE_CONN_MAX_AGE", 60),
        # Off behind a pool that hands a connection to another client after each transaction and forgets them.
        prepared=environment.decision("DATABASE_PREPARED_STATEMENTS", True),
    )
}
# One Redis serves as cache and broker; the prefix keeps several services in one Redis apart.
REDIS_KEY_PREFIX = environment.text("REDIS_KEY_PREFIX", "finance:")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or _embedded.redis_url,
        "KEY_PREFIX": f"{REDIS_KEY_PREFIX}cache",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5},
    }
}

# Language, time, files.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
# Files are served from where the packages keep them; production collects them.
STATIC_ROOT: Path | None = None
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = environment.path("MEDIA_ROOT", EMBEDDED_DIR / "files", shown="var/files")
# On the file system of MEDIA_ROOT, so that keeping a file is a rename: no half file under a whole one's name.
INCOMING_DIR = MEDIA_ROOT / "incoming"
FILE_UPLOAD_HANDLERS = ["finance_api.rest.uploading.HashingUploadHandler"]
# How long a file on its way in may lie still before it counts as left behind by a killed process.
INCOMING_KEEP_SECONDS = environment.whole_number("INCOMING_KEEP_SECONDS", 3600, at_least=60)
MAX_UPLOAD_BYTES = environment.whole_number("MAX_UPLOAD_BYTES", 100 * 1024 * 1024, at_least=1)

# Background work.
TASK_SOFT_TIME_LIMIT = environment.whole_number("TASK_SOFT_TIME_LIMIT", 300, at_least=1)
TASK_TIME_LIMIT = environment.whole_number("TASK_TIME_LIMIT", 360, at_least=1)

CELERY_BROKER_URL = servers.broker_url(REDIS_URL or _embedded.redis_url)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A task that outlives the visibility timeout is started a second time: keep it far above the hard limit
# (finance_api.E002). A lost message is not waited for: the sweeper wakes its run by the lease.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": environment.whole_number("BROKER_VISIBILITY_TIMEOUT", 7200, at_least=1),
    "global_keyprefix": f"{REDIS_KEY_PREFIX}broker:",
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
# Publishing happens inside a request, which must not hang when the broker is gone: the sweeper finds the row.
CELERY_TASK_PUBLISH_RETRY = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.2}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SOFT_TIME_LIMIT = TASK_SOFT_TIME_LIMIT
CELERY_TASK_TIME_LIMIT = TASK_TIME_LIMIT
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES: dict[str, dict[str, Any]] = {
    name: {} for name in ("default", "ingest", "webhooks", "exports")
}
CELERY_TASK_ROUTES = {
    "disclosures.tasks.*": {"queue": "ingest"},
    "finance_api.webhooks.tasks.*": {"queue": "webhooks"},
    "finance_api.exports.tasks.*": {"queue": "exports"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_MAX_MEMORY_PER_CHILD = environment.whole_number("WORKER_MAX_MEMORY_KB", 600_000, at_least=1)
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # A sweep that no worker had time for is made up for by the next one.
    "sweep-runs": {"task": "disclosures.tasks.sweep_runs", "schedule": 5.0, "options": {"expires": 5.0}},
    "sweep-deliveries": {"task": "finance_api.webhooks.tasks.sweep_deliveries", "schedule": 5.0},
    "sweep-incoming": {
        "task": "disclosures.tasks.sweep_incoming",
        "schedule": 600.0,
        "options": {"expires": 600.0},
    },
    "sweep-exports": {"task": "finance_api.exports.tasks.sweep_exports", "schedule": 60.0},
    "nightly-export": {
        "task": "finance_api.exports.tasks.write_nightly",
        "schedule": crontab(hour=3, minute=0),
        "options": {"expires": 3600.0},
    },
    "forget-old-events": {"task": "finance_api.webhooks.tasks.forget_old_events", "schedule": 86_400.0},
}

# Logs.
LOG_LEVEL = environment.text("LOG_LEVEL", "INFO").upper()
LOG_FORMAT = environment.text("LOG_FORMAT", "json")
LOGGING = logging_configuration(level=LOG_LEVEL, form=LOG_FORMAT)
LOGGING_CONFIG = "logging.config.dictConfig"

# Webhooks.
# Addresses that may be sent to although they are not public, over plain HTTP and to any port: CIDR.
WEBHOOK_ALLOWED_RANGES = environment.listing("WEBHOOK_ALLOWED_RANGES", "127.0.0.0/8,::1/128")
WEBHOOK_ALLOWED_PORTS = environment.listing("WEBHOOK_ALLOWED_PORTS", "443,8443")
WEBHOOK_CA_FILE = environment.text("WEBHOOK_CA_FILE")
WEBHOOK_KEEP_DAYS = environment.whole_number("WEBHOOK_KEEP_DAYS", 90, at_least=1)

# Documents.
# In order; each is an object with `name`, `analyse(analysis)` and `store(run, analysis)`.
INGEST_STEPS: list[str] = [
    "disclosures.steps.Read",
    "disclosures.steps.ExtractFinalAccounts",
    "evaluations.steps.ExtractEvaluations",
    "disclosures.steps.Check",
    "disclosures.steps.Publish",
]
# From how many points on which grade is given, where a document prints no scale (财预〔2020〕10号).
DEFAULT_GRADE_SCALE: dict[str, int] = {"优": 90, "良": 80, "中": 60, "差": 0}
# What reading one file may cost; a file beyond it is unreadable, with the limit in the sentence.
READING_LIMITS = Limits(
    **{
        limit.name: environment.whole_number(
            setting_name(limit.name), getattr(DEFAULT_LIMITS, limit.name), at_least=1
        )
        for limit in fields(Limits)
    }
)
RULE_CATALOGUE = "finance_api.catalogue.RULES"
# How long a worker holds a run without renewing, and how soon another may take it.
RUN_LEASE_SECONDS = environment.whole_number("RUN_LEASE_SECONDS", 30, at_least=1)
RUN_RETRY_SECONDS = environment.whole_number("RUN_RETRY_SECONDS", 5)
RUN_WAKE_AFTER_SECONDS = environment.whole_number("RUN_WAKE_AFTER_SECONDS", 5)
PUBLISH_INVALID = environment.decision("PUBLISH_INVALID", False)
ANONYMOUS_READING = environment.decision("ANONYMOUS_READING", True)
# Whoever tries the service out on one machine needs no token to send a file; in production the default is no.
ANONYMOUS_UPLOAD = environment.decision("ANONYMOUS_UPLOAD", True)
# Secrets mixed into the digests of tokens; the first signs, all are accepted.
TOKEN_PEPPERS = environment.listing("TOKEN_PEPPERS") or [SECRET_KEY, *SECRET_KEY_FALLBACKS]
# How many proxies stand in front, each adding to X-Forwarded-For; with none the header is not believed.
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0)
# What the data may be used for: a Link header of every answer, and the metadata of files.
# Hours that the files of exports are kept.
EXPORT_KEEP_HOURS = environment.whole_number("EXPORT_KEEP_HOURS", 72, at_least=1)
DATA_LICENCE_URL = environment.text("DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")
# Requests in a minute; 0: not counted.
RATE_LIMIT_ANONYMOUS = environment.whole_number("RATE_LIMIT_ANONYMOUS", 1200)
RATE_LIMIT_TOKEN = environment.whole_number("RATE_LIMIT_TOKEN", 6000)

# Interface.
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "finance_api.rest.openapi.Schema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["finance_api.access.authentication.BearerTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["finance_api.access.permissions.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["finance_api.rest.throttling.SharedThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["finance_api.rest.renderers.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["finance_api.rest.parsers.JsonParser"],
    "DEFAULT_FILTER_BACKENDS": ["finance_api.rest.filtering.Filters"],
    "EXCEPTION_HANDLER": "finance_api.rest.problems.exception_handler",
    "UNAUTHENTICATED_TOKEN": None,
    "NUM_PROXIES": TRUSTED_PROXIES,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "部门决算公开 Open final accounts",
    "DESCRIPTION": "Chinese departmental final accounts: each figure with its place in the document.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Without separate request components, sending a file from Swagger UI does not work.
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "finance_api.rest.openapi_forms.leave_optional_fields_empty",
        "finance_api.rest.openapi_examples.complete_examples",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "UploadStatusEnum": "disclosures.models.upload.UploadStatus.choices",
        "AmountStateEnum": "disclosures.models.statement.STATES",
        "ExportStatusEnum": "finance_api.exports.models.ExportStatus.choices",
        "EndpointStateEnum": "finance_api.webhooks.models.endpoint.EndpointState.choices",
        "SeverityEnum": "disclosures.models.finding.SEVERITIES",
        "FormKindEnum": "evaluations.models.project.KINDS",
        "VerdictEnum": "evaluations.models.self_evaluation.VERDICTS",
    },
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "WEBHOOKS": [
        f"finance_api.webhooks.api.openapi.{event}"
        for event in (
            *("upload_valid", "upload_invalid", "upload_unreadable", "upload_failed"),
            *("disclosure_published", "disclosure_restated", "disclosure_withdrawn"),
            *("webhook_endpoint_disabled", "ping"),
        )
    ],
}
