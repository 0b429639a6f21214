from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from disclosures.models.region import Region


class DepartmentQuerySet(models.QuerySet["Department"]):
    def public(self) -> DepartmentQuerySet:
        """Confirmed, or with something published: a name known only from a held upload stays private."""
        from disclosures.models.disclosure import Disclosure

        published = Disclosure.objects.filter(department=OuterRef("pk"), current_revision__isnull=False)
        return self.filter(Q(status=Department.Status.CONFIRMED) | Exists(published))

    def under(self, pk: int) -> DepartmentQuerySet:
        """The department and the units below it."""
        return self.filter(Q(pk=pk) | Q(parent=pk) | Q(parent__parent=pk))

    def called(self, name: str) -> DepartmentQuerySet:
        return self.filter(Q(name=name) | Q(aliases__contains=[name]))


class Department(models.Model):
    """A department or unit that publishes final accounts (部门、单位)."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", "confirmed by an operator"
        UNCONFIRMED = "unconfirmed", "first seen in a document"

    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="departments"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.UNCONFIRMED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                nulls_distinct=False,
                name="department_once_in_region",
                violation_error_message="The region has a department of this name already.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="department_has_name",
                violation_error_message="A department needs a name.",
            ),
        ]
        indexes = [
            models.Index(fields=["name"], name="department_name"),
            GinIndex(fields=["aliases"], name="department_aliases"),
        ]

    def __str__(self) -> str:
        return self.name
