"""Named reads that all rows of a run share."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class OfRunQuerySet(models.QuerySet[M]):
    """Rows with a run; `department` and `fiscal_year` stand beside it, so that queries need no join."""

    def published(self) -> Self:
        """Of the revisions that hold now."""
        return self.filter(run__revision__current_of__isnull=False)

    def for_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)
