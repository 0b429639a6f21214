"""What a finance officer would call right is never a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosures.checks.changed import changed, check, failed


@pytest.mark.parametrize(
    "replacements",
    [
        pytest.param(
            (("占95.24%；其他收入5.00万元，占4.76%", "占95.2%；其他收入5.00万元，占4.8%"),),
            id="shares printed with one decimal",
        ),
        pytest.param(
            (("住房保障（类）支出8.00万元，占8.00%", "住房保障（类）支出8.00万元，占8.01%"),),
            id="shares that add up to 100.01, one unit off",
        ),
        pytest.param(
            (
                ("机关运行经费支出9.00万元", "机关运行经费支出8.00万元"),
                ("增加1.00万元，增长12.50%", "减少1.00万元，下降11.11%"),
            ),
            id="机关运行经费 below 公用经费",
        ),
        pytest.param(
            (("主要是人员经费增加。", "主要是2021年度以来人员经费增加，与2020年度相比增加较多。"),),
            id="other years in a reason",
        ),
        pytest.param(
            (
                (
                    "一般公共服务支出（类）档案事务（款）行政运行（项）",
                    "一般公共服务（类）档案事务（款）行政运行（项）",
                ),
            ),
            id="类 without 支出",
        ),
        pytest.param(
            (
                (
                    "年初预算为25.00万元，支出决算为20.00万元，完成年初预算的80.00%。决算数小于年初预算数",
                    "年初预算为20.19万元，支出决算为20.00万元，完成年初预算的99.06%。与年初预算基本持平，略小于年初预算数",
                ),
                (
                    "年初预算为96.00万元，支出决算为100.00万元，完成年初预算的104.17%",
                    "年初预算为91.19万元，支出决算为100.00万元，完成年初预算的109.66%",
                ),
            ),
            id="基本持平 within one per cent",
        ),
        pytest.param(
            (
                (
                    "人员经费70.00万元，主要包括：基本工资、津贴补贴、",
                    "人员经费700000.00元，主要包括：基本工资、津贴补贴、",
                ),
            ),
            id="an amount in 元",
        ),
        pytest.param(
            (("2023年度收、支总计115.00万元", "2023年度收、支总计均为 1 1 5 万元"),),
            id="blanks inside a number, trailing zeros trimmed",
        ),
        pytest.param(
            (("基本支出决算80.00万元", "基本支出决算80.01万元"),),
            id="a rounding tail between statements five and six",
        ),
        pytest.param(
            (("、其他交通费用、办公设备购置。", "等。"),),
            id="a list that ends in 等",
        ),
        pytest.param(
            (("项目支出23.00万元，占22.33%", "项目支出23.00万元,占22.33％"),),
            id="other commas and per cent signs",
        ),
        pytest.param(
            (
                (
                    "；住房保障（类）支出8.00万元，占8.00%",
                    "；住房保障（类）支出8.00万元，占8.00%；教育（类）支出0万元，占0%",
                ),
            ),
            id="a class without expenditure that the statement does not print",
        ),
        pytest.param(
            (
                (
                    "5. 住房保障支出（类）",
                    "5. 教育支出（类）普通教育（款）高中教育（项）。年初预算为0万元，支出决算为0万元。"
                    "\n\n6. 住房保障支出（类）",
                ),
            ),
            id="an account without expenditure that the statement does not print",
        ),
        pytest.param(
            (("主要用于以下方面：一般公共服务（类）支出", "主要用于以下方面一般公共服务（类）支出"),),
            id="a list of classes without a colon",
        ),
    ],
)
def test_not_a_finding(replacements: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    assert not failed(check(changed(tmp_path, *replacements)))
