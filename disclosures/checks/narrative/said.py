"""Claims by statement: what one sentence, or one paragraph about an account, says of one subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.claim_names import claim_name
from disclosures.checks.equation import Relation, Variable, constant
from disclosures.checks.finding import Evidence, Severity
from disclosures.checks.rule import Need
from disclosures.final_accounts.narrative.wording import is_budget, is_fall, is_level, is_prior_year, is_rise
from disclosures.final_accounts.records import Claim, Section

BASIS = "地方预决算公开操作规程（财预〔2016〕143号）"
"""The regulation that has departments publish an explanation of their figures."""

NARRATIVE = Need(
    "no_narrative",
    "未读到情况说明",
    "no narrative was read",
    lambda books: bool(books.accounts.claims),
)

BaseKind = Callable[[str | None], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """The claims that belong together, in the order of the text."""

    section: Section
    subject: str
    account: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """Names the statement within its rule."""
        return f"{self.section},{self.subject}"

    def claim(self, quantity: str, base: BaseKind | None = None) -> Claim | None:
        """The first claim of a quantity; with `base`, the first that refers to that kind of base."""
        return next(
            (c for c in self.claims if c.quantity == quantity and (base is None or base(c.base))), None
        )

    def all(self, quantity: str) -> tuple[Claim, ...]:
        return tuple(c for c in self.claims if c.quantity == quantity)

    def budget_for(self, base: str | None) -> Claim | None:
        """The budget a rate or a word refers to: 年初预算 or 全年预算 as it says, or the only one there is.

        Of a bare 预算 beside two budgets it cannot be told.
        """
        budgets = self.all("budget")
        if len(budgets) == 1:
            return budgets[0]
        initial = [b for b in budgets if is_initial(b.base) == is_initial(base)]
        return initial[0] if len(initial) == 1 and base and base.strip("数") != "预算" else None


def said(books: Books, *sections: Section) -> Iterator[Said]:
    """The statements of the sections in order; claims without a group stand alone and are left out."""
    groups: dict[str, list[Claim]] = {}
    for claim in books.accounts.claims:
        if claim.section in sections and claim.group:
            groups.setdefault(claim.group, []).append(claim)
    for claims in groups.values():
        first = claims[0]
        yield Said(first.section, first.subject, first.account, tuple(claims))


def amounts(books: Books, section: Section) -> Iterator[tuple[Claim, Variable]]:
    """The amounts a section states of its subjects, as claims and as figures."""
    for claim in books.claims(section, quantity="amount"):
        yield claim, books.figure(claim)


def distance(rate: Variable, part: Variable, whole: Variable) -> Decimal:
    """How far a share is from that of the part in a whole, where it does not say of which of several."""
    if rate.amount is None or part.value is None or not whole.value:
        return Decimal(0)
    return abs(rate.amount - 100 * part.value / whole.value)


def is_initial(base: str | None) -> bool:
    """年初预算, as opposed to the adjusted one (全年, 调整)."""
    return base is not None and "年初" in base


def quoted(claim: Claim) -> Evidence:
    """A claim in words as evidence."""
    key = "/".join(["narrative", claim.section, claim.subject, claim.quantity, *claim.account])
    label = f"情况说明“{claim_name(claim)}”"
    return Evidence(key, label, claim.text, claim.place, claim.value, claim.unit, "narrative")


def meant(figure: Variable, *printed: Variable | None) -> Variable | None:
    """Of the printed figures that a name may mean, the one of the same amount; the first if none is."""
    known = [other for other in printed if other is not None]
    return next((other for other in known if other.value == figure.value), known[0] if known else None)


def no_rate_of_nothing(rate: Variable) -> Relation:
    """A rate of change is zero where nothing was and nothing is."""
    return (rate == constant(0)).as_severe_as(Severity.WARNING)


def excerpt(claim: Claim, length: int = 48) -> str:
    """The clause of a claim, short enough for a sentence about it."""
    return claim.text if len(claim.text) <= length else claim.text[:length] + "…"


__all__ = [
    "BASIS",
    "NARRATIVE",
    "Said",
    "amounts",
    "distance",
    "excerpt",
    "is_budget",
    "is_fall",
    "is_initial",
    "is_level",
    "is_prior_year",
    "is_rise",
    "meant",
    "no_rate_of_nothing",
    "quoted",
    "said",
]
