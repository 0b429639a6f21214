from __future__ import annotations

from django.db import models


class FactSum(models.Model):
    """One line and measure of a year, added up over everything published of that year.

    Publishing and withdrawing bring it up to date in their own transaction (`disclosures.services.sums`), so
    that a question about all departments need not read the figures of each.
    """

    id = models.BigAutoField(primary_key=True)
    fiscal_year = models.SmallIntegerField()
    statement = models.CharField(max_length=40)
    measure = models.CharField(max_length=60)
    code = models.CharField(max_length=9, null=True)  # noqa: DJ001 (null: a line without code)
    item = models.CharField(max_length=60, null=True)  # noqa: DJ001 (null: not fixed by the form)
    side = models.CharField(max_length=11, null=True)  # noqa: DJ001 (null: one-sided)
    leaf = models.BooleanField()
    added = models.DecimalField(max_digits=38, decimal_places=4, null=True, help_text="null: no amount")
    smallest = models.DecimalField(max_digits=28, decimal_places=4, null=True)
    largest = models.DecimalField(max_digits=28, decimal_places=4, null=True)
    amounts = models.PositiveBigIntegerField(help_text="number of amounts")
    cells_unreadable = models.PositiveBigIntegerField(help_text="number of cells that could not be read")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "statement", "measure", "code", "item", "side", "leaf"],
                nulls_distinct=False,
                name="fact_sum_once",
                violation_error_message="A line and measure of a year has one sum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.statement} {self.code or self.item or ''} {self.measure}"
