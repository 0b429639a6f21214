"""The pages of a department and of a disclosure: what is published, marked where something was found."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from disclosures.models import Department, Disclosure, Fact, Finding, Upload
from disclosures.services.publish import publish
from disclosures.services.withdraw import withdraw
from finance_api.access.audit import SERVICE
from finance_api.rest.problem_types import PROBLEM_TYPES
from tests.disclosures.conftest import PUTUO, QINGDAO, analysed, sound, store, unsound
from tests.finance_api.front.test_pages import counters, text_of

__all__ = ["counters"]
pytestmark = pytest.mark.django_db


def disclosure_of(upload: Upload) -> Disclosure:
    found: Disclosure = upload.runs.get().revision.disclosure
    return found


def test_a_disclosure_is_shown_as_it_is_printed(client: Client) -> None:
    upload = store(PUTUO, checks=sound(PUTUO))
    found = disclosure_of(upload)
    page = text_of(client.get(f"/disclosures/{found.pk}/"))
    for fact in Fact.objects.filter(run=upload.runs.get(), state="value").select_related("line"):
        assert f">{fact.text}<" in page, fact
    assert upload.sha256 in page
    assert f'href="/departments/{found.department_id}/"' in page
    assert f"/api/v1/disclosures/{found.pk}/statements/expenditure/?format=csv" in page
    assert page.count('class="printed"') + page.count("文件中没有，或无法读取") == 9
    picture = re.search(r'href="(/api/v1/disclosures/[^"]+\.png\?box=[^"]+)"', page)
    assert picture
    assert client.get(picture[1])["Content-Type"] == "image/png"


def test_a_finding_is_told_and_its_cells_lead_to_it(client: Client) -> None:
    """Published on purpose, with what was found."""
    result = analysed(PUTUO).checks
    assert result is not None
    upload = store(PUTUO)
    run = upload.runs.get()
    if not hasattr(run, "revision"):
        publish(run=run, reason="a sample", actor=SERVICE)
    found = Disclosure.objects.get()
    page = text_of(client.get(f"/disclosures/{found.pk}/"))
    findings = list(Finding.objects.filter(run=run))
    assert findings
    for finding in findings:
        assert f'id="finding-{finding.ordinal}"' in page
        assert f"/api/v1/findings/{finding.pk}/explain/" in page
    targets = set(re.findall(r'href="#finding-(\d+)"', page))
    assert targets <= {str(finding.ordinal) for finding in findings}
    english = text_of(client.get(f"/disclosures/{found.pk}/", headers={"Accept-Language": "en"}))
    assert "What the checks found" in english


def test_a_cell_that_a_finding_names_is_marked(client: Client) -> None:
    upload = store(QINGDAO, checks=sound(QINGDAO))
    run = upload.runs.get()
    cell = Fact.objects.filter(run=run, statement="expenditure", state="value").first()
    assert cell is not None
    named = {"label": "行政运行", "printed": cell.text, "place": cell.place}
    Finding.objects.filter(run=run).delete()
    Finding.objects.create(
        run=run,
        ordinal=1,
        rule="T03-02",
        instance="T03-02[x]",
        severity="warning",
        message_zh="两数<不>等。",
        message_en="Two figures differ.",
        fingerprint="f",
        body={"evidence": [named], "suspects": [named | {"implied": "1.00"}]},
    )
    page = text_of(client.get(f"/disclosures/{disclosure_of(upload).pk}/"))
    assert "两数&lt;不&gt;等。" in page
    marked = re.findall(r'<a class="named warning suspected" href="#finding-1"[^>]*>([^<]*)</a>', page)
    assert marked == [cell.text]
    assert "→ 1.00" in page


def test_held_withdrawn_and_unknown_are_the_same(client: Client) -> None:
    held = store(QINGDAO, checks=unsound(QINGDAO))
    department = held.runs.get().department
    assert department is not None
    draft = Disclosure.objects.create(department=department, fiscal_year=2019)
    published = store(PUTUO, checks=sound(PUTUO))
    gone = disclosure_of(published)
    withdraw(disclosure=gone, reason="a mistake", actor=SERVICE)
    pages = [f"/disclosures/{pk}/" for pk in (draft.pk, gone.pk, uuid4())]
    pages += [f"/departments/{pk}/" for pk in (department.pk, 10**30)]
    answers = {re.sub(r'name="lang"', "", answer.content.decode()) for answer in map(client.get, pages)}
    assert len(answers) == 1
    assert {client.get(page).status_code for page in pages} == {404}
    assert "青岛市大数据发展管理局" not in answers.pop()


def test_a_department_shows_its_years(client: Client) -> None:
    found = disclosure_of(store(QINGDAO, checks=sound(QINGDAO)))
    page = text_of(client.get(f"/departments/{found.department_id}/"))
    assert f'<a href="/disclosures/{found.pk}/">2022</a>' in page
    total = Fact.objects.get(statement="income_and_expenditure", item="expenditure_total")
    assert f"{total.amount:,.2f}" in page
    nothing = Department.objects.create(name="甲局", status=Department.Status.CONFIRMED)
    assert "尚无公开的数据" in text_of(client.get(f"/departments/{nothing.pk}/"))


def test_a_name_cannot_leave_its_element(client: Client) -> None:
    found = disclosure_of(store(QINGDAO, checks=sound(QINGDAO)))
    name = "</script><script>alert(1)</script>局"
    Department.objects.filter(pk=found.department_id).update(name=name)
    for path in (f"/disclosures/{found.pk}/", f"/departments/{found.department_id}/"):
        answer = client.get(path)
        page = text_of(answer)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert page.count("<script") == 1
        written = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert written
        assert name in str(json.loads(written[1]))


def test_linked_data_describe_a_dataset(client: Client) -> None:
    upload = store(QINGDAO, checks=sound(QINGDAO))
    page = text_of(client.get(f"/disclosures/{disclosure_of(upload).pk}/"))
    written = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert written
    told = json.loads(written[1])
    assert (told["@type"], told["temporalCoverage"]) == ("Dataset", "2022")
    assert told["isBasedOn"]["sha256"] == upload.sha256
    for download in told["distribution"][:2]:
        assert client.get(download["contentUrl"]).status_code == 200


def test_a_page_asks_little_however_many_figures(client: Client, django_assert_max_num_queries: Any) -> None:
    found = disclosure_of(store(QINGDAO, checks=sound(QINGDAO)))
    with django_assert_max_num_queries(16):
        client.get(f"/disclosures/{found.pk}/")
    with django_assert_max_num_queries(12):
        client.get(f"/departments/{found.department_id}/")


def test_pages_show_nothing_where_reading_needs_a_token(client: Client, settings: Any) -> None:
    found = disclosure_of(store(QINGDAO, checks=sound(QINGDAO)))
    settings.ANONYMOUS_READING = False
    for path in (f"/disclosures/{found.pk}/", f"/departments/{found.department_id}/", "/search/?q=青岛"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "青岛市" not in answer.content.decode()
    assert "青岛市" not in text_of(client.get("/"))


@pytest.mark.usefixtures("one_window")
def test_pages_count_like_requests(client: Client, settings: Any) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 2
    paths = ("/search/?q=局", "/api/v1/regions/", f"/disclosures/{uuid4()}/", "/departments/1/")
    answers = [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert int(answers[-1]["Retry-After"]) <= 60


def test_every_problem_has_a_page_in_both_languages(client: Client) -> None:
    index = text_of(client.get("/problems/"))
    for slug, problem in PROBLEM_TYPES.items():
        assert f'href="/problems/{slug}/"' in index
        assert problem.title_zh in text_of(client.get(f"/problems/{slug}/?lang=zh"))
        assert problem.title in text_of(client.get(f"/problems/{slug}/?lang=en"))
    assert client.get("/problems/none-such/").status_code == 404
