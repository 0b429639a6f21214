"""Regions, departments, accounts, rules."""

from __future__ import annotations

from disclosures.api.examples.made_up import response

REGION_VALUE = {"code": "370200", "name": "青岛市", "level": "prefecture", "parent": "370000"}
DEPARTMENT_VALUE = {
    "id": 12,
    "name": "示例市财政局",
    "aliases": [],
    "region": {"code": "370200", "name": "青岛市"},
    "parent": None,
    "status": "unconfirmed",
}
REGION = response(REGION_VALUE)
DEPARTMENT = response(DEPARTMENT_VALUE)
ACCOUNT = response(
    {
        "id": 7,
        "classification": "functional",
        "code": "2010301",
        "name": "行政运行",
        "level": "item",
        "parent": "20103",
        "valid_from": None,
        "valid_to": None,
        "years_printed": [2022, 2023],
        "status": "printed",
    }
)
RULE = response(
    {
        "id": "T03-02",
        "version": 1,
        "family": "T",
        "title_zh": "支出决算表各级科目等于下级之和",
        "title_en": "An account of the expenditure statement equals the sum of its sub-accounts",
        "kind": "equations",
        "description": "An account differs from the sum of its sub-accounts.",
        "formula": "parent = Σ children",
        "notes": "",
        "scope": "03",
        "tolerance": "τ(n)/β(n)",
        "applies_when": "parent has ≥1 direct child in the table",
        "needs": ["expenditure"],
        "severity": "error",
        "basis": "部门决算报表编制说明",
        "example": {
            "wrong": "20103 100.00   2010301 60.00   2010350 39.00",
            "right": "20103  99.00   2010301 60.00   2010350 39.00",
        },
        "aliases": [],
        "fired": {"instances": 310, "passed": 308, "failed": 2, "findings": 2, "disclosures": 1},
        "kill_rate": {"changes": 302, "found": 290, "rate": "0.9602"},
    }
)
