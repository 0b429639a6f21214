"""国有资本经营预算财政拨款(收入)支出决算表: the state-capital budget, with three columns or with six."""

from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements.form import Form, Layout
from disclosures.final_accounts.statements.general_public_budget_expenditure import (
    BALANCE_COLUMNS,
    TOTAL_LINE,
)

FORM = Form(
    key=StatementKey.STATE_CAPITAL,
    titles=(r"国有资本经营(?:预算)?(?:财政拨款)?(?:收入支出|收支|支出)决算(?:总|明细|情况)?表",),
    layout=Layout.ACCOUNTS,
    columns=BALANCE_COLUMNS,
    default="total",
    essential=("total", "basic", "project"),
    lines={None: TOTAL_LINE},
)
