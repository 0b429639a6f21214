"""Sentences name the quantity, both numbers, the difference, the allowance and the place."""

from decimal import Decimal

from disclosures.checks.claim_names import claim_name
from disclosures.checks.equation import Relation, Variable, share, sum_of
from disclosures.checks.evaluate import Assessment, assess
from disclosures.checks.finding import Message
from disclosures.checks.wording import broken_relation
from disclosures.documents.model import Place
from disclosures.final_accounts.records import Claim, Section


def figure(label: str, amount: str, unit: str = "万元") -> Variable:
    scale = 10_000 if unit == "万元" else 1
    return Variable(label, Decimal(amount), unit, scale, label=label, place=Place(page=7))


def sentence(relation: Relation) -> Message:
    found = assess(relation)
    assert isinstance(found, Assessment)
    return broken_relation(relation, found)


def test_a_copy_names_both_places() -> None:
    message = sentence(
        figure("情况说明“人员经费”", "4.98") == figure("《基本支出决算表》人员经费合计", "4.90")
    )
    assert message.zh == (
        "情况说明“人员经费”为4.98万元，应等于《基本支出决算表》人员经费合计4.90万元，多0.08万元（允许误差0.00万元；第7页）。"
    )
    assert message.en.startswith("情况说明“人员经费” is 4.98 万元, should equal ")
    assert message.en.endswith("difference 0.08 万元, allowance 0.00 万元, page 7.")


def test_a_sum_does_not_repeat_the_statement() -> None:
    parts = [figure(f"《支出决算表》{name} 合计", "1") for name in ("201", "208")]
    message = sentence(figure("《支出决算表》合计 合计", "3.00") == sum_of(parts))
    assert "应等于201 合计＋208 合计之和2.00万元，多1.00万元" in message.zh


def test_a_long_sum_is_counted() -> None:
    parts = [figure(f"“{n}”年初预算数", "1") for n in range(12)]
    assert (
        "应等于“0”年初预算数等12项之和12.00万元" in sentence(figure("年初预算数", "20") == sum_of(parts)).zh
    )


def test_a_rate_shows_its_calculation_and_differs_by_percentage_points() -> None:
    rate = share(
        figure("占比", "71.73", "%"), figure("一般公共服务支出", "2106.66"), figure("合计", "2940.05")
    )
    message = sentence(rate)
    assert "占比为71.73%，按2106.66÷2940.05计算应为71.65%，多0.0761个百分点" in message.zh
    assert "should be 2106.66÷2940.05 = 71.65%" in message.en


def test_a_lower_bound_that_is_missed_is_less() -> None:
    assert "不应小于乙2.00万元，少1.00万元" in sentence(figure("甲", "1") >= figure("乙", "2")).zh


def claim(section: Section, subject: str, quantity: str, **more: object) -> Claim:
    return Claim(section, subject, quantity, Decimal(1), "万元", "", Place(), **more)  # type: ignore[arg-type]


def test_claims_are_called_by_their_quantity() -> None:
    assert claim_name(claim(Section.FISCAL_APPROPRIATION, "grand_total", "amount")) == "财政拨款收支总计"
    assert claim_name(claim(Section.EXPENDITURE, "total", "share")) == "本年支出合计占比"
    path = ("一般公共服务支出", "财政事务", "行政运行")
    budget = claim(Section.GENERAL_PUBLIC_BUDGET, "/".join(path), "budget", account=path, base="年初预算")
    assert claim_name(budget) == "行政运行年初预算数"
    fall = claim(Section.OPERATING_EXPENSES, "operating_expenses", "change_rate", direction="下降")
    assert claim_name(fall) == "机关运行经费下降率"
    assert claim_name(claim(Section.STATE_ASSETS, "其他用车", "count")) == "其他用车"
