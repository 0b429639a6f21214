"""The disclosure's own text: contents list, parts, narrative and glossary, without the annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from disclosures.checks.books import Books
from disclosures.documents.model import Document, Place, Table
from disclosures.final_accounts.captions import form_titled
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.narrative.passages import Passage, folded, passages
from disclosures.final_accounts.records import StatementKey

_PART = re.compile(r"第(?P<number>[一二三四五六七八九十])部分(?P<title>.*)$")
_GLOSSARY = re.compile(r"(?:第[一二三四五六七八九十]部分)?(?:专业)?名词解释$")
_CONTENTS_ENTRY = re.compile(
    r"(?:[-•*●])?(?:[一二三四五六七八九十]+[、.]|（[一二三四五六七八九十]+）|\d{1,2}[、.])?(?P<title>[^。；：]{2,40}?)"
    r"(?:[.·…]{2,}|-*)?(?:\d{1,3})?$"
)
_LEAST_TITLES = 5
"""So many statement titles in a row, with no table between them, are a list of contents."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading 第X部分, in the contents list or in the body."""

    number: str
    title: str
    place: Place


class MainText:
    """The text up to the annexes, and the list of contents in it."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _all(self) -> tuple[Passage, ...]:
        return tuple(passages(self._document))

    @cached_property
    def _parts(self) -> tuple[tuple[int, Part], ...]:
        return tuple((at, part) for at, p in enumerate(self._all) if (part := _part(p)) is not None)

    @cached_property
    def _body_start(self) -> int:
        """Where the body begins: at the first part that has been named before, in the list of contents."""
        numbers = [part.number for _, part in self._parts]
        return next((at for n, (at, part) in enumerate(self._parts) if part.number in numbers[:n]), 0)

    @cached_property
    def _glossary_start(self) -> int | None:
        body = range(self._body_start, len(self._all))
        return max((at for at in body if _GLOSSARY.match(self._all[at].text)), default=None)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages up to the heading of the part after the glossary; all where there is no glossary."""
        start = self._glossary_start
        if start is None:
            return self._all
        return self._all[: next((at + 1 for at, _ in self._parts if at > start), len(self._all))]

    @property
    def glossary(self) -> tuple[Passage, ...]:
        """The passages of the glossary; none where there is no such part."""
        return () if self._glossary_start is None else self.passages[self._glossary_start :]

    @property
    def body(self) -> tuple[Passage, ...]:
        """The passages behind the list of contents."""
        return self.passages[self._body_start :]

    @cached_property
    def statements_in_contents(self) -> tuple[StatementKey, ...]:
        """The statements as the list of contents orders them; empty where there is no such list."""
        run: list[StatementKey] = []
        for title in self._titles():
            if title is not None:
                run.append(title)
            elif len(run) >= _LEAST_TITLES:
                break
            else:
                run = []
        return tuple(run) if len(run) >= _LEAST_TITLES else ()

    def _titles(self) -> Iterator[StatementKey | None]:
        """The statement each line names, None for a table or, after the first title, any other line."""
        for block in self._document.blocks:
            if isinstance(block, Table):
                yield None
                continue
            for line in block.lines or ((block.text, block.place),):
                entry = _CONTENTS_ENTRY.match(folded([line]).text)
                named = statement_titled(entry["title"]) if entry else None
                yield named

    @property
    def parts(self) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """The parts as the list of contents names them, and as they head the body; none where it has no
        such list."""
        if not self._body_start:
            return (), ()
        listed = tuple(part for at, part in self._parts if at < self._body_start)
        headed = tuple(part for at, part in self._parts if self._body_start <= at < len(self.passages))
        return listed, headed


def _part(passage: Passage) -> Part | None:
    match = _PART.match(passage.text) if len(passage.text) <= 60 else None
    return Part(match["number"], match["title"], passage.place_at(0)) if match else None


def statement_titled(title: str) -> StatementKey | None:
    """The statement a title names, whatever stands before its name."""
    form = form_titled(fold(title))
    return form.key if form else None


_TEXTS: WeakKeyDictionary[Books, MainText] = WeakKeyDictionary()


def main_text(books: Books) -> MainText:
    """The main text of a disclosure, found once for all rules."""
    if books not in _TEXTS:
        _TEXTS[books] = MainText(books.accounts.document)
    return _TEXTS[books]
