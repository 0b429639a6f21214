from __future__ import annotations

from decimal import Decimal

import pytest

from disclosures.checks.equation import Sense, constant, growth, share, sum_of
from disclosures.checks.finding import Severity
from disclosures.final_accounts.records import Unit
from tests.disclosures.checks.figures import figure, rate


def test_comparing_figures_states_a_relation() -> None:
    a, b, c = (figure(key, value) for key, value in (("a", "5"), ("b", "2"), ("c", "3")))
    relation = (a == b + c).at("row", "total")
    assert relation.sense is Sense.EQUAL
    assert relation.name == "row,total"
    assert [v.key for v in relation.variables()] == ["a", "b", "c"]
    assert (a <= b).sense is Sense.AT_MOST
    assert (a >= b).sense is Sense.AT_LEAST


def test_a_relation_has_no_truth_value() -> None:
    a, b = figure("a", "1"), figure("b", "1")
    with pytest.raises(TypeError, match="no truth value"):
        bool(a == b)
    with pytest.raises(TypeError, match="states"):
        _ = a != b


def test_expressions_are_valued_in_base_units() -> None:
    a, b = figure("a", "1.50"), figure("b", "20000", unit=Unit.YUAN)
    assert (a + b).value() == Decimal(35_000)
    assert (2 * a - b + constant(1)).value() == Decimal(10_001)
    assert sum_of([]).value() == 0


def test_base_of_growth_depends_on_the_direction() -> None:
    percent, change, current = rate("p", "25"), figure("d", "20"), figure("x", "100")
    assert growth(percent, change, current).whole.value() == Decimal(800_000)
    assert growth(percent, change, current, falling=True).whole.value() == Decimal(1_200_000)


def test_a_relation_is_changed_by_making_another() -> None:
    relation = share(rate("p", "50"), figure("a", "1"), figure("b", "2"))
    softer = relation.at("x").as_severe_as(Severity.NOTICE).without_witness()
    assert (softer.name, softer.severity, softer.witness) == ("x", Severity.NOTICE, False)
    assert (relation.name, relation.severity, relation.witness) == ("", None, True)
