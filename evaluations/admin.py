"""Everything read about performance, to look at."""

from __future__ import annotations

from django.contrib import admin

from evaluations import models
from finance_api.rest.admin import ReadOnlyAdmin


@admin.register(models.Project)
class ProjectAdmin(ReadOnlyAdmin):
    list_display = ("name", "department", "fiscal_year", "adjusted", "executed", "score", "grade", "account")
    list_filter = ("fiscal_year", "kind", "grade")
    search_fields = ("name", "code")
    list_select_related = ("department",)


@admin.register(models.SelfEvaluation)
class SelfEvaluationAdmin(ReadOnlyAdmin):
    list_display = ("project_name", "department", "fiscal_year", "kind", "total_score", "complete")
    list_filter = ("fiscal_year", "kind", "complete")
    search_fields = ("project_name", "project_code")
    list_select_related = ("department",)


@admin.register(models.Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    list_display = ("level3", "level2", "target", "actual", "weight", "score", "verdict", "shifted")
    list_filter = ("fiscal_year", "verdict", "shifted", "level1")
    search_fields = ("level3",)


@admin.register(models.EvaluationReport)
class EvaluationReportAdmin(ReadOnlyAdmin):
    list_display = ("title", "department", "fiscal_year", "evaluator", "total_score", "grade")
    list_filter = ("fiscal_year", "grade")
    search_fields = ("title", "evaluator")
    list_select_related = ("department",)


@admin.register(models.ScoreLine)
class ScoreLineAdmin(ReadOnlyAdmin):
    list_display = ("report", "table", "kind", "levels", "weight", "score", "rate")
    list_filter = ("kind",)
    list_select_related = ("report",)
