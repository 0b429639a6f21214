"""What is printed: statements, their lines, and one row for each amount."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from disclosures.final_accounts.records import AmountState, ExpenditureBlock, Side, StatementKey, Unit
from disclosures.models.account import Account
from disclosures.models.department import Department
from disclosures.models.run import Run

STATES = [(state.value, state.value) for state in AmountState]
STATEMENT_KEYS = [(key.value, key.value) for key in StatementKey]
SIDES = [(side.value, side.value) for side in Side]
BLOCKS = [(block.value, block.value) for block in ExpenditureBlock]
UNITS = [(unit.value, unit.value) for unit in Unit]


class Statement(models.Model):
    """One public statement (公开表) as printed."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="statements")
    key = models.CharField(max_length=40, choices=STATEMENT_KEYS)
    ordinal = models.PositiveSmallIntegerField(help_text="place among the statements of the document")
    title = models.CharField(max_length=300)
    form_number = models.CharField(max_length=50, null=True, blank=True)  # noqa: DJ001 (null: none printed)
    unit = models.CharField(max_length=4, choices=UNITS)
    unit_text = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 (null: none printed)
    caption_department = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001 (as above)
    measures = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    place = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "key"],
                name="statement_once",
                violation_error_message="A run has each statement once.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """One printed line of a statement."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="lines", db_index=False)
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=9, null=True, blank=True)  # noqa: DJ001 (null: a line without code)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT)
    label = models.CharField(max_length=300, blank=True)
    bigrams = ArrayField(models.CharField(max_length=2), default=list, help_text="pairs of the label")
    item = models.CharField(max_length=60, null=True, blank=True)  # noqa: DJ001 (null: not fixed by the form)
    line_number = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001 (null: none printed)
    side = models.CharField(max_length=11, choices=SIDES, null=True, blank=True)  # noqa: DJ001 (one-sided)
    block = models.CharField(max_length=9, choices=BLOCKS, null=True, blank=True)  # noqa: DJ001 (none)
    place = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("statement", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "ordinal"],
                name="line_ordinal_once",
                violation_error_message="A statement has one line at each place.",
            ),
        ]
        indexes = [GinIndex(fields=["bigrams"], name="line_bigrams")]

    def __str__(self) -> str:
        return f"{self.code or ''} {self.label}".strip()


class FactQuerySet(models.QuerySet["Fact"]):
    def published(self) -> FactQuerySet:
        return self.filter(published=True)

    def as_of(self, moment: datetime) -> FactQuerySet:
        """What was published at a moment of the past."""
        return self.filter(
            Q(run__revision__superseded_at__isnull=True) | Q(run__revision__superseded_at__gt=moment),
            Q(run__revision__withdrawn_at__isnull=True) | Q(run__revision__withdrawn_at__gt=moment),
            run__revision__published_at__lte=moment,
        )


class Fact(models.Model):
    """One amount, with what queries filter by beside it so that they need no join.

    `published` repeats the pointer of the disclosure; publishing and withdrawing set both in one transaction.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="facts", db_index=False)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="facts")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="facts", db_index=False)
    fiscal_year = models.SmallIntegerField()
    statement = models.CharField(max_length=40, choices=STATEMENT_KEYS)
    code = models.CharField(max_length=9, null=True)  # noqa: DJ001 (null: a line without code)
    item = models.CharField(max_length=60, null=True)  # noqa: DJ001 (null: not fixed by the form)
    side = models.CharField(max_length=11, choices=SIDES, null=True)  # noqa: DJ001 (null: one-sided)
    leaf = models.BooleanField(default=False, help_text="an account without sub-accounts in the statement")
    measure = models.CharField(max_length=60)
    heading = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=200, blank=True, help_text="as printed")
    state = models.CharField(max_length=10, choices=STATES)
    unit = models.CharField(max_length=4, choices=UNITS)
    printed = models.DecimalField(max_digits=26, decimal_places=6, null=True, help_text="in its printed unit")
    amount = models.DecimalField(max_digits=28, decimal_places=4, null=True, help_text="in yuan")
    place = models.JSONField(default=dict)
    published = models.BooleanField(default=False)

    objects: ClassVar[Any] = FactQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state="value", amount__isnull=False, printed__isnull=False)
                | (~Q(state="value") & Q(amount__isnull=True, printed__isnull=True)),
                name="fact_amount_iff_value",
                violation_error_message="An amount stands where the state is value, and only there.",
            ),
        ]
        indexes = [
            models.Index(fields=["run", "statement"], name="fact_of_run"),
            models.Index(
                OpClass("code", "text_pattern_ops"),
                F("fiscal_year"),
                F("measure"),
                F("statement"),
                condition=Q(published=True),
                name="fact_of_account",
            ),
            models.Index(
                fields=["department", "code", "fiscal_year"],
                include=["statement", "measure", "amount"],
                condition=Q(published=True),
                name="fact_of_department",
            ),
            models.Index(fields=["fiscal_year", "id"], condition=Q(published=True), name="fact_of_year"),
            models.Index(
                fields=["fiscal_year", "statement", "measure", "id"],
                condition=Q(published=True),
                name="fact_of_statement",
            ),
            models.Index(
                fields=["statement", "measure", "fiscal_year", "amount"],
                condition=Q(published=True),
                name="fact_by_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.code or self.item or ''} {self.measure} {self.text}"
