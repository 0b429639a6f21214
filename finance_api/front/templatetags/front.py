"""What the templates of the pages need beyond Django's own filters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def yuan(amount: Decimal) -> str:
    """With thousands separators and two decimals, as money is printed; more only where more were printed."""
    text = f"{amount.normalize():,f}"
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction:0<2}"


@register.filter
def thousands(count: int) -> str:
    return f"{count:,}"


@register.filter
def entry(of: Mapping[str, str], key: str) -> str:
    return of.get(key, key)
