"""Chinese characters as they should have been encoded, and what counts as one."""

from __future__ import annotations

import re
import unicodedata

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民"
    "⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹"
    "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠"
    "⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""CJK Radicals Supplement, each followed by its ideograph (Unicode's EquivalentUnifiedIdeograph.txt).

A font whose map was made from glyph shapes gives 长 as ⻓ and 民 as ⺠, and no name is found again.
"""

_FOLDABLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")

_RADICALS = dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))


def folded(character: str) -> str:
    """The character itself, or the ideograph that a radical or a compatibility form stands for."""
    if character < "\u2e80":
        return character
    if character <= "\u2eff":
        return _RADICALS.get(character, character)
    if "\u2f00" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff":
        return unicodedata.normalize("NFKC", character)
    return character


def fold_radicals(text: str) -> str:
    """The text with every radical and compatibility ideograph folded; nothing else changed."""
    return _FOLDABLE.sub(lambda found: folded(found.group()), text)


def is_cjk(character: str) -> bool:
    """Whether Chinese typesetting sets the character without blanks beside it: ideographs, their
    punctuation and full-width forms."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\ufe30" <= character <= "\ufe4f"
        or "\uff00" <= character <= "\uff60"
        or "\uffe0" <= character <= "\uffe6"
        or character in "“”‘’…—·"
        or character >= "\U00020000"
    )
