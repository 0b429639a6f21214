from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from disclosures.checks.articulation import tails
from disclosures.checks.articulation.tails import at_least, probability_of_a_tail
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, Variable, share, sum_of
from disclosures.checks.finding import Severity
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.rule import equations
from disclosures.checks.run import run_rules
from disclosures.documents.model import Place
from disclosures.final_accounts.records import StatementKey
from tests.disclosures.checks.figures import accounts, expenditure, figure, line, rate, statement

EXACT = figure("t", "3.00") == figure("a", "1.00") + figure("b", "2.00")
TAIL = figure("t", "3.01") == figure("a", "1.00") + figure("b", "2.00")


def outcomes(*relations: Relation, books: Books | None = None) -> dict[str, list[Outcome]]:
    """The outcomes of the R rules, by rule."""

    def function(_: Books) -> Iterable[Relation]:
        return relations

    rules = [equations("T03-02", basis="test")(function), *tails.RULES]
    found: dict[str, list[Outcome]] = {}
    for outcome in run_rules(books or Books(accounts()), rules).outcomes:
        found.setdefault(outcome.rule, []).append(outcome)
    return found


def test_tails_are_reported_once() -> None:
    (outcome,) = outcomes(TAIL.at("1"), TAIL.at("2"), EXACT.at("3"))["R-01"]
    assert outcome.finding
    assert outcome.finding.severity is Severity.INFO
    assert outcome.finding.printed == "2"
    assert "T03-02[1]" in outcome.finding.message.zh
    assert "T03-02[3]" not in outcome.finding.message.zh


def test_notes_on_tails_are_others_when_a_figure_changes() -> None:
    other = figure("t", "3.01") == figure("a", "1.01") + figure("b", "1.99")
    for rule in ("R-01", "R-03"):
        first, second = (outcomes(tail.at("1"))[rule][0].finding for tail in (TAIL, other))
        assert first
        assert second
        assert [e.key for e in first.evidence] == ["t"]
        assert first.fingerprint != second.fingerprint


def test_without_tails_there_is_nothing_to_report() -> None:
    found = outcomes(EXACT.at("1"))
    assert found["R-01"][0].state is OutcomeState.PASSED
    assert found["R-03"][0].state is OutcomeState.NOT_APPLICABLE


def test_a_copy_one_unit_off_is_a_notice_and_no_error() -> None:
    found = outcomes((figure("a", "171.98") == figure("b", "171.99")).at("208"))
    (outcome,) = found["R-02"]
    assert outcome.instance == "R-02[T03-02[208]]"
    assert outcome.finding
    assert outcome.finding.severity is Severity.NOTICE
    assert {s.key for s in outcome.finding.suspects} == {"a", "b"}
    assert found["T03-02"][0].state is OutcomeState.PASSED


def test_a_share_cut_off_instead_of_rounded_is_a_notice() -> None:
    relation = share(rate("p", "66.66"), figure("a", "2000.00"), figure("b", "3000.00"))
    assert outcomes(relation.at("share"))["R-02"][0].finding


def test_a_note_about_tails_is_found_below_a_statement() -> None:
    printed = expenditure({"total": ("1", "1", "")})
    noted = replace(printed, notes=(("注：因四舍五入，合计数可能存在尾差。", Place()),))
    assert outcomes(TAIL.at("1"))["R-03"][0].finding
    assert outcomes(TAIL.at("1"), books=Books(accounts(noted)))["R-03"][0].state is OutcomeState.PASSED


@pytest.mark.parametrize(("addends", "chance"), [(1, 0.0), (2, 0.25), (3, 1 / 3)])
def test_the_chance_of_a_tail(addends: int, chance: float) -> None:
    assert probability_of_a_tail(addends) == pytest.approx(chance)


def test_the_chance_of_a_tail_stays_one_for_many_addends() -> None:
    chances = [probability_of_a_tail(n) for n in range(1, 60)]
    assert chances == sorted(chances)
    assert chances[-1] < 1


def test_at_least_so_many_of_fair_coins() -> None:
    assert at_least(2, [0.5] * 3) == pytest.approx(0.5)
    assert at_least(0, []) == 1


def test_figures_that_were_cut_off_have_too_many_tails() -> None:
    cut = outcomes(*(_sum(Random(n), cut=True).at(str(n)) for n in range(60)))["R-04"][0]
    rounded = outcomes(*(_sum(Random(n), cut=False).at(str(n)) for n in range(60)))["R-04"][0]
    assert cut.state is OutcomeState.FAILED
    assert rounded.state is OutcomeState.PASSED


def _sum(random: Random, *, cut: bool) -> Relation:
    exact = [Decimal(random.randint(1_000_000, 9_000_000)).scaleb(-4) for _ in range(5)]
    printed: list[Variable] = [figure(f"{i}", _printed(x, cut=cut)) for i, x in enumerate(exact)]
    return figure("t", _printed(sum(exact, Decimal(0)), cut=cut)) == sum_of(printed)


def _printed(exact: Decimal, *, cut: bool) -> str:
    return f"{exact.quantize(Decimal('0.01'), 'ROUND_DOWN' if cut else 'ROUND_HALF_UP')}"


def test_one_amount_printed_to_more_places_is_mentioned() -> None:
    def of(value: str) -> Outcome:
        printed = statement(StatementKey.EXPENDITURE, [line("201", "x", {"total": value, "basic": "5.5"})])
        return outcomes(books=Books(accounts(printed)))["R-05"][0]

    assert of("3.125").state is OutcomeState.FAILED
    assert of("3").state is OutcomeState.PASSED
    assert of("3.120").state is OutcomeState.PASSED
