"""Self-evaluation forms in the layouts of other places and formats, whole and broken."""

from __future__ import annotations

import pytest

from disclosures.final_accounts.records import AmountState
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import FormKind, FundSource, SelfEvaluation
from tests.evaluations.paper import paper, ruled

HEAD = """
项目支出绩效自评表（2023年度）
单位：万元
项目名称 | | 智慧停车项目 | | | | | |
主管部门 | | 某市城管局 | | | 实施单位 | 某市停车中心 | |
项目资金（万元） | | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分 |
 | 年度资金总额 | 100 | 120 | 108 | 10 | 90.00% | 9 |
 | 其中：当年财政拨款 | 100 | 100 | 90 | - | - | - |
 | 上年结转资金 | 0 | 20 | 18 | - | - | - |
"""
INDICATORS = """
年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
 | 产出指标 | 数量指标 | 新建泊位数 | ≥500个 | 520个 | 30 | 30 |
 | | 质量指标 | 验收合格率 | 100% | 100% | 20 | 20 |
 | 效益指标 | 社会效益指标 | 投诉下降率 | ≥10% | 8% | 30 | 24 | 雨季影响
 | 满意度指标 | 服务对象满意度指标 | 车主满意度 | ≥90% | 92% | 10 | 10 |
总分 | | | | | | 100 | 93 |
"""


def only(text: str) -> SelfEvaluation:
    (form,) = read_evaluations(paper(text)).forms
    return form


def test_a_form_in_its_usual_shape() -> None:
    form = only(HEAD + INDICATORS)
    assert (form.project, form.department, form.implementing_unit) == (
        "智慧停车项目",
        "某市城管局",
        "某市停车中心",
    )
    assert (form.year, form.unit, form.kind) == (2023, "万元", FormKind.PROJECT)
    total = form.fund(FundSource.TOTAL)
    assert total is not None
    assert [n.text for n in (total.initial, total.adjusted, total.executed, total.weight, total.score)] == [
        "100",
        "120",
        "108",
        "10",
        "9",
    ]
    assert [row.source for row in form.funds[1:]] == [
        FundSource.CURRENT_YEAR_APPROPRIATION,
        FundSource.CARRY_OVER,
    ]
    assert [i.level1 for i in form.indicators] == ["产出指标", "产出指标", "效益指标", "满意度指标"]
    assert [i.level2 for i in form.indicators][:2] == ["数量指标", "质量指标"]
    assert not any(i.shifted for i in form.indicators)
    assert (form.total_weight.text, form.total_score.text) == ("100", "93")
    assert form.indicators[2].reason.text == "雨季影响"


def test_target_split_over_relation_value_and_unit() -> None:
    """Some provinces print 指标性质, 指标值 and 度量单位 in columns of their own."""
    form = only(
        HEAD
        + """
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 | 权重 | 自评得分 | 偏差原因
产出指标 | 数量指标 | 新建泊位数 | ≥ | 500 | 个 | 520 | 40 | 40 |
 | 时效指标 | 完工时间 | 定性 | 12月底前 | | 12月底前 | 10 | 10 |
效益指标 | 社会效益 | 投诉下降率 | 正向 | 10 | % | 8 | 40 | 32 | 雨季影响
合计 | | | | | | | 90 | 82 |
"""
    )
    assert [i.target.text for i in form.indicators] == ["≥500个", "12月底前", "≥10%"]
    assert [i.actual.text for i in form.indicators] == ["520", "12月底前", "8"]
    assert [i.score.text for i in form.indicators] == ["40", "10", "32"]


def test_real_merged_cells() -> None:
    """DOCX, PDF and workbooks keep merged cells; a name goes down over the rows it covers."""
    table = ruled(
        """
项目名称 | < | 智慧停车项目 | < | < | < | < | < | <
主管部门 | < | 某市城管局 | < | < | 实施单位 | < | 某市停车中心 | <
项目资金 | < | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | < | 100 | 120 | 108 | 10 | 90% | 9
^ | 其他资金 | < | | | | - | - | -
一级指标 | 二级指标 | 三级指标 | < | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 新建泊位数 | < | ≥500个 | 520个 | 50 | 50 |
^ | ^ | 改造泊位数 | < | ≥50个 | 60个 | 10 | 10 |
满意度指标 | 满意度指标 | 车主满意度 | < | ≥90% | 92% | 30 | 30 |
总分 | < | < | < | < | < | 100 | 99 |
"""
    )
    (form,) = read_evaluations(paper("项目支出绩效自评表", table)).forms
    assert form.implementing_unit == "某市停车中心"
    assert [(i.level1, i.level2, i.level3) for i in form.indicators] == [
        ("产出指标", "数量指标", "新建泊位数"),
        ("产出指标", "数量指标", "改造泊位数"),
        ("满意度指标", "满意度指标", "车主满意度"),
    ]
    assert form.indicators[0].place.table == 1
    total = form.fund(FundSource.TOTAL)
    assert total is not None
    assert [n.text for n in (total.initial, total.adjusted, total.executed, total.score)] == [
        "100",
        "120",
        "108",
        "9",
    ]
    assert form.total_score.text == "99"


def test_page_break_inside_the_indicators() -> None:
    """The heading is repeated, or not; the page number between is none of the form's."""
    lines = INDICATORS.strip().split("\n")
    for repeated in ([], lines[:1]):
        form = only(HEAD + "\n".join([*lines[:3], "", "— 12 —", "", *repeated, *lines[3:]]))
        assert len(form.indicators) == 4
        assert form.indicators[2].level1 == "效益指标"
        assert form.total_score.text == "93"


def test_row_cut_in_two_by_a_page_break() -> None:
    lines = INDICATORS.strip().split("\n")
    rest = " | | | | | | | | 及施工影响"
    form = only(HEAD + "\n".join([*lines[:4], "", "- 3 -", "", rest, *lines[4:]]))
    assert form.indicators[2].reason.text == "雨季影响及施工影响"
    assert len(form.indicators) == 4


@pytest.mark.parametrize(
    "row",
    [
        "产出指标 | 质量指标 | 验收合格率 | 100% | 100% | 20 | 20 | |",
        "质量指标 | 验收合格率 | 100% | 100% | 20 | 20 | | |",
        "验收合格率 | 100% | 100% | 20 | 20 | | | |",
        " | | | 质量指标 | 验收合格率 | 100% | 100% | 20 | 20",
        " | 质量指标 | | 验收合格率 | 100% | 100% | 20 | 20 |",
    ],
)
def test_shifted_row_is_put_back_and_marked(row: str) -> None:
    lines = INDICATORS.strip().split("\n")
    form = only(HEAD + "\n".join([*lines[:2], row, *lines[3:]]))
    found = form.indicators[1]
    assert (found.level1, found.level3) == ("产出指标", "验收合格率")
    assert (found.target.text, found.actual.text) == ("100%", "100%")
    assert (found.weight.text, found.score.text) == ("20", "20")
    assert found.shifted


def test_cell_too_narrow_is_unreadable_not_zero() -> None:
    form = only(HEAD + INDICATORS.replace("| 30 | 24 |", "| 30 | ##### |"))
    assert form.indicators[2].score.state is AmountState.UNREADABLE
    assert form.indicators[2].score.value is None


def test_dash_blank_and_zero_are_three_things() -> None:
    form = only(HEAD.replace("| 100 | 120 | 108 |", "| - | 0 | |") + INDICATORS)
    total = form.fund(FundSource.TOTAL)
    assert total is not None
    assert [n.state for n in (total.initial, total.adjusted, total.executed)] == [
        AmountState.DASH,
        AmountState.VALUE,
        AmountState.BLANK,
    ]


def test_form_without_total_is_not_complete() -> None:
    evaluations = read_evaluations(paper(HEAD + "\n".join(INDICATORS.strip().split("\n")[:-1])))
    assert not evaluations.forms[0].is_complete
    assert evaluations.forms[0].total_score.state is AmountState.BLANK
    assert [note.code for note in evaluations.notes] == ["self_evaluation_incomplete"]


def test_second_form_before_the_first_one_ends() -> None:
    """Pages in the wrong order: what follows belongs to the form that began last; the first is incomplete."""
    first = HEAD + "\n".join(INDICATORS.strip().split("\n")[:3])
    second = HEAD.replace("智慧停车项目", "路灯改造项目") + INDICATORS
    forms = read_evaluations(paper(first + "\n" + second)).forms
    assert [(f.project, f.is_complete, len(f.indicators)) for f in forms] == [
        ("智慧停车项目", False, 2),
        ("路灯改造项目", True, 4),
    ]


def test_two_forms_one_after_the_other() -> None:
    second = (HEAD + INDICATORS).replace("智慧停车项目", "路灯改造项目")
    forms = read_evaluations(paper(HEAD + INDICATORS + "\n" + second)).forms
    assert [f.project for f in forms] == ["智慧停车项目", "路灯改造项目"]
    assert all(f.is_complete for f in forms)


def test_transfer_form_and_its_note() -> None:
    text = HEAD.replace("项目支出绩效自评表", "中央对地方专项转移支付绩效自评表").replace(
        "项目名称", "转移支付名称"
    )
    form = only(
        text.replace("其中：当年财政拨款", "其中：中央资金") + INDICATORS + "\n注：1.资金使用单位按要求填报。"
    )
    assert form.kind is FormKind.TRANSFER
    assert form.funds[1].source is FundSource.CENTRAL
    assert [note.text for note in form.notes] == ["注：1.资金使用单位按要求填报。"]


def test_code_in_brackets_is_not_part_of_the_name() -> None:
    form = only(
        HEAD.replace("智慧停车项目", "[370100]智慧停车项目").replace("某市城管局", "[505]某市城管局")
        + INDICATORS
    )
    assert (form.project_code, form.project, form.department) == ("370100", "智慧停车项目", "某市城管局")


def test_twenty_points_for_execution() -> None:
    form = only(HEAD.replace("| 10 | 90.00% | 9 |", "| 20 | 90.00% | 18 |") + INDICATORS)
    total = form.fund(FundSource.TOTAL)
    assert total is not None
    assert (total.weight.text, total.score.text) == ("20", "18")


def test_subtotal_and_explanation() -> None:
    text = INDICATORS.replace(
        "总分 | | | | | | 100 | 93 |", "小计 | | | | | | 90 | 54 |\n总分 | | | | 63 | | |"
    )
    form = only(
        HEAD + text + "总分在80分以下的项目未实现绩效目标的原因分析及拟采取的措施说明： | 资金12月到位 | |\n"
    )
    assert (form.subtotal_weight.text, form.subtotal_score.text) == ("90", "54")
    assert form.total_score.text == "63"
    assert form.explanation.text == "资金12月到位"


def test_budget_target_form_is_no_self_evaluation() -> None:
    """绩效目标表 of the budget has targets, but neither executed amounts nor scores."""
    text = """
项目支出绩效目标表
项目名称 | 智慧停车项目
年度目标 | 建成泊位500个
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 新建泊位数 | ≥500个
"""
    assert read_evaluations(paper(text)).forms == ()
