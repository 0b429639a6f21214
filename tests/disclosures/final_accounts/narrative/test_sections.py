"""Sections by the meaning of their headings, whatever their numbers."""

from __future__ import annotations

import pytest

from disclosures.final_accounts.narrative.passages import passages
from disclosures.final_accounts.narrative.sections import narrative_year, section_passages
from disclosures.final_accounts.records import Section
from tests.disclosures.final_accounts.narrative.test_passages import printed


def sections(*paragraphs: str) -> list[tuple[Section, str]]:
    found = section_passages(tuple(passages(printed(*paragraphs))))
    return [(source.section, source.passage.text) for source in found]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("一、收入支出决算总体情况说明", Section.OVERALL),
        ("一、2023年度收入支出决算总体情况说明", Section.OVERALL),
        ("一、关于2023年度收、支决算总体情况", Section.OVERALL),
        ("二、收入决算情况", Section.INCOME),
        ("三、支出决算情况说明", Section.EXPENDITURE),
        ("四、财政拨款收入支出决算总体情况", Section.FISCAL_APPROPRIATION),
        ("五、一般公共预算财政拨款支出决算情况说明", Section.GENERAL_PUBLIC_BUDGET),
        ("六、一般公共预算财政拨款基本支出决算情况", Section.BASIC_EXPENDITURE),
        ("七、财政拨款“三公”经费支出决算情况说明", Section.THREE_PUBLIC_EXPENSES),
        ("八、政府性基金预算财政拨款收入支出决算情况说明", Section.GOVERNMENT_MANAGED_FUNDS),
        ("九、国有资本经营预算支出决算情况说明", Section.STATE_CAPITAL),
        ("十、预算绩效管理情况", Section.PERFORMANCE),
        ("十一、政府采购支出说明", Section.PROCUREMENT),
        ("收入支出决算总体情况", Section.OVERALL),
        ("1、支出决算情况说明", Section.EXPENDITURE),
    ],
)
def test_a_heading_names_its_section(heading: str, section: Section) -> None:
    assert sections(heading, "正文一句。") == [(section, "正文一句。")]


def test_the_list_of_contents_has_no_sections() -> None:
    assert not sections(
        "第三部分 2023年度部门决算情况说明",
        "一、收入决算情况说明",
        "二、支出决算情况说明",
        "第四部分 名词解释",
    )


def test_parts_of_other_matters_are_sections_of_their_own() -> None:
    found = sections(
        "十、其他重要事项情况说明", "（一）机关运行经费支出情况", "甲。", "（二）政府采购支出情况", "乙。"
    )

    assert found == [(Section.OPERATING_EXPENSES, "甲。"), (Section.PROCUREMENT, "乙。")]


def test_a_subheading_does_not_leave_its_section() -> None:
    found = sections("二、收入决算情况说明", "（二）收入决算具体情况", "甲。", "（三）财政拨款情况", "乙。")

    assert found == [(Section.INCOME, "甲。"), (Section.INCOME, "乙。")]


def test_income_under_the_overall_section_is_income() -> None:
    assert sections("一、收入支出决算总体情况说明", "（一）收入决算说明", "甲。") == [
        (Section.INCOME, "甲。")
    ]


def test_a_title_running_into_its_text_is_taken_apart() -> None:
    found = sections("十三、预算绩效情况说明", "（一）预算绩效管理工作开展情况。根据要求，开展自评。")

    assert found == [(Section.PERFORMANCE, "根据要求，开展自评。")]


def test_sections_may_stand_on_the_second_level() -> None:
    found = sections(
        "三、2022年度部门决算情况说明",
        "（一）收入支出决算总体情况说明",
        "甲。",
        "（五）一般公共预算财政拨款支出决算情况说明",
        "1.一般公共预算财政拨款支出决算总体情况",
        "乙。",
        "（九）财政拨款“三公”经费支出决算情况说明",
        "丙。",
    )

    assert found == [
        (Section.OVERALL, "甲。"),
        (Section.GENERAL_PUBLIC_BUDGET, "乙。"),
        (Section.THREE_PUBLIC_EXPENSES, "丙。"),
    ]


def test_expenditure_of_fiscal_appropriations_is_not_all_expenditure() -> None:
    assert sections("二、2021年度财政拨款支出决算情况", "甲。") == [(Section.FISCAL_APPROPRIATION, "甲。")]


def test_duties_and_annexes_belong_to_no_section() -> None:
    found = sections(
        "第一部分 部门概况",
        "（五）负责政府采购监督管理；负责公务车辆管理。",
        "第三部分 情况说明",
        "二、收入决算情况",
        "正文。",
        "第四部分",
        "名词解释",
        "一、财政拨款收入：指单位取得的收入。",
        "第五部分 附件",
        "二、收入支出情况",
        "附件的文字。",
    )

    assert found == [(Section.INCOME, "正文。")]


def test_the_year_is_the_one_most_sentences_speak_of() -> None:
    found = tuple(passages(printed("2023年度收、支总计1.00万元。与2022年度相比增加。", "2023年度支出。")))

    assert narrative_year(found) == 2023


def test_a_subheading_on_no_section_does_not_end_the_overall_section() -> None:
    found = sections("一、收入支出决算总体情况说明", "（二）部门决算单位构成情况", "甲。")
    assert found == [(Section.OVERALL, "甲。")]


def test_a_first_level_that_only_says_accounts_holds_the_sections_one_level_down() -> None:
    found = sections(
        "二、部门决算收支情况说明",
        "（一）收入支出决算总体情况说明。",
        "2.收入情况。甲。",
        "（二）财政拨款收入支出决算总体情况说明。",
        "乙。",
        "（三）一般公共预算财政拨款支出决算情况说明。",
        "2.支出情况。丙。",
        "（五）政府性基金预算收支决算情况说明。",
        "本年收入3.50万元。",
    )
    assert found == [
        (Section.INCOME, "甲。"),
        (Section.FISCAL_APPROPRIATION, "乙。"),
        (Section.GENERAL_PUBLIC_BUDGET, "丙。"),
        (Section.GOVERNMENT_MANAGED_FUNDS, "本年收入3.50万元。"),
    ]
