"""From facts of a passage to claims: numbered groups, places, the clause as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosures.final_accounts.narrative.facts import Fact, facts, without_reasons
from disclosures.final_accounts.narrative.mentions import Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import is_budget
from disclosures.final_accounts.records import Claim

_CLAUSE_ENDS = re.compile(r"[。；]")


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and where in its passage it was found."""

    offset: int
    claim: Claim


@dataclass(slots=True)
class Groups:
    """Which claims belong together: an amount of a subject with what is said of it until it is stated anew.

    A subject is stated anew when a quantity comes a second time, or under another heading.
    """

    _count: Counter[str] = field(default_factory=Counter)
    _said: dict[str, set[str]] = field(default_factory=dict)

    def group(self, subject: str, fact: Fact) -> str:
        said = self._said.setdefault(subject, set())
        quantity = f"{fact.quantity} {'budget' if is_budget(fact.base) else ''}"
        if fact.quantity in {"amount", "budget", "change", "change_rate", "completion_rate"}:
            if quantity in said and fact.base in (None, *said):
                said.clear()
                self._count[subject] += 1
            said.update({quantity, fact.base or ""})
        return f"{subject}/{self._count[subject] + 1}"


def claim_of(
    source: SectionPassage, fact: Fact, subject: str, *, group: str = "", account: tuple[str, ...] = ()
) -> Found:
    """A fact as a claim about a subject."""
    passage = source.passage
    return Found(
        fact.offset,
        Claim(
            section=source.section,
            subject=subject,
            quantity=fact.quantity,
            value=fact.value,
            unit=fact.unit,
            text=clause_at(passage.text, fact.offset),
            place=passage.place_at(fact.offset),
            printed=fact.printed,
            account=account,
            direction=fact.direction,
            base=fact.base,
            group=group and f"{source.section}/{source.subheading}/{group}",
        ),
    )


def clause_at(text: str, offset: int) -> str:
    """The part of the sentence around an offset, between full stops or semicolons."""
    ends = [match.end() for match in _CLAUSE_ENDS.finditer(text)]
    start = max((end for end in ends if end <= offset), default=0)
    return text[start : min((end for end in ends if end > offset), default=len(text))]


def stated(source: SectionPassage, vocabulary: Vocabulary, groups: Groups) -> Iterator[Found]:
    """Everything a passage says about the subjects of its section, reasons included."""
    masked = without_reasons(source.passage.text)
    segments = list(vocabulary.segments(masked.text))
    for segment in segments:
        for fact in facts(masked.text, segment.start, segment.end):
            yield claim_of(source, fact, segment.subject, group=groups.group(segment.subject, fact))
    for offset, reason in masked.reasons:
        before = [segment for segment in segments if segment.start <= offset]
        if before:
            fact = Fact("reason", offset, reason)
            subject = before[-1].subject
            yield claim_of(source, fact, subject, group=groups.group(subject, fact))
