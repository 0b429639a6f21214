"""From facts of a passage to claims: numbered groups, places, the clause as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from disclosures.final_accounts.narrative.facts import Fact, facts, without_reasons
from disclosures.final_accounts.narrative.mentions import Segment, Vocabulary
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.wording import is_budget
from disclosures.final_accounts.records import Claim

_FORMER = re.compile(r"(?<![与比较同])(?:上年|上一年|去年)(?!结转|末)")
_YEAR = re.compile(r"(20\d{2})年")
_BUDGET_OF_ALL = re.compile(
    r"(?P<base>(?:年初|全年|调整后?|当年|本年|年度)?预算(?:数|安排)?)(?:支出)?(?:总计|合计|总额)?(?:为|是|：)?"
    r"\d[\d,.]*(?:万元|亿元|元)，$"
)
_SPENT = re.compile(r"支出(?:合计|总额)?(?:为)?\d|实际|完成|执行")
_CLAUSE_ENDS = re.compile(r"[。；]")


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and where in its passage it was found."""

    offset: int
    claim: Claim


@dataclass(slots=True)
class Groups:
    """Which claims belong together: an amount of a subject with what is said of it until it is stated anew.

    A subject is stated anew where another sentence gives its amount or budget, or the same sentence its
    amount once more. Budgets of two kinds (年初, 全年) in one sentence belong together, and a budget in a
    sentence that names no subject to the amount before it.
    """

    _passages: int = 0
    _count: Counter[str] = field(default_factory=Counter)
    _sentence: dict[str, tuple[int, int]] = field(default_factory=dict)
    _said: dict[str, set[tuple[str, bool]]] = field(default_factory=dict)

    def next_passage(self) -> None:
        self._passages += 1

    def group(self, subject: str, fact: Fact, text: str, *, named_at: int) -> str:
        sentence = (self._passages, text.count("。", 0, fact.offset))
        said = self._said.setdefault(subject, set())
        key = (fact.quantity, is_budget(fact.base))
        if fact.quantity in {"amount", "budget"}:
            goes_on = fact.quantity == "budget" and key not in said and "。" in text[named_at : fact.offset]
            elsewhere = self._sentence.get(subject, sentence) != sentence and not goes_on
            anew = elsewhere or (fact.quantity == "amount" and key in said)
            self._sentence[subject] = sentence
        else:
            anew = fact.quantity in {"change", "change_rate", "completion_rate"} and key in said
        if anew:
            said.clear()
            self._count[subject] += 1
        said.add(key)
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
    groups.next_passage()
    masked = without_reasons(source.passage.text)
    segments = list(vocabulary.segments(masked.text))
    said = [
        (segment, fact) for segment in segments for fact in facts(masked.text, segment.start, segment.end)
    ]
    for offset, reason in masked.reasons:
        before = [segment for segment in segments if segment.start <= offset]
        said += [(segment, Fact("reason", offset, reason)) for segment in before[-1:]]
    for segment, found in sorted(said, key=lambda pair: pair[1].offset):
        fact = _of_its_budget(of_its_year(found, masked.text, source.year), masked.text)
        for subject in _subjects_of(fact, segment, segments, masked.text):
            group = groups.group(subject, fact, masked.text, named_at=segment.name_start)
            yield claim_of(source, fact, subject, group=group)


def of_its_year(fact: Fact, text: str, year: int | None) -> Fact:
    """An amount of a year before the narrative's is no amount of this year."""
    if fact.quantity != "amount":
        return fact
    start = max(text.rfind(mark, 0, fact.offset) for mark in "。；，：") + 1
    years = _YEAR.findall(text, start, fact.offset)
    former = _FORMER.search(text, start, fact.offset) or (years and year and int(years[-1]) < year)
    return replace(fact, quantity="prior_amount") if former else fact


def _is_of_the_whole_too(fact: Fact, segment: Segment, text: str) -> bool:
    """收入总计…，其中年初结转和结余…，较上年增加…: the change may be that of the total or of the balance."""
    is_balance = segment.subject in ("opening_balance", "closing_balance")
    is_aside = text[: segment.name_start].endswith("其中")
    return is_balance and is_aside and fact.quantity in ("change", "change_rate")


def _of_its_budget(fact: Fact, text: str) -> Fact:
    """The bare amounts of a list whose whole is a budget are budgets: 预算8万元，其中：公务接待费5万元."""
    if fact.quantity != "amount":
        return fact
    opening = text.rfind("。", 0, fact.offset) + 1
    of_which = text.find("其中", opening, fact.offset)
    if of_which < 0 or "决算" in text[opening : fact.offset] or _SPENT.search(text, opening, of_which):
        return fact
    budget = _BUDGET_OF_ALL.search(text, opening, of_which)
    return replace(fact, quantity="budget", base=budget["base"]) if budget else fact


def _subjects_of(fact: Fact, segment: Segment, segments: list[Segment], text: str) -> tuple[str, ...]:
    """Whom a fact is about: the subject named last, within a sentence.

    A sentence that names no subject goes on about the head of the one before: its only subject, or the one
    that the others are parts of (其中). Among several equal subjects it cannot be told whose figure it is; a
    reason is that of all of them.
    """
    full_stop = text.find("。", segment.start, fact.offset)
    if full_stop < 0:
        return () if _is_of_the_whole_too(fact, segment, text) else (segment.subject,)
    opening = text.rfind("。", 0, segment.name_start) + 1
    named = [s for s in segments if opening <= s.name_start <= segment.name_start]
    if len(named) == 1 or "其中" in text[named[0].start : named[1].name_start]:
        return (named[0].subject,)
    subjects = tuple(dict.fromkeys(s.subject for s in named))
    return subjects if len(subjects) == 1 or fact.quantity == "reason" else ()
