"""R: rounding differences (尾差), reported once for the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import comb, factorial

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Equation, Ratio, Relation, Sense, Variable
from disclosures.checks.evaluate import Assessment, assess
from disclosures.checks.finding import Severity
from disclosures.checks.outcome import Outcome
from disclosures.checks.precision import decimals_of
from disclosures.checks.rounding import Band
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds, inapplicable, ledger
from disclosures.checks.wording import MUST_BE, Scale, first_figure, sides

NAMED = 10
EQUALS = MUST_BE[Sense.EQUAL]
NOTE = re.compile("尾差|尾数|四舍五入|取整|误差")
ENOUGH_IDENTITIES = 20
UNLIKELY = 1e-4


def _identities(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Equation]]:
    """The evaluated equalities that must hold but for rounding."""
    for outcome in outcomes:
        relation = outcome.relation
        if not isinstance(relation, Equation) or outcome.band is None:
            continue
        rounded = relation.sense is Sense.EQUAL and relation.tolerance is Allowance.ROUNDING
        if rounded and outcome.severity is Severity.ERROR:
            yield outcome, relation


def _size(outcome: Outcome) -> Decimal:
    return abs(outcome.residual or Decimal(0))


def _tails(outcomes: Iterable[Outcome]) -> list[tuple[Outcome, Equation]]:
    return [(o, e) for o, e in _identities(outcomes) if o.band is Band.ROUNDING]


@ledger("R-01", basis="金额由元转换为万元并保留两位小数，合计数与分项之和可有尾差")
def sums_have_rounding_tails(books: Books, outcomes: tuple[Outcome, ...]) -> Iterator[Judgement]:
    """Sums differ from their addends by no more than rounding explains. Said once, for all of them.

    **Wrong**   合计 100.00   33.33   33.33   33.33
    **Right**   合计  99.99   33.33   33.33   33.33
    """
    tails = _tails(outcomes)
    if not tails:
        yield holds("")
        return
    listed = "、".join(o.instance for o, _ in tails[:NAMED]) + (" …" if len(tails) > NAMED else "")
    largest, relation = max(tails, key=lambda tail: _size(tail[0]))
    scale = Scale(relation)
    size = f"{scale.number(_size(largest))}{scale.unit}"
    yield defect(
        "",
        zh=f"有{len(tails)}处合计与分项之和存在四舍五入尾差，最大{size}，均在允许范围内：{listed}。",
        en=f"{len(tails)} sums differ by rounding, at most {size}, all within the allowance: {listed}.",
        evidence=[first_figure(equation) for _, equation in tails[:NAMED]],
        printed=str(len(tails)),
        bound_to=_figures(tails),
    )


def _figures(sums: Iterable[tuple[Outcome, Equation]]) -> list[Variable]:
    """The figures of sums, each once."""
    return list({v.key: v for _, equation in sums for v in equation.variables()}.values())


@ledger("R-02", basis="诚实取整时，同一金额两处印刷必然相同")
def figure_was_adjusted_to_foot(books: Books, outcomes: tuple[Outcome, ...]) -> Iterator[Judgement]:
    """A figure is off by a unit more than rounding explains: changed to make a column foot.

    **Wrong**   03 208 171.98   05 208 171.99
    **Right**   03 208 171.98   05 208 171.98
    """
    judged: list[tuple[Outcome, Relation]] = [*_identities(outcomes), *_rates(outcomes)]
    adjusted = [(o, relation) for o, relation in judged if o.band is Band.ADJUSTED]
    for outcome, relation in adjusted:
        yield from _adjusted(outcome, relation)
    if not adjusted:
        yield holds("")


def _rates(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Ratio]]:
    for outcome in outcomes:
        if isinstance(outcome.relation, Ratio) and outcome.severity is Severity.ERROR:
            yield outcome, outcome.relation


def _adjusted(outcome: Outcome, relation: Relation) -> Iterator[Judgement]:
    found = assess(relation)
    if not isinstance(found, Assessment):
        return
    scale = Scale(relation)
    finer = isinstance(relation, Ratio)
    printed, expected = scale.number(found.printed), scale.number(found.expected, finer=finer)
    off = f"{scale.number(abs(found.residual), finer=finer)}{scale.difference_unit.zh}"
    allowed = f"{scale.number(found.tolerance, finer=finer)}{scale.difference_unit.zh}"
    tested, compared = sides(relation, EQUALS)
    unit = scale.unit
    yield defect(
        outcome.instance,
        zh=f"{tested.zh}为{printed}{unit}，{compared.zh}{expected}{unit}，相差{off}，超出四舍五入允许的{allowed}，"
        f"疑似直接截尾或为凑整调平（{outcome.instance}）。",
        en=f"{tested.en} is {printed}{unit}, {compared.en}{expected}{unit}: off by {off}, more than "
        f"the {allowed} that rounding allows; probably cut off or adjusted by hand ({outcome.instance}).",
        evidence=relation.variables(),
        expected=expected,
        printed=printed,
        relation=relation,
    )


@ledger("R-03", basis="部门决算公开01表注：本套报表金额单位转换时可能存在尾数误差")
def tails_are_not_explained(books: Books, outcomes: tuple[Outcome, ...]) -> Iterator[Judgement]:
    """Sums have rounding tails, and no note says so.

    **Wrong**   合计 100.00   33.33   33.33   33.33   (no note)
    **Right**   合计 100.00   33.33   33.33   33.33   注：本表金额转换为万元时，因四舍五入可能存在尾差。
    """
    tails = _tails(outcomes)
    if not tails:
        yield inapplicable("", code="no_tails", zh="没有尾差", en="there are no rounding tails")
        return
    notes = (text for view in books.statements for text, _ in view.statement.notes)
    paragraphs = (paragraph.text for paragraph in books.accounts.document.paragraphs())
    if any(NOTE.search(text) for texts in (notes, paragraphs) for text in texts):
        yield holds("")
        return
    yield defect(
        "",
        zh="合计与分项之和存在尾差，但文中没有尾差说明。",
        en="Sums differ by rounding, and no note of the document says so.",
        evidence=[first_figure(equation) for _, equation in tails[:NAMED]],
        bound_to=_figures(tails),
    )


@ledger("R-04", basis="取整误差独立同分布时尾差个数的概率")
def tails_are_too_many(books: Books, outcomes: tuple[Outcome, ...]) -> Iterator[Judgement]:
    """More sums have tails than rounding explains: figures were cut off instead of rounded.

    **Wrong**   合计 100.00   33.33   33.33   33.33   in nearly every sum
    **Right**   合计 100.00   33.33   33.33   33.34   in most sums, a tail in some
    """
    sums = _independent_sums(outcomes)
    if len(sums) < ENOUGH_IDENTITIES:
        yield inapplicable("", code="too_few_sums", zh="多项合计过少", en="too few sums to tell")
        return
    tails = sum(tail for _, tail in sums)
    if at_least(tails, [probability_of_a_tail(n) for n, _ in sums]) >= UNLIKELY:
        yield holds("")
        return
    yield defect(
        "",
        zh=f"{len(sums)}处多项合计中有{tails}处存在尾差，多于四舍五入所能解释的，可能是截尾而非四舍五入。",
        en=f"{tails} of {len(sums)} sums have a tail, more than rounding explains: probably cut off.",
        printed=str(tails),
        bound_to=_figures(_tails(outcomes)),
    )


def _independent_sums(outcomes: Iterable[Outcome]) -> list[tuple[int, bool]]:
    """Sums of several amounts, each set of amounts once: how many addends, and whether there is a tail."""
    seen: dict[tuple[Decimal, ...], tuple[int, bool]] = {}
    for outcome, equation in _identities(outcomes):
        amounts = tuple(sorted(v.value for v in equation.variables() if v.value))
        if len(amounts) > 2:
            seen[amounts] = (len(amounts) - 1, outcome.band is not Band.EXACT)
    return list(seen.values())


def probability_of_a_tail(addends: int) -> float:
    """P(|e₁ + … + eₙ| ≥ ½) for independent errors uniform in ±½: Irwin and Hall's distribution."""
    n = addends
    terms = (-(2 * (k % 2) - 1) * comb(n, k) * (n - 1 - 2 * k) ** n for k in range((n + 1) // 2))
    return float(2 * sum(terms) / (2**n * factorial(n)))


def at_least(count: int, chances: Iterable[float]) -> float:
    """The probability that at least `count` of independent events with these chances occur."""
    distribution = [1.0]
    for chance in chances:
        stays = [p * (1 - chance) for p in [*distribution, 0.0]]
        moves = [0.0, *(p * chance for p in distribution)]
        distribution = [a + b for a, b in zip(stays, moves, strict=True)]
    return sum(distribution[count:])


@defects("R-05", basis="部门决算公开表金额以万元为单位，保留两位小数")
def precision_is_mixed(books: Books) -> Iterator[Judgement]:
    """Amounts of one statement are printed to more places than the others.

    **Wrong**   12.50   3.125   7.00
    **Right**   12.50   3.13   7   (trimmed zeros are the same precision)
    """
    for view in books.statements:
        figures = [v for row in view.rows for v in row.figures.values() if v.amount]
        finer = [v for v in figures if v.amount and _is_finer(v.amount, v.half_unit)]
        if not figures:
            yield inapplicable(view.key, code="empty", zh="表中没有金额", en="the statement has no amounts")
        elif not finer:
            yield holds(view.key)
        else:
            shown = "、".join(v.text for v in finer[:3])
            yield defect(
                view.key,
                zh=f"《{view.title}》金额精度不统一：{shown}。",
                en=f"{view.title} prints some amounts to more places than the others: {shown}.",
                evidence=finer[:3],
                printed=shown,
            )


def _is_finer(amount: Decimal, half_unit: Decimal) -> bool:
    return decimals_of(amount.normalize()) > decimals_of(half_unit) - 1


RULES: tuple[Rule, ...] = (
    sums_have_rounding_tails,
    figure_was_adjusted_to_foot,
    tails_are_not_explained,
    tails_are_too_many,
    precision_is_mixed,
)
