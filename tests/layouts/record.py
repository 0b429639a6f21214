"""Books in hundredths → the nine statements, as they would be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclosures.documents.model import Place
from disclosures.final_accounts.records import (
    ExpenditureBlock,
    Figure,
    Line,
    Side,
    Statement,
    StatementKey,
)
from tests.layouts.accounts import CLASS_LINES, Style, account_names, ordinal, total_of, with_parents

Leaves = Mapping[str, Mapping[str, int]]
HERE = Place()
PERSONNEL = ("301", "303")


_OWN_INCOMES = ("in_superior_subsidies", "in_institutional", "in_business", "in_from_affiliates", "in_other")
_OWN_EXPENDITURES = ("basic", "project", "to_superiors", "business_out", "to_affiliates")


@dataclass(frozen=True, slots=True)
class Books:
    """All that a department received and spent, in hundredths of its unit, by account."""

    budget: Leaves
    funds: Leaves
    capital: Leaves
    own: Leaves
    economic: Mapping[str, int]
    travel: Mapping[str, int]
    use_of_balance: int
    distribution: int
    own_surplus: int
    """What at least is left of the department's own money."""
    balances: tuple[int, int]
    """年初 and 年末 of the general public budget."""
    six_capital_columns: bool
    class_codes: frozenset[str] | None
    """The classes that the two-sided statements list; None for all of them."""
    economic_codes: tuple[str, ...]

    def income(self) -> dict[str, dict[str, int]]:
        """收入决算表 by account. What was carried over is set against the largest account."""
        largest = max(self.budget, key=lambda code: sum(self.budget[code].values()))
        rows: dict[str, dict[str, int]] = {}
        for code, amounts in self.budget.items():
            rows[code] = {"fiscal_appropriation": amounts["basic"] + amounts["project"]}
        rows[largest]["fiscal_appropriation"] += self.balances[1] - self.balances[0]
        for leaves in (self.funds, self.capital):
            for code, amounts in leaves.items():
                _add(rows, code, "fiscal_appropriation", amounts["income"])
        for code, amounts in self.own.items():
            for measure, cents in amounts.items():
                if measure.startswith("in_"):
                    _add(rows, code, measure.removeprefix("in_"), cents)
        return {code: {"total": sum(row.values()), **row} for code, row in rows.items() if any(row.values())}

    def expenditure(self) -> dict[str, dict[str, int]]:
        """支出决算表 by account."""
        rows: dict[str, dict[str, int]] = {}
        for leaves in (self.budget, self.funds, self.capital, self.own):
            for code, amounts in leaves.items():
                for measure in _OWN_EXPENDITURES:
                    _add(rows, code, measure.removesuffix("_out"), amounts.get(measure, 0))
        return {code: {"total": sum(row.values()), **row} for code, row in rows.items() if any(row.values())}

    def own_closing(self) -> int:
        """What is left of the department's own money, so that no debt was carried into the year."""
        received = sum(total_of(self.own, measure) for measure in _OWN_INCOMES) + self.use_of_balance
        spent = sum(total_of(self.own, measure) for measure in _OWN_EXPENDITURES) + self.distribution
        return max(self.own_surplus, received - spent)

    def fiscal_income(self) -> tuple[int, int, int]:
        budget = total_of(self.budget, "basic") + total_of(self.budget, "project")
        return (
            budget + self.balances[1] - self.balances[0],
            total_of(self.funds, "income"),
            total_of(self.capital, "income"),
        )

    def fiscal_balance(self, which: int) -> tuple[int, int, int]:
        """年初 (0) or 年末 (1) of the three budgets."""
        measure = ("opening_balance", "closing_balance")[which]
        return self.balances[which], total_of(self.funds, measure), total_of(self.capital, measure)


def _add(rows: dict[str, dict[str, int]], code: str, measure: str, cents: int) -> None:
    row = rows.setdefault(code, {})
    row[measure] = row.get(measure, 0) + cents


INCOME_MEASURES = (
    *("total", "fiscal_appropriation", "superior_subsidies", "institutional", "business"),
    *("from_affiliates", "other"),
)
EXPENDITURE_MEASURES = ("total", "basic", "project", "to_superiors", "business", "to_affiliates")
BUDGET_MEASURES = ("total", "basic", "project")
FUND_MEASURES = ("opening_balance", "income", "total", "basic", "project", "closing_balance")
ITEMS = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
BUDGETS = ("general_public_budget", "government_managed_funds", "state_capital")
BUDGET_NAMES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
INCOME_NAMES = (
    *(f"{name}收入" for name in BUDGET_NAMES),
    *("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
)


def statements_of(books: Books, style: Style) -> tuple[Statement, ...]:
    """The nine statements of the books."""
    budget = {
        code: {**amounts, "total": amounts["basic"] + amounts["project"]}
        for code, amounts in books.budget.items()
    }
    capital_measures = FUND_MEASURES if books.six_capital_columns else BUDGET_MEASURES
    accounts = (
        (StatementKey.INCOME, "收入决算表", books.income(), INCOME_MEASURES),
        (StatementKey.EXPENDITURE, "支出决算表", books.expenditure(), EXPENDITURE_MEASURES),
        (
            StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE,
            "一般公共预算财政拨款支出决算表",
            budget,
            BUDGET_MEASURES,
        ),
        (
            StatementKey.GOVERNMENT_MANAGED_FUNDS,
            "政府性基金预算财政拨款收入支出决算表",
            books.funds,
            FUND_MEASURES,
        ),
        (StatementKey.STATE_CAPITAL, "国有资本经营预算财政拨款支出决算表", books.capital, capital_measures),
    )
    by_key = {
        key: _statement(key, title, tuple(_account_lines(leaves, measures, style)), measures, style)
        for key, title, leaves, measures in accounts
    }
    for statement in (form(books, style) for form in (_overall, _fiscal, _basic, _travel)):
        by_key[statement.key] = statement
    return tuple(by_key[key] for key in StatementKey)


def _statement(
    key: StatementKey, title: str, lines: tuple[Line, ...], measures: tuple[str, ...], style: Style
) -> Statement:
    return Statement(key, title, style.unit, lines, HERE, measures=measures)


def _figures(amounts: Mapping[str, int], measures: Sequence[str], style: Style) -> tuple[Figure, ...]:
    return tuple(Figure(measure, "", style.amount(amounts.get(measure, 0)), HERE) for measure in measures)


def _account_lines(leaves: Leaves, measures: Sequence[str], style: Style) -> Iterator[Line]:
    total = {measure: total_of(leaves, measure) for measure in measures}
    yield Line(None, "合计", _figures(total, measures, style), HERE, item="total")
    for code, amounts in with_parents(leaves, measures).items():
        yield Line(code, account_names("functional")[code], _figures(amounts, measures, style), HERE)


def _overall(books: Books, style: Style) -> Statement:
    incomes = (*books.fiscal_income(), *(total_of(books.own, measure) for measure in _OWN_INCOMES))
    spent = total_of(books.expenditure(), "total")
    closing = sum(books.fiscal_balance(1)) + books.own_closing()
    grand = spent + books.distribution + closing
    left = [
        *zip(_numbered(INCOME_NAMES), (*BUDGETS, *INCOME_MEASURES[2:]), incomes, strict=True),
        ("本年收入合计", "income_total", sum(incomes)),
        ("使用非财政拨款结余", "use_of_non_fiscal_balance", books.use_of_balance),
        ("年初结转和结余", "opening_balance", grand - sum(incomes) - books.use_of_balance),
        ("总计", "grand_total", grand),
    ]
    right = [
        ("本年支出合计", "expenditure_total", spent),
        ("结余分配", "surplus_distribution", books.distribution),
        ("年末结转和结余", "closing_balance", closing),
        ("总计", "grand_total", grand),
    ]
    classes = {
        code: {"amount": amounts["total"]}
        for code, amounts in with_parents(books.expenditure(), ("total",)).items()
    }
    lines = [_item_line(Side.INCOME, *line, style) for line in left]
    lines += _class_lines(books, classes, ("amount",), style)
    lines += [_item_line(Side.EXPENDITURE, *line, style) for line in right]
    title = "收入支出决算总表"
    return _statement(StatementKey.INCOME_AND_EXPENDITURE, title, tuple(lines), ("amount",), style)


def _item_line(side: Side, label: str, item: str, cents: int, style: Style) -> Line:
    return Line(None, label, _figures({"amount": cents}, ("amount",), style), HERE, item=item, side=side)


def _numbered(names: Sequence[str]) -> list[str]:
    return [ordinal(number) + name for number, name in enumerate(names, 1)]


def _class_lines(
    books: Books, spent: Mapping[str, Mapping[str, int]], measures: Sequence[str], style: Style
) -> list[Line]:
    printed = [
        (code, name) for code, name in CLASS_LINES if books.class_codes is None or code in books.class_codes
    ]
    return [
        Line(
            code,
            f"{ordinal(number)}{name}",
            _figures(spent.get(code, {}), measures, style),
            HERE,
            item="class",
            side=Side.EXPENDITURE,
        )
        for number, (code, name) in enumerate(printed, 1)
    ]


def _fiscal(books: Books, style: Style) -> Statement:
    incomes, openings = books.fiscal_income(), books.fiscal_balance(0)
    left = [
        *zip(_numbered(BUDGET_NAMES), BUDGETS, incomes, strict=True),
        ("本年收入合计", "income_total", sum(incomes)),
        ("年初财政拨款结转和结余", "opening_balance", sum(openings)),
        *zip(BUDGET_NAMES, (f"opening_{budget}" for budget in BUDGETS), openings, strict=True),
        ("总计", "grand_total", sum(incomes) + sum(openings)),
    ]
    lines = [_item_line(Side.INCOME, *line, style) for line in left]
    measures = ("total", *BUDGETS)
    spent: dict[str, dict[str, int]] = {}
    for budget, leaves in zip(BUDGETS, (books.budget, books.funds, books.capital), strict=True):
        for code, amounts in leaves.items():
            _add(spent, code[:3], budget, amounts["basic"] + amounts["project"])
    lines += _class_lines(books, {code: _summed(row) for code, row in spent.items()}, measures, style)
    total = _summed({budget: total_of(spent, budget) for budget in BUDGETS})
    closing = _summed(dict(zip(BUDGETS, books.fiscal_balance(1), strict=True)))
    grand = {measure: total[measure] + closing[measure] for measure in measures}
    for label, item, amounts in (
        ("本年支出合计", "expenditure_total", total),
        ("年末财政拨款结转和结余", "closing_balance", closing),
        ("总计", "grand_total", grand),
    ):
        figures = _figures(amounts, measures, style)
        lines.append(Line(None, label, figures, HERE, item=item, side=Side.EXPENDITURE))
    title = "财政拨款收入支出决算总表"
    return _statement(StatementKey.FISCAL_APPROPRIATION, title, tuple(lines), measures, style)


def _summed(by_budget: Mapping[str, int]) -> dict[str, int]:
    return {"total": sum(by_budget.values()), **by_budget}


def _basic(books: Books, style: Style) -> Statement:
    sums: dict[str, int] = dict(books.economic)
    for code, cents in books.economic.items():
        sums[code[:3]] = sums.get(code[:3], 0) + cents
    lines = [
        Line(
            code,
            account_names("economic")[code],
            _figures({"amount": sums.get(code, 0)}, ("amount",), style),
            HERE,
            block=ExpenditureBlock.PERSONNEL if code[:3] in PERSONNEL else ExpenditureBlock.OPERATING,
        )
        for code in sorted(books.economic_codes, key=lambda code: (code[:3] not in PERSONNEL, code))
    ]
    personnel = sum(cents for code, cents in books.economic.items() if code[:3] in PERSONNEL)
    operating = sum(books.economic.values()) - personnel
    for item, label, block, cents in (
        ("personnel_total", "人员经费合计", ExpenditureBlock.PERSONNEL, personnel),
        ("operating_total", "公用经费合计", ExpenditureBlock.OPERATING, operating),
    ):
        lines.append(
            Line(None, label, _figures({"amount": cents}, ("amount",), style), HERE, item=item, block=block)
        )
    title = "一般公共预算财政拨款基本支出决算表"
    return _statement(StatementKey.BASIC_EXPENDITURE, title, tuple(lines), ("amount",), style)


def _travel(books: Books, style: Style) -> Statement:
    measures = tuple(f"{phase}.{item}" for phase in ("budget", "actual") for item in ITEMS)
    line = Line(None, "", _figures(books.travel, measures, style), HERE)
    title = "财政拨款“三公”经费支出决算表"
    return _statement(StatementKey.THREE_PUBLIC_EXPENSES, title, (line,), measures, style)
