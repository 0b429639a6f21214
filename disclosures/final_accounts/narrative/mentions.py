"""Where a text names the subjects of a section, and what it says up to the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OTHER = re.compile(
    r"[，；。：、](?:其中：)?(?:\d{1,2}[.、]|（[一二三四五六七八九十\d]{1,2}）)?[\u4e00-\u9fff（）“”]{2,24}?"
    r"(?:收入|支出|经费|费用?|拨款|结余|资金|补助|余额)(?:决算数?)?(?:合计|总计|总额)?(?:为|是|共计)?"
    r"(?=\d[\d,.]*(?:万元|亿元|元))"
)
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
        """The mentions of a text in order. What a share refers to (占…的) is no mention, nor a name that is
        only quoted, as definitions do."""
        found = [
            match
            for match in self._pattern.finditer(text)
            if not _AFTER_SHARE.search(text, 0, match.start()) and not _is_quoted(text, match)
        ]
        ends = [match.start() for match in found[1:]] + [len(text)]
        for match, end in zip(found, ends, strict=False):
            subject = next(t.subject for i, t in enumerate(self._terms) if match[f"t{i}"] is not None)
            yield Segment(subject, match.start(), match.end(), until_another(text, match.end(), end))


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] == "“" and text[match.end() : match.end() + 1] == "”"


def until_another(text: str, start: int, end: int) -> int:
    """Where a text stops to speak of a subject: at an amount of something the section has no term for."""
    other = _OTHER.search(text, start, end)
    return other.start() if other is not None else end
