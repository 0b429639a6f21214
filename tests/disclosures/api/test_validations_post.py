from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from disclosures.models import Upload
from disclosures.report import report
from tests.disclosures.conftest import PUTUO, analysed

VALIDATIONS = "/api/v1/validations/"


def test_the_report_comes_at_once_and_nothing_is_kept(api: Client) -> None:
    answer = api.post(VALIDATIONS, {"file": SimpleUploadedFile(PUTUO.name, PUTUO.read_bytes())})
    assert answer.status_code == 200
    assert answer.json() == report(analysed(PUTUO))
    assert not Upload.objects.exists()


def test_what_cannot_be_read_is_a_problem_with_a_code_and_a_sentence(api: Client) -> None:
    answer = api.post(VALIDATIONS, {"file": SimpleUploadedFile("a.txt", "没有决算内容".encode())})
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "not_final_accounts"
    assert problem["detail"]


def test_what_the_sender_says_wins_and_the_contradiction_is_told(api: Client) -> None:
    form = {"file": SimpleUploadedFile(PUTUO.name, PUTUO.read_bytes()), "fiscal_year": "2023"}
    disclosure = api.post(VALIDATIONS, form).json()["disclosure"]
    assert disclosure["fiscal_year"] == 2023
    (contradiction,) = disclosure["contradictions"]
    assert (contradiction["subject"], contradiction["printed"], contradiction["other"]) == (
        "fiscal_year", "2024", "2023",
    )  # fmt: skip
