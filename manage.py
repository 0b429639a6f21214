#!/usr/bin/env python
"""Django's command line. With no servers named, the embedded ones run for as long as a command needs them."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext

# These touch neither the database nor Redis. `check_document` must work where nothing but Python is.
SERVERLESS = frozenset(
    {
        "check",
        "check_document",
        "collectstatic",
        "diffsettings",
        "findstatic",
        "help",
        "spectacular",
        "version",
    }
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finance_api.settings.base")
    from django.core.management import execute_from_command_line

    from finance_api.embedded.postgres import NotAvailableError

    try:
        with _servers(sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except NotAvailableError as reason:
        sys.exit(f"manage.py: {reason}")


def _servers(arguments: list[str]) -> AbstractContextManager[object]:
    from django.conf import settings

    from finance_api.embedded.servers import running

    serverless = not arguments or arguments[0] in SERVERLESS or {"-h", "--help", "--version"} & set(arguments)
    if serverless or (settings.DATABASE_URL and settings.REDIS_URL):
        return nullcontext()
    return running(settings.EMBEDDED_DIR)


if __name__ == "__main__":
    main()
