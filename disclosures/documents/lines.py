"""Printed lines joined to running text."""

from __future__ import annotations

from collections.abc import Iterable

from disclosures.documents.cjk import is_cjk


def join_lines(lines: Iterable[str]) -> str:
    """Printed lines as one text, without a blank beside a Chinese character."""
    joined = ""
    for line in filter(None, lines):
        tight = not joined or is_cjk(joined[-1]) or is_cjk(line[0])
        joined += line if tight else f" {line}"
    return joined
