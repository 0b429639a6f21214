"""The running text of a document as passages: lines joined, characters folded, each with its place.

A page break may fall inside a word or a number, so a paragraph that does not end a sentence goes on in the
next one. Blanks carry no meaning between Chinese characters and are dropped, inside numbers too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import TypeAlias

from disclosures.documents.model import Document, Paragraph, Place

_FOLDED = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **{chr(0xFF21 + letter): chr(0x41 + letter) for letter in range(26)},
        **{chr(0xFF41 + letter): chr(0x61 + letter) for letter in range(26)},
        **dict.fromkeys("‘「『〝", "“"),
        **dict.fromkeys("’」』〞", "”"),
        "＂": '"',
        "(": "（",
        ")": "）",
        ":": "：",
        ";": "；",
        "％": "%",
        "﹪": "%",
        "．": ".",
        "—": "-",
        "－": "-",
        "−": "-",
        "–": "-",
        "\u200b": " ",
        "\ufeff": " ",
        "\u3000": " ",
        "\xa0": " ",
    }
)
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?:[,，]\d{3})*(?:\.\d|(?![\d,，])))")
_FULL_WIDTH_SEPARATOR = re.compile(r"(?<![\d,，.])\d{1,3}(?:，\d{3})+\.\d")
_ENDS_A_SENTENCE = re.compile(r"[。；：！？!?][”’）]?$")
_BREAKS_OFF = re.compile(r"[、，]$")
_OPENS_A_PASSAGE = re.compile(
    r"第[一二三四五六七八九十]+(?:部分|章|条)|[一二三四五六七八九十]+[、.．]|（[一二三四五六七八九十]+）"
    r"|\d{1,2}(?:、|[.．](?!\d{1,4}(?:万元|亿元|元|%)))|（\d{1,2}）|[①-⑳]|注[:：]|说明[:：]|附件|图\d|表\d"
)
_PAGE_NUMBER = re.compile(r"(?:-{0,2}|第)\d{1,3}(?:-{0,2}|页)(?:[/共]\d{1,3}页?)?$")
_CAPTION = re.compile(
    r"图\d+[：.、]?|.{0,40}(?:情况|结构|构成|变动|对比|占比)(?:饼|柱状|条形|示意)?图(?:（单位：.{1,3}）)?$"
    r"|（?单位：.{1,3}）?$"
)
_CLASS_TITLE = re.compile(r"(?:\d{1,2}[、.]|（\d{1,2}）)[^。，；：（）\d]{2,24}支出")
_BELOW_A_CLASS = re.compile(r"[^。，；：（）\d]{2,40}（款）")
"""The name of a 类 as a title, and a paragraph on one of its accounts, which does not repeat it."""
_LATIN = re.compile(r"[A-Za-z]")


PrintedLine: TypeAlias = tuple[str, Place]


@dataclass(frozen=True, slots=True)
class Passage:
    """Folded text without blanks. `places[i]` is where the characters from `starts[i]` on stand."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place_at(self, offset: int) -> Place:
        return self.places[max(bisect_right(self.starts, offset) - 1, 0)]

    def part(self, start: int, end: int) -> Passage:
        """The text between two offsets, with its own offsets."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)), first + 1)
        return Passage(
            self.text[start:end],
            tuple(max(at - start, 0) for at in self.starts[first:last]),
            self.places[first:last],
        )

    def followed_by(self, other: Passage) -> Passage:
        shift = len(self.text)
        return Passage(
            _separators_folded(self.text + other.text),
            self.starts + tuple(at + shift for at in other.starts),
            self.places + other.places,
        )


def passages(document: Document) -> Iterator[Passage]:
    """The paragraphs of a document in order, those broken by a page joined, furniture left out."""
    pending: Passage | None = None
    for passage in _pieces(document):
        if pending is not None and passage is not None and _goes_on(pending, passage):
            pending = pending.followed_by(passage)
            continue
        if pending is not None:
            yield pending
        pending = passage
    if pending is not None:
        yield pending


def _pieces(document: Document) -> Iterator[Passage | None]:
    """The paragraphs without furniture, a title apart from the text below it; None for a table."""
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            yield None
            continue
        for lines in _titles_apart(block.lines or ((block.text, block.place),)):
            passage = folded(lines)
            if passage.text and not _PAGE_NUMBER.fullmatch(passage.text) and not _CAPTION.match(passage.text):
                yield passage


def _titles_apart(lines: Iterable[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """The lines of a paragraph; where a reader took a title for its first line, the title by itself."""
    run: list[PrintedLine] = []
    for line in lines:
        text = folded([line]).text
        title = is_heading_line(text)
        if run and (title or (_OPENS_A_PASSAGE.match(text) and _ENDS_A_SENTENCE.search(run[-1][0].rstrip()))):
            yield run
            run = []
        run.append(line)
        if title:
            yield run
            run = []
    if run:
        yield run


def folded(lines: Iterable[PrintedLine]) -> Passage:
    """Lines as one passage: half-width digits, full-width brackets, no blanks."""
    text = ""
    starts: list[int] = []
    places: list[Place] = []
    for line, place in lines:
        starts.append(len(text))
        places.append(place)
        text += _without_blanks(line.translate(_FOLDED))
    return Passage(_quotes_folded(_separators_folded(text)), tuple(starts), tuple(places))


def _quotes_folded(text: str) -> str:
    """Straight quotation marks as “ and ” in turn; the length of the text stays."""
    marks = cycle("“”")
    return "".join(next(marks) if letter == '"' else letter for letter in text)


def _without_blanks(line: str) -> str:
    """The blank between two Latin words stays; every other one goes."""
    words = line.split()
    joined = words[0] if words else ""
    for word in words[1:]:
        latin = _LATIN.match(joined[-1]) and _LATIN.match(word[0])
        joined += f" {word}" if latin else word
    return joined


def _separators_folded(text: str) -> str:
    """Separators of thousands as `,`, every other comma as `，`; the length of the text stays."""
    for number in _FULL_WIDTH_SEPARATOR.findall(text):
        text = text.replace(number, number.replace("，", ","))
    kept = {match.start() for match in _THOUSANDS.finditer(text) if match.group() == ","}
    return "".join("，" if c == "," and at not in kept else c for at, c in enumerate(text))


def _goes_on(before: Passage, after: Passage) -> bool:
    """Whether a page break, not the author, parted the two. Paragraphs are the author's own unless one ends
    amid a sentence, as where a page was converted line by line."""
    if before.places[-1].paragraph is not None and not _BREAKS_OFF.search(before.text):
        return False
    if is_heading_line(before.text) or _OPENS_A_PASSAGE.match(after.text):
        return False
    if _CLASS_TITLE.fullmatch(before.text) and _BELOW_A_CLASS.match(after.text):
        return False
    return not _ENDS_A_SENTENCE.search(before.text)


_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+[、.．]|（[一二三四五六七八九十]+）)[^。，；：]{0,45}$"
)
_HEADING_ENDS = re.compile(
    r"(?:情况|说明|结果|收入|支出|经费|绩效|构成|概况|职责|职能|设置|解释|占用|附件|附表|附|表|管理|事项)$"
)


_BARE_TITLE = re.compile(
    r"(?:\d{1,2}[、.])?(?:20\d{2}年(?:度)?)?(?:关于)?(?:部门|单位)?(?:20\d{2}年(?:度)?)?"
    r"(?:收入|支出|收、?支|财政拨款|一般公共预算|政府性基金|国有资[本产]|“?三公|机关运行|政府采购|预算绩效|其他重要)"
    r"[^。，；：\d]{2,30}(?:情况|情况说明|情况的说明)$"
)


def is_heading_line(text: str) -> bool:
    """A line that is a title: short, no sentence in it, numbered or on one of the narrative's subjects."""
    if _BARE_TITLE.match(text):
        return True
    return bool(_HEADING.match(text) and _HEADING_ENDS.search(text))
