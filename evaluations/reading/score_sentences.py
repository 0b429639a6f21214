"""Scores that stand in the running text of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosures.documents.model import Place
from disclosures.final_accounts.narrative.passages import Passage
from evaluations.reading.numbers import read_number
from evaluations.reading.records import BLANK, PrintedNumber, TextScore

_N = r"(\d+(?:\.\d+)?)"
_TRIPLE = re.compile(
    rf"(?P<name>[^，。；：、“”（）\d]{{2,20}}?)(?:权重)?(?:分数|总分|分值|满分)为?(?P<weight>{_N[1:-1]})分，"
    rf"(?:实际)?得分为?(?P<score>{_N[1:-1]})分，得分率为?(?P<rate>{_N[1:-1]})%"
)
_THIS = re.compile(
    rf"(?:满分|总分|分值)为?(?P<weight>{_N[1:-1]})分，(?:实际)?得分为?(?P<score>{_N[1:-1]})分(?:，得分率为?(?P<rate>{_N[1:-1]})%)?"
)
_PAIR = re.compile(
    rf"(?:^|[。，；：])(?P<name>决策|过程|成本|产出|效益|效果|管理|项目决策|项目管理)类?(?:指标)?得分为?(?P<score>{_N[1:-1]})分，"
    rf"得分率为?(?P<rate>{_N[1:-1]})%"
)
_BLOCK = re.compile(
    rf"^（[一二三四五六七八九]）(?P<name>[^，。；：\d（）]{{2,16}}?){_N}分，具体得分情况如下：?"
)
_PART = re.compile(rf"([^，。；：（）\d\s]{{2,16}}?)（{_N}分）")
_HEADING = re.compile(r"^(?:\d{1,2}[.、．]|（[一二三四五六七八九\d]{1,2}）)?(.{2,20}?)指标分析")
_QUOTED = re.compile(
    rf"((?:“[^”]{{2,40}}”(?:和|、|及)?)+)指标(?:分别)?(?:得分?|得分为?)(?:=[^=。；]{{0,60}}=)?{_N}分"
)
_THIS_INDICATOR = re.compile(rf"此项指标(?:[^。]{{0,20}}?，)?得{_N}分，得分率为?{_N}%")
_NAMED = re.compile(r"^([^：，。；]{2,40}?)：")


def read_text_scores(texts: Sequence[Passage]) -> Iterator[TextScore]:
    """Every score of an indicator that a sentence gives, with its weight and rate where it gives them."""
    heading = ""
    name = ""
    block: TextScore | None = None
    for passage in texts:
        if (opened := _BLOCK.match(passage.text)) is not None:
            yield from _closed(block)
            block = _block(passage, opened)
            continue
        if block is not None and (more := _parts(passage)):
            block = _with_parts(block, more, passage)
            continue
        yield from _closed(block)
        block = None
        if (headed := _HEADING.match(passage.text)) is not None:
            heading = headed[1]
        named = _NAMED.match(passage.text)
        name = _own_name(named[1]) if named is not None else name
        yield from _sentences(passage, heading, name)
    yield from _closed(block)


def _closed(block: TextScore | None) -> Iterator[TextScore]:
    if block is not None:
        yield block


def _block(passage: Passage, opened: re.Match[str]) -> TextScore:
    weight = read_number(opened[2], passage.place_at(opened.start(2)))
    rest = passage.part(opened.end(), len(passage.text))
    return TextScore(opened["name"], BLANK, weight, BLANK, passage.text, passage.place_at(0), _parts(rest))


def _with_parts(
    block: TextScore, parts: tuple[tuple[str, PrintedNumber], ...], passage: Passage
) -> TextScore:
    return TextScore(
        block.name,
        block.weight,
        block.score,
        block.rate,
        block.text + passage.text,
        block.place,
        block.parts + parts,
    )


def _parts(passage: Passage) -> tuple[tuple[str, PrintedNumber], ...]:
    """项目目标（7分）决策过程（5分）: the parts a passage begins with, one right after another."""
    parts = []
    at = 0
    while (match := _PART.match(passage.text, at)) is not None:
        parts.append((match[1], read_number(match[2], passage.place_at(match.start(2)))))
        at = match.end()
    return tuple(parts) if len(parts) > 1 else ()


def _sentences(passage: Passage, heading: str, name: str) -> Iterator[TextScore]:
    taken: list[tuple[int, int]] = []
    for match in _TRIPLE.finditer(passage.text):
        taken.append(match.span())
        yield _score(passage, match, _own_name(match["name"]) or heading)
    for match in _THIS.finditer(passage.text):
        if not any(start <= match.start() < end for start, end in taken):
            yield _score(passage, match, heading)
    for match in _PAIR.finditer(passage.text):
        yield _score(passage, match, match["name"])
    for match in _QUOTED.finditer(passage.text):
        for quoted in re.findall(r"“([^”]+)”", match[1]):
            score = read_number(match[2], passage.place_at(match.start(2)))
            yield TextScore(quoted, BLANK, score, BLANK, match.group(), score.place)
    for match in _THIS_INDICATOR.finditer(passage.text):
        score = read_number(match[1], passage.place_at(match.start(1)))
        rate = read_number(match[2] + "%", passage.place_at(match.start(2)))
        if name:
            yield TextScore(name, BLANK, score, rate, match.group(), score.place)


def _own_name(printed: str) -> str:
    """The indicator's name in a sentence, without the heading before it; empty for 该项指标 and the like."""
    name = re.sub(r"^.*指标分析", "", printed)
    name = re.sub(r"^[\d.、．]+|(?:指标|权重|的)+$", "", name)
    return "" if re.fullmatch(r"(?:该|本|此)?(?:项)?", name) else name


def _score(passage: Passage, match: re.Match[str], name: str) -> TextScore:
    groups = match.groupdict()

    def number(group: str, sign: str = "") -> PrintedNumber:
        if not groups.get(group):
            return BLANK
        return read_number(match[group] + sign, passage.place_at(match.start(group)))

    place: Place = passage.place_at(match.start())
    return TextScore(name, number("weight"), number("score"), number("rate", "%"), match.group(), place)
