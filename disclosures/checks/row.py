"""One line of a public statement as rules see it, printed or not, and the sum of one column over lines."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from disclosures.checks.equation import Expression, State, Variable, sum_of
from disclosures.final_accounts.records import Line, Side


class Row:
    """One printed line, or one that is not there: its figures by measure.

    `code` is the account code, None for lines the form fixes; `id` tells it from every other row of the
    statement and is part of the figures' keys. A row that is not there is zero; it is only assumed to be
    where the statement has lines whose meaning is not known.
    """

    __slots__ = ("_assumed", "_blank", "code", "figures", "id", "line")

    def __init__(
        self, id: str, line: Line | None, figures: dict[str, Variable], blank: Variable, *, assumed: bool
    ) -> None:
        self.id = id
        self.line = line
        self.code = line.code if line else id
        self.figures = figures
        self._blank = blank
        self._assumed = assumed

    def __getitem__(self, measure: str) -> Variable:
        """The figure of a measure. Zero, only assumed, where the printed row has no such column."""
        found = self.figures.get(measure)
        if found is None:
            found = self.figures[measure] = self._absent(measure)
        return found

    def _absent(self, measure: str) -> Variable:
        blank = self._blank
        return Variable(
            key=f"{blank.statement}/{self.id}/{measure}",
            amount=Decimal(0),
            unit=blank.unit,
            scale=blank.scale,
            half_unit=blank.half_unit,
            state=State.ABSENT,
            place=self.line.place if self.line else blank.place,
            label=f"《{blank.label}》{self.id}（未列示）",
            statement=blank.statement,
            row=self.id,
            column=measure,
            assumed=self._assumed,
        )

    @property
    def label(self) -> str:
        return self.line.label if self.line else ""

    @property
    def is_empty(self) -> bool:
        """Every figure is known and zero."""
        return all(v.is_zero for v in self.figures.values())


def side_name(line: Line) -> str:
    """Which 总计 or 合计 of a two-sided statement is meant."""
    if line.side is None or line.label.startswith(("本年", "收入", "支出")) or not line.label.endswith("计"):
        return ""
    return "收入" if line.side is Side.INCOME else "支出"


def row_name(line: Line) -> str:
    """The code, or side and item, or else the printed label."""
    if line.code:
        return line.code
    name = line.item or line.label or "line"
    return f"{line.side.value}.{name}" if line.side else name


def total(rows: Iterable[Row], measure: str) -> Expression:
    """The sum of one column over rows."""
    return sum_of(row[measure] for row in rows)
