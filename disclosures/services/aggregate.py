"""Amounts added up over departments and years. None is ever counted together with one that contains it.

What is added up are lines of one statement and one measure, chosen so that no line contains another: the
accounts of one level, those without sub-accounts, one account, or one line without a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Avg, Count, F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Length

from disclosures.models import Account, Fact

GROUPS: Mapping[str, tuple[str, ...]] = {
    "department": ("department_id", "department__name"),
    "region": ("department__region__code", "department__region__name"),
    "fiscal_year": ("fiscal_year",),
    "statement": ("statement",),
    "measure": ("measure",),
    "account": ("code",),
    "item": ("item",),
    "side": ("side",),
}
NUMBERS = ("sum", "min", "max", "mean", "count")
LENGTH_OF_LEVEL = {"1": 3, "2": 5, "3": 7}
TOTAL_ITEMS = ("total", "expenditure_total")
"""The lines that the accounts of the first level (类) add up to: 合计, 本年支出合计."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Which lines are added up; `name` is how the answer says it."""

    name: str
    condition: Q


ALL_LINES = Lines("lines", Q())
LEAVES = Lines("leaves", Q(leaf=True))
TOTAL = Lines("total", Q(code__isnull=True, item__in=TOTAL_ITEMS))


def at_level(level: str) -> Lines:
    return Lines(level, Q(code_length=LENGTH_OF_LEVEL[level]))


def below(code: str) -> Lines:
    """The sub-accounts directly below an account; the account itself where the codes end."""
    if len(code) >= LENGTH_OF_LEVEL["3"]:
        return exactly(code)
    return Lines(f"below {code}", Q(code__startswith=code, code_length=len(code) + 2))


def exactly(*codes: str) -> Lines:
    return Lines("account", Q(code__in=codes))


def nested(codes: Iterable[str]) -> bool:
    """Whether one of the accounts contains another."""
    ordered = sorted(set(codes))
    return any(second.startswith(first) for first, second in pairwise(ordered))


def added_up(
    facts: QuerySet[Fact],
    lines: Lines,
    groups: Sequence[str],
    *,
    ordering: Sequence[str] = (),
    at_most: int,
    with_departments: bool = False,
) -> list[dict[str, Any]]:
    """One row for each group, at most one more than asked for: the caller sees whether there are more."""
    numbers: dict[str, Any] = {
        "sum": Sum("amount"),
        "min": Min("amount"),
        "max": Max("amount"),
        "mean": Avg("amount"),
        "count": Count("amount"),
        "unreadable": Count("pk", filter=Q(state="unreadable")),
    }
    if with_departments:
        numbers["departments"] = Count("department_id", distinct=True)
    chosen = chosen_lines(facts, lines)
    columns = [column for group in groups for column in GROUPS[group]]
    if not columns:
        return [chosen.aggregate(**numbers)]
    order = [_ordered(name) for name in (*ordering, *groups)]
    rows = chosen.order_by().values(*columns).annotate(**numbers).order_by(*order)
    return list(rows[: at_most + 1])


def chosen_lines(facts: QuerySet[Fact], lines: Lines) -> QuerySet[Any]:
    return facts.alias(code_length=Length("code")).filter(lines.condition)


def shares(
    facts: QuerySet[Fact], lines: Lines, groups: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> list[Decimal | None]:
    """Of each row's sum in that of the account above (类: 合计) where grouped by account, else in all.

    None where nothing is above, or it is no amount other than zero.
    """
    others = [group for group in groups if group not in ("account", "item")]
    if "account" in groups:
        whole = _above(facts, others, {_parent(row["code"]) for row in rows if row["code"]})
        keys = [(*_key(row, others), _parent(row["code"]) if row["code"] else None) for row in rows]
    else:
        kept = [group for group in others if group in ("statement", "measure", "fiscal_year")]
        if kept == others and "item" not in groups:
            return [None] * len(rows)
        whole = _whole(chosen_lines(facts, lines), kept)
        keys = [(*_key(row, kept), "") for row in rows]
    return [_share(row["sum"], whole.get(key)) for row, key in zip(rows, keys, strict=True)]


def account_names(codes: Iterable[str], statement: str | None) -> dict[str, str]:
    """The latest known name of each code, in the classification the statement is by."""
    economic = statement == "basic_expenditure"
    kind = Account.Classification.ECONOMIC if economic else Account.Classification.FUNCTIONAL
    names: dict[str, tuple[int, str]] = {}
    known = Account.objects.filter(code__in=set(codes), classification=kind).exclude(
        status=Account.Status.HISTORICAL
    )
    for code, name, years in known.order_by("pk").values_list("code", "name", "years_printed"):
        latest = max(years, default=0)
        if code not in names or latest >= names[code][0]:
            names[code] = (latest, name)
    return {code: name for code, (_, name) in names.items()}


def _above(
    facts: QuerySet[Fact], groups: Sequence[str], parents: set[str]
) -> dict[tuple[Any, ...], Decimal | None]:
    condition = Q(code__in=parents - {""})
    if "" in parents:
        condition |= TOTAL.condition
    columns = [GROUPS[group][0] for group in groups]
    rows = facts.filter(condition).order_by().values_list(*columns, "code").annotate(sum=Sum("amount"))
    return {(*row[: len(columns)], row[-2] or ""): row[-1] for row in rows}


def _whole(facts: QuerySet[Any], groups: Sequence[str]) -> dict[tuple[Any, ...], Decimal | None]:
    if not groups:
        return {("",): facts.aggregate(sum=Sum("amount"))["sum"]}
    columns = [GROUPS[group][0] for group in groups]
    rows = facts.order_by().values_list(*columns).annotate(sum=Sum("amount"))
    return {(*row[:-1], ""): row[-1] for row in rows}


def _key(row: Mapping[str, Any], groups: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[GROUPS[group][0]] for group in groups)


def _parent(code: str) -> str:
    return code[:-2] if len(code) > LENGTH_OF_LEVEL["1"] else ""


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part / whole if part is not None and whole else None


def _ordered(name: str) -> Any:
    plain = name.removeprefix("-")
    column = F(GROUPS[plain][0] if plain in GROUPS else plain)
    return column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True)
