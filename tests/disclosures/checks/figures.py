"""Figures, statements and accounts to check, written down in a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from disclosures.checks.equation import State, Variable
from disclosures.documents.model import Document, Place
from disclosures.final_accounts.records import (
    Amount,
    AmountState,
    Figure,
    FinalAccounts,
    Line,
    Statement,
    StatementKey,
    Unit,
)

OWN_MONEY_COLUMNS = ("to_superiors", "business", "to_affiliates")
NO_DOCUMENT = Document("made up", "", "text/plain", None, ())


def figure(key: str, value: str | None, *, unit: Unit = Unit.WAN_YUAN, **more: object) -> Variable:
    """A figure in its printed unit; None for an unreadable one."""
    amount = None if value is None else Decimal(value)
    state = State.UNREADABLE if value is None else State.VALUE
    made = Variable(key, amount, unit.value, unit.in_yuan, text=value or "#####", state=state, label=key)
    return replace(made, **more)  # type: ignore[arg-type]


def rate(key: str, value: str) -> Variable:
    """A printed per cent."""
    return replace(figure(key, value), unit="%", scale=1)


def amount(printed: str, unit: Unit = Unit.WAN_YUAN) -> Amount:
    """As printed: "" is blank, "-" a dash, "#" unreadable."""
    states = {"": AmountState.BLANK, "-": AmountState.DASH, "#": AmountState.UNREADABLE}
    if printed in states:
        return Amount(printed, states[printed], None, unit)
    return Amount(printed, AmountState.VALUE, Decimal(printed.replace(",", "")), unit)


def line(code: str | None, label: str, amounts: Mapping[str, str], **more: object) -> Line:
    """One line; measures to what is printed."""
    figures = tuple(Figure(m, m, amount(printed), Place()) for m, printed in amounts.items())
    return replace(Line(code, label, figures, Place()), **more)  # type: ignore[arg-type]


def statement(key: StatementKey, lines: Sequence[Line]) -> Statement:
    return Statement(key, key.value, Unit.WAN_YUAN, tuple(lines), Place())


def accounts(*statements: Statement, year: int | None = 2023) -> FinalAccounts:
    return FinalAccounts(NO_DOCUMENT, "某局", year, Unit.WAN_YUAN, statements)


def expenditure(rows: Mapping[str, Sequence[str]], *, names: Mapping[str, str] | None = None) -> Statement:
    """支出决算表 from code → 合计, 基本支出, 项目支出; the code `total` is the 合计 line."""
    measures = ("total", "basic", "project")
    lines = [
        line(
            None if code == "total" else code,
            "合计" if code == "total" else (names or {}).get(code, f"科目{code}"),
            {**dict(zip(measures, printed, strict=True)), **dict.fromkeys(OWN_MONEY_COLUMNS, "")},
            item="total" if code == "total" else None,
        )
        for code, printed in rows.items()
    ]
    return statement(StatementKey.EXPENDITURE, lines)


def with_amount(books: FinalAccounts, key: str, printed: str) -> FinalAccounts:
    """The accounts with one cell printed otherwise; `key` as in `expenditure/20103/total`."""
    name, row, measure = key.split("/")
    found = [
        replace(s, lines=tuple(_changed(ln, row, measure, printed) for ln in s.lines)) if s.key == name else s
        for s in books.statements
    ]
    changed = replace(books, statements=tuple(found))
    assert changed != books, f"no cell {key}"
    return changed


def _changed(printed_line: Line, row: str, measure: str, printed: str) -> Line:
    side = f"{printed_line.side.value}." if printed_line.side else ""
    item = printed_line.item or "line"
    if (printed_line.code or f"{side}{item}") != row:
        return printed_line
    figures = (
        replace(f, amount=amount(printed, f.amount.unit)) if f.measure == measure else f
        for f in printed_line.figures
    )
    return replace(printed_line, figures=tuple(figures))


def in_ten_thousands(books: FinalAccounts, per: int = 10_000) -> FinalAccounts:
    """The same accounts in 万元, every printed figure rounded by itself, as publishers do."""
    return replace(books, unit=Unit.WAN_YUAN, statements=tuple(_rounded(s, per) for s in books.statements))


def _rounded(exact: Statement, per: int) -> Statement:
    lines = (
        replace(ln, figures=tuple(replace(f, amount=_in_wan(f.amount, per)) for f in ln.figures))
        for ln in exact.lines
    )
    return replace(exact, unit=Unit.WAN_YUAN, lines=tuple(lines))


def _in_wan(exact: Amount, per: int) -> Amount:
    if exact.value is None:
        return replace(exact, unit=Unit.WAN_YUAN)
    value = (exact.value / per).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Amount(str(value), AmountState.VALUE, value, Unit.WAN_YUAN)
