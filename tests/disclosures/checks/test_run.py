from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.finding import Severity
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.rule import Condition, Judgement, Need, Rule, defect, defects, equations, holds
from disclosures.checks.run import CheckResult, catalogue_fingerprint, run_rules
from disclosures.final_accounts.records import StatementKey
from tests.disclosures.checks.figures import accounts, expenditure, figure

BOOKS = Books(accounts(expenditure({"total": ("10", "10", ""), "201": ("10", "10", "")})))


def stating(*relations: Relation, **options: Any) -> Rule:
    def function(books: Books) -> Iterable[Relation]:
        return relations

    return equations("T03-01", basis="test", **options)(function)


def judging(function: Callable[[Books], Iterator[Judgement]], **options: Any) -> Rule:
    return defects("CLS-06", basis="test", **options)(function)


def only(result: CheckResult) -> Outcome:
    (outcome,) = result.outcomes
    return outcome


def test_every_instance_has_an_outcome() -> None:
    a, b, c = figure("a", "1.00"), figure("b", "1.00"), figure("c", "2.00")
    result = run_rules(BOOKS, [stating((a == b).at("1"), (a == c).at("2"))])
    assert [(o.instance, o.state) for o in result.outcomes] == [
        ("T03-01[1]", OutcomeState.PASSED),
        ("T03-01[2]", OutcomeState.FAILED),
    ]
    (finding,) = result.findings
    assert (finding.printed, finding.expected, finding.difference, finding.tolerance) == (
        "1.00",
        "2.00",
        "-1.00",
        "0.00",
    )
    assert finding.severity is Severity.ERROR
    assert "1.00" in finding.message.zh
    assert "difference -1.00" in finding.message.en


def test_instances_of_one_name_are_told_apart() -> None:
    a, b = figure("a", "1.00"), figure("b", "1.00")
    result = run_rules(BOOKS, [stating((a == b).at("1"), (a == b).at("1"))])
    assert [o.instance for o in result.outcomes] == ["T03-01[1]", "T03-01[1]#2"]


def test_a_rule_with_nothing_to_look_at_does_not_pass() -> None:
    outcome = only(run_rules(BOOKS, [stating()]))
    assert outcome.state is OutcomeState.NOT_APPLICABLE
    assert outcome.reason
    assert outcome.reason.code == "nothing_to_check"


def test_a_missing_statement_is_not_evaluable() -> None:
    outcome = only(run_rules(BOOKS, [stating(needs=[StatementKey.INCOME])]))
    assert outcome.state is OutcomeState.NOT_EVALUABLE
    assert outcome.reason
    assert "收入决算表" in outcome.reason.zh


def test_an_undeclared_missing_statement_is_not_evaluable_either() -> None:
    def function(books: Books) -> Iterator[Judgement]:
        yield holds("first")
        books.statement(StatementKey.INCOME)

    states = [o.state for o in run_rules(BOOKS, [judging(function)]).outcomes]
    assert states == [OutcomeState.PASSED, OutcomeState.NOT_EVALUABLE]


def test_any_other_need_is_declared() -> None:
    need = Need("no_forms", "没有自评表", "there are no forms", lambda books: False)
    outcome = only(run_rules(BOOKS, [stating(needs=[need])]))
    assert (outcome.state, outcome.reason and outcome.reason.code) == (
        OutcomeState.NOT_EVALUABLE,
        "no_forms",
    )


def test_a_condition_decides_whether_the_rule_applies() -> None:
    a = figure("a", "1.00")
    for answer, state in (
        (True, OutcomeState.PASSED),
        (False, OutcomeState.NOT_APPLICABLE),
        (None, OutcomeState.NOT_EVALUABLE),
    ):
        condition = Condition("条件", "it does", lambda books, answer=answer: answer)
        assert only(run_rules(BOOKS, [stating(a == a, applies_when=condition)])).state is state


def test_a_crashed_rule_stops_no_other_and_is_no_pass() -> None:
    def function(books: Books) -> Iterator[Judgement]:
        yield holds("first")
        raise ZeroDivisionError("boom")

    a = figure("a", "1.00")
    result = run_rules(BOOKS, [judging(function), stating(a == a)])
    assert [(o.rule, o.state) for o in result.outcomes] == [
        ("CLS-06", OutcomeState.PASSED),
        ("CLS-06", OutcomeState.CRASHED),
        ("T03-01", OutcomeState.PASSED),
    ]
    crashed = result.outcomes[1]
    assert crashed.reason
    assert "ZeroDivisionError: boom" in crashed.reason.en


def test_the_most_severe_finding_comes_first() -> None:
    def function(books: Books) -> Iterator[Judgement]:
        for severity in (Severity.INFO, Severity.ERROR, Severity.WARNING):
            yield defect(severity.value, zh="…", en="…", severity=severity)

    result = run_rules(BOOKS, [judging(function)])
    assert [f.severity for f in result.findings] == [Severity.ERROR, Severity.WARNING, Severity.INFO]
    assert result.has_errors


def test_counts_add_up_to_the_instances() -> None:
    a, b = figure("a", "1.00"), figure("b", None)
    result = run_rules(BOOKS, [stating((a == a).at("1"), (a == b).at("2")), judging(lambda _: iter(()))])
    assert sum(result.count(state) for state in OutcomeState) == len(result.outcomes) == 3
    assert result.evaluated_rules == 1
    assert result.by_family["T"][OutcomeState.NOT_EVALUABLE] == 1


def test_a_fingerprint_survives_another_place_and_no_other_figure() -> None:
    first, again, other = (
        run_rules(BOOKS, [stating((figure("a", value) == figure("b", "1.00")).at("1"))]).findings[0]
        for value in ("2.00", "2.0", "3.00")
    )
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint != other.fingerprint


def test_the_catalogue_is_known_by_rules_and_versions() -> None:
    one, two = stating(), stating(version=2)
    assert catalogue_fingerprint([one]) != catalogue_fingerprint([two])
    assert catalogue_fingerprint([one, two]) == catalogue_fingerprint([two, one])
