"""Sentences of several provinces as claims: whom they are about, which figure, how much."""

from __future__ import annotations

from decimal import Decimal

import pytest

from disclosures.final_accounts.narrative import read_claims
from disclosures.final_accounts.records import Claim
from tests.disclosures.final_accounts.narrative.made_up import WORDINGS, Wording, made_up
from tests.disclosures.final_accounts.narrative.test_passages import printed

OVERALL, INCOME, EXPENDITURE = "一、收入支出决算总体情况", "二、收入决算情况", "三、支出决算情况"
GENERAL, BASIC = "五、一般公共预算财政拨款支出决算情况", "六、一般公共预算财政拨款基本支出决算情况"
TRAVEL, OPERATING = "九、财政拨款“三公”经费支出决算情况", "十、机关运行经费支出情况"
FUNDS, ASSETS = "七、政府性基金预算财政拨款收入支出决算情况", "十二、国有资产占用情况"


def claims(heading: str, *text: str) -> tuple[Claim, ...]:
    return read_claims(printed(heading, *text))[0]


def said(heading: str, *text: str) -> list[tuple[str, str, str]]:
    """Subject, quantity and value or word, years and reasons left out."""
    return [
        (c.subject, c.quantity, str(c.value) if c.value is not None else c.direction or c.printed)
        for c in claims(heading, *text)
        if c.subject != "year" and c.quantity not in ("reason", "account")
    ]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        (
            OVERALL,
            "2022年度收、支总计9,465.58万元。与2021年度相比，收、支总计各增加125.88万元，增长1.35%。",
            [
                ("grand_total", "amount", "9465.58"),
                ("grand_total", "change", "125.88"),
                ("grand_total", "change_rate", "1.35"),
            ],
        ),
        (
            OVERALL,
            "2023年度收入总计5,432.10万元，支出总计5,432.10万元。",
            [("income_grand_total", "amount", "5432.10"), ("expenditure_grand_total", "amount", "5432.10")],
        ),
        (
            OVERALL,
            "2022年度总收入12.00万元，其中本年收入9.00万元，年初结转和结余3.00万元。较上年决算数增加2.00万元，增长20%。",
            [
                ("income_grand_total", "amount", "12.00"),
                ("income_total", "amount", "9.00"),
                ("opening_balance", "amount", "3.00"),
                ("income_grand_total", "change", "2.00"),
                ("income_grand_total", "change_rate", "20"),
            ],
        ),
        (
            INCOME,
            "收入合计10万元，其中：财政拨款收入8万元，占80%；其他收入2万元，占收入合计的20%；",
            [
                ("total", "amount", "10"),
                ("fiscal_appropriation", "amount", "8"),
                ("fiscal_appropriation", "share", "80"),
                ("other", "amount", "2"),
                ("other", "share", "20"),
            ],
        ),
        (
            INCOME,
            "2、上级补助收入0万元。与上年决算数一致。",
            [("superior_subsidies", "amount", "0"), ("superior_subsidies", "change", "一致")],
        ),
        (
            GENERAL,
            "一般公共预算财政拨款支出307.82万元，主要用于以下方面：一般公共服务支出（类）264.87万元，占86.05%；"
            "教育（类）支出42.95万元，占13.95%。",
            [
                ("total", "amount", "307.82"),
                ("class", "amount", "264.87"),
                ("class", "share", "86.05"),
                ("class", "amount", "42.95"),
                ("class", "share", "13.95"),
            ],
        ),
        (
            GENERAL,
            "1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为1288.15万元，"
            "支出决算为1,504.48万元，完成年初预算的116.79%。决算数大于年初预算数的主要原因是增加100.00万元。",
            [
                ("一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", "budget", "1288.15"),
                ("一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", "amount", "1504.48"),
                ("一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", "completion_rate", "116.79"),
                ("一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", "comparison", "大于"),
            ],
        ),
        (
            GENERAL,
            "“住房保障支出”（类）2023年度决算200.00万元，比2023年年初预算减少10.00万元，下降4.76%。",
            [
                ("住房保障支出", "amount", "200.00"),
                ("住房保障支出", "change", "10.00"),
                ("住房保障支出", "change_rate", "4.76"),
            ],
        ),
        (
            BASIC,
            "公用经费10.23万元，主要包括：办公费、维修（护）费、其他交通费用等。",
            [
                ("operating", "amount", "10.23"),
                ("operating", "listed", "等"),
                ("operating", "listed", "等"),
                ("operating", "listed", "等"),
            ],
        ),
        (FUNDS, "本部门没有政府性基金财政拨款收支。", [("total", "absence", "没有政府性基金财政拨款收支")]),
        (
            FUNDS,
            "年初结转和结余0万元，本年收入5.00万元，本年支出5.00万元。",
            [("opening_balance", "amount", "0"), ("income", "amount", "5.00"), ("total", "amount", "5.00")],
        ),
        (
            TRAVEL,
            "公务接待费支出决算为0.00万元，完成预算的0%；因公出国（境）费支出决算2.00万元。",
            [
                ("reception", "amount", "0.00"),
                ("reception", "completion_rate", "0"),
                ("overseas", "amount", "2.00"),
            ],
        ),
        (
            TRAVEL,
            "其中：国内接待费1.23万元，共计接待10批次、80人次（含外事接待0批次、0人次）；国（境）外接待费0万元，"
            "共计接待2批次、3人次。",
            [
                ("domestic_reception", "amount", "1.23"),
                ("domestic_reception", "receptions", "10"),
                ("domestic_reception", "people", "80"),
                ("foreign_reception", "amount", "0"),
                ("foreign_reception", "receptions", "2"),
                ("foreign_reception", "people", "3"),
            ],
        ),
        (
            TRAVEL,
            "因公出国（境）团组数1个，累计4人次；公务用车购置数2辆，公务用车保有量6辆；国内公务接待50批次，500人次。",
            [
                ("overseas", "groups", "1"),
                ("overseas", "people", "4"),
                ("vehicle_purchase", "bought", "2"),
                ("vehicle_operation", "owned", "6"),
                ("domestic_reception", "receptions", "50"),
                ("domestic_reception", "people", "500"),
            ],
        ),
        (
            ASSETS,
            "共有车辆3辆，其中：机要通信用车1辆、其他用车2辆，其他用车主要是业务用车；单价100万元（含）以上设备7台（套）。",
            [("vehicles", "count", "3"), ("机要通信用车", "count", "1"), ("其他用车", "count", "2")],
        ),
    ],
)
def test_sentences_of_several_provinces(
    heading: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert said(heading, text) == expected


def test_an_account_with_codes_and_both_years() -> None:
    found = said(
        GENERAL,
        "1、社会保障和就业支出（208类）行政事业单位养老支出（05款）行政单位离退休（01项）。"
        "2024年决算数为57.43万元，2025年度支出决算为56.12万元，比2024年决算数减少2.28%。",
    )

    account = "社会保障和就业支出/行政事业单位养老支出/行政单位离退休"
    assert found == [
        (account, "prior_amount", "57.43"),
        (account, "amount", "56.12"),
        (account, "change_rate", "2.28"),
    ]


def test_nothing_needs_no_unit() -> None:
    found = said(GENERAL, "1.教育支出（类）普通教育（款）高中教育（项）。年初预算为0，支出决算为307.82万元。")

    assert [(quantity, value) for _, quantity, value in found] == [("budget", "0"), ("amount", "307.82")]


def test_an_account_in_quotation_marks_followed_by_its_amount() -> None:
    found = said(GENERAL, "1、“教育支出（类）普通教育（款）高中教育（项）”257.14万元。支出决算为245.53万元。")

    assert [(quantity, value) for _, quantity, value in found] == [("amount", "257.14"), ("amount", "245.53")]


def test_a_breakdown_in_brackets_does_not_end_what_is_said() -> None:
    found = said(
        TRAVEL,
        "公务接待费支出预算3万元（其中：一般公共预算支出3万元），支出决算2万元，完成调整后预算的66.67%。"
        "全年接待来访团组20个。",
    )

    assert found == [
        ("reception", "budget", "3"),
        ("reception", "amount", "2"),
        ("reception", "completion_rate", "66.67"),
    ]


def test_sections_of_other_provinces_numbers_of_income_and_expenditure() -> None:
    found = said(
        OVERALL,
        "2022年度收入、支出决算总计100万元。",
        "（一）收入决算总计100万元。包括：",
        "1.本年收入决算合计90万元。与上年相比，增加9万元，增长11.11%，变动原因：人员增加。",
    )

    assert found == [
        ("grand_total", "amount", "100"),
        ("income_grand_total", "amount", "100"),
        ("income_total", "amount", "90"),
        ("income_total", "change", "9"),
        ("income_total", "change_rate", "11.11"),
    ]


def test_a_year_is_no_amount() -> None:
    assert not said(OVERALL, "收、支总计2025年度有所增加。")


def test_numbers_are_not_paired_across_sentences_with_several_subjects() -> None:
    found = said(EXPENDITURE, "基本支出60.00万元，占60%；项目支出40.00万元，占40%。比上年增加10.00万元。")

    assert ("basic", "change", "10.00") not in found
    assert ("project", "change", "10.00") not in found


def test_an_amount_of_another_year_is_not_this_years() -> None:
    found = said(
        TRAVEL, "2023年度公务接待费支出1.00万元。2022年公务接待费支出3.00万元。上年公务接待费决算数4.00万元。"
    )

    assert [f for f in found if f[1] == "amount"] == [("reception", "amount", "1.00")]


def test_an_amount_of_something_else_ends_what_is_said_of_a_subject() -> None:
    found = said(INCOME, "其他收入5.00万元，非同级财政拨款收入2.00万元，比上年增加1.00万元，增长100%。")

    assert found == [("other", "amount", "5.00")]


def test_figures_of_a_reason_are_not_the_subjects() -> None:
    found = said(
        OPERATING, "机关运行经费支出9.00万元，比上年增加1.00万元，主要原因是水电费增加0.50万元，增长80%。"
    )

    assert found == [("operating_expenses", "amount", "9.00"), ("operating_expenses", "change", "1.00")]


def test_claims_of_one_statement_share_a_group_and_the_next_statement_has_its_own() -> None:
    found = claims(
        GENERAL,
        "一般公共预算财政拨款支出5.00万元，占本年支出合计的50%。",
        "一般公共预算财政拨款支出年初预算为4.00万元，支出决算为5.00万元。",
    )
    groups = [claim.group for claim in found]

    assert [claim.quantity for claim in found] == ["amount", "share", "budget", "amount"]
    assert groups[0] == groups[1] != groups[2] == groups[3]


def test_a_rate_refers_to_the_base_named_in_its_sentence() -> None:
    found = claims(OPERATING, "机关运行经费支出92.35万元，比年初预算数减少10.21万元，下降9.96%。")

    assert [(claim.quantity, claim.base) for claim in found] == [
        ("amount", None),
        ("change", "年初预算数"),
        ("change_rate", "年初预算数"),
    ]


def test_a_claim_knows_what_is_printed_and_where() -> None:
    claim = claims(EXPENDITURE, "项目支出 １，２３４.50 万元。")[0]

    assert (claim.value, claim.unit, claim.printed) == (Decimal("1234.50"), "万元", "1,234.50")
    assert claim.place.line == 2


def test_sentences_with_figures_that_are_not_understood_are_kept() -> None:
    document = printed(
        OVERALL, "2022年度收、支总计1.00万元。", "另有专户资金余额3.00万元。", "没有数字的句子。"
    )

    (unread,) = read_claims(document)[1]
    assert (unread.section, unread.text, unread.place.line) == ("overall", "另有专户资金余额3.00万元。", 3)


def test_a_document_without_narrative_has_no_claims() -> None:
    assert read_claims(printed("收入支出决算总表", "单位：万元")) == ((), ())


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.name)
@pytest.mark.parametrize("seed", range(6))
def test_every_sentence_of_a_made_up_narrative_is_read(wording: Wording, seed: int) -> None:
    accounts = made_up(seed, wording)

    assert accounts.unread_sentences == ()
    assert len(accounts.claims) > 40


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("人员经费46.00万元，主要包括：基本工资30.00万元、津贴补贴16.00万元。", ["基本工资", "津贴补贴"]),
        (
            "人员经费主要包括基本工资30万元，占65.2%、其他工资福利支出1.5万元。",
            ["基本工资", "其他工资福利支出"],
        ),
        ("人员经费46.00万元，主要包括：基本工资、津贴补贴。", ["基本工资", "津贴补贴"]),
    ],
)
def test_a_list_of_accounts_may_give_their_amounts(text: str, names: list[str]) -> None:
    assert [c.printed for c in claims(BASIC, text) if c.quantity == "listed"] == names


@pytest.mark.parametrize(
    "title",
    ["1.教育支出（类）普通教育（款）小学教育（项）。", "1.教育支出（类）普通教育（款）小学教育（项）"],
)
def test_the_figures_of_an_account_may_stand_in_the_paragraph_below_its_name(title: str) -> None:
    found = claims(GENERAL, title, "年初预算50.00万元，支出决算60.00万元，完成年初预算的120.00%。")
    of_account = {c.quantity: str(c.value) for c in found if c.account and c.value is not None}
    assert of_account == {"budget": "50.00", "amount": "60.00", "completion_rate": "120.00"}


def test_an_account_below_the_title_of_its_class() -> None:
    found = claims(
        GENERAL,
        "1.教育支出",
        "普通教育（款）小学教育（项）2023年度决算数60.00万元，比年初预算增加10.00万元。",
    )
    assert {(c.account, c.quantity) for c in found if c.value is not None and c.account} == {
        (("", "普通教育", "小学教育"), "amount"),
        (("", "普通教育", "小学教育"), "change"),
    }


def test_a_rate_of_a_budget_that_stands_before_it() -> None:
    text = "“三公”经费支出决算3.00万元，完成预算4.00万元的75.00%。"
    assert said(TRAVEL, text) == [
        ("total", "amount", "3.00"),
        ("total", "budget", "4.00"),
        ("total", "completion_rate", "75.00"),
    ]


def test_both_totals_in_one_sentence() -> None:
    assert said(OVERALL, "2023年度收入总计、支出总计均为115.00万元。") == [
        ("grand_total", "amount", "115.00")
    ]
    fiscal = "四、财政拨款收入支出决算总体情况"
    assert said(fiscal, "2023年度财政拨款收入总计、支出总计均为100.00万元。") == [
        ("grand_total", "amount", "100.00")
    ]
    assert said(fiscal, "2023年度财政拨款收入总计100.00万元，支出总计100.00万元。") == [
        ("income_grand_total", "amount", "100.00"),
        ("expenditure_grand_total", "amount", "100.00"),
    ]


def test_general_budget_below_the_fiscal_appropriations() -> None:
    found = claims(
        "二、财政拨款收入支出决算总体情况说明",
        "（一）总体情况",
        "2023年度财政拨款收入总计100.00万元。",
        "（二）一般公共预算财政拨款支出决算情况说明",
        "2023年度一般公共预算财政拨款支出100.00万元，占本年支出合计的97.09%。",
    )
    assert ("general_public_budget", "total", "amount") in {(c.section, c.subject, c.quantity) for c in found}


def test_a_class_in_a_paragraph_of_its_own_with_its_budget() -> None:
    text = (
        "1.教育支出（类）80.00万元，占80.00%，年初预算75.00万元，完成年初预算的106.67%。主要原因是人员增加。"
    )
    found = [c for c in claims(GENERAL, text) if c.subject == "class"]
    assert [(c.quantity, str(c.value or c.printed)) for c in found] == [
        ("amount", "80.00"),
        ("share", "80.00"),
        ("budget", "75.00"),
        ("completion_rate", "106.67"),
        ("reason", "人员增加"),
    ]


def test_a_budget_in_the_next_sentence_belongs_to_the_amount_before_it() -> None:
    spent = "一般公共预算财政拨款支出100.00万元，占本年支出合计的97.09%。"
    budget = "年初预算数为96.00万元，完成年初预算的104.17%。"
    assert len({c.group for c in claims(GENERAL, spent + budget) if c.subject == "total"}) == 1


def test_amounts_in_a_list_are_claims_of_their_accounts() -> None:
    found = claims(BASIC, "人员经费46.00万元，主要包括：基本工资30.00万元、津贴补贴16.00万元。")
    amounts = [(c.subject, str(c.value)) for c in found if c.quantity == "amount"]
    assert amounts == [("personnel", "46.00"), ("基本工资", "30.00"), ("津贴补贴", "16.00")]
