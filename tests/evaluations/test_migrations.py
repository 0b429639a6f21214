"""A database that an earlier edition has filled is brought up to what today's readings write."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from disclosures.models import Upload
from evaluations.models import Indicator, Project, SelfEvaluation

BEFORE, AFTER = "0002_account_links", "0003_indicators_met_exactly"


def migrate(to: str) -> Any:
    state = MigrationExecutor(connection).migrate([("evaluations", to)])
    return state.apps


def derived() -> list[list[Any]]:
    target = ("target_relation", "target_number", "target_unit")
    return [
        list(SelfEvaluation.objects.values_list("pk", "indicators_met_exactly")),
        list(Indicator.objects.values_list("pk", "parts", *target)),
    ]


def test_stored_forms_and_projects_get_what_is_derived_of_them(qingdao: Upload) -> None:
    expected = derived()
    assert any(exactly for _, exactly in expected[0])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    former = migrate(BEFORE)
    former.get_model("evaluations", "Indicator").objects.update(parts=[], target_number=1, target_unit="万元")
    former.get_model("evaluations", "Project").objects.update(account_link={})
    migrate(AFTER)
    assert derived() == expected
    linked = Project.objects.exclude(account="").first()
    assert linked is not None
    assert (linked.account_link["account"], linked.account_link["proof"]) == (linked.account, "alone")
    assert linked.account_link["label"]
    links = Project.objects.filter(account="").values_list("account_link", flat=True)
    assert {link["reason"]["code"] for link in links} == {"read_before"}


def test_a_database_that_has_the_column_keeps_it(qingdao: Upload) -> None:
    expected = derived()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'evaluations' AND name = %s", [AFTER])
    migrate(AFTER)
    assert derived() == expected
