from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from django.test import Client

from disclosures.checks.outcome import OutcomeState
from disclosures.models import Outcome
from disclosures.report import report
from tests.disclosures.conftest import QINGDAO, analysed, store

COUNTS = ("rules", "rules_evaluated", "completion", "instances", *(s.value for s in OutcomeState))


def summary_of(api: Client) -> tuple[dict[str, Any], str]:
    upload = store(QINGDAO)
    answer = api.get(f"/api/v1/uploads/{upload.pk}/checks/summary/")
    assert answer.status_code == 200, answer.content
    return answer.json(), str(upload.pk)


def test_counts_add_up_and_the_denominator_is_the_whole_catalogue(api: Client) -> None:
    from finance_api.catalogue import RULES

    summary, _ = summary_of(api)
    assert summary["rules"] == len(RULES)
    evaluated = Outcome.objects.filter(status__in=["passed", "failed"]).values("rule").distinct().count()
    assert summary["rules_evaluated"] == evaluated
    assert Decimal(summary["completion"]) == (Decimal(evaluated) / len(RULES)).quantize(
        Decimal("0.0001"), "ROUND_DOWN"
    )
    by_family = Counter(rule.family for rule in RULES)
    assert {f["family"]: f["rules"] for f in summary["families"]} == by_family
    for name in ("rules", "rules_evaluated", "instances", *(s.value for s in OutcomeState)):
        assert summary[name] == sum(family[name] for family in summary["families"])
    assert summary["instances"] == sum(summary[state.value] for state in OutcomeState)
    assert sum(reason["instances"] for reason in summary["reasons"]) == summary["not_evaluable"]


def test_the_summary_of_the_run_is_the_one_of_the_report(api: Client) -> None:
    summary, upload = summary_of(api)
    told = report(analysed(QINGDAO))["checks"]
    assert {name: summary[name] for name in COUNTS} == {name: told[name] for name in COUNTS}
    assert summary["families"] == told["families"]
    assert summary["catalogue"] == told["catalogue"] == analysed(QINGDAO).checks.catalogue_fingerprint
    assert [(r["code"], r["instances"], r["rules"]) for r in summary["reasons"]] == [
        (r["code"], r["instances"], r["rules"]) for r in told["reasons"]
    ]
    listed = api.get(f"/api/v1/uploads/{upload}/findings/?page_size=100").json()["results"]
    severities = Counter(finding["severity"] for finding in listed)
    assert {name: n for name, n in summary["findings"].items() if n} == severities
