"""Each rule of the narrative on a disclosure with one passage changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from disclosures.checks import narrative
from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from disclosures.final_accounts.records import StatementKey
from tests.disclosures.checks.changed import changed, check, correct, failed

CASES: tuple[tuple[str, str, str, set[str]], ...] = (
    (
        "NAR-01",
        "2023年度收、支总计115.00万元",
        "2023年度收、支总计151.00万元",
        {"NAR-01[grand_total]", "NAR-02[overall,grand_total,prior_year]"},
    ),
    (
        "NAR-02",
        "收、支总计各增加15.00万元，增长15.00%",
        "收、支总计各增加15.00万元，增长51.00%",
        {"NAR-02[overall,grand_total,prior_year]"},
    ),
    (
        "NAR-02",
        "机关运行经费支出9.00万元，比上年决算数增加1.00万元，增长12.50%",
        "机关运行经费支出0.00万元，比上年决算数增加1.00万元，增长12.50%",
        {"NAR-28[operating_expenses,operating_expenses,prior_year,at_most_amount]"},
    ),
    (
        "NAR-02",
        "年初预算为8.00万元，支出决算为8.00万元，完成年初预算的100.00%。与年初预算持平。\n\n六",
        "2022年决算数为10.00万元，支出决算为8.00万元，比2022年决算数下降2.00%。\n\n六",
        {"NAR-02[general_public_budget,住房保障支出/住房改革支出/住房公积金,two_years]"},
    ),
    (
        "NAR-03",
        "其他收入5.00万元，占4.76%",
        "其他收入50.00万元，占4.76%",
        {"NAR-03[other]", "NAR-04[other]"},
    ),
    (
        "NAR-04",
        "其他收入5.00万元，占4.76%",
        "其他收入5.00万元，占7.46%",
        {"NAR-04[other]"},
    ),
    (
        "NAR-05",
        "；其他收入5.00万元，占4.76%",
        "",
        {"NAR-05[other]"},
    ),
    (
        "NAR-06",
        "其中：基本支出80.00万元，占77.67%",
        "其中：基本支出81.00万元，占77.67%",
        {"NAR-06[basic]", "NAR-07[basic]", "NAR-38[expenditure,basic]"},
    ),
    (
        "NAR-07",
        "项目支出23.00万元，占22.33%",
        "项目支出23.00万元，占23.22%",
        {"NAR-07[project]"},
    ),
    (
        "NAR-08",
        "2023年度财政拨款收、支总计100.00万元",
        "2023年度财政拨款收、支总计1.00万元",
        {"NAR-02[fiscal_appropriation,grand_total,prior_year]", "NAR-08[grand_total]"},
    ),
    (
        "NAR-09",
        "占本年支出合计的97.09%",
        "占本年支出合计的90.79%",
        {"NAR-09[share]"},
    ),
    (
        "NAR-10",
        "（类）支出12.00万元，占12.00%",
        "（类）支出21.00万元，占12.00%",
        {"NAR-10[208]", "NAR-11[208]"},
    ),
    (
        "NAR-10",
        "；住房保障（类）支出8.00万元，占8.00%",
        "",
        {"NAR-10[221,missing]"},
    ),
    (
        "NAR-10",
        "住房保障（类）支出8.00万元，占8.00%",
        "卫生健康（类）支出8.00万元，占8.00%",
        {"NAR-10[221,missing]", "NAR-10[卫生健康（类）支出]"},
    ),
    (
        "NAR-10",
        "一般公共服务（类）支出80.00万元，占80.00%",
        "一般公共预算服务（类）支出80.00万元，占80.00%",
        {"NAR-10[一般公共预算服务（类）支出]"},
    ),
    (
        "NAR-11",
        "一般公共服务（类）支出80.00万元，占80.00%",
        "一般公共服务（类）支出80.00万元，占81.00%",
        {"NAR-11[201]"},
    ),
    (
        "NAR-12",
        "完成年初预算的104.17%",
        "完成年初预算的107.41%",
        {"NAR-12[completion_rate]"},
    ),
    (
        "NAR-13",
        "年初预算为25.00万元，支出决算为20.00万元，完成年初预算的80.00%",
        "年初预算为25.00万元，支出决算为20.10万元，完成年初预算的80.40%",
        {"NAR-13[2012604]"},
    ),
    (
        "NAR-13",
        "（款）档案馆（项）",
        "（款）图书馆（项）",
        {"NAR-13[一般公共服务支出/档案事务/图书馆]"},
    ),
    (
        "NAR-14",
        "完成年初预算的120.00%",
        "完成年初预算的102.00%",
        {"NAR-14[一般公共服务支出/档案事务/行政运行]"},
    ),
    (
        "NAR-15",
        "完成年初预算的120.00%。决算数大于",
        "完成年初预算的120.00%。决算数小于",
        {"NAR-15[general_public_budget,一般公共服务支出/档案事务/行政运行]"},
    ),
    (
        "NAR-16",
        "年初预算为25.00万元，支出决算为20.00万元，完成年初预算的80.00%",
        "年初预算为32.00万元，支出决算为20.00万元，完成年初预算的62.50%",
        {"NAR-16[年初预算]"},
    ),
    (
        "NAR-16",
        "年初预算为25.00万元，支出决算为20.00万元，完成年初预算的80.00%",
        "年初预算为20.00万元，支出决算为20.00万元，完成年初预算的100.00%",
        {"NAR-15[general_public_budget,一般公共服务支出/档案事务/档案馆]", "NAR-16[年初预算]"},
    ),
    (
        "NAR-17",
        "年初预算为50.00万元，支出决算为60.00万元",
        "年初预算为0万元，支出决算为60.00万元",
        {"NAR-16[年初预算]", "NAR-17[general_public_budget,一般公共服务支出/档案事务/行政运行]"},
    ),
    (
        "NAR-17",
        "支出决算为0.00万元。全年支出涉及",
        "支出决算为0.00万元，完成全年预算的0%。全年支出涉及",
        {"NAR-17[three_public_expenses,overseas]"},
    ),
    (
        "NAR-18",
        "决算数小于年初预算数的主要原因是项目延期。",
        "",
        {"NAR-18[general_public_budget,一般公共服务支出/档案事务/档案馆]"},
    ),
    (
        "NAR-19",
        "基本支出决算80.00万元",
        "基本支出决算88.00万元",
        {"NAR-19[total]"},
    ),
    (
        "NAR-20",
        "人员经费70.00万元",
        "人员经费60.00万元",
        {"NAR-20[personnel]"},
    ),
    (
        "NAR-21",
        "办公费、公务接待费、",
        "办公费、印刷费、公务接待费、",
        {"NAR-21[operating,印刷费]"},
    ),
    (
        "NAR-21",
        "办公费、公务接待费、",
        "办公费、邮电费、公务接待费、",
        {"NAR-21[operating,邮电费]"},
    ),
    (
        "NAR-21",
        "、其他交通费用、办公设备购置",
        "、办公设备购置",
        {"NAR-21[operating,30239]"},
    ),
    (
        "NAR-21",
        "、其他交通费用、办公设备购置",
        "等",
        set(),
    ),
    ("NAR-20", "主要包括：基本工资、", "主要包括：基本工资30.00万元、", set()),
    ("NAR-20", "主要包括：基本工资、", "主要包括：基本工资31.00万元、", {"NAR-20[30101]"}),
    ("NAR-24", "全年预算为1.50万元，支出决算为1.00万元，", "支出决算为1.00万元，占33.33%，", set()),
    (
        "NAR-24",
        "全年预算为1.50万元，支出决算为1.00万元，",
        "支出决算为1.00万元，占43.33%，",
        {"NAR-24[reception,share]"},
    ),
    (
        "NAR-25",
        "公务用车运行维护费支出2.00万元。",
        "公务用车运行维护费支出2.00万元，完成预算的90.00%。",
        {"NAR-25[vehicle_operation,completion]"},
    ),
    (
        "NAR-25",
        "公务用车运行维护费支出2.00万元。",
        "公务用车运行维护费支出2.00万元，完成预算2.50万元的80.00%。",
        set(),
    ),
    (
        "NAR-28",
        "机关运行经费支出9.00万元，",
        "机关运行经费支出预算10.00万元，支出决算9.00万元，完成预算的95.00%，",
        {"NAR-28[completion]"},
    ),
    (
        "NAR-15",
        "年初预算为25.00万元，支出决算为20.00万元，完成年初预算的80.00%。决算数小于年初预算数",
        "支出决算为20.00万元，完成预算的80.00%。决算数等于预算数",
        {"NAR-15[general_public_budget,一般公共服务支出/档案事务/档案馆]"},
    ),
    ("NAR-21", "、办公设备购置。", "、办公设备购置支出。", set()),
    ("NAR-21", "、其他交通费用、", "、交通费用、", set()),
    (
        "NAR-22",
        "本部门没有政府性基金财政拨款收支。",
        "2023年度政府性基金预算财政拨款支出6.00万元。",
        {"NAR-22[government_managed_funds,total,total]"},
    ),
    (
        "NAR-22",
        "\t合计\t0.00\t0.00\t0.00\t0.00\t0.00\t0.00",
        "\t合计\t0.00\t6.00\t6.00\t0.00\t6.00\t0.00",
        {"NAR-22[government_managed_funds,total]", "NAR-35[government_managed_funds]"},
    ),
    (
        "NAR-23",
        "支出决算为3.00万元，比全年预算减少1.00万元",
        "支出决算为3.30万元，比全年预算减少1.00万元",
        {"NAR-23[total,actual]", "NAR-23[total,completion]", "NAR-27[total]"},
    ),
    (
        "NAR-24",
        "公务接待费全年预算为1.50万元，支出决算为1.00万元，完成全年预算的66.67%",
        "公务接待费全年预算为1.50万元，支出决算为1.00万元，完成全年预算的67.76%",
        {"NAR-24[reception,completion]"},
    ),
    (
        "NAR-25",
        "国内接待费支出1.00万元",
        "国内接待费支出0.80万元",
        {"NAR-25[reception]"},
    ),
    (
        "NAR-26",
        "共计接待5批次、30人次",
        "共计接待0批次、0人次",
        {"NAR-26[domestic_reception,people]", "NAR-26[domestic_reception,receptions]"},
    ),
    (
        "NAR-26",
        "共计接待5批次、30人次",
        "共计接待50批次、30人次",
        {"NAR-26[domestic_reception,people_per_reception]"},
    ),
    (
        "NAR-27",
        "比全年预算减少1.00万元",
        "比全年预算减少1.50万元",
        {"NAR-27[total]"},
    ),
    (
        "NAR-28",
        "增加1.00万元，增长12.50%",
        "增加1.00万元，增长15.20%",
        {"NAR-28[operating_expenses,operating_expenses,prior_year]"},
    ),
    (
        "NAR-28",
        "机关运行经费支出9.00万元，比上年决算数增加1.00万元，增长12.50%",
        "机关运行经费支出11.00万元，比上年决算数增加1.00万元，增长10.00%",
        {"NAR-28[at_most_operating]"},
    ),
    (
        "NAR-29",
        "政府采购货物支出10.00万元",
        "政府采购货物支出11.00万元",
        {"NAR-29[sme,shares_of_kinds]", "NAR-29[total]"},
    ),
    (
        "NAR-29",
        "占货物支出金额的100.00%",
        "占货物支出金额的110.00%",
        {"NAR-29[sme,shares_of_kinds]", "NAR-29[sme_goods,at_most_all]"},
    ),
    (
        "NAR-29",
        "占服务支出金额的80.00%",
        "占服务支出金额的8.00%",
        {"NAR-29[sme,shares_of_kinds]"},
    ),
    (
        "NAR-30",
        "机要通信用车1辆",
        "机要通信用车2辆",
        {"NAR-30[by_use]"},
    ),
    (
        "NAR-30",
        "公务用车保有量为1辆",
        "公务用车保有量为3辆",
        {"NAR-30[with_running_costs]"},
    ),
    (
        "NAR-35",
        "\t合计\t0.00\t0.00\t0.00\n\n注：本部门没有使用国有资本",
        "\t合计\t9.00\t0.00\t9.00\n\n注：本部门没有使用国有资本",
        {"NAR-22[state_capital,expenditure]", "NAR-35[state_capital]"},
    ),
    (
        "NAR-36",
        "与2022年度相比，收、支总计",
        "与2021年度相比，收、支总计",
        {"NAR-36[overall,compared_year]"},
    ),
    (
        "NAR-36",
        "截至2023年12月31日，本部门",
        "截至2022年12月31日，本部门",
        {"NAR-36[state_assets,closing_year]"},
    ),
    (
        "NAR-37",
        "部门：示例市档案局\n\n金额单位：万元\n\n项目\t\t本年收入合计",
        "部门：示例市档察局\n\n金额单位：万元\n\n项目\t\t本年收入合计",
        {"FMT-05[income]", "NAR-37[document]"},
    ),
    (
        "NAR-38",
        "1.基本支出80.00万元",
        "1.基本支出80.80万元",
        {
            "NAR-02[expenditure,basic,prior_year]",
            "NAR-06[basic]#2",
            "NAR-38[expenditure,basic]",
            "NAR-41[expenditure]",
        },
    ),
    (
        "NAR-39",
        "减少25.00万元，下降20.00%",
        "减少25.00万元，下降20.00",
        {"NAR-39[fiscal_appropriation,grand_total,change_rate]"},
    ),
    (
        "NAR-40",
        "1. 一般公共服务支出（类）",
        "1. 一般公共预算服务支出（类）",
        {"NAR-40[2012601]"},
    ),
    (
        "NAR-41",
        "项目支出23.00万元。与2022年度相比，减少2.00万元，下降8.00%",
        "项目支出23.00万元。与2022年度相比，减少7.00万元，下降23.33%",
        {"NAR-41[expenditure]"},
    ),
    (
        "NAR-42",
        "三、一般公共服务支出（类）档案事务（款）档案馆（项）：",
        "三、档案馆：",
        {"NAR-42[2012604]"},
    ),
    (
        "NAR-43",
        "主要用于：在职人员住房公积金",
        "主要用于：在职人员医疗保险",
        {"NAR-43[住房保障支出/住房改革支出/住房公积金]"},
    ),
    (
        "NAR-44",
        "收、支总计各增加15.00万元，增长15.00%",
        "收、支总计各增加115.00万元，增长100.00%",
        {"NAR-44[overall,grand_total]"},
    ),
    (
        "NAR-26",
        "团组0个，累计0人次",
        "团组0个，累计7人次",
        {"NAR-26[overseas,people]"},
    ),
    (
        "NAR-26",
        "国（境）外接待费支出0.00万元，共计接待0批次、0人次",
        "国（境）外接待费支出0.00万元，共计接待7批次、0人次",
        {"NAR-26[foreign_reception,people_per_reception]"},
    ),
    (
        "NAR-25",
        "公务用车购置费支出0.00万元，",
        "公务用车购置费全年预算为7.00万元，支出决算为0.00万元，",
        {"NAR-25[vehicle_purchase,budget]"},
    ),
    (
        "NAR-24",
        "公务接待费全年预算为1.50万元，支出决算为1.00万元，完成全年预算的66.67%",
        "公务接待费支出决算为1.00万元，完成本年度预算的76.67%",
        {"NAR-24[reception,completion]"},
    ),
    (
        "NAR-02",
        "2023年度收、支总计115.00万元。与2022年度相比，收、支总计各增加15.00万元，增长15.00%。",
        "2023年度收、支总计115.00万元，比上年107.00万元增加15.00万元，增长15.00%。",
        {"NAR-02[overall,grand_total,two_years,change]"},
    ),
    (
        "NAR-20",
        "支出具体情况如下：\n",
        "支出具体情况如下：\n\n（一）对个人和家庭补助支出70.00万元，比上年增加1.00万元。\n",
        {"NAR-20[303]"},
    ),
    (
        "NAR-38",
        "年初预算为5.00万元，支出决算为4.00万元，完成年初预算的80.00%。",
        "年初预算为5.00万元，支出决算为4.00万元，完成年初预算的80.00%，年初预算数为6.00万元。",
        {
            "NAR-38[general_public_budget,社会保障和就业支出/行政事业单位养老支出/机关事业单位职业年金缴费支出]"
        },
    ),
    (
        "NAR-01",
        "2023年度收、支总计115.00万元。",
        "2023年度收、支总计115.00万元，使用非财政拨款结余7.00万元。",
        {"NAR-01[non_fiscal_balance_used]"},
    ),
    (
        "NAR-08",
        "2023年度财政拨款收、支总计100.00万元。",
        "2023年度财政拨款收、支总计100.00万元，一般公共预算财政拨款收入7.00万元。",
        {"NAR-08[general_public_budget_income]"},
    ),
    (
        "NAR-06",
        "2023年度收、支总计115.00万元。",
        "2023年度收、支总计115.00万元，经营支出7.00万元。",
        {"NAR-06[overall,business_expenditure]"},
    ),
    (
        "NAR-27",
        "因公出国（境）费全年预算为0.00万元，支出决算为0.00万元。",
        "因公出国（境）费全年预算为0.00万元，支出决算为0.00万元，预决算差异率7.00%。",
        {"NAR-27[three_public_expenses,overseas,difference_rate]"},
    ),
    (
        "NAR-02",
        "1.基本支出80.00万元。",
        "1.基本支出80.00万元。上缴上级支出0.00万元，与2022年度相比，增加0.00万元，增长7.00%。",
        {"NAR-02[expenditure,to_superiors,prior_year]"},
    ),
    (
        "NAR-29",
        "服务采购授予中小企业合同金额占服务支出金额的80.00%。",
        "服务采购授予中小企业合同金额占服务支出金额的80.00%。"
        "货物采购授予中小企业合同金额10.00万元，占授予中小企业合同金额的32.81%。",
        {"NAR-29[sme_goods,share]#2"},
    ),
)
"""Rule, passage of the correct disclosure, what stands there instead, every instance that then fails."""


@pytest.mark.parametrize(("rule", "old", "new", "expected"), CASES)
def test_findings_are_exactly_these(
    rule: str, old: str, new: str, expected: set[str], tmp_path: Path
) -> None:
    result = check(changed(tmp_path, (old, new)))

    assert failed(result) == expected
    assert not result.count(OutcomeState.CRASHED)


def test_every_rule_of_the_family_has_a_case() -> None:
    assert {rule for rule, *_ in CASES} == {rule.id for rule in narrative.RULES}


def test_the_correct_disclosure_passes_every_rule() -> None:
    result = check(correct())
    passed = {outcome.rule for outcome in result.outcomes if outcome.state is OutcomeState.PASSED}

    assert not failed(result)
    assert {rule.id for rule in narrative.RULES} <= passed
    assert correct().unread_sentences == ()


def test_without_a_narrative_nothing_passes() -> None:
    accounts = replace(correct(), claims=(), contradictions=(), department=None)
    result = run_rules(Books(accounts), narrative.RULES)
    passed = {outcome.rule for outcome in result.outcomes if outcome.state is OutcomeState.PASSED}

    assert passed == {"NAR-35", "NAR-42"}, "notes of the statements and glossary need no narrative"
    assert not result.findings


def test_without_statements_no_claim_passes_as_a_copy() -> None:
    """What is missing is unknown: never passed, never failed."""
    result = run_rules(Books(replace(correct(), statements=())), narrative.RULES)
    needing = {rule.id for rule in narrative.RULES if any(isinstance(n, StatementKey) for n in rule.needs)}
    states = {outcome.rule: outcome.state for outcome in result.outcomes if outcome.rule in needing}

    assert set(states.values()) == {OutcomeState.NOT_EVALUABLE}
    assert not result.findings


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        pytest.param(
            "本部门没有政府性基金财政拨款收支。",
            "城乡社区支出（类）土地开发支出（款）征地支出（项）。年初预算为10.00万元，支出决算为0.00万元，完成年初预算的5%。",
            "NAR-14",
            id="completion of a fund",
        ),
        pytest.param(
            "各减少25.00万元，下降20.00%。主要是项目减少。",
            "各减少25.00万元，下降20.00%。\n\n财政拨款支出主要用于以下方面：一般公共服务（类）支出82.00万元，占80.00%；"
            "住房保障（类）支出8.00万元，占8.00%。",
            "NAR-08",
            id="class of all fiscal expenditure",
        ),
        pytest.param(
            "与2022年度相比，增加3.00万元，增长3.00%。主要是人员增加。",
            "与2022年度相比，增加3.00万元，增长3.00%。其中：项目支出减少2.00万元，下降9.00%。",
            "NAR-02",
            id="changes of the parts, compared with the year named before",
        ),
    ],
)
def test_contradictions_in_sections_of_other_provinces(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert rule in {f.rule for f in check(changed(tmp_path, (old, new))).findings}


def test_a_share_of_a_class_of_a_fund(tmp_path: Path) -> None:
    row = "0.00\t10.00\t10.00\t0.00\t10.00\t0.00\n"
    accounts = changed(
        tmp_path,
        ("\t合计\t" + "\t".join(["0.00"] * 6) + "\n", f"\t合计\t{row}212\t城乡社区支出\t{row}"),
        (
            "本部门没有政府性基金财政拨款收支。",
            "政府性基金预算财政拨款支出10.00万元，主要用于以下方面：城乡社区（类）支出10.00万元，占17.00%。",
        ),
    )
    named = {name for name in failed(check(accounts)) if name.startswith("NAR-22")}
    assert named == {"NAR-22[government_managed_funds,城乡社区（类）支出,share]"}
