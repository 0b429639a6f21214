"""Where an evaluation report begins and ends in a document that holds several, by several firms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from disclosures.documents.model import Block, Paragraph, Table
from evaluations.reading.words import compact, fold_project, squeeze

_TITLE = re.compile(
    r"(?:附件\d*[:：])?([^。；;!?]{0,100}?)(?:支出)?(?:绩效)?(?:评价|评估)报告(\([^()]{2,80}\))?"
)
_SELF = re.compile(r"自评(?:价|估)?报告|整体报告")
_OTHER_TITLE = re.compile(
    r"[^。；]{0,40}(?:绩效自评表|自评情况汇总表|评价情况汇总表|自评情况表)(?:\(.{2,20}\))?"
)
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_MAIN_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、|(?:项目)?基本情况$|(?:项目)?概况$")
_COVER_LINE = re.compile(r"[^。；:：]{2,60}")
SIMILAR = 0.9


@dataclass(frozen=True, slots=True)
class ReportBounds:
    """A report's blocks, from its title on, and its title in full."""

    start: int
    end: int
    title: str
    project: str


@dataclass(slots=True)
class _Open:
    start: int
    title: str
    project: str
    has_body: bool = False


def report_bounds(blocks: Sequence[Block]) -> Iterator[ReportBounds]:
    """The reports of a document, in order. A title repeated on cover and first page is one report."""
    current: _Open | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            continue
        text = compact(block.text)
        titled = _title(blocks, at, text)
        if titled is not None:
            if current is not None and _is_same(current, titled.project):
                continue
            yield from _closed(current, at if current is None else titled.start)
            current = titled
        elif current is not None and (_OTHER_TITLE.fullmatch(text) or _PART.match(text)):
            yield from _closed(current, at)
            current = None
        elif current is not None and _MAIN_HEADING.match(text):
            current.has_body = True
    yield from _closed(current, len(blocks))


def _closed(current: _Open | None, end: int) -> Iterator[ReportBounds]:
    if current is not None and current.has_body:
        yield ReportBounds(current.start, end, current.title, current.project)


def _title(blocks: Sequence[Block], at: int, text: str) -> _Open | None:
    """A paragraph that is a report's title. Where it names no project, a line beside it does."""
    match = _TITLE.fullmatch(text)
    if match is None or _SELF.search(text) or "详见" in text or "见附" in text:
        return None
    printed = squeeze(block.text) if isinstance(block := blocks[at], Paragraph) else text
    name = (match[2] or "").strip("()") or match[1]
    if fold_project(name) and not re.fullmatch(
        r"(?:[省市县区]级)?(?:部门|财政)?(?:重点)?(?:项目)?(?:支出)?", name
    ):
        return _Open(at, printed, _project(name))
    below = _line(blocks, at + 1)
    if below.startswith("("):
        return _Open(at, f"{printed}{below}", _project(below.strip("()")))
    above = _line(blocks, at - 1)
    if _COVER_LINE.fullmatch(above) and not _PART.match(above):
        return _Open(at - 1, f"{above}{printed}", _project(above))
    return _Open(at, printed, _project(match[1]))


def _line(blocks: Sequence[Block], at: int) -> str:
    block = blocks[at] if 0 <= at < len(blocks) else None
    return compact(block.text) if isinstance(block, Paragraph) else ""


def _project(name: str) -> str:
    """The project in a title: without the year before it and the quotation marks."""
    return re.sub(r"^(?:关于)?20\d{2}年度?|[《》]", "", name).removesuffix("支出").strip()


def _is_same(current: _Open, project: str) -> bool:
    """Whether a title repeats that of the report it stands in."""
    if not current.has_body and not project:
        return True
    here, there = fold_project(current.project), fold_project(project)
    return here == there or SequenceMatcher(None, here, there).ratio() >= SIMILAR
