"""Amounts added up over departments and years. None is ever counted together with one that contains it.

What is added up are lines of one statement and one measure, chosen so that no line contains another: the
accounts of one level, those without sub-accounts, one account, or one line without a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

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
AMOUNTS, COUNTS = ("sum", "min", "max", "mean"), ("count", "unreadable", "departments")
NUMBERS = (*AMOUNTS, "count")
NEVER_NULL = frozenset({"department", "fiscal_year", "statement", "measure"})
LENGTH_OF_LEVEL = {"1": 3, "2": 5, "3": 7}
TOTAL_ITEMS = ("total", "expenditure_total")
"""The lines that the accounts of the first level (类) add up to: 合计, 本年支出合计."""


class Part(NamedTuple):
    """Of an SQL query, with the values of its placeholders."""

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Which lines are added up; `name` is how the answer says it.

    `above` are the lines that contain them, where any do: what the share of an account is taken of.
    """

    name: str
    condition: Part
    above: Part | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What is added up, and how: single figures, or the sums that publishing has made of them."""

    columns: tuple[str, ...]
    numbers: Mapping[str, str]


Added = Mapping[str, Sequence[Any]]
"""Groups as columns of equal length: those of `GROUPS`, of `NUMBERS`, `unreadable`, `departments`, `share`.
Amounts are text: decimals of at least two places, and as many as they have."""

FACTS = Source(
    ("amount", "state"),
    {
        "sum": "sum(amount)",
        "min": "min(amount)",
        "max": "max(amount)",
        "mean": "avg(amount)",
        "count": "count(amount)",
        "unreadable": "count(*) FILTER (WHERE state = 'unreadable')",
    },
)
SUMS = Source(
    ("added", "smallest", "largest", "amounts", "cells_unreadable"),
    {
        "sum": "sum(added)",
        "min": "min(smallest)",
        "max": "max(largest)",
        "mean": "sum(added) / nullif(sum(amounts), 0)",
        "count": "coalesce(sum(amounts), 0)::bigint",
        "unreadable": "coalesce(sum(cells_unreadable), 0)::bigint",
    },
)
_TOTAL = f"code IS NULL AND item IN {TOTAL_ITEMS}"
ALL_LINES = Lines("lines", Part("true"))
ITEMS = Lines("item", Part("code IS NULL AND item IS NOT NULL"))
TOTAL = Lines("total", Part(_TOTAL))
LEAVES = Lines("leaves", Part("leaf"), above=Part(f"code IS NOT NULL OR {_TOTAL}"))


def at_level(level: str) -> Lines:
    length = LENGTH_OF_LEVEL[level]
    above = _TOTAL if level == "1" else f"length(code) = {length - 2}"
    return Lines(level, Part(f"length(code) = {length}"), Part(above))


def below(code: str) -> Lines:
    """The sub-accounts directly below an account; the account itself where the codes end."""
    if len(code) >= LENGTH_OF_LEVEL["3"]:
        return exactly(code)
    directly = Part("starts_with(code, %s) AND length(code) = %s", (code, len(code) + 2))
    return Lines(f"below {code}", directly, Part("code = %s", (code,)))


def exactly(*codes: str) -> Lines:
    above = [code[:-2] for code in codes if len(code) > LENGTH_OF_LEVEL["1"]]
    return Lines(
        "account",
        Part("code = ANY(%s)", (list(codes),)),
        Part(f"code = ANY(%s::text[]) OR {_TOTAL}", (above,)),
    )


def nested(codes: Iterable[str]) -> bool:
    """Whether one of the accounts contains another."""
    ordered = sorted(set(codes))
    return any(second.startswith(first) for first, second in pairwise(ordered))


def added_up(
    source: Source,
    figures: QuerySet[Any],
    lines: Lines,
    groups: Sequence[str],
    *,
    asked: QuerySet[Any] | None = None,
    shares: bool = False,
    ordering: Sequence[str] = (),
    at_most: int,
    each: int = 1,
    with_departments: bool = False,
) -> Added:
    """One row for each group, at most one more than asked for: the caller sees whether there are more.

    `figures` are those of a statement and measure on every line; `asked` are fewer lines of them, if not all
    are asked for. With `shares`, each row has its share: of the account above (类: 合计) where grouped by
    account, else of everything. None where nothing is above, or it is no amount other than zero. Amounts are
    in units of `each` yuan; everything is one query.
    """
    columns = [column for group in groups for column in GROUPS[group]]
    numbers = {**source.numbers, "departments": "count(DISTINCT department_id)" if with_departments else "0"}
    needed = dict.fromkeys([*columns, "code", "item", "leaf", *source.columns])
    needed |= {"department_id": None} if with_departments else {}
    try:
        parts = {"figures": _selected(figures, needed)}
        if asked is not None:
            parts["asked"] = _selected(asked, needed)
    except EmptyResultSet:
        return _empty(columns, groups)
    parts["chosen"] = _grouped("figures" if asked is None else "asked", lines.condition, columns, numbers)
    whole = _whole(source, lines, groups) if shares else None
    if whole is not None:
        parts["whole"] = whole[0]
    found = {
        **{column: f"chosen.{column}" for column in columns},
        **{name: _text(f"chosen.{name}", each) for name in AMOUNTS},
        **{name: f"chosen.{name}" for name in COUNTS},
        "share": "NULL" if whole is None else "round(chosen.sum / nullif(whole.sum, 0), 6)::text",
    }
    order = ", ".join(_ordered(name) for name in (*ordering, *groups))
    # Of constants and of what is compiled above.
    with_ = ", ".join(f"{name} AS ({part.sql})" for name, part in parts.items())
    join = f"LEFT JOIN whole ON {whole[1]}" if whole else ""
    sorted_ = f"ORDER BY {order}" if order else ""
    sql = f"WITH {with_} SELECT {', '.join(found.values())} FROM chosen {join} {sorted_} LIMIT {at_most + 1}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for part in parts.values() for value in part.values])
        rows = cursor.fetchall()
    return dict(zip(found, zip(*rows, strict=True), strict=True)) if rows else _empty(columns, groups)


def _selected(rows: QuerySet[Any], columns: Iterable[str]) -> Part:
    return Part(*rows.order_by().values_list(*columns).query.sql_with_params())


def _grouped(rows: str, lines: Part, columns: Sequence[str], numbers: Mapping[str, str]) -> Part:
    selected = [*columns, *(f"{sql} AS {name}" for name, sql in numbers.items())]
    grouped = f"GROUP BY {', '.join(columns)}" if columns else ""
    sql = f"SELECT {', '.join(selected)} FROM {rows} WHERE {lines.sql} {grouped}"  # noqa: S608 - of constants
    return Part(sql, lines.values)


def _whole(source: Source, lines: Lines, groups: Sequence[str]) -> tuple[Part, str] | None:
    """What shares are taken of, and how a group finds its own; None where there is nothing to share."""
    others = [group for group in groups if group not in ("account", "item")]
    number = {"sum": source.numbers["sum"]}
    if "account" not in groups:
        kept = [group for group in others if group in ("statement", "measure", "fiscal_year")]
        if kept == others and "item" not in groups:
            return None
        whole = _grouped("figures", lines.condition, [GROUPS[group][0] for group in kept], number)
        return whole, " AND ".join(map(_same, kept)) or "true"
    if lines.above is None:
        return None
    columns = [GROUPS[group][0] for group in others]
    whole = _grouped("figures", lines.above, [*columns, "code"], number)
    above = (
        f"coalesce(whole.code, '') = CASE WHEN length(chosen.code) > {LENGTH_OF_LEVEL['1']} "
        "THEN left(chosen.code, -2) WHEN chosen.code IS NOT NULL THEN '' END"
    )
    return whole, " AND ".join([*map(_same, others), above])


def _same(group: str) -> str:
    column = GROUPS[group][0]
    if group in NEVER_NULL:
        return f"whole.{column} = chosen.{column}"
    return f"coalesce(whole.{column}, '') = coalesce(chosen.{column}, '')"


def _text(amount: str, each: int) -> str:
    """Exact but for a mean, which has no end of decimals: four, as amounts are kept."""
    exact = f"round({amount}, 4)" if each == 1 else f"round({amount}, 4) * {Decimal(1) / each:f}"
    return f"round({exact}, greatest(2, min_scale({exact})))::text"


def _ordered(name: str) -> str:
    plain = name.removeprefix("-")
    column = GROUPS[plain][0] if plain in GROUPS else plain
    return f"chosen.{column} {'DESC' if name.startswith('-') else 'ASC'} NULLS LAST"


def _empty(columns: Sequence[str], groups: Sequence[str]) -> Added:
    """No group; or the one of everything, with no amount in it."""
    if groups:
        return dict.fromkeys([*columns, *AMOUNTS, *COUNTS, "share"], ())
    return dict.fromkeys([*AMOUNTS, "share"], (None,)) | dict.fromkeys(COUNTS, (0,))
