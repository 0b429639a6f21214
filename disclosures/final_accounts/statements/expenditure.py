"""支出决算表: expenditure of the year by account and kind."""

from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements.form import Form, Layout, Named

FORM = Form(
    key=StatementKey.EXPENDITURE,
    titles=(r"(?:公共预算)?支出决算(?:总|明细)?表", r"支出总体情况决算表"),
    layout=Layout.ACCOUNTS,
    columns=(
        Named("total", (r"(?:本年)?支出(?:合计|小计|总计)", r"本年支出")),
        Named("basic", (r"基本支出",)),
        Named("project", (r"项目支出",)),
        Named("to_superiors", (r"上缴上级(?:支出)?",)),
        Named("business", (r"(?:事业单位)?经营支出",)),
        Named("to_affiliates", (r"对?附属单位补助(?:支出)?",)),
    ),
    default="total",
    essential=("total", "basic", "project", "to_affiliates"),
    lines={None: (Named("total", (r"(?:本年支出|支出)?(?:合计|总计)",)),)},
)
