"""Amounts as decimal strings: in yuan, or with `unit=wan` in 万元. Never a float, never rounded."""

from __future__ import annotations

from decimal import Decimal

from rest_framework.request import Request

from disclosures.final_accounts.records import Unit
from finance_api.rest.parameters import fault, invalid

UNITS = {"yuan": Unit.YUAN, "wan": Unit.WAN_YUAN}


def chosen_unit(request: Request) -> Unit:
    name = request.query_params.get("unit", "yuan")
    if name not in UNITS:
        raise invalid(fault("unit", "'unit' is 'yuan' or 'wan'.", zh="unit 可为 yuan 或 wan。"))
    return UNITS[name]


def money(yuan: Decimal | None, unit: Unit = Unit.YUAN) -> str | None:
    """At least two decimals, and as many as the amount has."""
    if yuan is None:
        return None
    text = f"{(yuan / unit.in_yuan).normalize():f}"
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}"


def amount_text(yuan: str | None, unit: Unit) -> str | None:
    """As `money` writes it, from the four decimals that the database writes."""
    if yuan is None:
        return None
    if unit is not Unit.YUAN:
        return money(Decimal(yuan), unit)
    return yuan[:-2] if yuan.endswith("00") else yuan.rstrip("0")


def ratio(value: Decimal | None) -> str | None:
    return None if value is None else f"{round(value, 6):f}"
