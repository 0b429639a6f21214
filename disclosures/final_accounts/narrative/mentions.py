"""Where a text names the subjects of a section, and what it says up to the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_AFTER_SHARE = re.compile(r"占[^，。；：%\d]{0,20}$")


@dataclass(frozen=True, slots=True)
class Term:
    """A subject by its key, and the names it goes by."""

    subject: str
    names: str


@dataclass(frozen=True, slots=True)
class Segment:
    """From the end of a subject's name to the next subject."""

    subject: str
    name_start: int
    start: int
    end: int


class Vocabulary:
    """The terms of a section. Where several fit at a place, the first one listed holds."""

    def __init__(self, *terms: Term) -> None:
        self._terms = terms
        self._pattern = re.compile("|".join(f"(?P<t{i}>{term.names})" for i, term in enumerate(terms)))

    def segments(self, text: str) -> Iterator[Segment]:
        """The mentions of a text in order. What a share refers to (占…的) is no mention."""
        found = [
            match for match in self._pattern.finditer(text) if not _AFTER_SHARE.search(text, 0, match.start())
        ]
        ends = [match.start() for match in found[1:]] + [len(text)]
        for match, end in zip(found, ends, strict=False):
            subject = next(t.subject for i, t in enumerate(self._terms) if match[f"t{i}"] is not None)
            yield Segment(subject, match.start(), match.end(), end)
