"""Queries that are asked over and over: the database plans each once a connection, not every time.

For queries whose best plan does not depend on their values, such as a row by its key.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor


class _PreparingCursor(Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **_: Any) -> _PreparingCursor:
        super().execute(query, params, prepare=True)
        return self


def prepared_cursor() -> CursorWrapper:
    """A cursor of Django's connection, checked and logged as any; values are sent beside the query.

    With DATABASE_PREPARED_STATEMENTS=false it only sends them beside.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(_PreparingCursor(connection.connection))  # type: ignore[attr-defined,no-any-return]  # not in the stubs
