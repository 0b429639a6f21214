"""GET self-evaluations/, indicators/, evaluation-reports/."""

from __future__ import annotations

from typing import Any

from django.test import Client

from disclosures.models import Upload


def test_forms_in_brief_and_whole(api: Client, qingdao: Upload) -> None:
    rows = api.get("/api/v1/self-evaluations/?count=exact").json()
    assert rows["count"] == 12
    assert "body" not in rows["results"][0]
    whole = api.get(f"/api/v1/self-evaluations/{rows['results'][0]['id']}/").json()
    assert whole["body"]["budget"][0]["adjusted"] == "925"
    assert len(whole["body"]["indicators"]) == 9


def test_targets_that_are_set_for_satisfaction(api: Client, qingdao: Upload) -> None:
    rows = api.get("/api/v1/indicators/?name__contains=满意度&page_size=1000").json()["results"]
    assert len(rows) >= 12
    assert all("满意" in row["level1"] + row["level2"] + row["level3"] for row in rows)
    assert {row["target"] for row in rows} >= {"≥90%", "≥95%", "≥85%"}


def test_row_of_two_indicators_shows_both(api: Client, qingdao: Upload) -> None:
    (row,) = api.get("/api/v1/indicators/?name__contains=智慧城市建设峰会").json()["results"]
    assert [(part["level3"], part["target"]) for part in row["parts"]] == [
        ("新型智慧城市建设成果宣传次数", "≥6次"),
        ("承办新型智慧城市建设峰会", "1次"),
    ]


def test_targets_set_for_satisfaction_by_frequency(api: Client, qingdao: Upload) -> None:
    rows = api.get("/api/v1/indicators/targets/?name__contains=满意").json()
    first = rows[0]
    assert (first["target_relation"], first["target_number"], first["target_unit"]) == (
        ">=",
        "90.000000",
        "%",
    )
    assert [row["indicators"] for row in rows] == sorted((row["indicators"] for row in rows), reverse=True)
    assert all(row["met"] + row["missed"] <= row["indicators"] for row in rows)
    asked = api.get("/api/v1/indicators/?name__contains=满意&count=exact").json()["count"]
    assert sum(row["indicators"] for row in rows) == asked
    assert api.get("/api/v1/indicators/targets/?name__contains=满").status_code == 400


INDICATORS = {
    "verdict=missed": 6,
    "shifted=true": 27,
    "target_unit=%25&target_number__gte=99.9": 6,
    "level2=数量指标&verdict=missed": 2,
}
"""How many indicators each query finds."""


def test_indicators_by_filter(api: Client, qingdao: Upload) -> None:
    found = {
        query: api.get(f"/api/v1/indicators/?{query}&count=exact").json()["count"] for query in INDICATORS
    }
    assert found == INDICATORS


def test_report_with_its_score_lines(api: Client, qingdao: Upload) -> None:
    (row,) = api.get("/api/v1/evaluation-reports/?grade=优").json()["results"]
    assert (row["total_score"], row["evaluator"]) == ("95.010", "尤尼泰振青会计师事务所")
    whole = api.get(f"/api/v1/evaluation-reports/{row['id']}/").json()
    assert len(whole["score_lines"]) == 60
    assert whole["body"]["scale"][0] == {"lower": "90", "grade": "优"}
    assert whole["body"]["problems"]
    assert whole["body"]["recommendations"]


LISTS = ("self-evaluations", "indicators", "evaluation-reports")


def test_number_of_queries_of_lists(api: Client, qingdao: Upload, django_assert_max_num_queries: Any) -> None:
    for address in LISTS:
        api.get(f"/api/v1/{address}/?page_size=1")
        with django_assert_max_num_queries(3):
            assert api.get(f"/api/v1/{address}/").status_code == 200


def test_what_is_unknown_is_a_problem(api: Client, qingdao: Upload) -> None:
    for address in LISTS:
        assert api.get(f"/api/v1/{address}/999999/").status_code == 404
        assert api.get(f"/api/v1/{address}/?nonsense=1").status_code == 400
