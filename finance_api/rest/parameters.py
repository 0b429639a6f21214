"""Query parameters: what is unknown is refused by name, and `fields` and `omit` choose members."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from rest_framework.request import Request

from finance_api.rest.languages import in_reader_language
from finance_api.rest.problems import Fault, Problem

COMMON = frozenset({"format", "fields", "omit"})


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """A 400 that names every parameter which would otherwise be ignored."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise invalid(*(_unknown(name, known) for name in unknown))


def invalid(*faults: Fault) -> Problem:
    detail = " ".join(fault["detail"] for fault in faults[:5])
    # The details of faults are in the reader's language already.
    return Problem("invalid-parameter", detail, zh=detail, faults=faults)


def fault(parameter: str, detail: str, code: str = "invalid", *, zh: str) -> Fault:
    return {"detail": in_reader_language(detail, zh), "code": code, "parameter": parameter}


def whole_number(request: Request, name: str, default: int, *, at_least: int, at_most: int) -> int:
    """An integer parameter within its limits; a 400 that names them otherwise."""
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and at_least <= int(text) <= at_most):
        sentence = f"'{name}' must be a whole number from {at_least} to {at_most}."
        raise invalid(fault(name, sentence, zh=f"{name} 应为 {at_least} 至 {at_most} 的整数。"))
    return int(text)


def chosen_members(request: Request, available: Collection[str]) -> frozenset[str] | None:
    """The members that `fields` and `omit` leave; None for all of them."""
    if "fields" not in request.query_params and "omit" not in request.query_params:
        return None
    wanted, left_out = _names(request, "fields"), _names(request, "omit")
    for parameter, names in (("fields", wanted), ("omit", left_out)):
        for name in names:
            if name not in available:
                listed = ", ".join(sorted(available))
                sentence = f"There is no member '{name}' here. There are: {listed}."
                raise invalid(fault(parameter, sentence, zh=f"没有成员 {name}。可选：{listed}。"))
    return frozenset((wanted or set(available)) - left_out)


def select(row: Mapping[str, Any], members: frozenset[str] | None) -> Mapping[str, Any]:
    return row if members is None else {name: value for name, value in row.items() if name in members}


def _names(request: Request, parameter: str) -> set[str]:
    text = request.query_params.get(parameter, "")
    return {name.strip() for name in text.split(",") if name.strip()}


def _unknown(name: str, known: Iterable[str]) -> Fault:
    near = difflib.get_close_matches(name, list(known), n=1)
    hint, hint_zh = (f" Did you mean '{near[0]}'?", f"是否指 {near[0]}？") if near else ("", "")
    return fault(
        name,
        f"Unknown query parameter '{name[:100]}'.{hint}",
        "unknown",
        zh=f"未知的查询参数 {name[:100]}。{hint_zh}",
    )
