"""收入决算表: income of the year by account and source."""

from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements.form import Form, Layout, Named

FORM = Form(
    key=StatementKey.INCOME,
    titles=(r"(?:公共预算)?收入决算(?:总|明细)?表", r"收入总体情况决算表"),
    layout=Layout.ACCOUNTS,
    columns=(
        Named("total", (r"(?:本年)?收入(?:合计|小计|总计)", r"本年收入")),
        Named("fiscal_appropriation", (r"财政拨款(?:收入)?", r"本级财政拨款(?:收入)?")),
        Named("superior_subsidies", (r"上级补助(?:收入)?",)),
        Named("institutional", (r"事业收入(?:\(.*\))?",)),
        Named("business", (r"(?:事业单位)?经营收入",)),
        Named("from_affiliates", (r"附属单位(?:上缴|缴款|上缴款)(?:收入)?",)),
        Named("other", (r"其他收入",)),
    ),
    default="total",
    essential=("total", "fiscal_appropriation", "other"),
    lines={None: (Named("total", (r"(?:本年收入|收入)?(?:合计|总计)",)),)},
)
