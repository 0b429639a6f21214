"""What was read against what was printed, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from disclosures.final_accounts.records import (
    Amount,
    AmountState,
    FinalAccounts,
    Line,
    Statement,
    StatementKey,
)


def differences(printed: FinalAccounts, read: FinalAccounts) -> list[str]:
    """One line for every cell, line or statement that is not as it was printed."""
    return list(_differences(printed, read))


def _differences(printed: FinalAccounts, read: FinalAccounts) -> Iterator[str]:
    for name in ("department", "fiscal_year", "unit"):
        if getattr(printed, name) != getattr(read, name):
            yield f"{name}: {getattr(printed, name)!r} read as {getattr(read, name)!r}"
    for statement in printed.statements:
        found = read.statement(statement.key)
        if found is None:
            yield f"{statement.key}: not read"
            continue
        if not found.title.endswith(statement.title):
            yield f"{statement.key}: title {statement.title!r} read as {found.title!r}"
        yield from _of_statement(statement, found)
    for statement in read.statements:
        if printed.statement(statement.key) is None:
            yield f"{statement.key}: read, not printed"


def _of_statement(printed: Statement, read: Statement) -> Iterator[str]:
    expected, found = _by_name(printed), _by_name(read)
    in_blocks = printed.key is StatementKey.BASIC_EXPENDITURE  # read row by row, across the blocks
    for part in set() if in_blocks else {name[0] for name in expected}:
        order = [name for name in expected if name in found and name[0] == part]
        if sorted(order, key=list(found).index) != order:
            yield f"{printed.key} {part}: lines in another order"
    for name in expected.keys() | found.keys():
        before, after = expected.get(name), found.get(name)
        if before is None or after is None:
            yield f"{printed.key} {name}: {'not printed' if before is None else 'not read'}"
            continue
        if before.label != after.label:
            yield f"{printed.key} {name}: label {before.label!r} read as {after.label!r}"
        yield from _of_line(f"{printed.key} {name}", before, after)


def _by_name(statement: Statement) -> dict[tuple[object, ...], Line]:
    """The lines by what they are; the total apart from its position, filler lines left out."""
    lines = [line for line in statement.lines if line.label or line.code or len(statement.lines) == 1]
    lines.sort(key=lambda line: line.item == "total")
    named: dict[tuple[object, ...], Line] = {}
    for line in lines:
        name: tuple[object, ...] = (line.side or line.block, line.code, line.item)
        while name in named:
            name = (*name, "again")
        named[name] = line
    return named


def _of_line(where: str, printed: Line, read: Line) -> Iterator[str]:
    expected = {figure.measure: figure.amount for figure in printed.figures}
    found = {figure.measure: figure.amount for figure in read.figures}
    for measure in expected.keys() | found.keys():
        before, after = expected.get(measure), found.get(measure)
        if before is None or after is None:
            yield f"{where} {measure}: {'not printed' if before is None else 'not read'}"
        elif not _same(before, after):
            yield f"{where} {measure}: {before.text!r} read as {after.text!r} ({after.state}, {after.value})"


def _same(printed: Amount, read: Amount) -> bool:
    return (printed.text, printed.state, printed.unit) == (read.text, read.state, read.unit) and _equal(
        printed.value, read.value
    )


def _equal(one: Decimal | None, other: Decimal | None) -> bool:
    return one == other if one is not None and other is not None else one is other


Pair = tuple[Amount, Amount | None]
"""An amount as printed and as read; None where the line or the statement was not."""


def pairs_of(printed: FinalAccounts, read: FinalAccounts) -> list[Pair]:
    """Every amount as printed beside the one read of the same line and measure."""
    found = figures(read)
    return [(amount, found.get(name)) for name, amount in figures(printed).items()]


def is_wrong(printed: Amount, read: Amount | None) -> bool:
    """Whether something else than what is printed passes for certain."""
    return read is not None and read.state is not AmountState.UNREADABLE and not is_right(printed, read)


def is_right(printed: Amount, read: Amount | None) -> bool:
    return read is not None and (printed.state, printed.value) == (read.state, read.value)


def tally(found: list[Pair]) -> Counter[str]:
    """How many amounts are right, unreadable, missing and wrong."""
    return Counter(
        "right"
        if is_right(printed, read)
        else "wrong"
        if is_wrong(printed, read)
        else "missing"
        if read is None
        else "unreadable"
        for printed, read in found
    )


def figures(accounts: FinalAccounts) -> dict[tuple[object, ...], Amount]:
    """The figures by what they are; where two have one name, none is taken."""
    found: dict[tuple[object, ...], list[Amount]] = {}
    for name, amount in _named(accounts):
        found.setdefault(name, []).append(amount)
    return {name: amounts[0] for name, amounts in found.items() if len(amounts) == 1}


def _named(accounts: FinalAccounts) -> Iterator[tuple[tuple[object, ...], Amount]]:
    for statement in accounts.statements:
        for line in statement.lines:
            for figure in line.figures:
                name = (statement.key, line.side or line.block, line.code, line.item, figure.measure)
                yield name, figure.amount
