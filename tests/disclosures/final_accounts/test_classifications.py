from __future__ import annotations

import csv
from pathlib import Path

import pytest

from disclosures.final_accounts.classifications import (
    CLASSES,
    class_of,
    code_before_name,
    is_account_code,
    joined_code,
)

REFERENCE = Path(__file__).parents[3] / "reference" / "functional_accounts.csv"


def test_every_class_of_the_reference_is_known_by_its_name() -> None:
    with REFERENCE.open(encoding="utf-8") as file:
        classes = {row["name"]: row["code"] for row in csv.DictReader(file) if row["level"] == "类"}
    assert {name: class_of(name) for name in classes} == classes
    assert set(classes.values()) <= set(CLASSES)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("七、文化体育与传媒支出", "207"),
        ("九、医疗卫生与计划生育支出", "210"),
        ("十四、资源勘探信息等支出", "215"),
        ("十五、商业服务业等支出", "216"),
        ("十八、国土海洋气象等支出", "220"),
        ("二十、粮油物资储备支出", "222"),
        ("二十一、灾害防治及应急管理支出", "224"),
        ("二十四、债务还本支出", "231"),
        ("二十六、抗疫特别国债安排的支出", "234"),
        ("十二、农林水 支出", "213"),
        ("本年支出合计", None),
        ("年末结转和结余", None),
        ("一般公共预算服务支出", None),
        ("", None),
    ],
)
def test_class_lines_are_known_by_name_whatever_their_ordinal(label: str, code: str | None) -> None:
    assert class_of(label) == code


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["2010301"], "2010301"),
        (["201", "", ""], "201"),
        (["201", "03", "01"], "2010301"),
        (["201", "3", "1"], "2010301"),
        (["201", "20103", "2010301"], "2010301"),
        (["301", "08"], "30108"),
        (["２０１"], "201"),
        (["类", "款", "项"], None),
        (["合计"], None),
        (["20103012"], None),
        ([], None),
    ],
)
def test_joined_code(parts: list[str], code: str | None) -> None:
    assert joined_code(parts) == code


def test_what_is_a_code() -> None:
    assert [text for text in ("201", "2010", "20103", "2010301", "801", "1.00") if is_account_code(text)] == [
        "201",
        "20103",
        "2010301",
    ]


def test_a_code_before_its_name() -> None:
    assert code_before_name("2010301 行政运行") == ("2010301", "行政运行")
    assert code_before_name("201一般公共服务支出") == ("201", "一般公共服务支出")
    assert code_before_name("201") is None
    assert code_before_name("201.50") is None
