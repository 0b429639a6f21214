"""What the narrative says of all projects and of each, in the wordings of several places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evaluations.reading.read import read_evaluations
from evaluations.reading.records import Evaluations, FormKind
from tests.evaluations.paper import paper

TITLE = "十、预算绩效情况说明"


def read(*paragraphs: str) -> Evaluations:
    return read_evaluations(paper("\n\n".join((TITLE, *paragraphs))))


def told(evaluations: Evaluations) -> list[tuple[str, str, str]]:
    """Subject, group or grade, and figure of every statement."""
    return [(str(s.subject), s.group or s.detail, s.number.text) for s in evaluations.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "组织对2023年度市级预算项目全面开展绩效自评，涵盖项目12个，涉及预算资金12793.41万元，"
            "占部门市级预算项目支出总额的100%。",
            [("project_count", "", "12"), ("project_amount", "", "12793.41"), ("project_share", "", "100%")],
        ),
        (  # goals and monitoring come first, with projects and amounts of their own
            "编报绩效目标的项目9个，涉及预算金额900万元；绩效跟踪的项目8个，涉及预算金额800万元；"
            "绩效自评的2024年度项目4个，涉及预算金额598.42万元，自评等级为“优”的项目4个。",
            [("project_count", "", "4"), ("project_amount", "", "598.42"), ("graded_count", "优", "4")],
        ),
        (  # the projects of two levels are no number of projects
            "对2023年度一般公共预算项目支出全面开展绩效自评，其中，一级项目0个，二级项目5个，"
            "共涉及资金1,234.50万元，占一般公共预算项目支出总额的100%。",
            [("project_amount", "", "1,234.50"), ("project_share", "", "100%")],
        ),
        (  # the money follows the number of projects at once
            "对2022年度一般公共预算项目支出全面开展绩效自评，共涉及项目2个，资金109.66万元，占项目支出总额的100%。",
            [("project_count", "", "2"), ("project_amount", "", "109.66"), ("project_share", "", "100%")],
        ),
        (  # what stands behind 其中 is a part of the projects and of the money
            "组织全面开展绩效自评，共7个项目，涉及财政资金300.00万元。其中：一般公共预算项目6个，涉及资金250.00万元；"
            "政府性基金预算项目1个，涉及资金50.00万元。",
            [("project_count", "", "7"), ("project_amount", "", "300.00")],
        ),
        ("本年度预算绩效管理工作有序开展，绩效意识不断提高。", []),
    ],
)
def test_statements_on_all_projects(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(read(text)) == expected


def test_money_in_yuan_is_ten_thousands_in_the_value() -> None:
    (_, amount) = read("组织开展绩效自评，涵盖项目2个，涉及预算资金3200000元。").statements
    assert (amount.number.value, amount.number.text) == (Decimal(320), "3200000元")


@pytest.mark.parametrize(
    ("paragraph", "figures"),
    [
        (
            "1. 智慧停车项目绩效自评综述：根据年初设定的绩效目标，项目自评得分为94.6分。"
            "全年预算数为120万元，执行数为108万元，完成预算的90%。项目绩效目标完成情况：建成泊位520个。",
            ("94.6", "120", "108", "90"),
        ),
        (
            "（1）智慧停车项目绩效自评综述：根据年初设定的绩效目标，智慧停车项目绩效自评得分为94.6分。"
            "项目全年预算数为120.00万元，执行数为108.00万元，完成预算的90.00%。",
            ("94.6", "120.00", "108.00", "90.00"),
        ),
    ],
)
def test_paragraph_on_a_project(paragraph: str, figures: tuple[str, ...]) -> None:
    (overview,) = read(paragraph).overviews
    assert overview.project == "智慧停车项目"
    assert overview.kind is FormKind.PROJECT
    numbers = (overview.score, overview.adjusted, overview.executed, overview.rate)
    assert tuple(number.text.rstrip("%") for number in numbers) == figures


def test_paragraph_on_a_project_behind_the_sentence_that_opens_it() -> None:
    (overview,) = read(
        "2.绩效自评结果。反映“智慧停车”项目绩效自评结果。“智慧停车”项目绩效自评综述：自评得分为94.6分。"
    ).overviews
    assert (overview.project, overview.score.text) == ("“智慧停车”项目", "94.6")


def test_paragraph_that_leaves_its_figures_out() -> None:
    (overview,) = read(
        "1. 智慧停车项目绩效自评综述：项目自评得分为94分。目标完成情况：建成泊位520个。"
    ).overviews
    assert overview.score.text == "94"
    assert overview.adjusted.value is None
    assert overview.executed.value is None


def test_words_outside_the_narrative_on_performance_are_not_read() -> None:
    text = "二、名词解释\n绩效自评：指涵盖项目及其涉及预算资金的自我评价。"
    assert read_evaluations(paper(text)).statements == ()
