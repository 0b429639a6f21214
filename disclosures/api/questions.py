"""What a request wants added up: one statement, one measure, and lines that do not overlap."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework.request import Request

from disclosures.api.filters.catalogue import DisclosureFilter
from disclosures.api.filters.facts import FactFilter, SumFilter
from disclosures.final_accounts.records import StatementKey
from disclosures.models import Disclosure, Fact, FactSum, Run
from disclosures.services.aggregate import (
    ALL_LINES,
    GROUPS,
    ITEMS,
    LEAVES,
    SUMS,
    TOTAL,
    Lines,
    Source,
    at_level,
    below,
    exactly,
    nested,
)
from finance_api.rest.filtering import given_filters, narrowed
from finance_api.rest.parameters import fault, invalid

LEVELS = ("total", "1", "2", "3", "leaves")
LINE_FILTERS = frozenset(
    {
        *("account", "account__in", "account__under", "account__level", "account__isnull"),
        *("item", "label__contains"),
    }
)
MAIN_MEASURES: Mapping[str, str] = {
    StatementKey.INCOME_AND_EXPENDITURE: "amount",
    StatementKey.BASIC_EXPENDITURE: "amount",
    StatementKey.THREE_PUBLIC_EXPENSES: "actual.total",
}
"""Where it is another than 合计 (total)."""
OF_SUMS = LINE_FILTERS - {"label__contains"} | {
    *("fiscal_year", "fiscal_year__in", "fiscal_year__gte", "fiscal_year__lte"),
    *("statement", "statement__in", "measure", "measure__in", "side"),
}
"""Filters that look neither at a department nor at a single amount."""
_OF_EXPENDITURE = frozenset({"total", "basic", "project", "to_superiors", "to_affiliates"})


@dataclass(frozen=True, slots=True)
class Question:
    given: Mapping[str, Any]
    groups: tuple[str, ...]
    statement: str | None
    measure: str | None
    lines: Lines

    @property
    def over_everybody(self) -> bool:
        """Whether it asks for all departments together: publishing has added those up."""
        return self.given.keys() <= OF_SUMS and not {"department", "region"} & set(self.groups)

    def figures(self, source: Source) -> QuerySet[Any]:
        """Of the statement and measure, on every line: what parts are compared with."""
        return self._rows(source, LINE_FILTERS)

    def asked(self, source: Source) -> QuerySet[Any] | None:
        """Those of the lines that the filters name; None where they name none."""
        if not LINE_FILTERS - {"account__level"} & self.given.keys():
            return None
        return self._rows(source, frozenset({"account__level"}))

    @property
    def whose(self) -> str:
        """The same text for questions about the same disclosures."""
        filters = DisclosureFilter.base_filters.keys() | {"disclosure"}
        return repr(sorted((name, value) for name, value in self._whose().items() if name in filters))

    def disclosures(self) -> QuerySet[Disclosure]:
        """Everything the figures may come from, withdrawn disclosures too."""
        found = narrowed(DisclosureFilter, Disclosure.objects.all(), self._whose())
        return found.filter(pk=self.given["disclosure"]) if "disclosure" in self.given else found

    def runs(self) -> QuerySet[Run]:
        return narrowed(DisclosureFilter, Run.objects.all(), self._whose())

    def _whose(self) -> dict[str, Any]:
        return {name: value for name, value in self.given.items() if name != "as_of"}

    def _rows(self, source: Source, left_out: Collection[str]) -> QuerySet[Any]:
        filters = {name: value for name, value in self.given.items() if name not in left_out}
        if source is SUMS:
            return self._of_one_kind(narrowed(SumFilter, FactSum.objects.all(), filters))
        return self._of_one_kind(narrowed(FactFilter, Fact.objects.all(), filters))

    def _of_one_kind(self, facts: QuerySet[Any]) -> QuerySet[Any]:
        kind = Q()
        if self.statement is not None and "statement" not in self.given:
            kind &= Q(statement=self.statement)
        if self.measure is not None and "measure" not in self.given:
            kind &= Q(measure=self.measure)
        return facts.filter(kind)


def question(request: Request, *, groups: tuple[str, ...] | None = None) -> Question:
    given = given_filters(FactFilter, request)
    chosen = _groups(request) if groups is None else groups
    statement = _statement(given, chosen)
    measure = _measure(given, chosen, statement)
    return Question(given, chosen, statement, measure, _lines(request, given, chosen, statement))


def _groups(request: Request) -> tuple[str, ...]:
    names = [name.strip() for name in request.query_params.get("group_by", "").split(",") if name.strip()]
    for name in names:
        if name not in GROUPS:
            raise invalid(
                fault(
                    "group_by",
                    f"'{name[:60]}' is no group. There are: {', '.join(GROUPS)}.",
                    zh=f"{name[:60]} 不是分组项。可选：{', '.join(GROUPS)}。",
                )
            )
    return tuple(dict.fromkeys(names))


def _statement(given: Mapping[str, Any], groups: tuple[str, ...]) -> str | None:
    """One statement: the same money stands in several of them."""
    if "statement" in given:
        return str(given["statement"])
    if "statement" in groups:
        return None
    if "statement__in" in given:
        raise invalid(
            fault(
                "statement__in",
                "The same amounts stand in several statements: group_by=statement.",
                zh="相同金额出现在多张报表中：请加 group_by=statement。",
            )
        )
    measure = given.get("measure", "total")
    if "." in measure:
        return StatementKey.THREE_PUBLIC_EXPENSES
    if measure in _OF_EXPENDITURE or "measure" in groups:
        return StatementKey.EXPENDITURE
    raise invalid(
        fault(
            "statement",
            f"Say which statement '{measure[:60]}' is to be taken from.",
            zh=f"请指明 {measure[:60]} 取自哪张报表（statement）。",
        )
    )


def _measure(given: Mapping[str, Any], groups: tuple[str, ...], statement: str | None) -> str | None:
    """One measure: a total must not be added to its parts."""
    if "measure" in given:
        return str(given["measure"])
    if "measure" in groups:
        return None
    if "measure__in" in given:
        raise invalid(
            fault(
                "measure__in",
                "Measures contain one another: group_by=measure.",
                zh="各金额列互相包含：请加 group_by=measure。",
            )
        )
    return MAIN_MEASURES.get(statement or "", "total")


def _lines(
    request: Request, given: Mapping[str, Any], groups: tuple[str, ...], statement: str | None
) -> Lines:
    level = _level(request, given)
    if level is not None and ("item" in groups or "item" in given):
        raise invalid(
            fault(
                "level",
                "Lines with an item have no level: leave 'level' or the item out.",
                zh="带 item 的行没有级次：请去掉 level 或 item。",
            )
        )
    if statement == StatementKey.THREE_PUBLIC_EXPENSES:
        return ALL_LINES
    if level is not None:
        return {"leaves": LEAVES, "total": TOTAL}.get(level) or at_level(level)
    if "item" in given or "item" in groups:
        return ITEMS
    return _accounts(given, "account" in groups)


def _accounts(given: Mapping[str, Any], each_account: bool) -> Lines:
    if "account" in given:
        return exactly(given["account"])
    if "account__in" in given:
        codes = [code for code in given["account__in"] if code]
        if nested(codes) and not each_account:
            raise invalid(
                fault(
                    "account__in",
                    "One account contains another: send group_by=account.",
                    zh="科目之间互相包含：请加 group_by=account。",
                )
            )
        return exactly(*codes)
    if "account__under" in given:
        code = given["account__under"]
        return below(code) if each_account else exactly(code)
    return at_level("1")


def _level(request: Request, given: Mapping[str, Any]) -> str | None:
    level, filtered = request.query_params.get("level"), given.get("account__level")
    if level is not None and level not in LEVELS:
        raise invalid(
            fault("level", f"'level' is one of {', '.join(LEVELS)}.", zh=f"level 可为：{', '.join(LEVELS)}。")
        )
    if level is not None and filtered is not None and level != filtered:
        raise invalid(
            fault(
                "account__level",
                "'level' and 'account__level' name different levels.",
                zh="level 与 account__level 所指级次不同。",
            )
        )
    return level or filtered
