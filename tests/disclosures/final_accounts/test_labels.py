from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.documents.cjk import fold_radicals
from disclosures.final_accounts.labels import fold, name_of, printed_name, printed_part


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("因公出国 （境） 费", "因公出国(境)费"),
        ("财政拨款“三公”经费", "财政拨款三公经费"),
        ("⽀出决算表", "支出决算表"),
        ("人⺠政府⻓期", "人民政府长期"),
        ("合　计\n", "合计"),
        ("２０１", "201"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("二十六、抗疫特别国债安排的支出", "抗疫特别国债安排的支出"),
        ("（一）支出合计", "支出合计"),
        ("1．因公出国（境）费", "因公出国(境)费"),
        ("（2）公务用车运行维护费", "公务用车运行维护费"),
        ("其中：政府性基金预算财政拨款", "政府性基金预算财政拨款"),
        ("- 一、收入决算表", "收入决算表"),
        ("一般公共服务支出", "一般公共服务支出"),
        ("2.5", "2.5"),
        ("-", "-"),
    ],
)
def test_ordinals_are_no_part_of_a_name(label: str, name: str) -> None:
    assert name_of(label) == name


def test_printed_names_lose_only_what_the_layout_put_in() -> None:
    assert printed_name("机关事业单位基本养老保险缴 费\n支出") == "机关事业单位基本养老保险缴费支出"
    assert printed_name(" A b（境）  费") == "A b（境）费"


def test_the_part_as_printed() -> None:
    assert printed_part("三公经费(合计)", "一、“三公”经费（合 计） 单位：元") == "“三公”经费（合计）"
    assert printed_part("某局(本级)", "部门：某 局（本级）") == "某局（本级）"
    assert printed_part("没有", "别的") == "没有"


@given(st.text(st.characters(categories=("Lo", "Nd", "Po", "Ps", "Pe", "Zs"))))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_radicals(fold_radicals(text)) == fold_radicals(text)
