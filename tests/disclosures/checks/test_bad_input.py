"""Documents that are incomplete, half read or odd: no rule crashes, and nothing passes without being said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import CheckResult, run_rules
from disclosures.checks.summary import entries_of, summary
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import AmountState, FinalAccounts, StatementKey
from finance_api.catalogue import RULES
from tests.disclosures.checks.changed import CORRECT, correct, read_text

TEXT = CORRECT.read_text(encoding="utf-8")
ROW = re.compile(r"^(?P<code>\d{3,7})\t.*$", re.MULTILINE)
AMOUNT = re.compile(r"(?<![\d.])\d+\.\d\d(?![\d%])")


def checked(tmp_path: Path, text: str) -> tuple[FinalAccounts, CheckResult]:
    accounts = extract_final_accounts(read_text(tmp_path, text))
    return accounts, run_rules(Books(accounts), RULES)


def states(result: CheckResult, rule: str) -> set[OutcomeState]:
    return {outcome.state for outcome in result.outcomes if outcome.rule == rule}


def assert_honest(result: CheckResult) -> None:
    """Nothing crashed; every rule has its outcome, and what was not evaluated says why."""
    assert not [o.reason for o in result.outcomes if o.state is OutcomeState.CRASHED]
    assert {outcome.rule for outcome in result.outcomes} == {rule.id for rule in RULES}
    unsaid = (OutcomeState.NOT_EVALUABLE, OutcomeState.NOT_APPLICABLE)
    assert all(o.reason for o in result.outcomes if o.state in unsaid)
    told = summary(entries_of(result.outcomes))
    assert told["rules_evaluated"] <= told["rules"] == len(RULES)


def between(text: str, start: str, end: str) -> str:
    """The passage from one line of its own to the next, which must both be there."""
    begin = text.index(f"\n{start}\n") + 1
    return text[begin : text.index(f"\n{end}\n", begin) + 1]


WHOLE = run_rules(Books(correct()), RULES)
EXPENDITURE = between(TEXT, "支出决算表", "财政拨款收入支出决算总表")


def test_the_document_itself_is_evaluated_widely() -> None:
    assert_honest(WHOLE)
    assert WHOLE.evaluated_rules > 100


def test_a_missing_statement_is_told_and_what_needs_it_is_not_evaluable(tmp_path: Path) -> None:
    accounts, result = checked(tmp_path, TEXT.replace(EXPENDITURE, ""))
    assert StatementKey.EXPENDITURE not in {s.key for s in accounts.statements}
    assert_honest(result)
    for rule in ("T03-01", "T03-02", "T03-03", "X0103-01", "X0305-01"):
        assert states(result, rule) == {OutcomeState.NOT_EVALUABLE}
    assert states(result, "FMT-01") & {OutcomeState.FAILED, OutcomeState.NOT_EVALUABLE}


def test_a_statement_that_ends_half_way_does_not_pass(tmp_path: Path) -> None:
    rows = list(ROW.finditer(EXPENDITURE))
    half = EXPENDITURE[: rows[len(rows) // 2].start()]
    _, result = checked(tmp_path, TEXT.replace(EXPENDITURE, half + "\n"))
    assert_honest(result)
    assert OutcomeState.FAILED in states(result, "T03-02") | states(result, "T03-03")
    assert result.has_errors
    assert result.evaluated_rules > 60


def test_unreadable_cells_are_not_evaluable_and_never_zero(tmp_path: Path) -> None:
    row = next(ROW.finditer(EXPENDITURE)).group()
    damaged = EXPENDITURE.replace(row, AMOUNT.sub("#####", row))
    accounts, result = checked(tmp_path, TEXT.replace(EXPENDITURE, damaged))
    cells = [
        figure.amount.state
        for statement in accounts.statements
        if statement.key is StatementKey.EXPENDITURE
        for line in statement.lines
        for figure in line.figures
    ]
    assert cells.count(AmountState.UNREADABLE) == len(AMOUNT.findall(row))
    assert_honest(result)
    assert OutcomeState.NOT_EVALUABLE in states(result, "T03-01")
    assert OutcomeState.NOT_EVALUABLE in states(result, "X0103-02")
    assert OutcomeState.FAILED not in states(result, "T03-01")


def test_a_unit_that_changes_between_statements_is_converted(tmp_path: Path) -> None:
    """The same amounts in yuan agree with the others in ten thousand; told wrongly, they do not."""
    yuan = AMOUNT.sub(lambda m: f"{m.group().replace('.', '')}00.00", EXPENDITURE)
    converted = yuan.replace("单位：万元", "单位：元")
    _, result = checked(tmp_path, TEXT.replace(EXPENDITURE, converted))
    assert_honest(result)
    arithmetic = [o for o in result.outcomes if o.rule.startswith(("T", "X")) and o.finding]
    assert not [o.instance for o in arithmetic]
    _, misprinted = checked(tmp_path, TEXT.replace(EXPENDITURE, yuan))
    assert_honest(misprinted)
    assert OutcomeState.FAILED in states(misprinted, "X0103-01")


@pytest.mark.parametrize("year", ["2011", "2031"])
def test_a_year_without_account_data_is_not_evaluable_by_name(tmp_path: Path, year: str) -> None:
    moved = TEXT.replace("2022", "@").replace("2023", year).replace("@", str(int(year) - 1))
    accounts, result = checked(tmp_path, moved)
    assert accounts.fiscal_year == int(year)
    assert_honest(result)
    assert OutcomeState.FAILED not in states(result, "CLS-01")
    assert OutcomeState.NOT_EVALUABLE in states(result, "CLS-01")
    assert OutcomeState.PASSED in states(result, "T03-01")


def test_without_a_narrative_its_rules_say_so(tmp_path: Path) -> None:
    narrative = TEXT[TEXT.rindex("第三部分") : TEXT.rindex("第四部分")]
    _, result = checked(tmp_path, TEXT.replace(narrative, ""))
    assert_honest(result)
    passed = {o.rule for o in result.outcomes if o.rule.startswith("NAR") and o.state is OutcomeState.PASSED}
    whole = {o.rule for o in WHOLE.outcomes if o.rule.startswith("NAR") and o.state is OutcomeState.PASSED}
    assert len(passed) < len(whole) / 4
    assert OutcomeState.NOT_EVALUABLE in states(result, "NAR-01")


def test_other_headings_of_the_narrative_pass_nothing_unread(tmp_path: Path) -> None:
    narrative = TEXT[TEXT.rindex("第三部分") : TEXT.rindex("第四部分")]
    headings = re.compile(r"^([一二三四五六七八九十]+)、.*$", re.MULTILINE)
    renamed = headings.sub(lambda m: f"{m.group(1)}、有关事项", narrative)
    _, result = checked(tmp_path, TEXT.replace(narrative, renamed))
    assert_honest(result)
    assert not [o.instance for o in result.outcomes if o.finding and o.finding.severity.value == "error"]
    for rule in {o.rule for o in WHOLE.outcomes if o.rule.startswith("NAR")}:
        assert states(result, rule)


def test_a_document_of_zeros_divides_by_nothing(tmp_path: Path) -> None:
    _, result = checked(tmp_path, AMOUNT.sub("0.00", TEXT))
    assert_honest(result)
    assert OutcomeState.PASSED in states(result, "T03-01")
