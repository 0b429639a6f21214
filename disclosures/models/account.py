from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q


class AccountQuerySet(models.QuerySet["Account"]):
    def for_year(self, year: int) -> AccountQuerySet:
        """Valid at some time of the year; unknown limits do not exclude."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date(year, 12, 31)),
            Q(valid_to__isnull=True) | Q(valid_to__gte=date(year, 1, 1)),
        )

    def under(self, code: str) -> AccountQuerySet:
        """The account and its sub-accounts: a code begins with that of its parent."""
        return self.filter(code__startswith=code)


class Account(models.Model):
    """One name of an account code (支出功能分类 or 经济分类科目) and the time it is valid.

    A code may have several rows: names change, and a code can change its meaning.
    """

    class Classification(models.TextChoices):
        FUNCTIONAL = "functional", "支出功能分类"
        ECONOMIC = "economic", "部门预算支出经济分类"

    class Level(models.TextChoices):
        CLASS = "class", "类"
        SECTION = "section", "款"
        ITEM = "item", "项"

    class Status(models.TextChoices):
        OFFICIAL = "official", "from an official list"
        PRINTED = "printed", "seen in published documents"
        UNCONFIRMED = "unconfirmed", "not confirmed"
        HISTORICAL = "historical", "a former name"

    classification = models.CharField(max_length=10, choices=Classification.choices)
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=7, choices=Level.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    years_printed = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.UNCONFIRMED)

    objects: ClassVar[Any] = AccountQuerySet.as_manager()

    class Meta:
        ordering = ("classification", "code", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["classification", "code", "name"],
                name="account_name_once",
                violation_error_message="The code has this name already.",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{3}(\d{2}){0,3}$"),
                name="account_code_digits",
                violation_error_message="An account code has 3, 5, 7 or 9 digits.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="account_validity_in_order",
                violation_error_message="An account cannot end before it begins.",
            ),
        ]
        indexes = [models.Index(OpClass("code", "text_pattern_ops"), name="account_code_prefix")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
