"""Printed names made comparable: width, brackets, blanks, radicals and ordinals are no part of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from disclosures.documents.cjk import fold_radicals

_NOT_OF_A_NAME = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad“”\"'‘’「」『』＂《》〈〉]")
_BRACKETS = str.maketrans(
    {"〔": "(", "〕": ")", "【": "(", "】": ")", "［": "(", "］": ")", "[": "(", "]": ")"}
)
_NUMERAL = "[一二三四五六七八九十百零〇]"
_ORDINAL = re.compile(
    rf"(?:第?{_NUMERAL}{{1,4}}[、,.:]|\({_NUMERAL}{{1,4}}\)[、,.]?|\d{{1,3}}[、.](?!\d)|\(\d{{1,2}}\)[、,.]?|[①-⑳]|[·•●*-](?=\D))"
)
_OF_WHICH = re.compile(r"(?:其中|加|减)[:、]?")


_LONGEST_NAME = 100
"""Longer texts are sentences, which are not met twice and not kept."""


def fold(text: str) -> str:
    """The text in one width, without blanks and quotation marks: what two printings of a name share."""
    return _folded_name(text) if len(text) <= _LONGEST_NAME else _folded(text)


def _folded(text: str) -> str:
    return _NOT_OF_A_NAME.sub("", unicodedata.normalize("NFKC", fold_radicals(text)).translate(_BRACKETS))


_folded_name = lru_cache(maxsize=16_384)(_folded)


def name_of(label: str) -> str:
    """The folded name in a label, without its ordinals and 其中：

    >>> name_of("二十六、抗疫特别国债安排的支出")
    '抗疫特别国债安排的支出'
    """
    return _name_in(fold(label))


@lru_cache(maxsize=16_384)
def _name_in(folded: str) -> str:
    name = folded
    while match := _OF_WHICH.match(name) or _ORDINAL.match(name):
        if match.end() == len(name):
            break
        name = name[match.end() :]
    return name


_BLANKS = re.compile(r"\s+")
_CHINESE = "[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f（）“”]"
_BLANK_IN_CHINESE = re.compile(rf"(?<={_CHINESE})\s+|\s+(?={_CHINESE})")


def printed_name(text: str) -> str:
    """The name as printed, without what the layout put into it: wrapped lines and letters spread apart."""
    return _BLANKS.sub(" ", _BLANK_IN_CHINESE.sub("", fold_radicals(text.strip())))


def printed_part(folded: str, text: str) -> str:
    """The part of a printed text that folds to `folded`, as printed; `folded` itself where none does."""
    kept = [(index, letter) for index, c in enumerate(text) for letter in fold(c)]
    start = "".join(letter for _, letter in kept).find(folded)
    if start < 0 or not folded:
        return folded
    first, last = kept[start][0], kept[start + len(folded) - 1][0]
    opens = first and text[first - 1] == "“" and "”" in text[first : last + 1].partition("“")[0]
    return printed_name(text[first - 1 if opens else first : last + 1])
