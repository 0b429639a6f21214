"""The subjects of the sections that speak of totals and their parts, by the names they go by."""

from __future__ import annotations

from disclosures.final_accounts.narrative.mentions import Term, Vocabulary
from disclosures.final_accounts.records import Section

PROJECT = r"(?<![类级点项设他该等])项目支出"
"""项目支出 as a whole; 基本建设类项目支出, 重点项目支出 are parts of it."""

_FUNDS = (
    Term("general_public_budget", r"(?:一般)?公共预算(?:财政)?拨款(?:收入|支出)?"),
    Term("government_managed_funds", r"政府性基金(?:预算)?(?:财政)?拨款(?:收入|支出)?"),
    Term("state_capital", r"国有资本经营(?:预算)?(?:财政)?拨款(?:收入|支出)?"),
)
_CARRIED_OVER = (
    Term("non_fiscal_balance_used", r"使用非财政拨款(?:结余)?(?:（含专用结余）|和专用结余)?"),
    Term("opening_balance", r"(?:年初|上年)(?:财政拨款)?结转(?:和|与|及)?结余"),
    Term("closing_balance", r"(?:年末|结转下年)(?:财政拨款)?(?:结转)?(?:和|与|及)?结余"),
    Term("surplus_distribution", r"结余分配"),
)

_OTHER_INCOME = (
    Term("superior_subsidies", r"上级补助收入"),
    Term("institutional", r"事业收入"),
    Term("business", r"经营收入"),
    Term("from_affiliates", r"附属单位(?:上缴|缴款)收入"),
    Term("other", r"其他收入"),
)

OVERALL = Vocabulary(
    Term(
        "grand_total",
        r"收(?:入)?(?:、|和|与)?支(?:出)?(?:决算)?(?:总计|总额|总数|总决算)|收入总计(?:、|和|与|及)支出总计"
        r"|收(?:入)?、?支(?:出)?(?:决算)?(?:总体)?(?=，?(?:与|较|比|同)(?:上|去|20))",
    ),
    Term("income_grand_total", r"收入(?:决算)?(?:总计|总额)|总收入"),
    Term("expenditure_grand_total", r"支出(?:决算)?(?:总计|总额)|总支出"),
    Term("income_total", r"本年(?:度)?收入(?:合计)?|收入合计|年度收入(?=\d)"),
    Term("expenditure_total", r"本年(?:度)?支出(?:合计)?|支出合计|年度支出(?=\d)"),
    Term("basic", r"基本支出"),
    Term("project", PROJECT),
    Term("to_superiors", r"上缴上级支出"),
    Term("business_expenditure", r"经营支出"),
    Term("to_affiliates", r"对附属单位补助支出"),
    Term("general_public_budget", r"(?:一般)?公共预算(?:财政)?拨款收入"),
    Term("government_managed_funds", r"政府性基金(?:预算)?(?:财政)?拨款收入"),
    Term("state_capital", r"国有资本经营(?:预算)?(?:财政)?拨款收入"),
    Term("fiscal_appropriation", r"(?<!非同级)财政拨款收入"),
    *_OTHER_INCOME,
    *_CARRIED_OVER,
)

INCOME = Vocabulary(
    Term("income_grand_total", r"(?<!本年)(?<!拨款)收入(?:决算)?总计"),
    *_FUNDS,
    Term("fiscal_appropriation", r"(?<!非同级)财政拨款收入"),
    *_OTHER_INCOME,
    Term(
        "total",
        r"本年(?:度)?收入(?:决算)?(?:合计|总计)?|(?<!拨款)收入(?:决算)?合计|年度收入(?!(?:决算)?总计)(?:决算)?(?:总额)?"
        r"|(?<=本单位|本部门)收入(?=为?\d)|(?<=[，。；])(?:总)?收入(?=(?:与|较|比|同)(?:上|去|20)|增加|减少|增长|下降)",
    ),
    *_CARRIED_OVER,
)

EXPENDITURE = Vocabulary(
    Term("expenditure_grand_total", r"(?<!本年)(?<!拨款)支出(?:决算)?总计"),
    Term("personnel", r"人员经费"),
    Term("operating", r"(?:日常)?公用经费"),
    Term("basic", r"基本支出|正常运转的日常支出"),
    Term("project", rf"{PROJECT}|专项业务工作的经费支出"),
    Term("to_superiors", r"上缴上级支出"),
    Term("business", r"经营支出"),
    Term("to_affiliates", r"对附属单位补助支出"),
    Term(
        "total",
        r"本年(?:度)?支出(?:决算)?(?:合计|总计)?|(?<!拨款)支出(?:决算)?合计|年度支出(?!(?:决算)?总计)(?:决算)?(?:总额)?"
        r"|(?<=本单位|本部门)支出(?=为?\d)|(?<=[，。；])(?:总)?支出(?=(?:与|较|比|同)(?:上|去|20)|增加|减少|增长|下降)",
    ),
    *_CARRIED_OVER,
)

FISCAL_APPROPRIATION = Vocabulary(
    Term(
        "grand_total",
        r"财政拨款(?:决算)?收(?:入)?(?:、|和|与)?支(?:出)?(?:决算)?(?:总计|总额|总决算)"
        r"|财政拨款(?:决算)?收入总计(?:、|和|与|及)(?:财政拨款)?支出总计|收、?支总计"
        r"|财政拨款收(?:入)?、?支(?:出)?(?:决算)?(?:总体)?(?=，?(?:与|较|比|同)(?:上|去|20))",
    ),
    Term("income_grand_total", r"财政拨款(?:决算)?收入(?:决算)?(?:总计|总额)"),
    Term("expenditure_grand_total", r"财政拨款(?:决算)?支出(?:决算)?(?:总计|总额)|支出总计"),
    Term("general_public_budget_income", r"(?:一般)?公共预算(?:财政)?拨款(?:本年)?收入(?!、|支出)"),
    Term("government_managed_funds_income", r"政府性基金(?:预算)?(?:财政)?拨款(?:本年)?收入(?!、|支出)"),
    Term("state_capital_income", r"国有资本经营(?:预算)?(?:财政)?拨款(?:本年)?收入(?!、|支出)"),
    *_FUNDS,
    Term("income_total", r"(?<!非同级)(?:本年(?:度)?)?财政拨款(?:本年)?收入(?:合计)?"),
    Term("expenditure_total", r"(?:本年(?:度)?)?财政拨款(?:本年)?支出(?:合计)?"),
    *_CARRIED_OVER,
)

_FUND_FLOWS = (
    *_CARRIED_OVER,
    Term("basic", r"基本支出"),
    Term("project", PROJECT),
)
GOVERNMENT_MANAGED_FUNDS = Vocabulary(
    *_FUND_FLOWS,
    Term("income", r"政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:本年)?收入|本年收入"),
    Term("total", r"政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:本年)?支出|本年支出"),
)
STATE_CAPITAL = Vocabulary(
    *_FUND_FLOWS,
    Term("income", r"国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:本年)?收入|本年收入"),
    Term("total", r"国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:本年)?支出|本年支出"),
)

_AWARDED = r"由?(?:中小|小微)企业供应商中标或?成交的?，?采购金额"
_CONTRACTS = r"(?:的)?(?:合同)?(?:总)?金?额"
_LISTED = r"|(?<=[，、：；]){}(?:类)?(?=\d)"
"""其中：货物10.00万元，服务20.00万元: the name alone, in a list."""

PROCUREMENT = Vocabulary(
    Term(
        "reserved_sme_awarded",
        r"面向中小企业预留的?(?:政府)?采购项目中，由中小企业供应商中标或?成交的?，?采购金额",
    ),
    Term(
        "reserved_small_awarded",
        r"面向小微企业预留的?(?:政府)?采购项目中，由小微企业供应商中标或?成交的?，?采购金额",
    ),
    Term("other_sme_awarded", rf"其他(?:政府)?采购项目中，{_AWARDED}"),
    Term("reserved_sme", r"面向中小企业预留的?(?:政府)?采购项目(?:预算)?金额"),
    Term("reserved_small", r"面向小微企业预留的?(?:政府)?采购项目(?:预算)?金额"),
    Term("sme_goods", rf"货物(?:类)?(?:采购)?授予中小企业{_CONTRACTS}"),
    Term("sme_works", rf"工程(?:类)?(?:采购)?授予中小企业{_CONTRACTS}"),
    Term("sme_services", rf"服务(?:类)?(?:采购)?授予中小企业{_CONTRACTS}"),
    Term("sme", rf"授予中小企业{_CONTRACTS}"),
    Term("small", rf"授予小微企业{_CONTRACTS}"),
    Term("goods", r"(?:政府采购)?货物(?:类)?(?:采购)?(?:支出|金额)" + _LISTED.format("货物")),
    Term("works", r"(?:政府采购)?工程(?:类)?(?:采购)?(?:支出|金额)" + _LISTED.format("工程")),
    Term("services", r"(?:政府采购)?服务(?:类)?(?:采购)?(?:支出|金额)" + _LISTED.format("服务")),
    Term("total", r"政府采购(?:支出|决算)?(?:总额|总金额|总计|合计|金额)|政府采购支出"),
)

VOCABULARIES = {
    Section.OVERALL: OVERALL,
    Section.INCOME: INCOME,
    Section.EXPENDITURE: EXPENDITURE,
    Section.FISCAL_APPROPRIATION: FISCAL_APPROPRIATION,
    Section.GOVERNMENT_MANAGED_FUNDS: GOVERNMENT_MANAGED_FUNDS,
    Section.STATE_CAPITAL: STATE_CAPITAL,
    Section.OPERATING_EXPENSES: Vocabulary(
        Term("operating_expenses", r"(?:机[关构]|行政)运行经费|基本支出中的(?:日常)?公用经费支出")
    ),
    Section.PROCUREMENT: PROCUREMENT,
}
