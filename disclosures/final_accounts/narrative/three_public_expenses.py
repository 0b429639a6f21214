"""Section nine: “三公”经费 in total and by kind, with groups, people, vehicles and receptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.final_accounts.narrative.claims import Found, Groups, claim_of, stated
from disclosures.final_accounts.narrative.facts import Fact
from disclosures.final_accounts.narrative.mentions import Segment, Term, Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import value_of

_STATED = r"(?=(?:支出)?(?:(?:年初|全年)?(?:预算|决算)|(?:财政拨款)?(?:支出)?(?:为|：)?\d))"
"""会议费 and 培训费 with figures of their own, not as examples of what travel abroad costs."""
TERMS = Vocabulary(
    Term("overseas", r"因公出国（?境?）?(?:费用?|经费|支出)"),
    Term("vehicle_operation", r"公务用?车运行(?:维护)?(?:费用?|支出)"),
    Term("vehicles", r"公务用?车购置(?:及|和|费及|费和)(?:公务用车)?运行(?:维护)?(?:费用?|支出)"),
    Term("vehicle_purchase", r"公务用?车购置(?:费用?|支出|(?=(?:(?:年初|全年)?预算|决算)数?为?\d))"),
    Term("domestic_reception", r"国内(?:公务)?接待(?:费用?|支出)"),
    Term("foreign_reception", r"(?:外事|外宾|国（境）外|涉外)(?:公务)?接待(?:费用?|支出)"),
    Term("reception", r"公务接待(?:费用?|支出|(?=\d[\d,.]*万?元|(?:较|比|与)(?:上|去|20)))"),
    Term("meetings", rf"会议费{_STATED}"),
    Term("training", rf"培训费{_STATED}"),
    Term("total", r"“?三公”?经费(?:(?:一般公共预算)?(?:财政|当年)?拨款(?=支出))?"),
)
_KINDS = Vocabulary(
    Term("overseas", r"因公出国|(?<!来访)团组"),
    Term("domestic_reception", r"国内(?:公务)?接待|国内(?=来访)"),
    Term(
        "foreign_reception",
        r"(?:外事|外宾|国（境）外|涉外)(?:公务)?接待|(?:国外、)?(?:国（境）外|境外)(?=来访)",
    ),
    Term("reception", r"公务接待"),
    Term("vehicles", r"公务用?车|车辆"),
)
_RECEIVED = ("reception", "domestic_reception", "foreign_reception")
_COUNTS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "groups",
        ("overseas",),
        re.compile(r"(?:团组)?(?:数)?(?:共计|累计|共|为)?(?P<count>\d[\d,]*)(?:个|次)(?:团组)?"),
    ),
    ("people", ("overseas", *_RECEIVED), re.compile(r"(?P<count>\d[\d,]*)人(?:次)?")),
    ("bought", ("vehicles",), re.compile(r"购置(?:[^，。；\d保]{0,12})(?P<count>\d[\d,]*)(?:辆|台)")),
    ("owned", ("vehicles",), re.compile(r"保有(?:量|数)?(?:共|为|：)?(?P<count>\d[\d,]*)(?:辆|台)")),
    ("receptions", _RECEIVED, re.compile(r"批次(?:数)?(?:共计|共|为|：)*(?P<count>\d[\d,]*)(?:个|批)")),
    ("receptions", _RECEIVED, re.compile(r"(?P<count>\d[\d,]*)(?:个)?批(?:次)?")),
    ("receptions", _RECEIVED, re.compile(r"来访团组(?:共计|共|为)?(?P<count>\d[\d,]*)个")),
    ("receptions", _RECEIVED, re.compile(r"(?<=接待)(?P<count>\d[\d,]*)次")),
)
_SUBJECTS = {"bought": "vehicle_purchase", "owned": "vehicle_operation"}
_ASIDE = re.compile(r"（[^（）]*(?:外事|外宾|不包括)[^（）]*）")


def read(source: SectionPassage, groups: Groups) -> Iterator[Found]:
    yield from stated(source, TERMS, groups)
    text = _ASIDE.sub(lambda aside: "□" * len(aside.group()), source.passage.text)
    seen: set[tuple[str, str]] = set()
    for segment in _KINDS.segments(text):
        for found in _counts(source, text, segment):
            key = (found.claim.subject, found.claim.quantity)
            if key not in seen:
                seen.add(key)
                yield found


def _counts(source: SectionPassage, text: str, segment: Segment) -> Iterator[Found]:
    """The first number of each kind that the segment gives. 购置 stands before the vehicles it counts."""
    for quantity, kinds, pattern in _COUNTS:
        start = max(segment.name_start - 12, 0) if quantity == "bought" else segment.start
        match = pattern.search(text, start, segment.end) if segment.subject in kinds else None
        if match is not None:
            subject = _SUBJECTS.get(quantity, segment.subject)
            printed = match["count"]
            fact = Fact(quantity, match.start("count"), printed, value_of(printed))
            yield claim_of(source, fact, subject, group=f"{subject}/counts")
