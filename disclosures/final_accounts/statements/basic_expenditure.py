"""一般公共预算财政拨款基本支出决算(明细)表: basic expenditure by economic account.

Printed as two or more blocks side by side, or as one list, some with 人员经费 and 公用经费 as columns.
"""

from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements.form import Form, Layout, Named

FORM = Form(
    key=StatementKey.BASIC_EXPENDITURE,
    titles=(
        r"(?:一般)?公共预算(?:财政拨款)?基本支出(?:决算)?(?:明细)?(?:决算)?表",
        r"一般公共预算(?:财政拨款)?基本支出(?:经济分类)?决算(?:明细|情况)?表",
    ),
    wider_titles=(r"(?:财政拨款)?基本支出(?:经济分类)?(?:决算)?(?:明细)?(?:决算)?表",),
    layout=Layout.ECONOMIC,
    columns=(
        Named("amount", (r"金额", r"(?:本年)?(?:基本)?支出(?:合计|小计)", r"基本支出")),
        Named("personnel", (r"人员经费(?:支出)?",)),
        Named("operating", (r"(?:日常)?公用经费(?:支出)?",)),
    ),
    default="amount",
    essential=("amount",),
    inherits=False,
    lines={
        None: (
            Named("personnel_total", (r"人员经费(?:支出)?(?:合计|小计)",)),
            Named("operating_total", (r"(?:日常)?公用经费(?:支出)?(?:合计|小计)",)),
            Named("total", (r"(?:基本支出)?(?:合计|总计)",)),
        )
    },
)
