"""The disclosure's own text: contents, body, glossary, and where the annexes begin."""

from __future__ import annotations

from disclosures.checks.presentation.main_text import MainText
from disclosures.final_accounts.records import StatementKey
from tests.disclosures.final_accounts.narrative.test_passages import printed

CONTENTS = (
    "目录",
    "第一部分 部门概况",
    "第二部分 部门决算表",
    "一、收入支出决算总表........3",
    "二、收入决算表",
    "三、支出决算表",
    "四、财政拨款收入支出决算总表",
    "五、一般公共预算财政拨款支出决算表",
    "第三部分 名词解释",
    "第四部分 附件",
)
BODY = (
    "第一部分 部门概况",
    "第二部分 部门决算表",
    "第三部分 名词解释",
    "一、财政拨款收入：指财政拨款。",
    "第四部分 附件",
    "附件的文字增加增加。",
)


def test_the_annexes_are_no_part_of_it() -> None:
    text = MainText(printed(*CONTENTS, *BODY))

    assert text.passages[-1].text == "第四部分附件"
    assert [passage.text for passage in text.glossary] == [
        "第三部分名词解释",
        "一、财政拨款收入：指财政拨款。",
        "第四部分附件",
    ]


def test_parts_of_the_contents_and_of_the_body_are_told_apart() -> None:
    listed, headed = MainText(printed(*CONTENTS, *BODY)).parts

    assert [part.number for part in listed] == ["一", "二", "三", "四"]
    assert [part.number for part in headed] == ["一", "二", "三", "四"]


def test_statements_in_the_order_of_the_contents() -> None:
    assert MainText(printed(*CONTENTS, *BODY)).statements_in_contents == (
        StatementKey.INCOME_AND_EXPENDITURE,
        StatementKey.INCOME,
        StatementKey.EXPENDITURE,
        StatementKey.FISCAL_APPROPRIATION,
        StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    )


def test_without_contents_the_whole_text_is_the_body() -> None:
    text = MainText(printed(*BODY))

    assert text.parts == ((), ())
    assert text.statements_in_contents == ()
    assert len(text.body) == len(text.passages) == 5
