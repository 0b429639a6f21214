"""Years in the places where a narrative always prints them: the year compared with, the day of 截至."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.final_accounts.narrative.claims import Found, claim_of
from disclosures.final_accounts.narrative.facts import Fact, without_reasons
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import value_of

_YEARS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "compared_year",
        re.compile(
            r"(?:与|比|较|同)(?P<year>20\d{2})年(?:度)?(?:决算数?)?(?:相比|对比|增|减|下降|上升|持平|一致)"
        ),
    ),
    ("closing_year", re.compile(r"截至(?P<year>20\d{2})年(?:12月31日|底|末)")),
    (
        "fiscal_year",
        re.compile(
            r"^(?P<year>20\d{2})年度?(?=[^，。；\d]{0,24}(?:总计|合计|支出|收入|经费)(?:均为|为|决算)?\d)"
        ),
    ),
)


def read(source: SectionPassage) -> Iterator[Found]:
    text = without_reasons(source.passage.text).text
    for quantity, pattern in _YEARS:
        for match in pattern.finditer(text):
            fact = Fact(quantity, match.start("year"), match["year"], value_of(match["year"]), "年")
            yield claim_of(source, fact, "year")
