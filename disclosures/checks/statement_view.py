"""A public statement as rules see it: rows by code or item, hierarchy of accounts, columns, sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from disclosures.checks.equation import Expression, State, Variable, sum_of
from disclosures.final_accounts.records import (
    AmountState,
    ExpenditureBlock,
    Figure,
    Line,
    Side,
    Statement,
    StatementKey,
)

CODE_LENGTHS = (3, 5, 7)
CLASS_ITEM = "class"


class Row:
    """One printed line, or one that is not there: its figures by measure.

    `code` is the account code, None for lines the form fixes; `id` tells it from every other row of the
    statement and is part of the figures' keys.
    """

    __slots__ = ("_blank", "code", "figures", "id", "line")

    def __init__(self, id: str, line: Line | None, figures: dict[str, Variable], blank: Variable) -> None:
        self.id = id
        self.line = line
        self.code = line.code if line else id
        self.figures = figures
        self._blank = blank

    def __getitem__(self, measure: str) -> Variable:
        """The figure of a measure. Zero, only assumed, where the printed row has no such column."""
        found = self.figures.get(measure)
        return found if found is not None else self._without(measure)

    def _without(self, measure: str) -> Variable:
        blank = self._blank
        return Variable(
            key=f"{blank.statement}/{self.id}/{measure}",
            amount=Decimal(0),
            unit=blank.unit,
            scale=blank.scale,
            half_unit=blank.half_unit,
            state=State.ABSENT,
            place=self.line.place if self.line else blank.place,
            label=f"{blank.label} {self.id} {measure}",
            statement=blank.statement,
            row=self.id,
            column=measure,
            assumed=self.line is not None,
        )

    @property
    def label(self) -> str:
        return self.line.label if self.line else ""

    @property
    def is_printed(self) -> bool:
        return self.line is not None

    @property
    def is_empty(self) -> bool:
        """Every figure is known and zero."""
        return all(v.is_zero for v in self.figures.values())


class StatementView:
    """One statement of the disclosure, its lines as rows."""

    def __init__(self, statement: Statement, half_unit: Decimal) -> None:
        self.statement = statement
        self.key: StatementKey = statement.key
        self.title = statement.title
        self._blank = Variable(
            key=statement.key,
            amount=Decimal(0),
            unit=statement.unit,
            scale=statement.unit.in_yuan,
            half_unit=half_unit,
            state=State.ABSENT,
            place=statement.place,
            label=statement.title,
            statement=statement.key,
        )
        self.rows: tuple[Row, ...] = tuple(self._rows(statement.lines))
        self.measures: tuple[str, ...] = statement.measures or self._measures()
        self.accounts: tuple[Row, ...] = tuple(r for r in self.rows if r.line and r.line.code)
        """The rows of account codes, each once: a row repeated figure for figure counts once."""
        self._by_code: dict[str, list[Row]] = {}
        for row in self.accounts:
            self._by_code.setdefault(row.code or "", []).append(row)
        self._by_item = {(r.line.item, r.line.side): r for r in reversed(self.rows) if r.line and r.line.item}

    def _rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        seen: Counter[str] = Counter()
        printed: set[tuple[object, ...]] = set()
        for line in lines:
            name = row_name(line)
            repeated = (name, line.label, tuple((f.measure, f.amount) for f in line.figures))
            if line.code and repeated in printed:
                continue
            printed.add(repeated)
            seen[name] += 1
            id = name if seen[name] == 1 else f"{name}#{seen[name]}"
            yield Row(id, line, {f.measure: self._variable(id, line, f) for f in line.figures}, self._blank)

    def _variable(self, id: str, line: Line, figure: Figure) -> Variable:
        blank, amount = self._blank, figure.amount
        unreadable = amount.state is AmountState.UNREADABLE
        name = f"{line.code} {line.label}" if line.code else line.label
        return Variable(
            key=f"{self.key}/{id}/{figure.measure}",
            amount=None if unreadable else (amount.value or Decimal(0)),
            unit=amount.unit,
            scale=amount.unit.in_yuan,
            half_unit=blank.half_unit,
            text=amount.text,
            state=State(amount.state),
            place=figure.place,
            label=f"{self.title} {name} {figure.heading}".replace("\n", ""),
            statement=self.key,
            row=id,
            column=figure.measure,
        )

    def _measures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m for row in self.rows for m in row.figures))

    def row(self, code: str) -> Row:
        """The row of an account code; a row of zeros where the statement prints none.

        Where a code is printed twice with different figures, the first.
        """
        rows = self._by_code.get(code)
        return rows[0] if rows else Row(code, None, {}, self._blank)

    def has_code(self, code: str) -> bool:
        return code in self._by_code

    @property
    def repeated_codes(self) -> frozenset[str]:
        """Codes printed twice with different names or figures."""
        return frozenset(code for code, rows in self._by_code.items() if len(rows) > 1)

    def item(self, name: str, side: Side | None = None) -> Row | None:
        """A line the form fixes, by what it means."""
        return self._by_item.get((name, side))

    @property
    def total(self) -> Row | None:
        """合计: first or last, or in the place of the first line."""
        return self.item("total")

    @property
    def classes(self) -> tuple[Row, ...]:
        """The class lines of a two-sided statement (一、一般公共服务支出 …), by code."""
        return tuple(r for r in self.rows if r.line and r.line.item == CLASS_ITEM)

    def hierarchy(self) -> Iterator[tuple[Row, tuple[Row, ...]]]:
        """Every account that has sub-accounts in the statement, with those right below it."""
        children: dict[str, list[Row]] = {}
        for row in self.accounts:
            parent = self.parent_of(row.code or "")
            if parent:
                children.setdefault(parent, []).append(row)
        for code, rows in children.items():
            yield self.row(code), tuple(rows)

    def parent_of(self, code: str) -> str | None:
        """The nearest printed account above a code: its 款, or the 类 where the 款 is not printed."""
        above = (code[:n] for n in reversed(CODE_LENGTHS) if n < len(code))
        return next((p for p in above if p in self._by_code), None)

    @property
    def top_level(self) -> tuple[Row, ...]:
        """The accounts that stand under no other: the 类, as a rule."""
        return tuple(r for r in self.accounts if self.parent_of(r.code or "") is None)

    def unrecognised(self, side: Side | None = None) -> tuple[Row, ...]:
        """Lines with an amount whose meaning is not known: sums beside them cannot be judged."""
        return tuple(
            r
            for r in self.rows
            if r.line and r.line.item is None and r.line.code is None and r.line.side in (side, None)
            if not r.is_empty
        )

    def block(self, block: ExpenditureBlock) -> tuple[Row, ...]:
        """The accounts of 人员经费 or 公用经费."""
        return tuple(r for r in self.accounts if r.line and r.line.block is block)

    @property
    def is_empty(self) -> bool:
        """No figure other than zero; False while one is unreadable."""
        return all(row.is_empty for row in self.rows)


def row_name(line: Line) -> str:
    """The code, or side and item, or else the printed label."""
    if line.code:
        return line.code
    name = line.item or line.label
    return f"{line.side.value}.{name}" if line.side else name


def total(rows: Iterable[Row], measure: str) -> Expression:
    """The sum of one column over rows."""
    return sum_of(row[measure] for row in rows)
