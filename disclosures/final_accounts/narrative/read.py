"""The claims of a document's narrative (情况说明)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from disclosures.documents.model import Document
from disclosures.final_accounts.narrative import (
    absences,
    basic_expenditure,
    funds,
    general_public_budget,
    performance,
    state_assets,
    three_public_expenses,
    years,
)
from disclosures.final_accounts.narrative.claims import Found, Groups, stated
from disclosures.final_accounts.narrative.passages import passages
from disclosures.final_accounts.narrative.sections import SectionPassage, section_passages
from disclosures.final_accounts.narrative.vocabularies import VOCABULARIES
from disclosures.final_accounts.narrative.wording import NUMBER
from disclosures.final_accounts.records import Claim, Section, UnreadSentence

_FIGURE = re.compile(rf"{NUMBER}(?:万元|亿元|千元|元|%|个|辆|人次|批次|台|分|人|项|家)")
_SENTENCE = re.compile(r"[^。]+。?")


def read_claims(document: Document) -> tuple[tuple[Claim, ...], tuple[UnreadSentence, ...]]:
    """What the narrative claims, in the order of the text, and its sentences with figures that were not
    understood."""
    claims: list[Claim] = []
    unread: list[UnreadSentence] = []
    groups: defaultdict[tuple[Section, str], Groups] = defaultdict(Groups)
    for source in section_passages(tuple(passages(document))):
        found = sorted(_claims(source, groups[source.section, source.subheading]), key=lambda f: f.offset)
        claims.extend(f.claim for f in found)
        unread.extend(_unread(source, [f.offset for f in found]))
    return tuple(claims), tuple(unread)


def _claims(source: SectionPassage, groups: Groups) -> Iterator[Found]:
    yield from years.read(source)
    yield from absences.read(source)
    match source.section:
        case Section.GENERAL_PUBLIC_BUDGET:
            yield from general_public_budget.read(source, groups)
        case Section.BASIC_EXPENDITURE:
            yield from basic_expenditure.read(source, groups)
        case Section.THREE_PUBLIC_EXPENSES:
            yield from three_public_expenses.read(source, groups)
        case Section.STATE_ASSETS:
            yield from state_assets.read(source)
        case Section.PERFORMANCE:
            yield from performance.read(source)
        case Section.FISCAL_APPROPRIATION | Section.GOVERNMENT_MANAGED_FUNDS | Section.STATE_CAPITAL:
            yield from general_public_budget.read_structure(source)
            yield from funds.read(source, groups)
        case Section.OVERALL:
            items = tuple(general_public_budget.read_items(source))
            yield from items or stated(source, VOCABULARIES[Section.OVERALL], groups)
        case section:
            yield from stated(source, VOCABULARIES[section], groups)


def _unread(source: SectionPassage, offsets: list[int]) -> Iterator[UnreadSentence]:
    """Sentences with a figure and no claim in them."""
    for sentence in _SENTENCE.finditer(source.passage.text):
        read = any(sentence.start() <= at < sentence.end() for at in offsets)
        if not read and _FIGURE.search(sentence.group()):
            place = source.passage.place_at(sentence.start())
            yield UnreadSentence(source.section, sentence.group(), place)
