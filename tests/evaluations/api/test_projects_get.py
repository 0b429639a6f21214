"""GET projects/, projects/{id}/, projects/{id}/history/, projects/aggregate/."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.test import Client

from disclosures.models import Upload
from evaluations.models import Project, SelfEvaluation

PROJECTS = "/api/v1/projects/"


def test_projects_of_a_year(api: Client, qingdao: Upload) -> None:
    body = api.get(f"{PROJECTS}?fiscal_year=2022&count=exact").json()
    assert body["count"] == 12
    assert {row["department"]["name"] for row in body["results"]} == {"青岛市大数据发展管理局"}
    assert api.get(f"{PROJECTS}?fiscal_year=2021&count=exact").json()["count"] == 0


FILTERS = {
    "name__contains=金宏": 1,
    "name__contains=一码通城": 1,
    "name__contains=%E4%B8%8D%E5%AD%98%E5%9C%A8": 0,
    "kind=transfer": 1,
    "score__lte=80": 2,
    "score__gte=99": 9,
    "executed__gte=10000000": 2,
    "has_differences=true": 2,
    "code=37020022P230005100017": 1,
}
"""How many projects each query finds."""


def test_filters(api: Client, qingdao: Upload) -> None:
    found = {query: api.get(f"{PROJECTS}?{query}&count=exact").json()["count"] for query in FILTERS}
    assert found == FILTERS


def test_a_project_leads_to_its_forms_and_reports(api: Client, qingdao: Upload) -> None:
    (row,) = api.get(f"{PROJECTS}?name__contains=政务信息化运维").json()["results"]
    found = api.get(f"{PROJECTS}{row['id']}/")
    assert found.json() == row
    assert api.get(f"{PROJECTS}{row['id']}/", headers={"If-None-Match": found["ETag"]}).status_code == 304
    (form,) = row["self_evaluations"]
    assert api.get(f"/api/v1/self-evaluations/{form}/").json()["project"] == row["id"]


def test_lists_are_expanded_by_whose_they_are(api: Client, qingdao: Upload) -> None:
    for resource in ("projects", "self-evaluations", "indicators", "evaluation-reports"):
        is_expanded_by_its_owner(api, resource)


def is_expanded_by_its_owner(api: Client, resource: str) -> None:
    rows = api.get(f"/api/v1/{resource}/?expand=department,disclosure&page_size=3").json()["results"]
    for row in rows:
        department, disclosure = row["department"]["id"], row["disclosure"]
        own = {"department": f"departments/{department}/", "disclosure": f"disclosures/{disclosure}/"}
        assert row["expanded"] == {name: api.get(f"/api/v1/{path}").json() for name, path in own.items()}
    assert all("expanded" not in row for row in api.get(f"/api/v1/{resource}/").json()["results"])


def test_account_of_a_project_and_what_proves_it(api: Client, qingdao: Upload) -> None:
    rows = api.get(f"{PROJECTS}?account=2019999").json()["results"]
    assert len(rows) == 6
    assert {row["account_link"]["proof"] for row in rows} == {"together"}
    assert {other["project"] for other in rows[0]["account_link"]["together_with"]} == {
        row["name"] for row in rows[1:]
    }
    (row,) = api.get(f"{PROJECTS}?name__contains=新型智慧城市").json()["results"]
    assert (row["account"], row["account_link"]["reason"]["code"]) == ("", "not_in_statement")


def test_history_is_the_same_project_in_other_years(api: Client, qingdao: Upload) -> None:
    project = Project.objects.order_by("pk").first()
    assert project is not None
    rows = api.get(f"{PROJECTS}{project.pk}/history/").json()["results"]
    assert [row["id"] for row in rows] == [project.pk]


def test_order_by_a_figure_leaves_out_who_has_none(api: Client, qingdao: Upload) -> None:
    Project.objects.filter(code="37020022P230005100017").update(executed=None)
    body = api.get(f"{PROJECTS}?ordering=-executed&page_size=3").json()
    amounts = [Decimal(row["executed"]) for row in body["results"]]
    rest = api.get(body["next"]).json()["results"]
    amounts += [Decimal(row["executed"]) for row in rest]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[0] == Decimal("43576400")
    more = api.get(f"{PROJECTS}?ordering=-executed&count=exact").json()["count"]
    assert more == 11


def test_whole_departments_are_no_projects_taken_together(api: Client, qingdao: Upload) -> None:
    Project.objects.filter(kind="transfer").update(kind="department")
    assert api.get(f"{PROJECTS}aggregate/").json()[0]["projects"] == 11
    assert api.get(f"{PROJECTS}aggregate/?kind=department").json()[0]["projects"] == 1


def test_aggregate(api: Client, qingdao: Upload) -> None:
    (row,) = api.get(f"{PROJECTS}aggregate/?by=department").json()
    assert row["fiscal_year"] == 2022
    assert row["department"]["name"] == "青岛市大数据发展管理局"
    assert row["projects"] == 12
    assert row["scores"] == {"90-100": 10, "80-90": 0, "60-80": 1, "0-60": 1}
    assert row["indicators_met"] <= row["indicators_decided"] <= 106
    exactly = sum(SelfEvaluation.objects.values_list("indicators_met_exactly", flat=True))
    assert 0 < row["indicators_met_exactly"] == exactly < row["indicators_met"]
    assert Decimal(row["share_met_exactly"]) < Decimal(row["share_met"])
    assert Decimal(row["adjusted"]) == sum(Project.objects.values_list("adjusted", flat=True), Decimal(0))
    (year,) = api.get(f"{PROJECTS}aggregate/?fiscal_year=2022&kind=project").json()
    assert year["department"] is None
    assert year["projects"] == 11


def test_wrong_parameters_are_named(api: Client, qingdao: Upload) -> None:
    for query in ["by=moon", "unknown=1", "fiscal_year=abc", "score__gte=x", "name__contains=市"]:
        response = api.get(f"{PROJECTS}aggregate/?{query}")
        assert response.status_code == 400, query
        assert response["Content-Type"].startswith("application/problem+json")


def test_what_is_not_published_is_not_there(api: Client, qingdao: Upload) -> None:
    project = Project.objects.order_by("pk").first()
    assert project is not None
    run = qingdao.runs.get()
    disclosure: Any = run.revision.disclosure
    disclosure.current_revision = None
    disclosure.save()
    assert api.get(PROJECTS).json()["results"] == []
    assert api.get(f"{PROJECTS}{project.pk}/").status_code == 404


def test_number_of_queries_does_not_grow_with_the_page(
    api: Client, qingdao: Upload, django_assert_max_num_queries: Any
) -> None:
    api.get(f"{PROJECTS}?page_size=1")
    with django_assert_max_num_queries(5):
        assert len(api.get(PROJECTS).json()["results"]) == 12
