"""What the checks said, what narratives say, and what was accepted."""

from __future__ import annotations

from disclosures.api.examples.made_up import PLACE, UPLOAD_ID, WHEN, request, response

FINDING_VALUE = {
    "rule": "T03-02",
    "instance": "T03-02[20103,total]",
    "severity": "error",
    "message": {
        "zh": "合计 100.00 与各项之和 99.00 相差 1.00。",
        "en": "The total 100.00 differs from the sum of its items 99.00 by 1.00.",
    },
    "evidence": [{"key": "expenditure/20103/total", "printed": "100.00", "place": PLACE}],
    "expected": "99.00",
    "printed": "100.00",
    "difference": "1.00",
    "tolerance": "0.01",
    "root_cause": "c1",
    "suspects": [{"printed": "100.00", "implied": "99.00", "place": PLACE}],
    "fingerprint": "5d41402abc4b2a76b9719d91",
}
OWN_FINDING_VALUE = {
    "id": 4711,
    "department": {"id": 12, "name": "示例市财政局"},
    "fiscal_year": 2023,
    "upload": UPLOAD_ID,
    "waived": False,
    **FINDING_VALUE,
}
CHECKS = {
    "instances": 455,
    "passed": 440,
    "failed": 3,
    "not_evaluable": 12,
    "not_applicable": 0,
    "crashed": 0,
}
COUNTS_OF_RULES = {"rules": 39, "rules_evaluated": 38, "completion": "0.9743", **CHECKS}
REPORT_CHECKS = {
    **COUNTS_OF_RULES,
    "families": [{"family": "T", **COUNTS_OF_RULES}],
    "reasons": [
        {
            "code": "statement_missing",
            "instances": 12,
            "rules": ["T03-01"],
            "sentences": [{"zh": "缺少支出决算表", "en": "the expenditure statement is missing"}],
        }
    ],
    "catalogue": "9b74c9897bac770ffc029102",
}
FINDING = response(OWN_FINDING_VALUE)
OUTCOME_VALUE = {
    "id": 90210,
    "rule": "T03-02",
    "instance": "T03-02[20103,total]",
    "status": "failed",
    "reason": None,
    "severity": "error",
    "band": "C",
}
OUTCOME = response(OUTCOME_VALUE)
EXPLANATION = response(
    {
        "rule": "T03-02",
        "title": {
            "zh": "支出决算表各级科目等于下级之和",
            "en": "An account of the expenditure statement equals the sum of its sub-accounts",
        },
        "version": 1,
        "instance": "T03-02[20103,total]",
        "outcome": "failed",
        "reason": None,
        "relation": "expenditure/20103/total == expenditure/2010301/total + expenditure/2010350/total",
        "terms": [{"side": "left", "key": "expenditure/20103/total", "printed": "100.00", "place": PLACE}],
        "evidence": [],
        "verdict": {"band": "C", "difference": "1.00"},
    }
)
CLAIM = response(
    {
        "id": 31,
        "department": {"id": 12, "name": "示例市财政局"},
        "fiscal_year": 2023,
        "upload": UPLOAD_ID,
        "section": "expenditure",
        "subject": "total",
        "quantity": "amount",
        "value": "1504.480000",
        "unit": "万元",
        "printed": "1,504.48",
        "text": "2023年度支出总计1,504.48万元",
        "account": [],
        "direction": None,
        "base": None,
        "group": "",
        "place": {"page": 18},
    }
)
WAIVE_REQUEST = request({"reason": "The note below the statement explains the difference."})
WAIVER = response(
    {
        "id": 3,
        "department": {"id": 12, "name": "示例市财政局"},
        "fiscal_year": 2023,
        "rule": "T03-02",
        "fingerprint": "5d41402abc4b2a76b9719d91",
        "reason": "The note below the statement explains the difference.",
        "created_at": WHEN,
        "expires_at": None,
        "withdrawn_at": None,
        "in_force": True,
    },
    codes=["200", "201"],
)
