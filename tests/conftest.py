"""The servers of the tests: PostgreSQL and Redis start with the first test that asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def servers() -> Iterator[None]:
    """PostgreSQL and Redis, ready: the named ones, or embedded ones that end with this run."""
    if settings.DATABASE_URL and settings.REDIS_URL:
        yield
        return
    from finance_api.embedded.servers import running

    with running(settings.EMBEDDED_DIR, disposable=True):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(servers: None, django_db_modify_db_settings: None) -> None:
    """Whatever needs the database needs the servers."""
