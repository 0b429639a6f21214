"""Keep `FactSum` true to what is published, within the transaction that publishes or withdraws."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

LINE = "fiscal_year, statement, measure, code, item, side, leaf"
NUMBERS = "added, smallest, largest, amounts, cells_unreadable"
ADD = f"""
INSERT INTO disclosures_factsum ({LINE}, {NUMBERS})
SELECT {LINE}, sum(amount), min(amount), max(amount), count(amount),
       count(*) FILTER (WHERE state = 'unreadable')
FROM disclosures_fact
WHERE published AND {{which}}
GROUP BY {LINE} ORDER BY {LINE}
"""  # noqa: S608 - composed of the constants above
ONTO = f"""
ON CONFLICT ({LINE}) DO UPDATE SET
    added = coalesce(disclosures_factsum.added + excluded.added, disclosures_factsum.added, excluded.added),
    smallest = least(disclosures_factsum.smallest, excluded.smallest),
    largest = greatest(disclosures_factsum.largest, excluded.largest),
    amounts = disclosures_factsum.amounts + excluded.amounts,
    cells_unreadable = disclosures_factsum.cells_unreadable + excluded.cells_unreadable
"""
# Two publications of one year wait for one another here rather than for rows in a different order.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('disclosures_factsum'), %s)"


def add_to_sums(run: UUID, year: int) -> None:
    """A run that has just been published, where nothing of its department and year was before."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [year])
        cursor.execute(ADD.format(which="run_id = %s") + ONTO, [run])


def renew_sums(year: int) -> None:
    """All sums of a year from its figures: what was added cannot be taken out of a smallest and largest."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [year])
        cursor.execute("DELETE FROM disclosures_factsum WHERE fiscal_year = %s", [year])
        cursor.execute(ADD.format(which="fiscal_year = %s"), [year])
