"""What a finding says: one sentence in Chinese and one in English, with the numbers and the place."""

from __future__ import annotations

from decimal import Decimal

from disclosures.checks.equation import Equation, Expression, Ratio, Relation, Sense, Variable
from disclosures.checks.evaluate import Assessment
from disclosures.checks.finding import Message
from disclosures.checks.rounding import round_half_up
from disclosures.documents.model import Place

TERMS_NAMED = 4
MUST_BE = {
    Sense.EQUAL: Message("应等于", "should equal"),
    Sense.AT_MOST: Message("不应大于", "should not exceed"),
    Sense.AT_LEAST: Message("不应小于", "should not be below"),
}


class Scale:
    """The unit numbers of a relation are reported in: that of its coarsest figure, to its places."""

    def __init__(self, relation: Relation) -> None:
        figures = (relation.rate,) if isinstance(relation, Ratio) else relation.variables()
        coarsest = max(figures, key=lambda v: v.half_unit * v.scale, default=None)
        self.unit = coarsest.unit if coarsest else ""
        self._scale = coarsest.scale if coarsest else 1
        self._decimals = places(coarsest.half_unit) if coarsest else 0

    def number(self, value: Decimal, *, finer: bool = False) -> str:
        """The value in the unit, to its places, or two more where the places would hide the difference."""
        return f"{round_half_up(value / self._scale, self._decimals + 2 * finer):f}"


def places(half_unit: Decimal) -> int:
    """The decimals a figure with that half unit is printed with."""
    exponent = half_unit.normalize().as_tuple().exponent
    return max(-exponent - 1, 0) if isinstance(exponent, int) else 0


def broken_relation(title: Message, relation: Relation, found: Assessment) -> Message:
    """What does not agree with what, by how much, how much rounding would allow, and where."""
    scale = Scale(relation)
    finer = isinstance(relation, Ratio)
    printed, expected = scale.number(found.printed), scale.number(found.expected)
    difference = scale.number(found.residual, finer=finer)
    tolerance = scale.number(found.tolerance, finer=finer)
    must, unit = MUST_BE[relation.sense if isinstance(relation, Equation) else Sense.EQUAL], scale.unit
    left, right = sides(relation)
    where = place_of(first_figure(relation).place)
    at_zh = f"（{where.zh}）" if where.zh else ""
    at_en = f" ({where.en})" if where.en else ""
    return Message(
        f"{title.zh}：{left.zh}为{printed}{unit}，{must.zh}{right.zh}{expected}{unit}，"
        f"相差{difference}{unit}，允许{tolerance}{unit}{at_zh}。",
        f"{title.en}: {left.en} is {printed} {unit}, {must.en} {right.en}{expected} {unit}; "
        f"difference {difference} {unit}, allowance {tolerance} {unit}{at_en}.",
    )


def sides(relation: Relation) -> tuple[Message, Message]:
    """The tested figure, and what it is compared with, in words."""
    if isinstance(relation, Ratio):
        return _named(relation.rate.expression()), Message("按所列数计算的", "the figures' ratio ")
    if not relation.right.terms:
        return _named(relation.left), Message("", "")
    return _named(relation.left), Message(f"{_names(relation.right)}＝", f"{_names(relation.right)} = ")


def _named(expression: Expression) -> Message:
    names = _names(expression)
    return Message(f"“{names}”", f"“{names}”")


def _names(expression: Expression) -> str:
    terms = expression.terms
    if len(terms) > TERMS_NAMED:
        return f"{_signed(terms[0], first=True)} … {_signed(terms[-1])}（{len(terms)}）"
    return "".join(_signed(t, first=i == 0) for i, t in enumerate(terms)) or "0"


def _signed(term: tuple[Decimal, Variable], *, first: bool = False) -> str:
    coefficient, figure = term
    size = "" if abs(coefficient) == 1 else f"{abs(coefficient)}×"
    sign = "−" if coefficient < 0 else "" if first else "＋"
    return f"{sign}{size}{figure.label or figure.key}"


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
