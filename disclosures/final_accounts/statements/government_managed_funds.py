"""政府性基金预算财政拨款收入支出决算表: government-managed funds received, spent and carried over."""

from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements.form import Form, Layout
from disclosures.final_accounts.statements.general_public_budget_expenditure import (
    BALANCE_COLUMNS,
    TOTAL_LINE,
)

FORM = Form(
    key=StatementKey.GOVERNMENT_MANAGED_FUNDS,
    titles=(r"政府性基金(?:预算)?(?:财政拨款)?(?:收入支出|收支|支出)?决算(?:总|明细|情况)?表",),
    layout=Layout.ACCOUNTS,
    columns=BALANCE_COLUMNS,
    default="total",
    essential=("total", "basic", "project"),
    lines={None: TOTAL_LINE},
)
