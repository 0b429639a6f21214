"""From DATABASE_URL and REDIS_URL to the settings of Django and Celery."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})


def database(url: str, *, keep_open: int, prepared: bool) -> dict[str, Any]:
    """The database of a postgresql:// address; a socket is given as ?host=/directory, as libpq does.

    `prepared` allows statements to be prepared; only those of `finance_api.rest.prepared` are.
    """
    parts = urlsplit(url)
    if parts.scheme not in _POSTGRES_SCHEMES:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": keep_open,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "prepare_threshold": 5 if prepared else None, **options},
    }


def broker_url(redis_url: str) -> str:
    """The same Redis as kombu spells it: redis+socket:// for a socket, with the database as virtual host."""
    parts = urlsplit(redis_url)
    if parts.scheme in {"redis", "rediss"}:
        return redis_url
    if parts.scheme == "unix":
        number = dict(parse_qsl(parts.query)).get("db", "0")
        return f"redis+socket://{parts.path}?virtual_host={number}"
    raise ImproperlyConfigured("REDIS_URL must begin with redis://, rediss:// or unix://")
