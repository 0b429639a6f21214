"""机关运行经费, 政府采购 and 国有资产占用: sections of their own, or parts of 其他重要事项."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.final_accounts.narrative.claims import Found, claim_of
from disclosures.final_accounts.narrative.facts import Fact
from disclosures.final_accounts.narrative.mentions import Term, Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import value_of

OPERATING_EXPENSES = Vocabulary(Term("operating_expenses", r"机关运行经费"))

_AWARDED = r"由?(?:中小|小微)企业供应商中标或?成交的?，?采购金额"
_CONTRACTS = r"(?:的)?(?:合同)?(?:总)?金?额"

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
    Term("goods", r"(?:政府采购)?货物(?:类)?(?:采购)?(?:支出|金额)"),
    Term("works", r"(?:政府采购)?工程(?:类)?(?:采购)?(?:支出|金额)"),
    Term("services", r"(?:政府采购)?服务(?:类)?(?:采购)?(?:支出|金额)"),
    Term("total", r"政府采购(?:支出|决算)?(?:总额|总金额|总计|合计|金额)|政府采购支出"),
)

_VEHICLES = re.compile(
    r"(?:共有|共计|拥有|实有|现有|有|合计)(?:公务)?(?:用)?车(?:辆)?(?:共|合计|总数|为)*(?P<count>\d[\d,]*)辆"
    r"|(?<!用)车辆(?:合计|总数|共计|共|数量|数|为)+(?P<other>\d[\d,]*)辆"
)
_KIND = re.compile(r"(?:^|[，、；：。其中])(?P<kind>[^，、；：。\d]{1,24}?用车)(?:为)?(?P<count>\d[\d,]*)辆")


def vehicles(source: SectionPassage) -> Iterator[Found]:
    """The number of vehicles, and how many of each use."""
    text = source.passage.text
    total = _VEHICLES.search(text)
    if total is None:
        return
    printed = total["count"] or total["other"]
    at = total.start("count" if total["count"] else "other")
    yield _counted(source, "vehicles", at, printed)
    for match in _KIND.finditer(text, total.end()):
        yield _counted(source, match["kind"], match.start("count"), match["count"])


def _counted(source: SectionPassage, subject: str, offset: int, printed: str) -> Found:
    return claim_of(
        source, Fact("count", offset, printed, value_of(printed), "辆"), subject, group="vehicles/1"
    )
