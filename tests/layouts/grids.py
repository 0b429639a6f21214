"""The grid of each kind of statement: stacked headings, numbers of lines and columns, the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from disclosures.final_accounts.records import ExpenditureBlock, Line, Side, Statement, StatementKey
from tests.layouts.variants import Variant

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed cell and how far it reaches."""

    text: str
    row_span: int = 1
    column_span: int = 1
    is_amount: bool = False
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of slots, a slot standing only in the row and column it begins in."""

    rows: tuple[tuple[Slot, ...], ...]
    headings: int
    """How many of the rows are headings."""


MEASURES = {
    "amount": "金额",
    "total": "合计",
    "basic": "基本支出",
    "project": "项目支出",
    "to_superiors": "上缴上级支出",
    "to_affiliates": "对附属单位补助支出",
    "fiscal_appropriation": "财政拨款收入",
    "superior_subsidies": "上级补助收入",
    "institutional": "事业收入",
    "from_affiliates": "附属单位上缴收入",
    "other": "其他收入",
    "opening_balance": "年初结转和结余",
    "income": "本年收入",
    "closing_balance": "年末结转和结余",
    "general_public_budget": "一般公共预算财政拨款",
    "government_managed_funds": "政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算财政拨款",
    "overseas": "因公出国（境）费",
    "vehicles": "小计",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
}
PHASES = {"budget": "预算数", "actual": "决算数"}
VEHICLES = "公务用车购置及运行维护费"
_TOTALS = ("income_total", "expenditure_total")


def grid_of(statement: Statement, variant: Variant) -> Grid:
    """The statement as a grid in the layout asked for."""
    if statement.key in {StatementKey.INCOME_AND_EXPENDITURE, StatementKey.FISCAL_APPROPRIATION}:
        return _two_sided(statement, variant)
    if statement.key is StatementKey.BASIC_EXPENDITURE:
        return _economic(statement, variant)
    if statement.key is StatementKey.THREE_PUBLIC_EXPENSES:
        return _items(statement, variant)
    return _accounts(statement, variant)


def stacked(paths: Sequence[Path]) -> list[tuple[Slot, ...]]:
    """Headings over columns, each given from the outermost to the leaf; shared ones are merged."""
    depth = max(map(len, paths))
    rows: list[tuple[Slot, ...]] = []
    for level in range(depth):
        row: list[Slot] = []
        keys = [_shared(column, path, level) for column, path in enumerate(paths)]
        for shared, columns in groupby(keys):
            if shared is not None:
                is_leaf = isinstance(shared[-1], int)
                text = str(shared[-2] if is_leaf else shared[-1])
                row.append(Slot(text, depth - level if is_leaf else 1, len(list(columns))))
        rows.append(tuple(row))
    return rows


def _shared(column: int, path: Path, level: int) -> tuple[str | int, ...] | None:
    """What tells one heading of a level from the next: the path down to it; of a leaf, also its column."""
    if level >= len(path):
        return None
    return (*path, column) if level == len(path) - 1 else path[: level + 1]


def _numbers(labels: int, count: int, variant: Variant, start: int = 1) -> list[tuple[Slot, ...]]:
    if not variant.column_numbers:
        return []
    label = [Slot("栏次", column_span=labels)] if labels else []
    return [(*label, *(Slot(str(number)) for number in range(start, start + count)))]


def _accounts(statement: Statement, variant: Variant) -> Grid:
    codes: list[Path] = [("项目", "科目编码")]
    if variant.split_codes:
        codes = [("项目", "功能分类科目编码", level) for level in "类款项"]
    measures = [_account_heading(statement, measure, variant) for measure in statement.measures]
    rows = stacked([*codes, ("项目", "科目名称"), *measures])
    rows += _numbers(len(codes) + 1, len(measures), variant)
    headings = len(rows)
    lines = sorted(statement.lines, key=lambda line: (line.code is None) == variant.total_last)
    for line in lines:
        rows.append((*_names(line, len(codes), variant), *_amounts(line, statement.measures)))
    return Grid(tuple(rows), headings)


def _account_heading(statement: Statement, measure: str, variant: Variant) -> Path:
    has_balances = "opening_balance" in statement.measures
    if statement.key is StatementKey.INCOME:
        return ({"total": "本年收入合计", "business": "经营收入"}.get(measure) or MEASURES[measure],)
    if statement.key is StatementKey.EXPENDITURE:
        return ({"total": "本年支出合计", "business": "经营支出"}.get(measure) or MEASURES[measure],)
    if measure in {"total", "basic", "project"} and (variant.nested_total or has_balances):
        return ("本年支出", variant.total_heading if measure == "total" else MEASURES[measure])
    return ("本年支出合计" if measure == "total" else MEASURES[measure],)


def _names(line: Line, codes: int, variant: Variant) -> tuple[Slot, ...]:
    if line.code is None:
        return (Slot(_shown(line.label, variant), column_span=codes + 1),)
    if codes == 1:
        return Slot(line.code, is_code=True), Slot(_shown(line.label, variant))
    parts = (line.code[:3], line.code[3:5], line.code[5:7])
    return (*map(Slot, parts), Slot(_shown(line.label, variant)))


def _amounts(line: Line | None, measures: Sequence[str]) -> tuple[Slot, ...]:
    if line is None:
        return tuple(Slot("") for _ in measures)
    by_measure = {figure.measure: figure.amount.text for figure in line.figures}
    return tuple(Slot(by_measure.get(measure, ""), is_amount=True) for measure in measures)


def _two_sided(statement: Statement, variant: Variant) -> Grid:
    right_measures = tuple(measure for measure in statement.measures if measure != "amount") or ("amount",)
    numbered = (("行次",),) if variant.line_numbers else ()
    left: list[Path] = [("收入", "项目"), *(("收入", *n) for n in numbered), ("收入", variant.amount_heading)]
    right: list[Path] = [("支出", "项目"), *(("支出", *n) for n in numbered)]
    for measure in right_measures:
        right.append(("支出", variant.amount_heading if measure == "amount" else MEASURES[measure]))
    rows = stacked([*left, *right])
    if variant.column_numbers:
        blank = tuple(Slot("") for _ in numbered)
        numbers = [Slot(str(number)) for number in range(1, len(right_measures) + 2)]
        rows.append((Slot("栏次"), *blank, numbers[0], Slot("栏次"), *blank, *numbers[1:]))
    headings = len(rows)
    pairs = _paired(statement)
    for number, (income, expenditure) in enumerate(pairs, 1):
        left_number = (Slot(str(number)),) if variant.line_numbers else ()
        right_number = (Slot(str(len(pairs) + number)),) if variant.line_numbers else ()
        rows.append(
            (
                Slot(_shown(income.label if income else "", variant)),
                *left_number,
                *_amounts(income, ("amount",)),
                Slot(_shown(expenditure.label if expenditure else "", variant)),
                *right_number,
                *_amounts(expenditure, right_measures),
            )
        )
    return Grid(tuple(rows), headings)


def _paired(statement: Statement) -> list[tuple[Line | None, Line | None]]:
    """Lines side by side: the totals of both sides in one row, the grand totals in the last."""
    sides: list[tuple[list[Line], list[Line], list[Line]]] = []
    for side in (Side.INCOME, Side.EXPENDITURE):
        lines = [line for line in statement.lines if line.side is side and (line.label or line.code)]
        total = next((n for n, line in enumerate(lines) if line.item in _TOTALS), len(lines))
        last = next((n for n, line in enumerate(lines) if line.item == "grand_total"), len(lines))
        sides.append((lines[:total], lines[total:last], lines[last:]))
    return [pair for left, right in zip(*sides, strict=True) for pair in zip_longest(left, right)]


def _economic(statement: Statement, variant: Variant) -> Grid:
    personnel = [line for line in statement.lines if line.code and line.block is ExpenditureBlock.PERSONNEL]
    operating = [line for line in statement.lines if line.code and line.block is ExpenditureBlock.OPERATING]
    width = variant.economic_groups - 1
    height = -(-len(operating) // width)
    groups = [personnel, *(operating[n * height : (n + 1) * height] for n in range(width))]
    paths: list[Path] = []
    for number in range(len(groups)):
        block = "公用经费" if number else "人员经费"
        paths += [(block, "科目编码"), (block, "科目名称"), (block, variant.amount_heading)]
    rows = stacked(paths)
    headings = len(rows)
    for lines in zip_longest(*groups):
        rows.append(
            tuple(
                slot
                for line in lines
                for slot in (
                    Slot(line.code or "" if line else "", is_code=line is not None),
                    Slot(_shown(line.label if line else "", variant)),
                    *_amounts(line, ("amount",)),
                )
            )
        )
    totals = {line.item: line for line in statement.lines if line.item}
    if totals:
        rows.append(
            (
                Slot("人员经费合计", column_span=2),
                *_amounts(totals.get("personnel_total"), ("amount",)),
                Slot("公用经费合计", column_span=3 * width - 1),
                *_amounts(totals.get("operating_total"), ("amount",)),
            )
        )
    return Grid(tuple(rows), headings)


def _items(statement: Statement, variant: Variant) -> Grid:
    items = tuple(dict.fromkeys(measure.partition(".")[2] for measure in statement.measures))
    if variant.phases_inside:
        measures = [f"{phase}.{item}" for item in items for phase in PHASES]
        paths = [(*_item_path(item), PHASES[phase]) for item in items for phase in PHASES]
    else:
        measures = [f"{phase}.{item}" for phase in PHASES for item in items]
        paths = [(PHASES[phase], *_item_path(item)) for phase in PHASES for item in items]
    rows = [*stacked(paths), *_numbers(0, len(measures), variant)]
    headings = len(rows)
    rows += [_amounts(line, measures) for line in statement.lines[:1]]
    return Grid(tuple(rows), headings)


def _item_path(item: str) -> Path:
    return (VEHICLES, MEASURES[item]) if item.startswith("vehicle") else (MEASURES[item],)


def _shown(label: str, variant: Variant) -> str:
    """A name wrapped over lines, and short totals spread apart, where the layout has it so."""
    if variant.spread and label in {"合计", "总计"}:
        return "  ".join(label)
    if not variant.wrap:
        return label
    return "\n".join(label[at : at + variant.wrap] for at in range(0, len(label), variant.wrap))


def placed(rows: Sequence[Sequence[Slot]]) -> Iterator[tuple[int, int, Slot]]:
    """Each slot with the row and column that it begins in."""
    taken: set[tuple[int, int]] = set()
    for row, slots in enumerate(rows):
        column = 0
        for slot in slots:
            while (row, column) in taken:
                column += 1
            yield row, column, slot
            taken.update(
                (row + down, column + right)
                for down in range(slot.row_span)
                for right in range(slot.column_span)
            )
            column += slot.column_span


def matrix(rows: Sequence[Sequence[Slot]]) -> list[list[Slot | None]]:
    """The rows with None in every place that a slot covers without beginning there."""
    cells = list(placed(rows))
    width = max(column + slot.column_span for _, column, slot in cells)
    filled: list[list[Slot | None]] = [[None] * width for _ in rows]
    for row, column, slot in cells:
        filled[row][column] = slot
    return filled
