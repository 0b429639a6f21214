"""国有资产占用: how many vehicles there are, and how many for each use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.final_accounts.narrative.claims import Found, claim_of
from disclosures.final_accounts.narrative.facts import Fact
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import value_of

_VEHICLES = re.compile(
    r"(?:共有|共计|拥有|实有|现有|有|合计)(?:公务)?(?:用)?车(?:辆)?(?:共|合计|总数|为)*(?P<count>\d[\d,]*)(?:辆|台|部)"
    r"|(?:(?<!用)车辆(?:合计|总数|共计|共|数量|数|为)+|(?:^|[，。；]|20\d\d年)(?:公务)?车辆?)(?P<other>\d[\d,]*)(?:辆|台|部)"
)
_KIND = re.compile(
    r"(?:^|[，、；：。其中])(?P<kind>[^，、；：。\d]{1,24}?用车)(?:为)?(?P<count>\d[\d,]*)(?:辆|台|部)"
)


def read(source: SectionPassage) -> Iterator[Found]:
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
