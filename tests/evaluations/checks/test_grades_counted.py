"""NAR-32 in narratives without forms, as Shanghai's districts publish them: only the counts are there."""

from __future__ import annotations

import pytest

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from evaluations.checks import RULES
from evaluations.reading.read import read_evaluations
from tests.evaluations.paper import accounts, paper

BEGUN = "2024年度预算绩效管理工作开展情况：编报绩效目标的项目9个，涉及预算金额900万元；"
TITLE = "十、预算绩效情况说明"


def states(narrative: str) -> dict[str, OutcomeState]:
    document = paper(f"{TITLE}\n{narrative}")
    result = run_rules(Books(accounts(document), annexes=[read_evaluations(document)]), RULES)
    return {o.instance: o.state for o in result.outcomes if o.rule == "NAR-32"}


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ((3, 1, 0, 0), OutcomeState.PASSED),
        ((2, 1, 0, 0), OutcomeState.FAILED),
        ((4, 1, 0, 0), OutcomeState.FAILED),
        ((0, 0, 0, 4), OutcomeState.PASSED),
    ],
)
def test_projects_of_all_grades_are_the_projects_evaluated(
    counts: tuple[int, int, int, int], state: OutcomeState
) -> None:
    graded = "、".join(
        f"自评等级为“{grade}”的项目{count}个"
        for grade, count in zip(("优", "良", "合格", "不合格"), counts, strict=True)
    )
    narrative = f"{BEGUN}绩效自评的2024年度项目4个，涉及预算金额598.42万元，{graded}。"
    assert states(narrative)["NAR-32[total]"] is state


@pytest.mark.parametrize(
    ("graded", "state"),
    [
        ("“优”的项目3个，“良”的项目1个", OutcomeState.PASSED),
        ("“优”的项目4个，“良”的项目1个", OutcomeState.FAILED),
        ("“优”的项目2个，“良”的项目1个", None),  # the rest may be of a grade that is not told
        ("“优”的项目4个", None),  # one grade is no count of all
    ],
)
def test_part_of_the_grades(graded: str, state: OutcomeState | None) -> None:
    narrative = f"绩效自评的2024年度项目4个，涉及预算金额598.42万元，自评等级为{graded}。"
    assert states(narrative).get("NAR-32[total]") is state
