"""Every rule on a correct disclosure, and on the same disclosure with one passage changed."""

from __future__ import annotations

import pytest

from disclosures.checks.outcome import OutcomeState
from evaluations.checks import RULES
from tests.evaluations.checks.changed import changed, check, expenditure, failed, fiscal_appropriation

INFORMATION = {"EVL-16[智慧停车项目]"}
"""Self-evaluation and evaluation score differently, as different instruments do."""
TABLE = "report/智慧停车项目/表2评分表"
DETAILS = "report/智慧停车项目/表12023年度项目资金明细表"


def test_correct_disclosure_has_no_finding() -> None:
    assert failed(check(changed())) == INFORMATION


def test_correct_disclosure_is_looked_at() -> None:
    """Silence must not come from looking at nothing."""
    result = check(changed(), expenditure(("2010301", "288"), ("total", "288")), fiscal_appropriation("20"))
    looked = {o.rule for o in result.outcomes if o.state in (OutcomeState.PASSED, OutcomeState.FAILED)}
    assert {rule.id for rule in RULES} - looked == {"PRF-27"}


def test_sources_of_which_one_is_not_known_are_not_added_up() -> None:
    result = check(changed(("上年结转资金 | 0 | 20 | 18", "按支出性质分：项目支出 | 0 | 20 | 17")))
    assert not {instance for instance in failed(result) if instance.startswith("PRF-03")}


def test_money_of_all_projects_may_be_what_they_spent() -> None:
    assert "NAR-31[projects,amount]" not in failed(check(changed(("涉及预算资金320万元", "涉及资金288万元"))))


def test_a_school_names_the_authority_above_it() -> None:
    text = changed(("主管部门 | | 测试市大数据局", "主管部门 | | 测试市教育局"))
    found = {unit: failed(check(text, department=unit)) for unit in ("测试市停车中心", "测试市大数据局")}
    name = "PRF-29[智慧停车项目,department]"
    assert [name in findings for findings in found.values()] == [False, True]


CASES = [
    (
        ("| 10 | 90.00% | 9 |", "| 10 | 91.00% | 9 |"),
        {"PRF-01[智慧停车项目,total]", "PRF-16[智慧停车项目,rate]"},
    ),
    (("90.00% | 9 |", "90.00% | 9.6 |"), {"PRF-02[智慧停车项目]", "PRF-05[智慧停车项目]"}),
    (("上年结转资金 | 0 | 20 | 18", "上年结转资金 | 0 | 20 | 17"), {"PRF-03[智慧停车项目,executed]"}),
    (
        ("≥95% | 100% | 20 | 20", "≥95% | 100% | 15 | 20"),
        {
            "PRF-04[智慧停车项目]",
            "PRF-04[智慧停车项目,subtotal]",
            "PRF-06[智慧停车项目,验收合格率]",
            "PRF-07[智慧停车项目,产出指标]",
            "PRF-08[智慧停车项目,验收合格率]",
        },
    ),
    (
        ("100 | 94.6 |", "100 | 95.6 |"),
        {"PRF-05[智慧停车项目]", "PRF-16[智慧停车项目,score]", "NAR-33[智慧停车项目,score]"},
    ),
    (("产出指标(40分)", "产出指标(50分)"), {"PRF-07[智慧停车项目,产出指标]"}),
    (
        ("9% | 20 | 18", "9% | 20 | 15"),
        {"PRF-05[智慧停车项目]", "PRF-05[智慧停车项目,subtotal]", "PRF-08[智慧停车项目,投诉下降率]"},
    ),
    (
        ("≤120万元 | 108万元", "≤60万元 | 108万元"),
        {"PRF-09[智慧停车项目,总成本]", "PRF-11[智慧停车项目,总成本]", "PRF-13[智慧停车项目,cost]"},
    ),
    (
        ("健全 | 完成预期指标 | 10 | 9.6", "健全 | 部分完成预期指标 | 10 | 9.6"),
        {"PRF-10[智慧停车项目,管理制度健全性]"},
    ),
    (
        ("2023年11月底前 | 2023年12月20日 | 20 | 15", "2023年11月底前 | 2023年12月20日 | 20 | 20"),
        {"PRF-05[路灯改造项目]", "PRF-05[路灯改造项目,subtotal]", "PRF-11[路灯改造项目,完工时间]"},
    ),
    (("≥500个 | 520个", "≥500个 | 820个"), {"PRF-13[智慧停车项目]"}),
    (("拟采取的措施说明： | 材料供应延迟", "拟采取的措施说明： | "), {"PRF-14[路灯改造项目]"}),
    (("72 | 中", "72 | 良"), {"PRF-15[路灯改造项目]"}),
    (("项目 | 200 | 200 | 180", "项目 | 200 | 200 | 108"), {"PRF-16[路灯改造项目,executed]"}),
    (
        (
            "2. 路灯改造项目绩效自评综述：",
            "2. 路灯改造项目绩效自评综述：本项目得分72分。\n\n3. 公园建设项目绩效自评综述：",
        ),
        {"PRF-18[公园建设项目]"},
    ),
    (("2. 路灯改造项目绩效", "2. 城市照明提升项目绩效"), {"PRF-19[narrative,路灯改造项目]"}),
    (("≤120万元 | 108万元", "≤120万元 | 120万元"), {"PRF-23[智慧停车项目,总成本]"}),
    (("2023年11月底前 | 2023", "2022年11月底前 | 2023"), {"PRF-24[路灯改造项目,完工时间]"}),
    (("≥500个 | 520个", "≥500个 | #####"), {"PRF-25[智慧停车项目,新建泊位数,actual]"}),
    (("项目支出绩效自评表（2023年度）", "项目支出绩效自评表（2022年度）"), {"PRF-29[智慧停车项目,year]"}),
    (("主管部门 | | 测试市大数据局", "主管部门 | | 某市财政局"), {"PRF-29[智慧停车项目,department]"}),
    (("涉及预算资金320万元", "涉及预算资金330万元"), {"NAR-31[projects,amount]"}),
    (("1个项目自评等级为优，1个项目自评等级为中", "2个项目自评等级为优"), {"NAR-32[优]"}),
    (("项目自评得分为72分", "项目自评得分为92分"), {"NAR-33[路灯改造项目,score]"}),
    (("（三）部门评价结果。", "（三）部门评价结果。本部门无部门评价项目。"), {"NAR-34[department]"}),
    (
        ("停车难缓解程度 | 20 | 17 | 85%", "停车难缓解程度 | 22 | 17 | 77.27%"),
        {f"EVL-01[{TABLE}]", f"EVL-03[{TABLE},效益]", f"EVL-03[{TABLE},效益/社会效益]"},
    ),
    (("100 | 91.5 | 91.5%", "100 | 92.5 | 92.5%"), {f"EVL-02[{TABLE}]", f"EVL-06[{TABLE}]"}),
    (("绩效目标(12分)", "绩效目标(14分)"), {f"EVL-03[{TABLE},决策/绩效目标]"}),
    (
        ("立项依据充分性 | 4 | 4 | 100%", "立项依据充分性 | 4 | 5 | 125%"),
        {
            f"EVL-02[{TABLE}]",
            f"EVL-04[{TABLE},indicator立项依据充分性]",
            "EVL-08[report/智慧停车项目/附件评分表,立项依据充分性]",
            "EVL-08[智慧停车项目,text,决策]",
        },
    ),
    (("12 | 10 | 83.33%", "12 | 10 | 83.83%"), {f"EVL-05[{TABLE},indicator绩效目标合理性]"}),
    (("评价得分为“91.5”分", "评价得分为“92.5”分"), {"EVL-06[智慧停车项目,narrative]"}),
    (("评价等级为“优”。", "评价等级为“良”。"), {"EVL-07[智慧停车项目]", "EVL-17[智慧停车,grade]"}),
    (
        ("“立项程序规范性”指标得3.5分", "“立项程序规范性”指标得3分"),
        {"EVL-08[智慧停车项目,text,立项程序规范性]"},
    ),
    (
        ("10*90%=9分", "10*90%=9.5分"),
        {"EVL-08[智慧停车项目,text,预算执行率]", "EVL-09[智慧停车项目,1090%]"},
    ),
    (("市公共交通集团 | 20", "市公共交通集团 | 30"), {f"EVL-10[{DETAILS},年初预算]"}),
    (("22.5 | 90%\n3", "22.5 | 80%\n3"), {f"EVL-11[{DETAILS},执行率,市公共交通集团]"}),
    (("实际执行63万元", "实际执行65万元"), {f"EVL-12[{DETAILS},市停车管理中心,实际执行,65万元]"}),
    (("预算执行率90%。", "预算执行率98%。"), {"EVL-13[智慧停车项目,执行率]"}),
    (("表1 2023年度", "表1 2022年度"), {"EVL-14[智慧停车项目,表12022年度项目资金明细表]"}),
    (
        (
            "10 | 9\n | | 资金使用合规性 | 10 | 10\n产出 | 产出数量 | 新建泊位数 | 30",
            "10 | 9\n | | 资金安全性 | 10 | 10\n产出 | 产出数量 | 新建泊位数 | 30",
        ),
        {f"EVL-15[{TABLE}~附件评分表,过程/资金管理]"},
    ),
    (("智慧停车 | 100 | 108 | 91.5", "智慧停车 | 100 | 108 | 95.1"), {"EVL-17[智慧停车,score]"}),
]


@pytest.mark.parametrize(("replacement", "instances"), CASES, ids=[sorted(c[1])[-1] for c in CASES])
def test_changed_passage_is_found(replacement: tuple[str, str], instances: set[str]) -> None:
    result = check(changed(replacement))
    assert failed(result) - INFORMATION == instances
    assert result.count(OutcomeState.CRASHED) == 0


def test_points_deducted_without_any_reason() -> None:
    text = changed(
        ("| 30 | 20 | 数据口径变化", "| 30 | 20 |"),
        ("拟采取的措施说明： | 材料供应延迟", "拟采取的措施说明： | "),
    )
    assert failed(check(text)) - INFORMATION == {"PRF-12[路灯改造项目,亮灯率]", "PRF-14[路灯改造项目]"}


def test_points_for_outputs_without_execution() -> None:
    text = changed(("200 | 200 | 180 | 10 | 0.9 | 9", "200 | 200 | 0 | 10 | 0 | 0"))
    assert "PRF-26[路灯改造项目]" in failed(check(text))


def test_form_printed_twice() -> None:
    text = changed()
    start = text.index("项目支出绩效自评表（2023年度）\n\n单位：万元\n\n项目名称 | | 路灯")
    end = text.index("项目支出部门评价情况汇总表")
    assert "PRF-18[路灯改造项目#2]" in failed(check(text[:end] + text[start:end] + text[end:]))


def test_form_on_the_whole_department_is_no_project() -> None:
    """It is counted neither among the projects of the narrative nor among their grades."""
    text = changed()
    start = text.index("项目支出绩效自评表（2023年度）\n\n单位：万元\n\n项目名称 | | 智慧停车")
    end = text.index("项目支出绩效自评表（2023年度）\n\n单位：万元\n\n项目名称 | | 路灯")
    whole = (
        text[start:end]
        .replace("项目支出绩效自评表", "部门整体支出绩效自评表")
        .replace("项目名称 | | 智慧停车项目", "部门名称 | | 测试市大数据局")
    )
    assert failed(check(text[:end] + whole + text[end:])) == failed(check(text))


def test_two_forms_of_one_project() -> None:
    text = changed()
    start = text.index("项目支出绩效自评表（2023年度）\n\n单位：万元\n\n项目名称 | | 路灯")
    end = text.index("项目支出部门评价情况汇总表")
    second = text[start:end].replace("200 | 200 | 180 | 10 | 0.9 | 9", "200 | 200 | 150 | 10 | 0.75 | 7.5")
    assert "PRF-27[路灯改造项目,executed]" in failed(check(text[:end] + second + text[end:]))


def test_projects_and_the_statement_of_expenditure() -> None:
    right = check(changed(), expenditure(("2010301", "108"), ("2010399", "180"), ("total", "288")))
    assert failed(right) == INFORMATION
    wrong = check(changed(), expenditure(("2010301", "100"), ("2010399", "180"), ("total", "280")))
    assert failed(wrong) - INFORMATION == {"PRF-21[total]"}
    other = check(changed(), expenditure(("2010301", "98"), ("2010399", "190"), ("total", "288")))
    assert failed(other) - INFORMATION == {"PRF-22[2010301]", "PRF-22[2010399]"}


def test_money_passed_on_is_in_no_statement_of_the_department() -> None:
    result = check(changed(), expenditure(("2010301", "108"), ("total", "108")))
    assert failed(result) == INFORMATION


def test_money_carried_over() -> None:
    assert failed(check(changed(), fiscal_appropriation("20"))) == INFORMATION
    assert failed(check(changed(), fiscal_appropriation("0"))) - INFORMATION == {"PRF-28[total]"}


@pytest.mark.parametrize(
    ("replacement", "instance"),
    [
        (("90.00% | 9 |", "##### | 9 |"), "PRF-01[智慧停车项目,total]"),
        (("| 90.00% | 9 |", "| 90.00% | ##### |"), "PRF-02[智慧停车项目]"),
        (("上年结转资金 | 0 | 20 | 18", "上年结转资金 | 0 | 20 | #####"), "PRF-03[智慧停车项目,executed]"),
        (("≥95% | 100% | 20 | 20", "≥95% | 100% | ##### | 20"), "PRF-04[智慧停车项目]"),
        (("≥95% | 100% | 20 | 20", "≥95% | 100% | 20 | #####"), "PRF-05[智慧停车项目]"),
        (("≥95% | 100% | 20 | 20", "≥95% | 100% | 20 | #####"), "PRF-06[智慧停车项目,验收合格率]"),
        (("≥95% | 100% | 20 | 20", "≥95% | 100% | ##### | 20"), "PRF-07[智慧停车项目,产出指标]"),
        (("停车难缓解程度 | 20 | 17 | 85%", "停车难缓解程度 | 20 | ##### | 85%"), f"EVL-02[{TABLE}]"),
        (("停车难缓解程度 | 20 | 17 | 85%", "停车难缓解程度 | ##### | 17 | 85%"), f"EVL-01[{TABLE}]"),
        (
            ("停车难缓解程度 | 20 | 17 | 85%", "停车难缓解程度 | 20 | 17 | #####"),
            f"EVL-05[{TABLE},indicator停车难缓解程度]",
        ),
    ],
)
def test_unreadable_figure_is_never_passed_nor_failed(replacement: tuple[str, str], instance: str) -> None:
    (outcome,) = (o for o in check(changed(replacement)).outcomes if o.instance == instance)
    assert outcome.state is OutcomeState.NOT_EVALUABLE
    assert outcome.reason is not None


def test_sums_of_a_form_without_total_are_not_evaluable() -> None:
    """What was cut off may be what is missing."""
    text = changed(
        ("总分 | | | | | | 100 | 94.6 |\n", ""), ("≥95% | 100% | 20 | 20 |\n", "≥95% | 100% | 10 | 10 |\n")
    )
    states = {o.instance: o.state for o in check(text).outcomes}
    assert states["PRF-04[智慧停车项目]"] is OutcomeState.NOT_EVALUABLE


def test_document_without_evaluations() -> None:
    """Rules about forms and reports say that there are none; nothing fails, nothing passes."""
    result = check("第三部分 情况说明\n\n本年收入100万元。")
    assert failed(result) == set()
    assert result.count(OutcomeState.PASSED) == 0
    reasons = {o.reason.code for o in result.outcomes if o.reason}
    assert {"no_self_evaluation_forms", "no_evaluation_reports"} <= reasons


def test_forms_published_in_part_are_not_missing() -> None:
    """A narrative on six projects beside the forms of one: the others are not missing."""
    more = "".join(
        f"\n\n{n}. 项目{n}甲乙绩效自评综述：项目自评得分为9{n}分。全年预算数为{n}0万元，执行数为{n}0万元。"
        for n in range(3, 8)
    )
    text = changed(("\n\n（三）部门评价结果。", f"{more}\n\n（三）部门评价结果。"))
    assert not any(instance.startswith("PRF-18") for instance in failed(check(text)))
