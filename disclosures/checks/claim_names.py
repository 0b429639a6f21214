"""What the figures of the narrative are called in a finding: the quantity, not the sentence it stands in."""

from __future__ import annotations

import re

from disclosures.final_accounts.records import Claim, Section

WHOLES = {
    Section.INCOME: "本年收入合计",
    Section.EXPENDITURE: "本年支出合计",
    Section.GENERAL_PUBLIC_BUDGET: "一般公共预算财政拨款支出",
    Section.BASIC_EXPENDITURE: "基本支出",
    Section.GOVERNMENT_MANAGED_FUNDS: "政府性基金预算财政拨款支出",
    Section.STATE_CAPITAL: "国有资本经营预算财政拨款支出",
    Section.THREE_PUBLIC_EXPENSES: "“三公”经费",
    Section.PROCUREMENT: "政府采购总额",
}
"""The subject `total`, by section."""
OTHER_EXPENDITURE = {"other": "其他支出", "business": "经营支出"}
SUBJECTS = {
    "grand_total": "收支总计",
    "income_grand_total": "收入总计",
    "expenditure_grand_total": "支出总计",
    "income_total": "本年收入合计",
    "expenditure_total": "本年支出合计",
    "income": "本年收入",
    "opening_balance": "年初结转和结余",
    "closing_balance": "年末结转和结余",
    "non_fiscal_balance_used": "使用非财政拨款结余",
    "surplus_distribution": "结余分配",
    "fiscal_appropriation": "财政拨款收入",
    "general_public_budget": "一般公共预算财政拨款",
    "government_managed_funds": "政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算财政拨款",
    "general_public_budget_income": "一般公共预算财政拨款收入",
    "government_managed_funds_income": "政府性基金预算财政拨款收入",
    "state_capital_income": "国有资本经营预算财政拨款收入",
    "superior_subsidies": "上级补助收入",
    "institutional": "事业收入",
    "business": "经营收入",
    "business_expenditure": "经营支出",
    "from_affiliates": "附属单位上缴收入",
    "other": "其他收入",
    "basic": "基本支出",
    "project": "项目支出",
    "personnel": "人员经费",
    "operating": "公用经费",
    "to_superiors": "上缴上级支出",
    "to_affiliates": "对附属单位补助支出",
    "overseas": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
    "domestic_reception": "国内接待费",
    "foreign_reception": "国（境）外接待费",
    "meetings": "会议费",
    "training": "培训费",
    "operating_expenses": "机关运行经费",
    "goods": "政府采购货物支出",
    "works": "政府采购工程支出",
    "services": "政府采购服务支出",
    "sme": "授予中小企业合同金额",
    "small": "授予小微企业合同金额",
    "sme_goods": "货物采购授予中小企业金额",
    "sme_works": "工程采购授予中小企业金额",
    "sme_services": "服务采购授予中小企业金额",
    "reserved_sme": "面向中小企业预留采购金额",
    "reserved_small": "面向小微企业预留采购金额",
    "reserved_sme_awarded": "预留项目中由中小企业中标的金额",
    "reserved_small_awarded": "预留项目中由小微企业中标的金额",
    "other_sme_awarded": "其他项目中由中小企业中标的金额",
    "evaluated_projects": "绩效评价项目",
}
VEHICLES = {Section.STATE_ASSETS: "车辆总数"}
QUANTITIES = {
    "prior_amount": "上年数",
    "share": "占比",
    "completion_rate": "完成率",
    "difference_rate": "预决算差异率",
    "score": "得分",
    "groups": "团组数",
    "people": "人次",
    "receptions": "批次",
    "bought": "购置数",
    "owned": "保有量",
}
LEVEL = re.compile("[（(][类款项][）)]")
CHANGES = {"change": "额", "change_rate": "率"}


def claim_name(claim: Claim) -> str:
    """行政运行年初预算数, 财政拨款收支总计, 一般公共服务支出占比."""
    return f"{_subject(claim)}{_quantity(claim)}"


def _subject(claim: Claim) -> str:
    if claim.account:
        return LEVEL.sub("", claim.account[-1])
    if claim.subject == "total":
        return WHOLES.get(claim.section, "合计")
    if claim.section is Section.EXPENDITURE and claim.subject in OTHER_EXPENDITURE:
        return OTHER_EXPENDITURE[claim.subject]
    if claim.subject == "vehicles" and claim.section in VEHICLES:
        return VEHICLES[claim.section]
    name = SUBJECTS.get(claim.subject, claim.subject)
    of_appropriations = claim.section is Section.FISCAL_APPROPRIATION and "财政拨款" not in name
    return f"财政拨款{name}" if of_appropriations else name


def _quantity(claim: Claim) -> str:
    if claim.quantity in CHANGES:
        return f"{claim.direction or '增减'}{CHANGES[claim.quantity]}"
    if claim.quantity == "budget":
        return (claim.base or "预算").removesuffix("数") + "数"
    return QUANTITIES.get(claim.quantity, "")
