"""What a rule is given: the final accounts of one disclosure, ready to be compared (账).

Statements are offered with hierarchy, sides and columns, claims as figures, the account lists of the year,
and whatever other packages have read of the same document (self-evaluations, reports).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from disclosures.checks.account_list import AccountList, reference_accounts
from disclosures.checks.claim_names import claim_name
from disclosures.checks.equation import State, Variable
from disclosures.checks.finding import NotEvaluable, Reason
from disclosures.checks.precision import half_unit_of, printed_decimals
from disclosures.checks.statement_names import STATEMENT_NAMES
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Claim, FinalAccounts, Section, StatementKey, Unit

T = TypeVar("T")


def statement_is_missing(key: StatementKey) -> Reason:
    name = STATEMENT_NAMES[key]
    return Reason(
        "statement_missing", f"未读到《{name}》", f"the statement {key.value} ({name}) was not read"
    )


class Books:
    """The accounts of one disclosure as rules see them. `annexes` are records of other packages."""

    def __init__(
        self,
        accounts: FinalAccounts,
        *,
        account_list: AccountList | None = None,
        annexes: Iterable[object] = (),
    ) -> None:
        self.accounts = accounts
        self.account_list = reference_accounts() if account_list is None else account_list
        self.annexes = tuple(annexes)

    @property
    def printed_department(self) -> str | None:
        """The department that the document names, whatever was declared: its parts must agree with it."""
        return self._declared_away("department") or self.accounts.department

    @property
    def printed_year(self) -> int | None:
        """The fiscal year that the document names, whatever was declared."""
        printed = self._declared_away("fiscal_year")
        return int(printed) if printed else self.accounts.fiscal_year

    def _declared_away(self, subject: str) -> str | None:
        found = (c.printed for c in self.accounts.contradictions if c.declared and c.subject == subject)
        return next(found, None)

    @cached_property
    def _views(self) -> dict[StatementKey, StatementView]:
        decimals = printed_decimals(self.accounts.statements)
        return {s.key: StatementView(s, half_unit_of(decimals[s.unit])) for s in self.accounts.statements}

    @property
    def statements(self) -> tuple[StatementView, ...]:
        """Those the document has, in its order."""
        return tuple(self._views.values())

    def has(self, key: StatementKey) -> bool:
        return key in self._views

    def statement(self, key: StatementKey) -> StatementView:
        """The statement; NotEvaluable where the document has none."""
        if key not in self._views:
            raise NotEvaluable(statement_is_missing(key))
        return self._views[key]

    def annex(self, kind: type[T]) -> T | None:
        """The record of that type another package has read of the document."""
        return next((a for a in self.annexes if isinstance(a, kind)), None)

    def claims(
        self, section: Section | None = None, *, subject: str | None = None, quantity: str | None = None
    ) -> tuple[Claim, ...]:
        """The claims of the narrative that match, in the order of the text."""
        return tuple(
            c
            for c in self.accounts.claims
            if (section is None or c.section == section)
            and (subject is None or c.subject == subject)
            and (quantity is None or c.quantity == quantity)
        )

    def figure(self, claim: Claim) -> Variable:
        """The claim as a figure of a relation; the same object each time."""
        return self._figures[id(claim)]

    @cached_property
    def _figures(self) -> dict[int, Variable]:
        seen: Counter[str] = Counter()
        figures = {}
        for claim in self.accounts.claims:
            key = "/".join(["narrative", claim.section, claim.subject, claim.quantity, *claim.account])
            seen[key] += 1
            figures[id(claim)] = claim_figure(claim, key if seen[key] == 1 else f"{key}#{seen[key]}")
        return figures


def claim_figure(claim: Claim, key: str) -> Variable:
    """A claim as a figure. Money is printed to two places even where trailing zeros are trimmed."""
    money = claim.unit in set(Unit)
    value = claim.value
    decimals = max(-_exponent(value), 2 if money else 0)
    return Variable(
        key=key,
        amount=value,
        unit=str(claim.unit),
        scale=Unit(claim.unit).in_yuan if money else 1,
        half_unit=half_unit_of(decimals),
        text=claim.printed or claim.text,
        state=State.UNREADABLE if value is None else State.VALUE,
        place=claim.place,
        label=f"情况说明“{claim_name(claim)}”",
        statement="narrative",
        row=claim.subject,
        column=claim.quantity,
    )


def _exponent(value: Decimal | None) -> int:
    exponent = value.as_tuple().exponent if value is not None else 0
    return exponent if isinstance(exponent, int) else 0
