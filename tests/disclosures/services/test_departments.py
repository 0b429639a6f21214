from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command

from disclosures.analysis import Declared, with_declared
from disclosures.final_accounts.records import FinalAccounts
from disclosures.models import Department
from disclosures.services.departments import department_named, department_of, normalised, region_of
from tests.disclosures.conftest import QINGDAO, analysed

REFERENCE = Path(__file__).resolve().parents[3] / "reference"


@pytest.fixture
def divisions(db: None) -> None:
    call_command("import_regions", REFERENCE / "divisions.csv")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("青岛市大数据发展管理局", "370200"),
        ("济南市大数据局", "370100"),
        ("山东省财政厅", "370000"),
        ("上海市普陀区财政局", "310107"),
        ("中共上海市普陀区委社会工作部", "310107"),
        ("江苏省南京市鼓楼区审计局", "320106"),
        ("鼓楼区审计局", None),
        ("国家税务总局", None),
        ("财政局", None),
    ],
)
def test_the_region_is_what_the_name_begins_with(divisions: None, name: str, code: str | None) -> None:
    region = region_of(name)
    assert (region.code if region else None) == code


@pytest.mark.django_db
def test_a_department_is_found_by_name_or_alias_and_else_created_unconfirmed(divisions: None) -> None:
    first = department_named("青岛市 大数据发展管理局")
    assert (first.name, first.status) == ("青岛市大数据发展管理局", "unconfirmed")
    assert first.region is not None
    first.aliases = ["青岛市大数据局"]
    first.save()
    assert department_named("青岛市大数据发展管理局") == department_named("青岛市大数据局") == first
    assert department_named("济南市大数据局") != first
    assert Department.objects.count() == 2


@pytest.mark.django_db
def test_departments_of_one_name_in_two_regions_are_two(divisions: None) -> None:
    one = department_named("财政局", region_code="370200")
    other = department_named("财政局", region_code="370100")
    assert one != other
    assert department_named("财政局", region_code="370200") == one


def accounts_of(name: str, declared: Declared) -> FinalAccounts:
    printed = replace(analysed(QINGDAO).extracted(), department=name, contradictions=())
    return with_declared(printed, declared)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("printed", "declared", "filed_under", "region", "reported"),
    [
        ("青岛市审计局", Declared(region="370100"), "青岛市审计局", "370200", ["region"]),
        ("青岛市审计局", Declared(region="370200"), "青岛市审计局", "370200", []),
        ("青岛市审计局", Declared(region="370000"), "青岛市审计局", "370200", []),
        ("青岛市审计局", Declared(region="370202"), "青岛市审计局", "370202", []),
        ("审计局", Declared(region="370100"), "审计局", "370100", []),
        ("青岛市审计局", Declared(department="青岛市申计局"), "青岛市审计局", "370200", ["department"]),
        ("青岛市审计局", Declared(department="青岛市财政局"), "青岛市财政局", "370200", ["department"]),
        ("青岛市审计局", Declared(department="青岛市 审计局"), "青岛市审计局", "370200", []),
        (
            "青岛市审计局（本级）",
            Declared(department="青岛市审计局(本级)"),
            "青岛市审计局（本级）",
            "370200",
            [],
        ),
    ],
)
def test_what_is_declared_against_the_document_is_reported_and_makes_no_department(
    divisions: None, printed: str, declared: Declared, filed_under: str, region: str, reported: list[str]
) -> None:
    department_named("青岛市财政局")
    department, contradictions = department_of(accounts_of(printed, declared), declared)
    assert (department.name, department.region.code if department.region else None) == (filed_under, region)
    assert [contradiction.subject for contradiction in contradictions] == reported
    assert Department.objects.exclude(name__in=["青岛市财政局", filed_under]).count() == 0


@pytest.mark.django_db
def test_a_name_that_is_not_printed_is_as_declared(divisions: None) -> None:
    declared = Declared(department="青岛市审计局")
    printed = replace(analysed(QINGDAO).extracted(), department=None, contradictions=())
    department, contradictions = department_of(with_declared(printed, declared), declared)
    assert (department.name, contradictions) == ("青岛市审计局", [])


def test_brackets_and_blanks_do_not_make_another_name() -> None:
    assert normalised("某市 财政局(本级)") == normalised("某市财政局（本级）") == "某市财政局（本级）"
