"""Whether an indicator reached its target."""

from __future__ import annotations

from evaluations.reading.quantities import Verdict, Words, deviation, read_value, verdict
from evaluations.reading.records import Indicator


def is_cost(indicator: Indicator) -> bool:
    """Whether spending less is better: 成本指标."""
    return "成本" in indicator.level1 or "成本" in indicator.level2


def indicator_verdict(indicator: Indicator) -> Verdict:
    """Whether an indicator's target was met."""
    target, actual = read_value(indicator.target.text), read_value(indicator.actual.text)
    return verdict(target, actual, less_is_better=is_cost(indicator))


def is_met_exactly(indicator: Indicator) -> bool:
    """Whether what was reached is the target itself, neither more nor less: ≥90% and 90%.

    Many such indicators in a form tell that results were written down from the targets. Words always are.
    """
    target, actual = read_value(indicator.target.text), read_value(indicator.actual.text)
    if indicator_verdict(indicator) is not Verdict.MET or isinstance(target, Words):
        return False
    return target == actual or deviation(target, actual) == 0
