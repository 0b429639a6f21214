from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.indexes import OpClass
from django.db import models


class RegionQuerySet(models.QuerySet["Region"]):
    def under(self, code: str) -> RegionQuerySet:
        """The region with this code and everything in it."""
        return self.filter(path__contains=f"/{code}/")


class Region(models.Model):
    """A division of the country (行政区划): province, prefecture or county, by its six-digit code."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省级"
        PREFECTURE = "prefecture", "地级"
        COUNTY = "county", "县级"

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=40, help_text="codes from the province down: /370000/370200/")

    objects: ClassVar[Any] = RegionQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{6}$"),
                name="region_code_six_digits",
                violation_error_message="A region's code has six digits.",
            ),
        ]
        indexes = [models.Index(OpClass("path", "text_pattern_ops"), name="region_path")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
