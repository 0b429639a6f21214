"""The edition of what is published: an answer to the same question is the same within one edition."""

from __future__ import annotations

from django.db import connection

from finance_api.rest.prepared import prepared_cursor

ADVANCE = """
INSERT INTO disclosures_edition (id, number) VALUES (1, 1)
ON CONFLICT (id) DO UPDATE SET number = disclosures_edition.number + 1
"""


def advance_edition() -> None:
    """To be called last in the transaction that publishes, withdraws or renames: the row stays locked."""
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE)


def current_edition() -> int:
    """Read before the data: what is answered may then be newer than its edition, never older."""
    with prepared_cursor() as cursor:
        cursor.execute("SELECT number FROM disclosures_edition")
        row = cursor.fetchone()
    return row[0] if row else 0
