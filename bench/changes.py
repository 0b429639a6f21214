"""Ways to change one figure of a correct document, or a row of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, TypeVar

from disclosures.checks.books import Books
from disclosures.final_accounts.records import Amount, AmountState, FinalAccounts, Line, Section, Statement
from evaluations.reading.records import Evaluations

T = TypeVar("T")


def _swapped(value: Decimal) -> Decimal:
    """The first two neighbouring digits that differ, exchanged."""
    text = str(value)
    for i in range(len(text) - 1):
        a, b = text[i], text[i + 1]
        if a.isdigit() and b.isdigit() and a != b:
            return Decimal(text[:i] + b + a + text[i + 2 :])
    return value


CELL_CHANGES: dict[str, Callable[[Decimal], Decimal | None]] = {
    "+0.01": lambda v: v + Decimal("0.01"),
    "+0.05": lambda v: v + Decimal("0.05"),
    "+0.10": lambda v: v + Decimal("0.10"),
    "+1.00": lambda v: v + 1,
    "+100": lambda v: v + 100,
    "to 0": lambda _: Decimal("0.00"),
    "to blank": lambda _: None,
    "÷ 10": lambda v: (v / 10).quantize(Decimal("0.01")),
    "× 10,000": lambda v: v * 10_000,
    "sign": lambda v: -v,
    "digits swapped": _swapped,
}
ROW_CHANGES = ("row dropped", "rows swapped")
CLAIM_UNITS = ("万元", "元", "%")


class Change(NamedTuple):
    """One changed document: how, in which statement, by how much at most, and which cells are wrong."""

    kind: str
    statement: str
    size: Decimal
    culprits: frozenset[str]
    accounts: FinalAccounts
    evaluations: Evaluations | None = None

    @property
    def books(self) -> Books:
        return Books(self.accounts, annexes=[self.evaluations] if self.evaluations else ())


def changes(accounts: FinalAccounts, kind: str, *, narrative: bool = True) -> Iterator[Change]:
    """Every document that one change of the kind makes."""
    views = Books(accounts).statements
    for s, view in enumerate(views):
        ids = {id(row.line): row.id for row in view.rows}
        for number, line in enumerate(view.statement.lines):
            keys = {f.measure: f"{view.key}/{ids.get(id(line), '')}/{f.measure}" for f in line.figures}
            if kind in CELL_CHANGES:
                yield from _cell_changes(accounts, kind, s, number, keys)
            elif line.code and any(f.amount.value for f in line.figures):
                yield from _row_change(accounts, kind, s, number, keys)
    if narrative and kind in CELL_CHANGES:
        yield from _claim_changes(accounts, kind)


def _claim_changes(accounts: FinalAccounts, kind: str) -> Iterator[Change]:
    """The same with the narrative; what it says of projects is changed with their forms."""
    books = Books(accounts)
    for number, claim in enumerate(accounts.claims):
        after = CELL_CHANGES[kind](claim.value) if claim.value else None
        if after is None or after == claim.value or claim.unit not in CLAIM_UNITS:
            continue
        if claim.section is Section.PERFORMANCE:
            continue
        changed = replace(claim, value=after, printed=f"{after:,}")
        claims = _with(accounts.claims, number, changed)
        size = abs(after - (claim.value or Decimal(0)))
        culprits = frozenset([books.figure(claim).key])
        yield Change(kind, "narrative", size, culprits, replace(accounts, claims=claims))


def _cell_changes(
    accounts: FinalAccounts, kind: str, s: int, number: int, keys: dict[str, str]
) -> Iterator[Change]:
    line = accounts.statements[s].lines[number]
    for f, figure in enumerate(line.figures):
        before = figure.amount.value
        if not before:
            continue
        after = CELL_CHANGES[kind](before)
        if after == before:
            continue
        amount = _amount(figure.amount, after)
        changed = replace(line, figures=_with(line.figures, f, replace(figure, amount=amount)))
        yield Change(
            kind,
            accounts.statements[s].key,
            abs((after or Decimal(0)) - before),
            frozenset([keys[figure.measure]]),
            _with_lines(accounts, s, _with(accounts.statements[s].lines, number, changed)),
        )


def _row_change(
    accounts: FinalAccounts, kind: str, s: int, number: int, keys: dict[str, str]
) -> Iterator[Change]:
    statement = accounts.statements[s]
    line = statement.lines[number]
    size = max(abs(f.amount.value or Decimal(0)) for f in line.figures)
    if kind == "row dropped":
        culprits = frozenset(keys[f.measure] for f in line.figures if f.amount.value)
        lines = (*statement.lines[:number], *statement.lines[number + 1 :])
        yield Change(kind, statement.key, size, culprits, _with_lines(accounts, s, lines))
        return
    after = statement.lines[number + 1 : number + 2]
    if not after or not after[0].code or _amounts(after[0]) == _amounts(line):
        return
    below = after[0]
    wrong = {
        f"{statement.key}/{printed.code}/{f.measure}"
        for printed in (line, below)
        for f, other in zip(line.figures, below.figures, strict=False)
        if f.amount.value != other.amount.value
    }
    swapped = (replace(line, figures=below.figures), replace(below, figures=line.figures))
    lines = (*statement.lines[:number], *swapped, *statement.lines[number + 2 :])
    yield Change(kind, statement.key, size, frozenset(wrong), _with_lines(accounts, s, lines))


def _amounts(line: Line) -> list[Decimal | None]:
    return [f.amount.value for f in line.figures]


def _amount(amount: Amount, value: Decimal | None) -> Amount:
    if value is None:
        return replace(amount, text="", state=AmountState.BLANK, value=None)
    return replace(amount, text=f"{value:,}", value=value)


def _with(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    return (*items[:index], item, *items[index + 1 :])


def _with_lines(accounts: FinalAccounts, s: int, lines: tuple[Line, ...]) -> FinalAccounts:
    statement: Statement = replace(accounts.statements[s], lines=lines)
    return replace(accounts, statements=_with(accounts.statements, s, statement))
