from __future__ import annotations

import pytest

from disclosures.documents.errors import Unreadable, UnreadableCode
from tests.disclosures.final_accounts.written import COVER, accounts_in


def income(department: str = "", amount: str = "10.00", form_number: str = "") -> str:
    caption = f"部门：{department}\n" if department else ""
    return f"""收入决算表
{form_number}
{caption}单位：万元
项目||本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入
科目编码|科目名称|||||||
合计||{amount}|{amount}|||||

"""


def expenditure(department: str = "", amount: str = "10.00") -> str:
    caption = f"部门：{department}\n" if department else ""
    return f"""支出决算表
{caption}单位：万元
项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
科目编码|科目名称||||||
合计||{amount}|{amount}||||

"""


@pytest.mark.parametrize(
    ("cover", "department", "year"),
    [
        ("2022年度\n\n青岛市大数据发展管理局部门决算", "青岛市大数据发展管理局", 2022),
        ("2023 年度\n济南市大数据局部门决\n算", "济南市大数据局", 2023),
        ("中共某某区委\n社会工作部 2024 年度\n部门决算", "中共某某区委社会工作部", 2024),
        ("某某市教育局（本级）2023年度单位决算公开", "某某市教育局（本级）", 2023),
        ("二〇二二年度\n某某县水务局部门决算", "某某县水务局", 2022),
        ("2023年度部门决算\n\n某某市财政局\n\n2024年9月", "某某市财政局", 2023),
        ("附件1：\n\n某某市第一中学2021年度部门决算公开文本", "某某市第一中学", 2021),
        ("某某县人民政府办公室\n2023年部门决算\n2024年9月", "某某县人民政府办公室", 2023),
        ("某某区堤防管理处 2021 年度决算公开说明", "某某区堤防管理处", 2021),
        (
            "首页\n\n政务公开\n\n某某市水务局2022年度部门决算\n\n来源：本站\n\n某某市水务局成立于今年",
            "某某市水务局",
            2022,
        ),
        ("2022年度部门决算公开", None, 2022),
        ("二、2022年度部门（单位）决算公开表", None, 2022),
        (
            "某某县人民法院\n\n2021年度部门决算情况说明\n\n无纳入本部门2021年度决算编制的二级预算单位。",
            "某某县人民法院",
            2021,
        ),
        ("某某市财政局20222年度部门决算", None, None),
    ],
)
def test_cover(cover: str, department: str | None, year: int | None) -> None:
    accounts = accounts_in(f"{cover}\n\n目 录\n\n" + income())
    assert (accounts.department, accounts.fiscal_year) == (department, year)
    assert accounts.contradictions == ()


def test_captions_where_the_cover_is_silent() -> None:
    accounts = accounts_in("2022年度部门决算\n\n目 录\n\n" + income("某某市教育局"))
    assert accounts.department == "某某市教育局"
    assert accounts.department_place.line is not None


def test_part_one_where_all_else_is_silent() -> None:
    accounts = accounts_in("目 录\n\n第一部分 某某市教育局概况\n\n第二部分 2022年度部门决算表\n\n" + income())
    assert (accounts.department, accounts.fiscal_year) == ("某某市教育局", 2022)


def test_a_caption_with_another_department_is_a_contradiction() -> None:
    accounts = accounts_in(COVER + income("某某市教育局") + expenditure("某某市财政局"))
    (found,) = accounts.contradictions
    assert (found.subject, found.printed, found.other) == ("department", "某某市财政局", "某某市教育局")
    assert found.place.line is not None


def test_a_department_with_its_city_before_it_is_the_same() -> None:
    assert accounts_in(COVER + income("教育局（本级）")).contradictions == ()


def test_another_year_in_a_heading_is_a_contradiction_and_in_a_sentence_is_not() -> None:
    text = COVER + income() + "2023年度收入10.00万元，与2021年度部门决算相比，增加1.00万元。\n\n"
    assert accounts_in(text).contradictions == ()
    (found,) = accounts_in(text + "第三部分 2022年度部门决算情况说明\n").contradictions
    assert (found.subject, found.printed, found.other) == ("fiscal_year", "2022", "2023")


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("第二部分 某市教育局2023年度部门决算表", ["某市教育局"]),
        ("第二部分 某市某区教育局2023年度部门决算表", []),
        ("第二部分 区教育局2023年度部门决算表", []),
        ("某市某区第一中学2023年度单位决算表", []),
    ],
)
def test_a_name_in_a_heading_that_is_nearly_the_departments(heading: str, found: list[str]) -> None:
    text = f"某市某区教育局2023年度部门决算\n\n{heading}\n\n" + income("某市某区教育局") + expenditure()
    contradictions = accounts_in(text).contradictions
    assert [c.printed for c in contradictions if c.subject == "department"] == found


def test_a_statement_printed_twice() -> None:
    assert accounts_in(COVER + income() + income()).contradictions == ()
    accounts = accounts_in(COVER + income() + income(amount="11.00"))
    assert len(accounts.statements) == 1
    (found,) = accounts.contradictions
    assert (found.subject, found.printed.split()[0]) == ("statement", "《收入决算表》合计")
    assert accounts_in(COVER + income("某某市教育局") + income("某某学校", "11.00")).contradictions[1:] == ()


XX = "20XX年度\n\nXX市XX局部门决算\n\n"
BUDGET = "2024年部门预算\n\n某某局\n\n收支预算总表\n\n收入|支出\n一、财政拨款|10.00\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BUDGET, UnreadableCode.BUDGET_NOT_FINAL_ACCOUNTS),
        (XX + income("XX局", amount=""), UnreadableCode.TEMPLATE_NOT_FILLED_IN),
        (XX, UnreadableCode.TEMPLATE_NOT_FILLED_IN),
        (COVER + income(form_number="财决03表"), UnreadableCode.NOT_FINAL_ACCOUNTS),
        (COVER + "决算报表见附图。", UnreadableCode.NOT_FINAL_ACCOUNTS),
        ("今年工作总结\n\n项目|数量\n设备|3\n", UnreadableCode.NOT_FINAL_ACCOUNTS),
        (
            COVER + "".join(income(d) + expenditure(d) for d in ("某某市教育局", "某某市财政局")),
            UnreadableCode.SEVERAL_DEPARTMENTS,
        ),
    ],
    ids=["budget", "template", "empty template", "internal", "pictures", "report", "two departments"],
)
def test_what_is_no_disclosure_of_one_department(text: str, code: UnreadableCode) -> None:
    with pytest.raises(Unreadable) as refused:
        accounts_in(text)
    assert refused.value.code is code
    assert refused.value.zh.endswith("。")
    assert refused.value.en.endswith(".")


def test_leftover_placeholders_in_a_filled_document_do_not_make_a_template() -> None:
    assert accounts_in(COVER + income("XX局")).department == "某某市教育局"


def test_year_compared_with_in_a_heading_is_no_other_year() -> None:
    text = "（一）财政拨款收支与2021 年度决算对比情况"
    accounts = accounts_in(f"某某市教育局2022年度部门决算\n\n目 录\n\n{income()}\n{text}\n")
    assert accounts.contradictions == ()
