"""How an instance was judged, figure by figure: for failed instances, and for passed ones just the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from disclosures.checks.as_json import evidence_as_json
from disclosures.checks.equation import Equation, Expression, Ratio, Relation, State, Variable
from disclosures.checks.evaluate import Assessment, assess
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.rounding import Band
from disclosures.checks.rule import rule_texts
from disclosures.checks.wording import Scale

VERDICTS = {
    Band.EXACT: ("完全相符", "exact"),
    Band.ROUNDING: ("在取整允许范围内", "within what rounding explains"),
    Band.ADJUSTED: (
        "超出取整允许范围一个单位以内，疑似人为调平",
        "beyond rounding by no more than a unit: adjusted",
    ),
    Band.BROKEN: ("不相符", "broken"),
}


def explain(outcome: Outcome) -> dict[str, Any]:
    """Each term with its printed text, value, interval and place; both sides; the allowance; the verdict."""
    relation = outcome.relation
    title = rule_texts().get(outcome.rule, {})
    explained: dict[str, Any] = {
        "rule": outcome.rule,
        "title": {"zh": title.get("title_zh", ""), "en": title.get("title_en", "")},
        "version": outcome.version,
        "instance": outcome.instance,
        "outcome": outcome.state.value,
        "reason": _reason(outcome),
        "relation": None,
        "terms": [],
        "evidence": _other_evidence(outcome),
        "verdict": None,
    }
    if relation is None:
        explained["verdict"] = _judged(outcome)
        return explained
    explained["relation"] = formula(relation)
    explained["terms"] = _terms(relation)
    found = assess(relation)
    if isinstance(found, Assessment):
        explained["verdict"] = _verdict(relation, found)
    return explained


def _other_evidence(outcome: Outcome) -> list[dict[str, Any]]:
    """What was looked at beside the terms, each once."""
    relation = outcome.relation
    terms = set() if relation is None else {figure.key for figure in relation.variables()}
    return [evidence_as_json(e) for e in dict.fromkeys(outcome.evidence) if e.key not in terms]


def _judged(outcome: Outcome) -> dict[str, Any] | None:
    """The verdict on names, sets, order and words; None where nothing was judged."""
    finding = outcome.finding
    if finding:
        said = {"zh": finding.message.zh, "en": finding.message.en}
        return {"band": None, **said, "printed": finding.printed, "expected": finding.expected}
    if outcome.state is not OutcomeState.PASSED:
        return None
    return {
        "band": None,
        "zh": "未见不符",
        "en": "nothing wrong was found",
        "printed": None,
        "expected": None,
    }


def formula(relation: Relation) -> str:
    """The relation over the keys of its figures: `income/201/total == income/20103/total + …`."""
    if isinstance(relation, Ratio):
        part, whole = _formula(relation.part), _formula(relation.whole)
        return f"{relation.rate.key} == {relation.factor} * ({part}) / ({whole})"
    return f"{_formula(relation.left)} {relation.sense.value} {_formula(relation.right)}"


def _formula(expression: Expression) -> str:
    words: list[str] = []
    for coefficient, figure in expression.terms:
        size = "" if abs(coefficient) == 1 else f"{abs(coefficient)} * "
        sign = "- " if coefficient < 0 else "+ " if words else ""
        words.append(f"{sign}{size}{figure.key}")
    if expression.constant or not words:
        words.append(f"+ {expression.constant}" if words else f"{expression.constant}")
    return " ".join(words)


def _terms(relation: Relation) -> list[dict[str, Any]]:
    if isinstance(relation, Equation):
        sides = [("left", relation.left), ("right", relation.right)]
        return [_term(side, c, v) for side, expression in sides for c, v in expression.terms]
    rate = [_term("rate", Decimal(1), relation.rate)]
    sides = [("part", relation.part), ("whole", relation.whole)]
    return rate + [_term(side, c, v) for side, expression in sides for c, v in expression.terms]


def _term(side: str, coefficient: Decimal, figure: Variable) -> dict[str, Any]:
    return {
        "side": side,
        "coefficient": str(coefficient),
        "key": figure.key,
        "label": figure.label,
        "printed": figure.text,
        "state": figure.state.value,
        "value": None if figure.amount is None else str(figure.amount),
        "unit": figure.unit,
        "interval": _interval(figure),
        "place": figure.place.as_dict(),
    }


def _interval(figure: Variable) -> list[str] | None:
    """The exact amounts the printed figure may stand for. An absent row stands for zero and nothing else."""
    if figure.amount is None:
        return None
    half = Decimal(0) if figure.state is State.ABSENT else figure.half_unit
    return [str(figure.amount - half), str(figure.amount + half)]


def _verdict(relation: Relation, found: Assessment) -> dict[str, Any]:
    scale = Scale(relation)
    finer = isinstance(relation, Ratio)
    zh, en = VERDICTS[found.band]
    return {
        "band": found.band.value,
        "zh": zh,
        "en": en,
        "printed": scale.number(found.printed),
        "expected": scale.number(found.expected, finer=finer),
        "difference": scale.number(found.residual, finer=finer),
        "tolerance": scale.number(found.tolerance, finer=finer),
        "bound": scale.number(found.bound, finer=finer),
        "unit": scale.unit,
    }


def _reason(outcome: Outcome) -> dict[str, str] | None:
    reason = outcome.reason
    return {"code": reason.code, "zh": reason.zh, "en": reason.en} if reason else None
