"""The admin's pages on performance: lists, search, filters and details open, and change nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from disclosures.models import Upload
from evaluations import models

MODELS: dict[type[Model], tuple[str, dict[str, str]]] = {
    models.Project: ("平台", {"kind__exact": "project", "fiscal_year": "2022"}),
    models.SelfEvaluation: ("智慧城市", {"complete__exact": "1"}),
    models.Indicator: ("满意度", {"verdict__exact": "missed", "shifted__exact": "0"}),
    models.EvaluationReport: ("", {"grade": "优"}),
    models.ScoreLine: ("", {"kind__exact": "indicator"}),
}
"""What is searched for and filtered by on the page of each model."""


def test_every_model_is_looked_at() -> None:
    registered = {model for model in admin.site._registry if model._meta.app_label == "evaluations"}
    assert registered == set(MODELS)


@pytest.fixture
def operator(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("operator", password="long and secret"))
    return client


def test_pages_open(operator: Client, qingdao: Upload, django_assert_max_num_queries: Any) -> None:
    for model, (searched, filters) in MODELS.items():
        rows: Any = model._default_manager
        page = f"admin:evaluations_{model._meta.model_name}"
        with django_assert_max_num_queries(14):
            listed = operator.get(reverse(f"{page}_changelist"))
        assert (listed.status_code, listed.context["cl"].result_count) == (200, rows.count())
        if searched:
            found = operator.get(reverse(f"{page}_changelist"), {"q": searched})
            assert found.status_code == 200
            assert 0 < found.context["cl"].result_count < rows.count()
        filtered = operator.get(reverse(f"{page}_changelist"), filters)
        assert filtered.status_code == 200
        assert filtered.context["cl"].result_count == rows.filter(**filters).count() > 0
        own = [rows.first().pk]
        assert operator.get(reverse(f"{page}_change", args=own)).status_code == 200
        assert operator.get(reverse(f"{page}_add")).status_code == 403
        assert operator.post(reverse(f"{page}_delete", args=own), {"post": "yes"}).status_code == 403
