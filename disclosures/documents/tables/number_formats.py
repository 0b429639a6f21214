"""Workbook numbers as the workbook shows them: `1504.5` in the format `#,##0.00` is printed `1,504.50`.

What is published is what is shown. Formats with conditions, fractions or exponents are not rendered: the
number is then printed as it is stored.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    49: "@",
}
"""Formats a workbook names by number alone (ECMA-376, 18.8.30)."""

DECIMAL_PLACES = 10
"""Places kept of a stored number: 0.1 + 0.2 is stored as 0.30000000000000004."""

_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|(?P<plain>.)'
)
_DIGITS = re.compile(r"[#0?,]*[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_UNRENDERED = re.compile(r"[eE][+-]|/|\[[<>=]|!|[ymdhs]|\.[#0?]*,|,(?![#0?,])", re.IGNORECASE)


class _Pattern(NamedTuple):
    """One section of a format: text before and after the number, and the shape of the number."""

    before: str
    digits: str
    after: str


def shortest(number: int | float | Decimal) -> str:
    """The number without superfluous places."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    if not exact.is_finite():
        return str(number)
    rounded = exact.quantize(Decimal(1).scaleb(-DECIMAL_PLACES)) if abs(exact) < 10**17 else exact
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(number: int | float, number_format: str) -> str:
    """The number as the format shows it, without the blanks that align it."""
    exact = Decimal(shortest(number))
    patterns = _patterns(number_format)
    if not patterns:
        return shortest(number)
    pattern, sign = _chosen(patterns, exact)
    if not pattern.digits:
        return (pattern.before + pattern.after).strip()
    percent = "%" in pattern.before + pattern.after
    shown = _digits(abs(exact) * (100 if percent else 1), pattern.digits)
    sign = sign if shown.strip("0.,") else ""
    return (sign + pattern.before.strip() + shown + pattern.after.strip()).strip()


def _chosen(patterns: tuple[_Pattern, ...], number: Decimal) -> tuple[_Pattern, str]:
    """The section for a number, and the sign that goes before it: sections are positive; negative; zero."""
    if number < 0:
        return (patterns[1], "") if len(patterns) > 1 else (patterns[0], "-")
    if number == 0 and len(patterns) > 2:
        return patterns[2], ""
    return patterns[0], ""


@lru_cache(maxsize=512)
def _patterns(number_format: str) -> tuple[_Pattern, ...]:
    """The sections of a format; none for General and for what is not rendered."""
    sections = [match[1] for match in _SECTION.finditer(number_format)]
    if not number_format.endswith(";"):
        sections.pop()  # the empty match at the end of the text
    patterns = [_pattern(section) for section in sections[:3] if "@" not in section]
    if not patterns or any(pattern is None for pattern in patterns):
        return ()
    return tuple(pattern for pattern in patterns if pattern is not None)


def _pattern(section: str) -> _Pattern | None:
    bare = re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]|\[(?![<>=])[^\]]*\]|_.|\*.', "", section)
    if _UNRENDERED.search(bare) or "general" in bare.lower():
        return None
    pieces = {"before": "", "digits": "", "after": ""}
    at = "before"
    for token in _TOKEN.finditer(section):
        literal = token["quoted"] or token["escaped"] or token["currency"] or ""
        plain = token["plain"] or ""
        if plain and plain in "#0?,.":
            if at == "after":
                return None
            at = "digits"
            pieces["digits"] += plain
        elif literal or plain:
            at = "after" if at != "before" else at
            pieces[at] += literal or plain
    if not set(pieces["digits"]) & set("#0"):
        pieces["digits"] = ""
    elif not _DIGITS.fullmatch(pieces["digits"]):
        return None
    return _Pattern(**pieces)


def _digits(number: Decimal, digits: str) -> str:
    whole, _, places = digits.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    integer, _, fraction = text.partition(".")
    optional = len(places) - len(places.rstrip("#?"))
    kept = fraction[: len(fraction) - optional] + fraction[len(fraction) - optional :].rstrip("0")
    least = whole.count("0")
    integer = "" if integer == "0" and not least else integer.zfill(least)
    return f"{integer}.{kept}" if kept else (integer or ("0" if not places and least else ""))
