"""Reads environment variables: each name once, typed, with its default; a bad value names its variable."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})

#: Every variable read so far, with its default as it would be written in the environment.
DECLARED: dict[str, str] = {}


def text(name: str, default: str = "") -> str:
    return _read(name, default, str)


def whole_number(name: str, default: int, *, at_least: int = 0) -> int:
    def parse(value: str) -> int:
        number = int(value)
        if number < at_least:
            raise ValueError(f"at least {at_least} is needed")
        return number

    return _read(name, str(default), parse)


def decision(name: str, default: bool) -> bool:
    def parse(value: str) -> bool:
        if value.lower() in _TRUE:
            return True
        if value.lower() in _FALSE:
            return False
        raise ValueError("expected true or false")

    return _read(name, "true" if default else "false", parse)


def listing(name: str, default: str = "") -> list[str]:
    """A comma-separated value; blanks around the items and empty items are dropped."""
    return _read(name, default, lambda value: [item.strip() for item in value.split(",") if item.strip()])


def path(name: str, default: Path, *, shown: str) -> Path:
    """A file or directory. `shown` is how the default is written in the documentation."""
    value = Path(_read(name, str(default), str)).expanduser().resolve()
    DECLARED[name] = shown
    return value


def _read(name: str, default: str, parse: Callable[[str], T]) -> T:
    DECLARED[name] = default
    try:
        return parse(os.environ.get(name, default).strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from error
