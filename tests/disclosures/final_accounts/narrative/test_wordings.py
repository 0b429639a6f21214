"""Sentences as provinces and years word them, each with a figure that a hasty reading would misplace."""

from __future__ import annotations

import pytest

from disclosures.final_accounts.records import Section
from tests.disclosures.final_accounts.narrative.test_read import (
    BASIC,
    EXPENDITURE,
    GENERAL,
    INCOME,
    OVERALL,
    TRAVEL,
    claims,
    said,
)

FISCAL = "四、财政拨款收入支出决算总体情况说明"
THREE = "七、“三公”经费支出决算情况说明"


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        pytest.param(
            OVERALL,
            "收入总计100.00万元，支出总计100.00万元。收支较上年决算数增加10.00万元，增长11.1%。",
            [
                ("income_grand_total", "amount", "100.00"),
                ("expenditure_grand_total", "amount", "100.00"),
                ("grand_total", "change", "10.00"),
                ("grand_total", "change_rate", "11.1"),
            ],
            id="both sides in a sentence of their own",
        ),
        pytest.param(
            OVERALL,
            "6.其他收入5.00万元，为在“财政拨款收入”“经营收入”之外取得的收入。较2022年度决算数增加1.00万元，增长25%。",
            [("other", "amount", "5.00"), ("other", "change", "1.00"), ("other", "change_rate", "25")],
            id="names quoted by a definition",
        ),
        pytest.param(
            OVERALL,
            "1.财政拨款收入95.00万元，占收入总计的95.0%。",
            [("fiscal_appropriation", "amount", "95.00"), ("fiscal_appropriation", "share", "95.0")],
            id="财政拨款收入 in the section on totals",
        ),
        pytest.param(
            EXPENDITURE,
            "项目支出80.00万元。其中：基本建设类项目支出10.00万元。",
            [("project", "amount", "80.00")],
            id="a part with the name of the whole at its end",
        ),
        pytest.param(
            GENERAL,
            "按支出功能分类科目分，包括：教育支出60.00万元，占60%；住房保障支出40.00万元，占40%。",
            [
                ("class", "amount", "60.00"),
                ("class", "share", "60"),
                ("class", "amount", "40.00"),
                ("class", "share", "40"),
            ],
            id="structure without the word",
        ),
        pytest.param(
            FISCAL,
            "财政拨款支出100.00万元，主要用于以下方面：教育（类）支出60.00万元，占60%，主要用于办学；"
            "城乡社区（类）支出40.00万元，占40%。",
            [
                ("expenditure_total", "amount", "100.00"),
                ("class", "amount", "60.00"),
                ("class", "share", "60"),
                ("class", "amount", "40.00"),
                ("class", "share", "40"),
            ],
            id="structure of all budgets together",
        ),
        pytest.param(
            FISCAL,
            "2.政府性基金预算财政拨款本年收入560.00万元，比上年增加160.00万元，增长40.00%。",
            [
                ("government_managed_funds_income", "amount", "560.00"),
                ("government_managed_funds_income", "change", "160.00"),
                ("government_managed_funds_income", "change_rate", "40.00"),
            ],
            id="income of a budget in the year",
        ),
        pytest.param(
            "（二）政府采购支出情况",
            "政府采购支出总额30.00万元，其中：货物10.00万元，服务20.00万元。",
            [("total", "amount", "30.00"), ("goods", "amount", "10.00"), ("services", "amount", "20.00")],
            id="kinds of procurement by their names alone",
        ),
        pytest.param(
            OVERALL,
            "2021年度收支总决算100.00万元。",
            [("grand_total", "amount", "100.00")],
            id="总决算",
        ),
        pytest.param(
            OVERALL,
            "收、支总计各减少26.78,57.09万元，各下降20.1%、30.2%。",
            [("grand_total", "change_rate", "20.1")],
            id="two amounts for one verb",
        ),
        pytest.param(
            INCOME,
            "2020年度收入总计103.00万元，其中：财政拨款收入100.00万元。",
            [("income_grand_total", "amount", "103.00"), ("fiscal_appropriation", "amount", "100.00")],
            id="收入总计 is not 本年收入合计",
        ),
        pytest.param(
            EXPENDITURE,
            "2017年度，本单位支出为90.00万元。其中：基本支出60.00万元，占66.67%。",
            [("total", "amount", "90.00"), ("basic", "amount", "60.00"), ("basic", "share", "66.67")],
            id="本单位支出",
        ),
        pytest.param(
            FISCAL,
            "本年财政拨款收入80.00万元。财政拨款收入支出总体与上年相比，增加8.00万元，增长10%。",
            [
                ("income_total", "amount", "80.00"),
                ("grand_total", "change", "8.00"),
                ("grand_total", "change_rate", "10"),
            ],
            id="both fiscal sides together",
        ),
        pytest.param(
            GENERAL,
            "2.卫生健康支出30.00万元，占30.0%，较年初预算数增加3.00万元，增长11.1%，主要原因是基数调整。",
            [
                ("class", "amount", "30.00"),
                ("class", "share", "30.0"),
                ("class", "change", "3.00"),
                ("class", "change_rate", "11.1"),
            ],
            id="a class without （类） against its budget",
        ),
        pytest.param(
            GENERAL,
            "2.卫生健康支出年初预算数为27.00万元，支出决算数为30.00万元，完成年初预算的111.11%。",
            [
                ("卫生健康支出", "budget", "27.00"),
                ("卫生健康支出", "amount", "30.00"),
                ("卫生健康支出", "completion_rate", "111.11"),
            ],
            id="a class with budget and completion",
        ),
        pytest.param(
            BASIC,
            "使用一般公共预算财政拨款安排基本支出60.00万元，使用政府性基金财政拨款安排基本支出0万元。",
            [("total", "amount", "60.00"), ("government_managed_funds", "amount", "0")],
            id="基本支出 of another budget",
        ),
        pytest.param(
            TRAVEL,
            "“三公”经费预算8.00万元，其中：公务用车购置及运行费5.00万元，公务接待费3.00万元。",
            [("total", "budget", "8.00"), ("vehicles", "budget", "5.00"), ("reception", "budget", "3.00")],
            id="the parts of a budget are budgets",
        ),
        pytest.param(
            TRAVEL,
            "因公出国（境）费决算2.00万元，比上年增长5.3%，主要是交流增加；公务接待费决算3.00万元，同比下降7.6%。",
            [
                ("overseas", "amount", "2.00"),
                ("overseas", "change_rate", "5.3"),
                ("reception", "amount", "3.00"),
                ("reception", "change_rate", "7.6"),
            ],
            id="a reason ends where the next item states its amount",
        ),
        pytest.param(
            TRAVEL,
            "公务车运行维护费4.00万元。2020年会议费预算为3.00万元，支出决算为2.50万元。",
            [
                ("vehicle_operation", "amount", "4.00"),
                ("meetings", "budget", "3.00"),
                ("meetings", "amount", "2.50"),
            ],
            id="公务车, 会议费",
        ),
        pytest.param(
            TRAVEL,
            "国内公务接待批次为52个，接待人次为420人。",
            [("domestic_reception", "receptions", "52"), ("domestic_reception", "people", "420")],
            id="counts after their names",
        ),
    ],
)
def test_wordings(heading: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [claim for claim in said(heading, text) if claim[1] not in ("compared_year", "fiscal_year")]
    assert found == expected


def test_an_account_after_its_code() -> None:
    found = claims(
        GENERAL, "（二）2080505-基本养老保险缴费支出58.77万元，比上年决算数减少1.23万元，下降2.05%。"
    )
    assert {c.account for c in found if c.account} == {("", "", "基本养老保险缴费支出")}
    amounts = [(c.quantity, str(c.value)) for c in found if c.account and c.value is not None]
    assert amounts == [("amount", "58.77"), ("change", "1.23"), ("change_rate", "2.05")]


def test_a_change_behind_an_aside_may_be_that_of_the_whole() -> None:
    found = said(INCOME, "收入总计95.00万元，其中年初结转和结余4.00万元，较2023年增加5.00万元，增长5.56%。")
    assert found == [("income_grand_total", "amount", "95.00"), ("opening_balance", "amount", "4.00")]


@pytest.mark.parametrize(
    ("heading", "text", "figure"),
    [
        (THREE, "“三公”经费一般公共预算拨款支出12.88万元，同比下降8.7%。", ("total", "amount", "12.88")),
        (GENERAL, "一般公共预算拨款支出27.00万元，比2018年减少3.00万元。", ("total", "amount", "27.00")),
        (
            THREE,
            "公务接待费支出决算3.00万元，比预算数减少2.00万元，主要原因是节约；决算数比2023年度减少1.00万元。",
            ("reception", "change", "1.00"),
        ),
        (
            "二、机关运行经费支出情况",
            "使用一般公共预算安排的行政运行经费14.00万元，比上年增加5.00万元。",
            ("operating_expenses", "amount", "14.00"),
        ),
        (THREE, '"三公"经费支出决算为12.88万元，完成预算的70%。', ("total", "amount", "12.88")),
        (INCOME, "其中：公共预算财政拨款收入7.00万元，占90%。", ("general_public_budget", "amount", "7.00")),
        (FISCAL, "财政拨款支出合计6.00万元。收支总计7.00万元。", ("grand_total", "amount", "7.00")),
        (
            GENERAL,
            "卫生健康支出（类）5.00万元，占50%；住房保障支出（类）5.00万元，占49%。",
            ("class", "share", "49"),
        ),
        (GENERAL, "（三）卫生健康支出5.00万元，占2.3%，主要用于医疗。", ("class", "share", "2.3")),
        (
            BASIC,
            "基本支出8.00万元，其中：（1）工资福利支出6.00万元，占基本支出总额的75%；（2）资本性支出2.00万元，占25%。",
            ("class", "share", "25"),
        ),
    ],
)
def test_other_names_and_clauses(heading: str, text: str, figure: tuple[str, str, str]) -> None:
    assert figure in said(heading, text)


def test_a_reason_behind_several_equal_subjects_is_that_of_all() -> None:
    found = claims(
        THREE,
        "公务用车购置及运行维护费支出决算为5.40万元，完成预算的90%；公务接待费支出决算为1.22万元，完成预算的40%。"
        "决算数小于预算数的主要原因是厉行节约。",
    )
    assert [c.subject for c in found if c.quantity == "reason"] == ["vehicles", "reception"]


def test_foreign_guests_are_not_those_of_all_receptions() -> None:
    found = said(
        THREE,
        "公务接待费支出1.22万元。共接待国外、境外来访团组0个，来访外宾0人次；发生国内接待14次，接待人数共124人。",
    )
    assert found[1:] == [
        ("foreign_reception", "receptions", "0"),
        ("foreign_reception", "people", "0"),
        ("domestic_reception", "receptions", "14"),
        ("domestic_reception", "people", "124"),
    ]


def test_a_passage_on_none_of_the_subjects() -> None:
    assert said(BASIC, "（五）其他支出2.00万元。") == []


def test_sections_within_a_paragraph_of_the_overall_section() -> None:
    found = claims(
        OVERALL,
        "1.总体情况。2022年度收入总计100.00万元。",
        "2.收入情况。2022年度收入合计90.00万元。其中：财政拨款收入80.00万元，占88.9%。",
        "3.支出情况。2022年度支出合计95.00万元。",
        "4.结转结余情况。2022年度年末结转和结余5.00万元。",
    )
    assert [(c.section, c.subject) for c in found if c.quantity == "amount"] == [
        (Section.OVERALL, "income_grand_total"),
        (Section.INCOME, "total"),
        (Section.INCOME, "fiscal_appropriation"),
        (Section.EXPENDITURE, "total"),
        (Section.OVERALL, "closing_balance"),
    ]


@pytest.mark.parametrize(
    ("headings", "section"),
    [
        (("一、2024年度收入支出决算总体情况。",), Section.OVERALL),
        (("十、机关运行经费支出及政府采购支出情况说明", "（二）政府采购支出情况"), Section.PROCUREMENT),
        (("四、其他需要说明的事项", "（二）机关运行经费情况说明。"), Section.OPERATING_EXPENSES),
    ],
)
def test_headings(headings: tuple[str, ...], section: Section) -> None:
    text = {
        Section.OVERALL: "总收入9.00万元。",
        Section.PROCUREMENT: "政府采购支出总额9.00万元。",
        Section.OPERATING_EXPENSES: "机关运行经费支出9.00万元。",
    }
    *above, last = headings
    assert {c.section for c in claims(TRAVEL, *above, last, text[section])} == {section}


def test_expenditure_of_another_kind_opens_no_section() -> None:
    assert not claims("五、政府购买服务支出情况", "政府购买服务支出决算20.00万元。")


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        pytest.param(
            TRAVEL,
            "公务接待费预算为8.00万元，支出决算为5.00万元，主要原因是减少接待，与上年相比减少1.00万元，减少16.67%。",
            [
                ("reception", "budget", "8.00"),
                ("reception", "amount", "5.00"),
                ("reception", "change", "1.00"),
                ("reception", "change_rate", "16.67"),
            ],
            id="a reason ends where the prior year is compared with",
        ),
        pytest.param(
            TRAVEL,
            "公务接待费全年预算数8.00万元，决算数5.00万元，预决算差异率-37.50%。",
            [
                ("reception", "budget", "8.00"),
                ("reception", "amount", "5.00"),
                ("reception", "difference_rate", "-37.50"),
            ],
            id="预决算差异率",
        ),
        pytest.param(
            OVERALL,
            "2.卫生健康支出（210类）30.00万元：主要用于：医疗保险。较2022年度决算数增加3.00万元，增长11.11%。",
            [("class", "amount", "30.00"), ("class", "change", "3.00"), ("class", "change_rate", "11.11")],
            id="a class under the total of all expenditure",
        ),
        pytest.param(
            EXPENDITURE,
            "2019年度用于保障机关、下属单位等机构正常运转的日常支出60.00元。与上年对比增加6.00元，增长11.11%。",
            [("basic", "amount", "60.00"), ("basic", "change", "6.00"), ("basic", "change_rate", "11.11")],
            id="基本支出 by its purpose",
        ),
    ],
)
def test_comparisons(heading: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [claim for claim in said(heading, text) if claim[1] not in ("compared_year", "fiscal_year")]
    assert found == expected
