"""收入支出决算总表: everything received and spent, income on the left, functional classes on the right."""

from disclosures.final_accounts.records import Side, StatementKey
from disclosures.final_accounts.statements.form import Form, Layout, Named

INCOME_LINES = (
    Named("general_public_budget", (r"(?:一般)?公共预算(?:财政)?(?:拨款)?(?:收入)?",)),
    Named("government_managed_funds", (r"政府性基金(?:预算)?(?:财政拨款)?(?:收入)?",)),
    Named("state_capital", (r"国有资本经营(?:预算)?(?:财政拨款)?(?:收入)?",)),
    Named("fiscal_appropriation", (r"财政拨款(?:收入)?",)),
    Named("superior_subsidies", (r"上级补助收入",)),
    Named("institutional", (r"事业收入(?:\(.*\))?",)),
    Named("business", (r"(?:事业单位)?经营收入",)),
    Named("from_affiliates", (r"附属单位(?:上缴|缴款|上缴款)(?:收入)?",)),
    Named("other", (r"其他收入",)),
    Named("income_total", (r"本年收入(?:合计|小计|总计)?", r"收入合计", r"合计")),
    Named(
        "use_of_non_fiscal_balance",
        (r"(?:使用)?非财政拨款结余(?:\(.*\))?(?:(?:和|及)专用结余)?", r"用?事业基金弥补收支差额"),
    ),
    Named("use_of_special_balance", (r"(?:使用)?专用结余(?:\(.*\))?",)),
    Named("opening_balance", (r"(?:年初|上年)(?:财政拨款)?结转(?:(?:和|与|及)?结余)?", r"年初结余")),
    Named("grand_total", (r"(?:收入)?总计",)),
)
EXPENDITURE_LINES = (
    Named("expenditure_total", (r"本年支出(?:合计|小计|总计)?", r"支出合计", r"合计")),
    Named("surplus_distribution", (r"结余分配",)),
    Named(
        "closing_balance",
        (r"(?:年末|结转下年)(?:财政拨款)?结转(?:(?:和|与|及)?结余)?", r"结转下年", r"年末结余"),
    ),
    Named("grand_total", (r"(?:支出)?总计",)),
)

FORM = Form(
    key=StatementKey.INCOME_AND_EXPENDITURE,
    titles=(
        r"(?:公共预算)?(?:收入支出|收支)决算(?:总表|总体情况表|表)",
        r"(?:收入支出|收支)总体情况决算表",
        r"决算收支总表",
    ),
    layout=Layout.TWO_SIDED,
    columns=(Named("amount", (r"金额",)),),
    default="amount",
    essential=("amount",),
    lines={Side.INCOME: INCOME_LINES, Side.EXPENDITURE: EXPENDITURE_LINES},
)
