"""财政拨款收入支出决算总表: fiscal appropriations received and spent, by the three budgets they come from."""

from disclosures.final_accounts.records import Side, StatementKey
from disclosures.final_accounts.statements.form import Form, Layout, Named
from disclosures.final_accounts.statements.income_and_expenditure import EXPENDITURE_LINES, INCOME_LINES

FORM = Form(
    key=StatementKey.FISCAL_APPROPRIATION,
    titles=(
        r"财政拨款(?:收入支出|收支)决算(?:总表|总体情况表|表)",
        r"财政拨款(?:收入支出|收支)总体情况决算表",
    ),
    layout=Layout.TWO_SIDED,
    columns=(
        Named("general_public_budget", (r"(?:一般)?公共预算(?:财政拨款)?(?:支出)?",)),
        Named("government_managed_funds", (r"政府性基金(?:预算)?(?:财政拨款)?(?:支出)?",)),
        Named("state_capital", (r"国有资本经营(?:预算)?(?:财政拨款)?(?:支出)?",)),
    ),
    default="total",
    essential=("total", "general_public_budget", "government_managed_funds"),
    lines={Side.INCOME: INCOME_LINES, Side.EXPENDITURE: EXPENDITURE_LINES},
)
