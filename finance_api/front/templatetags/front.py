"""What the templates of the pages need beyond Django's own filters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}


@register.filter
def yuan(amount: Decimal | str | None) -> str:
    """With thousands separators and two decimals, as money is printed; more only where more were printed.

    Nothing where there is no amount.
    """
    if not isinstance(amount, Decimal):
        return ""
    text = f"{amount.normalize():,f}"
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction:0<2}"


@register.filter
def thousands(count: int) -> str:
    return f"{count:,}"


@register.filter
def entry(of: Mapping[str, str], key: str) -> str:
    return of.get(key, key)


@register.filter
def plain(number: Decimal | None) -> str:
    """Without the zeros that a column of the database appends."""
    return "" if number is None else f"{number.normalize():f}"


@register.filter
def percent(ratio: Decimal | None) -> str:
    return "" if ratio is None else f"{ratio * 100:.2f}%"


@register.filter
def linked_data(content: Mapping[str, Any]) -> SafeString:
    """JSON-LD. A browser runs no script of this type, and no text in it ends the element."""
    text = json.dumps(content, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped
