from __future__ import annotations

import json
from dataclasses import replace

from disclosures.checks.as_json import checks_as_json, findings_as_json, outcome_as_json
from disclosures.checks.books import Books
from disclosures.checks.explain import explain
from disclosures.checks.finding import Evidence, Finding, Message, Severity
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.rule import rule_texts
from disclosures.checks.run import CheckResult, run_rules
from disclosures.documents.model import Place
from disclosures.final_accounts.records import Line
from finance_api.catalogue import RULES
from tests.disclosures.checks.figures import accounts, expenditure

WRONG = expenditure(
    {
        "total": ("100.00", "60.00", "40.00"),
        "201": ("100.00", "60.00", "40.00"),
        "20103": ("100.00", "60.00", "40.00"),
        "2010301": ("60.00", "60.00", ""),
        "2010350": ("39.00", "", "40.00"),
    }
)


def checked() -> CheckResult:
    return run_rules(Books(accounts(WRONG)), [r for r in RULES if r.id.startswith("T03")])


def outcome(instance: str) -> Outcome:
    return next(o for o in checked().outcomes if o.instance == instance)


def test_a_failed_instance_is_explained_figure_by_figure() -> None:
    explained = explain(outcome("T03-02[20103,total]"))
    assert explained["relation"] == (
        "expenditure/20103/total == expenditure/2010301/total + expenditure/2010350/total"
    )
    assert [(t["side"], t["printed"], t["interval"]) for t in explained["terms"]] == [
        ("left", "100.00", ["99.995", "100.005"]),
        ("right", "60.00", ["59.995", "60.005"]),
        ("right", "39.00", ["38.995", "39.005"]),
    ]
    verdict = explained["verdict"]
    assert (verdict["band"], verdict["difference"], verdict["tolerance"]) == ("C", "1.00", "0.01")


def test_a_passed_instance_is_explained_just_the_same() -> None:
    explained = explain(outcome("T03-02[20103,basic]"))
    assert explained["outcome"] == "passed"
    assert explained["verdict"]["band"] == "exact"
    assert [t["state"] for t in explained["terms"]] == ["value", "value", "blank"]


def test_an_instance_without_figures_is_explained_by_its_reason() -> None:
    result = run_rules(Books(accounts()), [r for r in RULES if r.id == "T03-02"])
    explained = explain(result.outcomes[0])
    assert explained["reason"]["code"] == "statement_missing"
    assert explained["terms"] == []


def test_a_finding_is_the_public_json() -> None:
    found = findings_as_json(checked())
    assert json.loads(json.dumps(found)) == found
    finding = next(f for f in found if f["instance"] == "T03-02[20103,total]")
    assert set(finding) >= {
        *("rule", "instance", "severity", "message", "evidence", "expected", "printed", "difference"),
        *("tolerance", "root_cause", "suspects", "fingerprint"),
    }
    assert (finding["printed"], finding["expected"], finding["difference"]) == ("100.00", "99.00", "1.00")
    (suspect,) = finding["suspects"]
    assert (suspect["key"], suspect["printed"], suspect["implied"]) == (
        "expenditure/2010350/total",
        "39.00",
        "40.00",
    )
    assert {"place", "printed", "implied"} <= set(suspect)


def test_findings_of_one_slip_share_their_root_cause() -> None:
    found = findings_as_json(checked())
    assert {f["instance"] for f in found} == {"T03-02[20103,total]", "T03-01[2010350,total]"}
    assert len({f["root_cause"] for f in found}) == 1


def test_counts_add_up() -> None:
    counts = checks_as_json(checked())
    assert counts["instances"] == sum(n for name, n in counts.items() if name != "instances")
    assert counts["failed"] == 2


def test_the_place_is_in_the_sentence() -> None:
    wrong = expenditure({"201": ("5.00", "4.00", "")})
    placed = replace(wrong, lines=tuple(_at(line, Place(page=9)) for line in wrong.lines))
    result = run_rules(Books(accounts(placed)), [r for r in RULES if r.id == "T03-01"])
    (finding,) = result.findings
    assert "第9页" in finding.message.zh
    assert "page 9" in finding.message.en


def test_a_line_of_the_ledger_is_json() -> None:
    entry = outcome_as_json(outcome("T03-02[20103,basic]"))
    assert (entry["outcome"], entry["band"], entry["reason"]) == ("passed", "exact", None)


def _at(printed: Line, place: Place) -> Line:
    return replace(printed, figures=tuple(replace(f, place=place) for f in printed.figures))


def test_what_is_not_arithmetic_is_explained_in_words_with_each_evidence_once() -> None:
    """A relation's figures are its terms and are not repeated; a passed judgement says that it passed."""
    cell = Evidence("expenditure/201/name", "名称", "一般公共服务支出", Place(page=9))
    passed = Outcome("CLS-01", 1, "CLS-01[201]", OutcomeState.PASSED, evidence=(cell, cell))
    explained = explain(passed)
    assert [evidence["key"] for evidence in explained["evidence"]] == ["expenditure/201/name"]
    assert explained["title"]["zh"] == rule_texts()["CLS-01"]["title_zh"]
    assert explained["verdict"]["en"] == "nothing wrong was found"

    message = Message("名称不符。", "Another name.")
    finding = Finding("CLS-01", 1, "CLS-01[201]", Severity.ERROR, message, printed="甲", expected="乙")
    failed = explain(replace(passed, state=OutcomeState.FAILED, finding=finding))
    assert failed["verdict"] == {
        "band": None, "zh": "名称不符。", "en": "Another name.", "printed": "甲", "expected": "乙",
    }  # fmt: skip

    arithmetic = outcome("T03-02[20103,basic]")
    assert arithmetic.relation is not None
    repeated = replace(arithmetic, evidence=tuple(v.evidence() for v in arithmetic.relation.variables()))
    assert explain(repeated)["evidence"] == []
    assert explain(repeated)["terms"]

    unjudged = replace(passed, state=OutcomeState.NOT_EVALUABLE)
    assert explain(unjudged)["verdict"] is None
