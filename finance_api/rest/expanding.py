"""`expand=`: beside the ids of an answer what they stand for, whole, in `expanded`; one query for each kind.

The members of an answer keep their types, whether expanded or not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request

from finance_api.rest.parameters import fault, invalid

PARAMETER, MEMBER = "expand", "expanded"


@dataclass(frozen=True, slots=True)
class Expansion:
    """`key` says which row belongs to an answer; `load` gives the rows of many keys as they are answered."""

    key: Callable[[Mapping[str, Any]], Hashable]
    load: Callable[[Collection[Any], Request], Mapping[Any, Any]]


def expanded(
    request: Request, expansions: Mapping[str, Expansion], answers: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """For each answer the member to add, if asked for; null in it where there is no such row."""
    chosen = _chosen(request, expansions)
    if not chosen:
        return [{} for _ in answers]
    found: list[dict[str, Any]] = [{} for _ in answers]
    for name in chosen:
        keys = [expansions[name].key(answer) for answer in answers]
        rows = expansions[name].load({key for key in keys if key is not None}, request)
        for member, key in zip(found, keys, strict=True):
            member[name] = rows.get(key)
    return [{MEMBER: member} for member in found]


def refuse_in_tables(request: Request) -> None:
    """A file has a column for each member of an answer, and only those."""
    if PARAMETER in request.query_params:
        sentence = "'expand' is for JSON: a table has no place for it."
        raise invalid(fault(PARAMETER, sentence, zh="expand 仅用于 JSON 格式。"))


def _chosen(request: Request, expansions: Mapping[str, Expansion]) -> list[str]:
    text = request.query_params.get(PARAMETER, "")
    names = dict.fromkeys(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in expansions:
            listed = ", ".join(expansions)
            sentence = f"'{name[:60]}' cannot be expanded here. There are: {listed}."
            raise invalid(fault(PARAMETER, sentence, zh=f"不能展开 {name[:60]}。可选：{listed}。"))
    return list(names)
