from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """How often what everybody may read has changed. One row; the same number means the same answers."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"edition {self.number}"
