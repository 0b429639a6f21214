from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from disclosures.final_accounts.records import Section
from disclosures.models.run import Run


class Claim(models.Model):
    """What a sentence of the narrative (情况说明) says about a quantity, as printed."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="claims", db_index=False)
    ordinal = models.PositiveIntegerField()
    section = models.CharField(max_length=40, choices=[(s.value, s.value) for s in Section])
    subject = models.CharField(max_length=200)
    quantity = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=28, decimal_places=6, null=True)
    unit = models.CharField(max_length=20, blank=True)
    printed = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    account = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    direction = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001 (null: no word printed)
    base = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001 (null: none printed)
    group = models.CharField(max_length=120, blank=True)
    place = models.JSONField(default=dict)

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "ordinal"],
                name="claim_ordinal_once",
                violation_error_message="A run has one claim at each place.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
