"""What a finding says: one sentence in Chinese and one in English, with the numbers and the place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from disclosures.checks.equation import Equation, Expression, Ratio, Relation, Sense, Term, Variable
from disclosures.checks.evaluate import Assessment
from disclosures.checks.finding import Message
from disclosures.checks.rounding import round_half_up
from disclosures.documents.model import Place

TERMS_NAMED = 3
MUST_BE = {
    Sense.EQUAL: Message("应等于", "should equal"),
    Sense.AT_MOST: Message("不应大于", "should not exceed"),
    Sense.AT_LEAST: Message("不应小于", "should not be below"),
}
PER_CENT = "%"
PERCENTAGE_POINTS = Message("个百分点", " percentage points")


class Scale:
    """The unit numbers of a relation are reported in: that of its coarsest figure, to its places."""

    def __init__(self, relation: Relation) -> None:
        figures = (relation.rate,) if isinstance(relation, Ratio) else relation.variables()
        coarsest = max(figures, key=lambda v: v.half_unit * v.scale, default=None)
        self.unit = coarsest.unit if coarsest else ""
        self._scale = coarsest.scale if coarsest else 1
        self._decimals = places(coarsest.half_unit) if coarsest else 0

    @property
    def unit_words(self) -> Message:
        return Message(self.unit, self.unit if self.unit == PER_CENT else f" {self.unit}".rstrip())

    @property
    def difference_unit(self) -> Message:
        """Rates differ by percentage points."""
        return PERCENTAGE_POINTS if self.unit == PER_CENT else self.unit_words

    def number(self, value: Decimal, *, finer: bool = False) -> str:
        """The value in the unit, to its places, or two more where the places would hide the difference."""
        return f"{round_half_up(value / self._scale, self._decimals + 2 * finer):f}"


def places(half_unit: Decimal) -> int:
    """The decimals a figure with that half unit is printed with."""
    exponent = half_unit.normalize().as_tuple().exponent
    return max(-exponent - 1, 0) if isinstance(exponent, int) else 0


def broken_relation(relation: Relation, found: Assessment) -> Message:
    """What does not agree with what, by how much, how much rounding would allow, and where."""
    scale = Scale(relation)
    finer = isinstance(relation, Ratio)
    tested, compared = sides(relation, MUST_BE[_sense(relation)])
    printed, expected = scale.number(found.printed), scale.number(found.expected)
    if printed == expected:
        expected = scale.number(found.expected, finer=finer)
    more = "多" if found.printed > found.expected else "少"
    difference = scale.number(found.residual, finer=finer)
    tolerance = scale.number(found.tolerance, finer=finer)
    unit, by = scale.unit_words, scale.difference_unit
    where = place_of(first_figure(relation).place)
    return Message(
        f"{tested.zh}为{printed}{unit.zh}，{compared.zh}{expected}{unit.zh}，"
        f"{more}{difference.removeprefix('-')}{by.zh}"
        f"（允许误差{tolerance}{by.zh}{_after('；', where.zh)}）。",
        f"{tested.en} is {printed}{unit.en}, {compared.en}{expected}{unit.en}; "
        f"difference {difference}{by.en}, allowance {tolerance}{by.en}{_after(', ', where.en)}.",
    )


def _after(mark: str, words: str) -> str:
    return f"{mark}{words}" if words else ""


def _sense(relation: Relation) -> Sense:
    return relation.sense if isinstance(relation, Equation) else Sense.EQUAL


def sides(relation: Relation, must: Message) -> tuple[Message, Message]:
    """The tested figure, and the words that lead to the number it is compared with."""
    if isinstance(relation, Ratio):
        calculated = _calculation(relation)
        rate = _named(relation.rate.expression(), "")
        return rate, Message(f"按{calculated}计算应为", f"should be {calculated} = ")
    tested = _named(relation.left, "")
    if not relation.right.terms:
        return tested, Message(must.zh, f"{must.en} ")
    right = _named(relation.right, _label(relation.left.terms[0]) if relation.left.terms else "")
    return tested, Message(f"{must.zh}{right.zh}", f"{must.en} {right.en} = ")


def _calculation(ratio: Ratio) -> str:
    """What the rate is of what, in figures: 2106.66÷2940.05, or 56.95÷(2995.39+56.95)."""
    part, whole = _figures(ratio.part), _figures(ratio.whole)
    return f"{part}÷{whole}"


def _figures(expression: Expression) -> str:
    terms = [(c, v) for c, v in expression.terms if not v.is_zero] or list(expression.terms[:1])
    if len(terms) > TERMS_NAMED:
        return f"{expression.value() / terms[0][1].scale:f}"
    written = "".join(
        f"{'-' if c < 0 else '+' if i else ''}{v.amount:f}"
        for i, (c, v) in enumerate(terms)
        if v.amount is not None
    )
    return f"({written})" if len(terms) > 1 else written


def _named(expression: Expression, known: str) -> Message:
    """The names of the terms, without what the name before has said; of a long sum the first and how many."""
    terms = expression.terms
    if any(abs(coefficient) != 1 for coefficient, _ in terms):
        factors = "、".join(_short_names(terms, known))
        return Message(f"按{factors}折算的", f"what follows from {factors}")
    names = _short_names(terms, known)
    if len(terms) > TERMS_NAMED:
        return Message(f"{names[0]}等{len(terms)}项之和", f"the sum of {len(terms)} figures from {names[0]}")
    signed = zip((c for c, _ in terms), names, strict=True)
    written = "".join(f"{'−' if c < 0 else '＋' if i else ''}{name}" for i, (c, name) in enumerate(signed))
    is_sum = len(terms) > 1 and all(coefficient == 1 for coefficient, _ in terms)
    return Message(f"{written}之和" if is_sum else written or "0", written or "0")


def _short_names(terms: Sequence[Term], known: str) -> list[str]:
    labels = [_label(term) for term in terms]
    return [_without_common(label, before) for before, label in zip([known, *labels], labels, strict=False)]


def _label(term: Term) -> str:
    return term[1].label or term[1].key


def _without_common(label: str, before: str) -> str:
    """A name without the statement, form or report that the name before it has given already."""
    pairs = zip(label, before, strict=False)
    common = "".join(mine for mine, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    quote = common.rfind("“")
    start = max(common.rfind("》") + 1, quote if quote > 0 else 0)
    return label[start:].strip() or label


def first_figure(relation: Relation) -> Variable:
    """The figure a relation is shown at."""
    if isinstance(relation, Ratio):
        return relation.rate
    return relation.variables()[0]


def located(message: Message, place: Place) -> Message:
    """The sentence with where to look at its end."""
    where = place_of(place)
    if not where.zh:
        return message
    return Message(
        f"{message.zh.removesuffix('。')}（{where.zh}）。", f"{message.en.removesuffix('.')} ({where.en})."
    )


def place_of(place: Place) -> Message:
    """Where to look, as a person would say it."""
    zh, en = [], []
    for value, words_zh, words_en in (
        (place.file, "文件{}", "file {}"),
        (place.page, "第{}页", "page {}"),
        (place.sheet, "工作表{}", "sheet {}"),
        (place.cell, "单元格{}", "cell {}"),
        (place.table, "第{}个表", "table {}"),
        (place.paragraph, "第{}段", "paragraph {}"),
        (place.line, "第{}行", "line {}"),
        (None if place.line else place.row, "第{}行", "row {}"),
        (place.field, "第{}栏", "field {}"),
        (None if place.field else place.column, "第{}列", "column {}"),
    ):
        if value is not None:
            zh.append(words_zh.format(value))
            en.append(words_en.format(value))
    return Message("".join(zh), ", ".join(en))
