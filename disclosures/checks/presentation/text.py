"""The text itself: leftovers of the form, unreadable characters, doubled words, contents and headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.presentation.main_text import main_text
from disclosures.checks.rule import Judgement, defect, defects, holds
from disclosures.documents.model import Place

_LEFTOVER = re.compile(
    r"[X×*＊○_]{2,}(?:万元|元|年|%|个|辆|批次|人次|部门|单位|局|厅)|(?:20|二〇)[X×*＊○]{2}年"
    r"|(?:增加|减少|增长|下降|上升)(?:（|/)(?:增加|减少|增长|下降|上升)）?+(?!0(?:\.0+)?(?:万元|元|%|[，。；]))"
    r"|（?(?:此处|请)(?:填写|填列|补充|说明|插入)|待(?:填|补充)"
    r"|仍(?:需|应|然)?保留(?:该|本|此)?表(?:格)?(?:格式|样式|样)|作(?:下述|如下|以下)说明"
)
_UNREADABLE = re.compile(r"\ufffd+|#{3,}(?![#\u4e00-\u9fff（“])|锟斤拷|烫烫")
_DOUBLED = re.compile(
    r"([，、；：])\1|。{2}(?!。)|(增加|减少|增长|下降|收入|支出|预算|决算|主要|万元|原因|其中|情况|完成)\2"
)
_DOUBLED_NAMES = re.compile(r"支出支出|情况情况")
"""Two names may meet: “其他支出”支出, 收入情况情况说明."""


@defects("FMT-11", basis="部门决算公开范本")
def template_is_left_over(books: Books) -> Iterator[Judgement]:
    """A blank of the form, a choice of words or an instruction to the author is left in the text.

    **Wrong**   比上年增加（减少）10.00万元   仍保留该表格式，并在本表下方作下述说明
    **Right**   比上年增加10.00万元
    """
    yield from _searched(books, _LEFTOVER, "范本残留", "a leftover of the form")


@defects("FMT-12", basis="可读性")
def characters_are_unreadable(books: Books) -> Iterator[Judgement]:
    """Characters cannot be read: columns too narrow, fonts without Unicode.

    **Wrong**   2010301 行政运行 #####
    **Right**   2010301 行政运行 1,504.48
    """
    yield from _searched(books, _UNREADABLE, "不可读字符", "unreadable characters")
    for statement, figure in (
        (s, f) for s in books.accounts.statements for _, f in s.figures() if _UNREADABLE.search(f.amount.text)
    ):
        yield defect(
            statement.key,
            zh=f"《{statement.title}》有无法辨认的金额“{figure.amount.text}”。",
            en=f"{statement.title} has an amount that cannot be read: {figure.amount.text}.",
            evidence=[Evidence(statement.key, statement.title, figure.amount.text, figure.place)],
            printed=figure.amount.text,
        )


@defects("FMT-13", basis="文字表述")
def words_are_doubled(books: Books) -> Iterator[Judgement]:
    """A word or a punctuation mark stands twice.

    **Wrong**   主要原因是人员增加增加，，
    **Right**   主要原因是人员增加
    """
    yield from _searched(books, _DOUBLED, "重复", "doubled", unless=_names_that_meet)


def _names_that_meet(match: re.Match[str]) -> bool:
    return _DOUBLED_NAMES.fullmatch(match.group()) is not None


def _searched(
    books: Books,
    pattern: re.Pattern[str],
    zh: str,
    en: str,
    unless: Callable[[re.Match[str]], bool] = lambda match: False,
) -> Iterator[Judgement]:
    """A defect for every place of the main text, notes included, where the pattern is found."""
    found = False
    for text, place in _texts(books):
        match = pattern.search(text)
        if match is None or unless(match):
            continue
        found = True
        yield defect(
            "text",
            zh=f"{zh}：“{match.group()}”，见“{_around(text, match)}”。",
            en=f"The text has {en}: {match.group()}.",
            evidence=[Evidence("text", zh, _around(text, match), place(match.start()))],
            printed=match.group(),
        )
    if not found:
        yield holds("text")


def _texts(books: Books) -> Iterator[tuple[str, Callable[[int], Place]]]:
    for passage in main_text(books).passages:
        yield passage.text, passage.place_at


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 12, 0) : match.end() + 12]


@defects("FMT-15", basis="部门决算公开目录")
def heading_of_the_contents_is_missing(books: Books) -> Iterator[Judgement]:
    """A part that the list of contents names has no heading in the body.

    **Wrong**   目录：第二部分 部门决算表   正文：部门决算表
    **Right**   目录：第二部分 部门决算表   正文：第二部分 部门决算表
    """
    listed, headed = main_text(books).parts
    if not listed or not headed:
        return
    numbers = {part.number for part in headed}
    for part in listed:
        evidence = [Evidence(f"part/{part.number}", "目录", part.title, part.place)]
        if part.number in numbers:
            yield holds(part.number, evidence=evidence)
        else:
            yield defect(
                part.number,
                zh=f"目录有“第{part.number}部分{part.title}”，正文没有这一标题。",
                en=f"The contents list part {part.number} ({part.title}); the body has no such heading.",
                evidence=evidence,
                expected=f"第{part.number}部分",
            )
