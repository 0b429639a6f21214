"""Random final accounts in which every identity holds: the same seed gives the same accounts.

Amounts are whole hundredths of the printed unit, so nothing is rounded. What is spent is made up first; the
incomes and balances follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from disclosures.documents.model import Document, Place
from disclosures.final_accounts.records import FinalAccounts
from tests.layouts.accounts import (
    FUND_ACCOUNTS,
    OF_TWENTY_FOUR,
    STATE_CAPITAL_ACCOUNTS,
    Style,
    account_names,
    leaves_by_class,
    total_of,
)
from tests.layouts.record import Books, statements_of

Leaves = dict[str, dict[str, int]]

OWN_INCOMES = ("superior_subsidies", "institutional", "business", "from_affiliates", "other")
INSURANCE = {"2080505": "30108", "2080506": "30109", "2210201": "30113", "2101101": "30110"}
"""Accounts whose basic expenditure is, as a rule, that of one economic account."""

TRAVEL = {
    "overseas": "30212",
    "reception": "30217",
    "vehicle_operation": "30231",
    "vehicle_purchase": "31013",
}
"""Items of 三公 with the economic account that is a part of them."""

_CITIES = ("青岛市", "上海市普陀区", "杭州市西湖区", "四川省", "贵州省黔东南苗族侗族自治州", "哈尔滨市")
_BUREAUS = ("财政局", "大数据发展管理局", "教育局", "人民政府办公厅", "机关事务服务中心", "审计局")
_COMMON_ECONOMIC = frozenset({"301", "302", "303", "310"})
_ALL_ECONOMIC = _COMMON_ECONOMIC | {"307", "312", "399"}


def random_accounts(seed: int) -> FinalAccounts:
    """The accounts of a department that is not there."""
    random = Random(seed)
    style = Style.of(random)
    department = random.choice(_CITIES) + random.choice(_BUREAUS)
    year = random.randint(2020, 2025)  # the names of accounts are those since 2020
    books = _books(random)
    return FinalAccounts(
        document=Document(f"{department}{year}年度部门决算", "", "application/x-generated", None, ()),
        department=department,
        fiscal_year=year,
        unit=style.unit,
        statements=statements_of(books, style),
        department_place=Place(),
    )


def _books(random: Random) -> Books:
    budget = _general_budget(random)
    funds = _fund(random, FUND_ACCOUNTS)
    capital = _fund(random, STATE_CAPITAL_ACCOUNTS)
    economic = _economic(random, budget)
    return Books(
        budget=budget,
        funds=funds,
        capital=capital,
        own=_own(random, budget),
        economic=economic,
        travel=_travel(random, economic),
        use_of_balance=_sometimes(random, 0.2, 50_000),
        distribution=_sometimes(random, 0.2, 20_000),
        own_surplus=_sometimes(random, 0.3, 80_000),
        balances=_balances(random, budget),
        six_capital_columns=random.random() < 0.5,
        class_codes=OF_TWENTY_FOUR
        if random.random() < 0.5 and "234" not in {c[:3] for c in budget}
        else None,
        economic_codes=_printed_economic(random, economic),
    )


def _general_budget(random: Random) -> Leaves:
    """基本支出 and 项目支出 out of the general public budget, by account."""
    leaves: Leaves = {}
    by_class = leaves_by_class()
    for code in random.sample(sorted(set(by_class) & OF_TWENTY_FOUR), random.randint(1, 5)):
        for leaf in random.sample(by_class[code], min(len(by_class[code]), random.randint(1, 5))):
            basic, project = _sometimes(random, 0.7, 300_000), _sometimes(random, 0.7, 900_000)
            leaves[leaf] = {"basic": basic, "project": project}
    for leaf in INSURANCE:
        if random.random() < 0.8 or leaf in leaves:
            leaves[leaf] = {"basic": random.randint(1, 60_000), "project": 0}
    first = next(iter(leaves))
    leaves[first]["basic"] += random.randint(40_000, 4_000_000)
    return {code: amounts for code, amounts in leaves.items() if any(amounts.values())}


def _balances(random: Random, budget: Leaves) -> tuple[int, int]:
    """年初 and 年末 carry-over of the general public budget."""
    opening = _sometimes(random, 0.4, 30_000)
    return min(opening, max(sum(amounts.values()) for amounts in budget.values())), _sometimes(
        random, 0.4, 30_000
    )


def _fund(random: Random, accounts: Mapping[str, str]) -> Leaves:
    """Opening balance, income, expenditure and closing balance of a fund; often there is nothing."""
    if random.random() < 0.4:
        return {}
    leaves: Leaves = {}
    for code in random.sample(sorted(accounts), random.randint(1, min(3, len(accounts)))):
        opening = _sometimes(random, 0.4, 90_000)
        if random.random() < 0.1:
            opening = -opening
        basic, project = _sometimes(random, 0.2, 20_000), random.randint(1, 2_000_000)
        closing = _sometimes(random, 0.4, 90_000)
        income = basic + project + closing - opening
        leaves[code] = {
            "opening_balance": opening,
            "income": income,
            "basic": basic,
            "project": project,
            "total": basic + project,
            "closing_balance": closing,
        }
    return leaves


def _own(random: Random, budget: Leaves) -> Leaves:
    """Incomes and expenditures that are no fiscal appropriation, by account; often there are none."""
    if random.random() < 0.4:
        return {}
    leaves: Leaves = {}
    for code in random.sample(sorted(budget), min(len(budget), random.randint(1, 3))):
        kinds = {f"in_{kind}": _sometimes(random, 0.4, 100_000) for kind in OWN_INCOMES}
        spent = {
            "basic": _sometimes(random, 0.5, 100_000),
            "project": _sometimes(random, 0.5, 100_000),
            "to_superiors": _sometimes(random, 0.2, 10_000),
            "business_out": _sometimes(random, 0.2, 10_000),
            "to_affiliates": _sometimes(random, 0.2, 10_000),
        }
        leaves[code] = {**kinds, **spent}
    return {code: amounts for code, amounts in leaves.items() if any(amounts.values())}


def _economic(random: Random, budget: Leaves) -> dict[str, int]:
    """The basic expenditure of the general public budget by economic account."""
    amounts = {economic: budget[code]["basic"] for code, economic in INSURANCE.items() if code in budget}
    rest = total_of(budget, "basic") - sum(amounts.values())
    others = [
        code
        for code in account_names("economic")
        if len(code) == 5 and code[:3] in _COMMON_ECONOMIC and code not in {*INSURANCE.values(), "30111"}
    ]
    chosen = random.sample(others, random.randint(6, 20))
    for code in chosen:
        part = random.randint(0, rest) if code != chosen[-1] else rest
        part = part // 3 if code != chosen[-1] else part
        amounts[code] = part
        rest -= part
    return {code: cents for code, cents in amounts.items() if cents}


def _printed_economic(random: Random, economic: Mapping[str, int]) -> tuple[str, ...]:
    """The economic accounts that the form lists: all of some classes, or those with an amount."""
    if random.random() < 0.3:
        return tuple(sorted(set(economic) | {code[:3] for code in economic}))
    classes = _ALL_ECONOMIC if random.random() < 0.7 else _COMMON_ECONOMIC
    return tuple(sorted(code for code in account_names("economic") if code[:3] in classes))


def _travel(random: Random, economic: Mapping[str, int]) -> dict[str, int]:
    """“三公”经费: actual amounts that hold their economic accounts, and budgets not below them."""
    travel: dict[str, int] = {}
    for item, code in TRAVEL.items():
        actual = economic.get(code, 0) + _sometimes(random, 0.3, 3_000)
        travel[f"actual.{item}"] = actual
        travel[f"budget.{item}"] = actual + _sometimes(random, 0.6, 5_000)
    for phase in ("budget", "actual"):
        vehicles = travel[f"{phase}.vehicle_purchase"] + travel[f"{phase}.vehicle_operation"]
        travel[f"{phase}.vehicles"] = vehicles
        travel[f"{phase}.total"] = vehicles + travel[f"{phase}.overseas"] + travel[f"{phase}.reception"]
    return travel


def _sometimes(random: Random, often: float, most: int) -> int:
    """An amount, or as often nothing."""
    return random.randint(1, most) if random.random() < often else 0
