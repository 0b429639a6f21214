"""财政拨款“三公”经费支出决算表: travel abroad, official vehicles, receptions; budget and actual."""

from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements.form import Form, Layout, Named

_ITEMS = (
    Named(
        "total",
        (r"(?:(?:一般)?公共预算)?(?:财政拨款)?三公经费(?:支出)?(?:合计|总计)?", r"(?:支出)?合计", r"总计"),
    ),
    Named("overseas", (r"因公出国(?:\(境\)|境)?(?:费用?|经费|支出|费支出)?",)),
    Named(
        "vehicles",
        (r"公务用车购置(?:及|和|与|、)?运行(?:维护)?(?:费用?|经费|费支出)(?:小计)?", r"公务用车费"),
    ),
    Named("vehicle_purchase", (r"(?:公务用车)?购置费(?:支出)?", r"公务用车购置")),
    Named("vehicle_operation", (r"(?:公务用车)?运行(?:维护)?费(?:支出)?", r"公务用车运行(?:维护)?")),
    Named("reception", (r"公务接待(?:费用?|支出|费支出)?",)),
)

FORM = Form(
    key=StatementKey.THREE_PUBLIC_EXPENSES,
    titles=(
        r"(?:(?:一般)?公共预算)?(?:财政拨款)?三公经费(?:财政拨款)?(?:支出)?(?:预?决算|情况)(?:及相关信息|情况|统计)?(?:总|明细)?表",
        r"(?:(?:一般)?公共预算)?(?:财政拨款)?三公经费.{0,24}(?:决算|情况|信息)(?:统计)?表",
        r"(?:三公经费)?一般公共预算财政拨款三公经费(?:支出)?决算表",
        r"机构运行信息(?:决算)?表",
        r"三公经费(?:公共预算|一般公共预算)?财政拨款支出(?:预?决算)?(?:情况)?表",
    ),
    layout=Layout.ITEMS,
    columns=_ITEMS,
    default="total",
    essential=("total", "overseas", "reception"),
    lines={None: _ITEMS},
)
