from __future__ import annotations

import pytest

from disclosures.final_accounts.captions import read_caption
from disclosures.final_accounts.records import StatementKey, Unit

K = StatementKey


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("收入支出决算总表", K.INCOME_AND_EXPENDITURE),
        ("一、收入支出决算总表（公开01表）", K.INCOME_AND_EXPENDITURE),
        ("2022年度收支决算总表", K.INCOME_AND_EXPENDITURE),
        ("收入决算表(表2)", K.INCOME),
        ("表一：部门收入决算表", K.INCOME),
        ("《支出决算表》", K.EXPENDITURE),
        ("附件2：2022年度某某市财政局收入决算表", K.INCOME),
        ("某某市预算编审中心2023年度支出决算表", K.EXPENDITURE),
        ("某某市教育局支出决算表", K.EXPENDITURE),
        ("财政拨款收入支出决算总表", K.FISCAL_APPROPRIATION),
        ("表5 一般公共预算财政拨款支出决算表", K.GENERAL_PUBLIC_BUDGET_EXPENDITURE),
        ("一般公共预算财政拨款基本支出决算明细表", K.BASIC_EXPENDITURE),
        ("政府性基金预算财政拨款收入支出决算表", K.GOVERNMENT_MANAGED_FUNDS),
        ("国有资本经营预算财政拨款支出决算表", K.STATE_CAPITAL),
        ("国有资本经营预算财政拨款收入支出决算表", K.STATE_CAPITAL),
        ("财政拨款“三公”经费支出决算表", K.THREE_PUBLIC_EXPENSES),
        ("一般公共预算财政拨款“三公”经费支出决算表", K.THREE_PUBLIC_EXPENSES),
        ("“三公”经费公共预算财政拨款支出决算表", K.THREE_PUBLIC_EXPENSES),
        ("财政拨款 “三 公” 经费支出决算 表（续表）", K.THREE_PUBLIC_EXPENSES),
        ("机构运行信息决算表", K.THREE_PUBLIC_EXPENSES),
        ("一、收入支出决算公开表", K.INCOME_AND_EXPENDITURE),
        ("公共预算财政拨款“三公”经费支出决算表", K.THREE_PUBLIC_EXPENSES),
        ("四、财政拨款收入支出决算公开表", K.FISCAL_APPROPRIATION),
        ("公共预算收入支出决算总表", K.INCOME_AND_EXPENDITURE),
        ("收入决算表（按功能分类列示）", K.INCOME),
        ("支出决算表（分科目）", K.EXPENDITURE),
        ("财政拨款基本支出经济分类决算表", K.BASIC_EXPENDITURE),
    ],
)
def test_titles(line: str, key: StatementKey) -> None:
    form = read_caption(line).form
    assert form is not None
    assert form.key is key


@pytest.mark.parametrize(
    "line",
    [
        "一、收入支出决算总体情况",
        "收入支出决算总表..........5",
        "详见收入决算表",
        "收、支决算总计变动情况图（单位：万元）",
        "收支预算总表",
        "政府性基金预算财政拨款“三公”经费支出决算表",
        "一般公共预算财政拨款项目支出决算表",
        "项目支出绩效自评表",
        "政府采购情况表",
        "收入决算表（按单位列示）",
        "2022年度部门决算公开表",
        "支出决算表（分单位）",
        "收入决算表反映本年度取得的各项收入，与支出决算表",
    ],
)
def test_lines_that_are_no_titles(line: str) -> None:
    assert read_caption(line).form is None


def test_captions_on_one_line() -> None:
    caption = read_caption("公开 02 表 部门：某某 局（本级） 2023年度 金额单位：人民币元")
    assert caption.form_number == "公开02表"
    assert caption.department == "某某局（本级）"
    assert (caption.unit, caption.unit_text) == (Unit.YUAN, "金额单位：人民币元")


@pytest.mark.parametrize("printed", ["财决公开03表", "决公开03表", "Z03", "（Z03表）"])
def test_form_numbers_of_several_provinces(printed: str) -> None:
    assert read_caption(printed).form_number == printed.strip("（）")


def test_heading_of_a_part_is_no_title_of_a_table() -> None:
    assert read_caption("第二部分 2021年度部门决算报表").says_nothing


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", Unit.WAN_YUAN),
        ("金额单位:元", Unit.YUAN),
        ("（万元）", Unit.WAN_YUAN),
        ("单位：千元", Unit.THOUSAND_YUAN),
        ("单位：万元（保留两位小数）", Unit.WAN_YUAN),
    ],
)
def test_units(line: str, unit: Unit) -> None:
    assert read_caption(line).unit is unit


@pytest.mark.parametrize(
    "line", ["编制单位：某某局", "部门名称：某某局", "公开部门：某某局", "单位（公章）：某某局"]
)
def test_departments(line: str) -> None:
    caption = read_caption(line)
    assert (caption.department, caption.unit) == ("某某局", None)


@pytest.mark.parametrize("line", ["", "— 5 —", "12", "第3页", "2023年度", "续表", "部门代码：114001"])
def test_lines_that_say_nothing_and_separate_nothing(line: str) -> None:
    assert read_caption(line).is_neutral


def test_notes() -> None:
    assert read_caption("注：本表反映部门本年度的总收支。").is_note
    assert read_caption("说明：本表无数据。").is_note


def test_the_title_as_printed() -> None:
    assert (
        read_caption("九、财政拨款“三公”经费支出决算表（公开09表）").title == "财政拨款“三公”经费支出决算表"
    )
