"""一般公共预算财政拨款支出决算表: expenditure out of the general public budget by account.

Some forms add 年初结转和结余, 本年收入 and 年末结转和结余 to the three measures.
"""

from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements.form import Form, Layout, Named

BALANCE_COLUMNS = (
    Named("opening_balance", (r"(?:年初|上年)(?:财政拨款)?结转(?:(?:和|与|及)?结余)?",)),
    Named("income", (r"本年收入(?:合计)?",)),
    Named("total", (r"本年支出(?:合计)?",)),
    Named("basic", (r"基本支出",)),
    Named("project", (r"项目支出",)),
    Named("closing_balance", (r"年末(?:财政拨款)?结转(?:(?:和|与|及)?结余)?", r"结转下年")),
)
TOTAL_LINE = (Named("total", (r"(?:本年支出|支出)?(?:合计|总计)",)),)

FORM = Form(
    key=StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    titles=(
        r"一般公共预算(?:财政拨款)?(?:收入)?支出决算(?:总|明细)?表",
        r"公共预算财政拨款支出决算(?:明细)?表",
        r"一般公共预算(?:财政拨款)?(?:收支|支出)决算情况表",
    ),
    layout=Layout.ACCOUNTS,
    columns=BALANCE_COLUMNS,
    default="total",
    essential=("total", "basic", "project"),
    lines={None: TOTAL_LINE},
    wider_titles=(r"财政拨款支出决算(?:明细)?表",),
)
