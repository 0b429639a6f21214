"""A public statement as rules see it: rows by code or item, hierarchy of accounts, columns, sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from disclosures.checks.equation import Expression, State, Variable, sum_of
from disclosures.checks.finding import NotEvaluable, Reason
from disclosures.checks.row import Row, row_name, side_name, total
from disclosures.checks.statement_names import STATEMENT_NAMES, ordinal
from disclosures.final_accounts.records import AmountState, Figure, Line, Side, Statement, StatementKey

CODE_LENGTHS = (3, 5, 7)
CLASS_ITEM = "class"
TOTAL_ITEM = "total"
FEET = ("total", "income_total", "expenditure_total", "grand_total", "personnel_total", "operating_total")
"""Lines that close a statement, or a half of it. 合计 of accounts may stand first."""
LINES_A_PUBLISHER_DROPS = 2
"""Where more of the numbered lines are missing, part of the statement was not read."""


class StatementView:
    """One statement of the disclosure, its lines as rows."""

    def __init__(self, statement: Statement, half_unit: Decimal) -> None:
        self.statement = statement
        self.key: StatementKey = statement.key
        self.title = statement.title or STATEMENT_NAMES[statement.key]
        self._blank = Variable(
            key=statement.key,
            amount=Decimal(0),
            unit=statement.unit.value,
            scale=statement.unit.in_yuan,
            half_unit=half_unit,
            state=State.ABSENT,
            place=statement.place,
            label=self.title,
            statement=statement.key,
        )
        self.repeated_rows: list[Line] = []
        """Lines of an account printed again, figure for figure: they count once."""
        self.rows: tuple[Row, ...] = tuple(self._rows(statement.lines))
        self.accounts: tuple[Row, ...] = tuple(r for r in self.rows if r.code)
        """The rows with an account code."""
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
                self.repeated_rows.append(line)
                continue
            printed.add(repeated)
            seen[name] += 1
            id = name if seen[name] == 1 else f"{name}#{seen[name]}"
            figures = {f.measure: self._variable(id, line, f) for f in line.figures}
            yield Row(id, line, figures, self._blank, assumed=True)

    def _variable(self, id: str, line: Line, figure: Figure) -> Variable:
        amount = figure.amount
        name = f"{'' if ordinal(line.label) else line.code or ''} {side_name(line)}{line.label}".strip()
        unreadable = amount.state is AmountState.UNREADABLE
        return Variable(
            key=f"{self.key}/{id}/{figure.measure}",
            amount=None if unreadable else (amount.value or Decimal(0)),
            unit=amount.unit.value,
            scale=amount.unit.in_yuan,
            half_unit=self._blank.half_unit,
            text=amount.text,
            state=State(amount.state),
            place=figure.place,
            label=" ".join(f"《{self.title}》{name} {figure.heading}".split()),
            statement=self.key,
            row=id,
            column=figure.measure,
        )

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The columns of amounts."""
        return self.statement.measures or tuple(dict.fromkeys(m for r in self.rows for m in r.figures))

    def row(self, code: str) -> Row:
        """The row of an account code; a row of zeros where the statement prints none.

        Where the code is printed twice with different figures, what it amounts to is unknown.
        """
        rows = self._by_code.get(code)
        if rows is None:
            return self._missing(code, side=Side.EXPENDITURE if self.classes else None)
        return rows[0] if len(rows) == 1 else self._ambiguous(rows)

    def _ambiguous(self, rows: list[Row]) -> Row:
        first = rows[0]
        unknown = {
            measure: replace(figure, amount=None, state=State.UNREADABLE)
            for measure, figure in first.figures.items()
        }
        return Row(first.id, first.line, unknown, self._blank, assumed=True)

    def _missing(self, id: str, *, side: Side | None = None) -> Row:
        return Row(id, None, {}, self._blank, assumed=self._may_lack_lines(side))

    def _may_lack_lines(self, side: Side | None) -> bool:
        """Lines of unknown meaning, or a statement that was read in part only."""
        lacks_classes = side is not Side.INCOME and self._lacks_classes
        return bool(self.unrecognised(side)) or lacks_classes or self.lacks_foot(side)

    def lacks_foot(self, side: Side | None = None) -> bool:
        """It has accounts and no total of any kind: what stands below may have been cut off."""
        feet = (r for r in self.rows if r.line and r.line.item in FEET)
        return bool(self.accounts) and not any(side in (None, r.line.side) for r in feet if r.line)

    @cached_property
    def _lacks_classes(self) -> bool:
        """Several of the numbered class lines (一、二、三、…) are not there."""
        ordinals = [o for row in self.classes if (o := ordinal(row.label))]
        return bool(ordinals) and max(ordinals) - len(set(ordinals)) > LINES_A_PUBLISHER_DROPS

    def has_code(self, code: str) -> bool:
        return code in self._by_code

    @property
    def codes(self) -> tuple[str, ...]:
        """The account codes printed, each once, in order."""
        return tuple(self._by_code)

    @property
    def repeated_codes(self) -> tuple[str, ...]:
        """Codes printed twice with different names or figures."""
        return tuple(code for code, rows in self._by_code.items() if len(rows) > 1)

    def item(self, name: str, side: Side | None = None) -> Row | None:
        """A line the form fixes, by what it means."""
        return self._by_item.get((name, side))

    def required(self, name: str, side: Side | None = None) -> Row:
        """A line without which the statement cannot be judged; NotEvaluable where it is not printed."""
        found = self.item(name, side)
        if found is None:
            zh, en = f"《{self.title}》未列示“{name}”行", f"{self.title} does not print the line {name}"
            raise NotEvaluable(Reason("line_missing", zh, en))
        return found

    def optional(self, name: str, side: Side | None = None) -> Row:
        """A line that not every form prints: zeros where it is not printed."""
        return self.item(name, side) or self._missing(f"{side}.{name}" if side else name, side=side)

    @property
    def total(self) -> Row | None:
        """合计: first or last, or in the place of the first line."""
        return self.item(TOTAL_ITEM)

    @property
    def classes(self) -> tuple[Row, ...]:
        """The class lines of a two-sided statement (一、一般公共服务支出 …)."""
        return tuple(r for r in self.rows if r.line and r.line.item == CLASS_ITEM)

    def account_total(self, code: str, measure: str) -> Expression:
        """What an account amounts to: its row, or its sub-accounts where its own row is not printed."""
        if self.has_code(code):
            return self.row(code)[measure].expression()
        below = [r for r in self.accounts if self._stands_under(r, code)]
        return total(below, measure) if below else self.row(code)[measure].expression()

    def _stands_under(self, row: Row, code: str) -> bool:
        """The row is the highest printed one below an account that is not printed itself."""
        parent = self.parent_of(row.code or "") or ""
        return (row.code or "").startswith(code) and not parent.startswith(code)

    def grand_total(self, measure: str) -> Expression:
        """合计 of a column; the sum of the highest accounts where the row is not printed, zero for none."""
        if self.total:
            return self.total[measure].expression()
        return total(self.top_level, measure) + self.unaccounted(measure)

    def hierarchy(self) -> Iterator[tuple[Row, tuple[Row, ...]]]:
        """Every account that has sub-accounts in the statement, with those right below it."""
        children: dict[str, list[Row]] = {}
        for row in self.accounts:
            parent = self.parent_of(row.code or "")
            if parent:
                children.setdefault(parent, []).append(row)
        for code, rows in children.items():
            yield self._by_code[code][0], tuple(rows)

    def missing_parents(self) -> Iterator[tuple[Row, tuple[Row, ...]]]:
        """Every account that is not printed, though its sub-accounts are and others of its level."""
        levels = {len(code) for code in self._by_code}
        children: dict[str, list[Row]] = {}
        for row in self.accounts:
            code = row.code or ""
            above = [code[:n] for n in CODE_LENGTHS if n < len(code) and n in levels]
            if above and above[-1] not in self._by_code:
                children.setdefault(above[-1], []).append(row)
        for code, rows in children.items():
            yield self._missing(code), tuple(rows)

    def parent_of(self, code: str) -> str | None:
        """The nearest printed account above a code: its 款, or the 类 where the 款 is not printed."""
        above = (code[:n] for n in reversed(CODE_LENGTHS) if n < len(code))
        return next((p for p in above if p in self._by_code), None)

    @cached_property
    def top_level(self) -> tuple[Row, ...]:
        """The accounts that stand under no other: the 类, as a rule."""
        return tuple(r for r in self.accounts if self.parent_of(r.code or "") is None)

    def unrecognised(self, side: Side | None = None) -> tuple[Row, ...]:
        """Lines with an amount whose meaning is not known: sums beside them cannot be judged."""
        return tuple(
            r
            for r in self.rows
            if r.line and r.line.item is None and r.line.code is None
            if side is None or r.line.side in (side, None)
            if not r.is_empty
        )

    def unaccounted(self, measure: str, side: Side | None = None) -> Expression:
        """What lines of unknown meaning may add to a sum: an assumed zero, nothing where there are none."""
        if not self._may_lack_lines(side):
            return sum_of(())
        return self._missing("unrecognised", side=side)[measure].expression()

    @property
    def is_empty(self) -> bool:
        """No figure other than zero; False while one is unreadable."""
        return all(row.is_empty for row in self.rows)
