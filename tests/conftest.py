"""The servers of the tests: PostgreSQL and Redis start with the first test that asks for them."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from finance_api.embedded import lifetime
from finance_api.embedded.processes import worker_command

ROOT = Path(__file__).resolve().parents[1]
StartWorker = Callable[..., Popen[bytes]]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the files of this run, unless the keeper of the embedded servers does."""
    if not (settings.EMBEDDED_DIR / "keeper.lock").exists():
        shutil.rmtree(settings.EMBEDDED_DIR, ignore_errors=True)


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


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts worker processes on the database of this test and all queues, and ends them with it.

    Keywords are environment variables of theirs; their log is tmp_path / "worker.log".
    """
    common = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "finance_api.settings.test",
        "DATABASE_URL": _address_of_the_test_database(),
        "REDIS_URL": settings.CACHES["default"]["LOCATION"],
        "LOG_LEVEL": "INFO",
    }
    workers: list[Popen[bytes]] = []

    def start(**environment: str) -> Popen[bytes]:
        name = f"test-{os.getpid()}-{len(workers)}"
        command = worker_command(sys.executable, tuple(settings.CELERY_TASK_QUEUES), concurrency=1, name=name)
        log = tmp_path / "worker.log"
        workers.append(
            lifetime.start(command, log=log, environment={**common, **environment}, directory=ROOT)
        )
        return workers[-1]

    yield start
    for worker in workers:
        lifetime.stop(worker, signal.SIGTERM, signal.SIGQUIT, patience=5)


def _address_of_the_test_database() -> str:
    database = connection.settings_dict
    host, port = database["HOST"], database["PORT"]
    account = quote(database["USER"], safe="")
    if database["PASSWORD"]:
        account += ":" + quote(database["PASSWORD"], safe="")
    if host.startswith("/"):
        return f"postgresql://{account}@/{database['NAME']}?host={host}"
    return f"postgresql://{account}@{host}{port and f':{port}'}/{database['NAME']}"
