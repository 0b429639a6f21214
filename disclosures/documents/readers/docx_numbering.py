"""The numbers that Word sets before paragraphs: `一、`, `（二）`, `3.`. They are printed, but not text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from disclosures.documents.packages import parse_xml, read_part, whole_number

_VAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
_STRICT_VAL = "{http://purl.oclc.org/ooxml/wordprocessingml/main}val"
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: from where, in which figures, with what around them."""

    start: int = 1
    figures: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Of every list, by its `numId`."""
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """List and level of the paragraph styles that are numbered."""
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    """Lists made from one definition count together: by its `abstractNumId`."""
    definitions: dict[str, str] = field(default_factory=dict)

    def next_label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph, counted on; nothing before one that is in no list."""
        number, at = self._list_of(paragraph)
        levels = self.levels.get(number)
        if not levels or at not in levels:
            return ""
        counter = self.counters.setdefault(self.definitions[number], {})
        counter[at] = counter.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counter if level > at]:
            del counter[deeper]
        return re.sub(
            r"%([1-9])", lambda place: self._figure(levels, counter, int(place[1]) - 1), levels[at].text
        )

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        number, level = _list_and_level(paragraph.find("./{*}pPr"))
        style = _val(paragraph.find("./{*}pPr/{*}pStyle"))
        by_style = self.styles.get(style or "", ("", 0))
        if number is None:
            return by_style
        return number, by_style[1] if level is None else level

    @staticmethod
    def _figure(levels: dict[int, Level], counter: dict[int, int], at: int) -> str:
        level = levels.get(at, Level())
        return _FIGURES.get(level.figures, str)(counter.get(at, level.start))


def numbering_of(package: zipfile.ZipFile) -> Numbering:
    """The lists that a Word package defines."""
    numbering = Numbering()
    content = read_part(package, "word/numbering.xml")
    if content is None:
        return numbering
    root = parse_xml(content)
    defined = {
        _attribute(definition, "abstractNumId"): {
            whole_number(_attribute(level, "ilvl"), 0): _level(level)
            for level in definition.iterfind("./{*}lvl")
        }
        for definition in root.iterfind("./{*}abstractNum")
    }
    for number in root.iterfind("./{*}num"):
        name, definition = _attribute(number, "numId"), _val(number.find("./{*}abstractNumId")) or ""
        overridden = {
            whole_number(_attribute(change, "ilvl"), 0): whole_number(
                _val(change.find("./{*}startOverride")), 1
            )
            for change in number.iterfind("./{*}lvlOverride")
        }
        numbering.levels[name] = {
            at: Level(overridden.get(at, level.start), level.figures, level.text)
            for at, level in defined.get(definition, {}).items()
        }
        numbering.definitions[name] = f"{definition}/{name}" if overridden else definition
    numbering.styles = _styles(package)
    return numbering


def _level(element: etree._Element) -> Level:
    start = whole_number(_val(element.find("./{*}start")), 1)
    figures = _val(element.find("./{*}numFmt")) or "decimal"
    text = _val(element.find("./{*}lvlText")) or ""
    return Level(start, figures, "" if figures == "bullet" else text)


def _styles(package: zipfile.ZipFile) -> dict[str, tuple[str, int]]:
    """List and level of every numbered style, its own or that of the style it is based on."""
    content = read_part(package, "word/styles.xml")
    if content is None:
        return {}
    own: dict[str, tuple[str | None, int | None]] = {}
    based_on: dict[str, str | None] = {}
    for style in parse_xml(content).iterfind("./{*}style"):
        name = _attribute(style, "styleId")
        own[name] = _list_and_level(style.find("./{*}pPr"))
        based_on[name] = _val(style.find("./{*}basedOn"))
    numbered: dict[str, tuple[str, int]] = {}
    for name in own:
        ancestor: str | None = name
        for _ in range(_DEEPEST):
            number, level = own.get(ancestor or "", (None, None))
            if number is not None:
                numbered[name] = (number, level or 0)
                break
            ancestor = based_on.get(ancestor or "")
    return numbered


def _list_and_level(properties: etree._Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number = _val(properties.find("./{*}numPr/{*}numId"))
    level = _val(properties.find("./{*}numPr/{*}ilvl"))
    return number, None if level is None else whole_number(level, 0)


def _val(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(_VAL) or element.get(_STRICT_VAL)


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(_VAL.replace("val", name)) or element.get(_STRICT_VAL.replace("val", name)) or ""


def chinese(number: int) -> str:
    """The number as it is counted in Chinese: 十, 十二, 二十, 一百零五."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, figure in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        text += figure * count
    return text


def _circled(number: int) -> str:
    return _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else str(number)


_FIGURES: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(
        {48 + digit: 0xFF10 + digit for digit in range(10)}
    ),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}
