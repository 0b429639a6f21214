"""Section nine: “三公”经费 in total and by kind, with groups, people, vehicles and receptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.final_accounts.narrative.claims import Found, Groups, claim_of, stated
from disclosures.final_accounts.narrative.facts import Fact
from disclosures.final_accounts.narrative.mentions import Segment, Term, Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import value_of

TERMS = Vocabulary(
    Term("overseas", r"因公出国（?境?）?(?:费用?|经费|支出)"),
    Term("vehicle_operation", r"公务用车运行(?:维护)?(?:费用?|支出)"),
    Term("vehicles", r"公务用车购置(?:及|和|费及|费和)(?:公务用车)?运行(?:维护)?(?:费用?|支出)"),
    Term("vehicle_purchase", r"公务用车购置(?:费用?|支出)"),
    Term("domestic_reception", r"国内(?:公务)?接待(?:费用?|支出)"),
    Term("foreign_reception", r"(?:外事|国（境）外|涉外)(?:公务)?接待(?:费用?|支出)"),
    Term("reception", r"公务接待(?:费用?|支出)"),
    Term("total", r"“?三公”?经费"),
)
_COUNT = r"(?P<count>\d[\d,]*)"
_COUNTS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "groups",
        ("overseas",),
        re.compile(rf"团组(?:数)?(?:共计|累计|共|为)?{_COUNT}个|{_COUNT.replace('count', 'other')}个团组"),
    ),
    (
        "people",
        ("overseas", "reception", "domestic_reception", "foreign_reception"),
        re.compile(rf"{_COUNT}人(?:次)?"),
    ),
    ("bought", ("vehicles", "vehicle_purchase"), re.compile(rf"购置[^，。；\d]{{0,12}}{_COUNT}辆")),
    (
        "owned",
        ("vehicles", "vehicle_operation"),
        re.compile(rf"保有(?:量|数)?(?:共|为|：)?{_COUNT}(?:辆|台)"),
    ),
    (
        "receptions",
        ("reception", "domestic_reception", "foreign_reception"),
        re.compile(rf"{_COUNT}(?:个)?批(?:次)?"),
    ),
)
_ASIDE = re.compile(r"（[^（）]*(?:外事|外宾)[^（）]*）")


def read(source: SectionPassage, groups: Groups) -> Iterator[Found]:
    yield from stated(source, TERMS, groups)
    text = _ASIDE.sub(lambda aside: "□" * len(aside.group()), source.passage.text)
    segments = list(TERMS.segments(text)) or [_whole_passage(text)]
    for segment in segments:
        yield from _counts(source, text, segment)


def _whole_passage(text: str) -> Segment:
    """A passage that counts without naming an amount: 全年支出涉及因公出国（境）团组0个."""
    subject = next(
        (
            subject
            for word, subject in (("出国", "overseas"), ("接待", "reception"), ("公务用车", "vehicles"))
            if word in text
        ),
        "total",
    )
    return Segment(subject, 0, 0, len(text))


def _counts(source: SectionPassage, text: str, segment: Segment) -> Iterator[Found]:
    """The first number of each kind that the segment gives."""
    for quantity, subjects, pattern in _COUNTS:
        match = pattern.search(text, segment.start, segment.end) if segment.subject in subjects else None
        if match is None:
            continue
        printed = next(group for group in match.groups() if group)
        fact = Fact(quantity, match.start(match.lastgroup or 0), printed, value_of(printed), "")
        yield claim_of(source, fact, segment.subject, group=f"{segment.subject}/counts")
