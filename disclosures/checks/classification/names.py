"""Comparing the names of accounts."""

from __future__ import annotations

import re
import unicodedata

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）])")
_BLANK = re.compile(r"\s+")


def folded(name: str) -> str:
    """The name without blanks and line breaks, brackets and digits in one width. 支出 stays: it matters."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", name))


def without_ordinal(name: str) -> str:
    """一、一般公共服务支出 → 一般公共服务支出."""
    return _ORDINAL.sub("", _BLANK.sub("", name))
