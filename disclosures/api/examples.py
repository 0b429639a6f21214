"""One example for each kind of answer, as the description of the API shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample

UPLOAD_ID = "019c26a1-7e3a-7c55-9d5e-5a5d3b0c9f10"
DISCLOSURE_ID = "019c26a1-80b2-7d10-8a4e-2f1a7c1be911"
RUN_ID = "019c26a1-7e3b-7a02-8f6d-6b7a1c2d3e4f"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
API = "https://finance.example.org/api/v1"
WHEN = "2026-08-20T09:30:00+08:00"
PLACE = {"page": 9, "box": [412.1, 203.5, 455.0, 213.2]}
REGION_VALUE = {"code": "370200", "name": "青岛市", "level": "prefecture", "parent": "370000"}
DEPARTMENT_VALUE = {
    "id": 12,
    "name": "示例市财政局",
    "aliases": [],
    "region": {"code": "370200", "name": "青岛市"},
    "parent": None,
    "status": "unconfirmed",
}
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
RUN_VALUE = {
    "id": RUN_ID,
    "number": 1,
    "trigger": "upload",
    "status": "valid",
    "stage": "publish",
    "stages_done": 4,
    "stages_total": 4,
    "attempt": 1,
    "max_attempts": 3,
    "department": {"id": 12, "name": "示例市财政局"},
    "fiscal_year": 2023,
    "unit": "万元",
    "pages": 25,
    "checks": CHECKS,
    "findings": {"error": 0, "warning": 0, "notice": 1, "info": 0, "waived": 0},
    "catalogue": "5d41402abc4b2a76b9719d91",
    "notes": [],
    "contradictions": [],
    "error": None,
    "published": {"disclosure": DISCLOSURE_ID, "revision": 1, "is_current": True},
    "created_at": WHEN,
    "started_at": WHEN,
    "finished_at": WHEN,
}
UPLOAD_VALUE = {
    "id": UPLOAD_ID,
    "status": "valid",
    "name": "2023年度部门决算.pdf",
    "sha256": SHA256,
    "size": 482133,
    "media_type": "application/pdf",
    "reference": "your-reference-42",
    "declared": {},
    "warnings": [],
    "created_at": WHEN,
    "finished_at": WHEN,
    "run": RUN_VALUE,
    "links": {
        "self": f"{API}/uploads/{UPLOAD_ID}/",
        "report": f"{API}/uploads/{UPLOAD_ID}/report/",
        "file": f"{API}/uploads/{UPLOAD_ID}/file/",
    },
}
CELL_VALUE = {
    "measure": "total",
    "heading": "本年支出合计",
    "text": "1,504.48",
    "amount": "1504.48",
    "state": "value",
    "place": PLACE,
}
LINE_VALUE = {
    "code": "2010301",
    "label": "行政运行",
    "line_number": None,
    "side": None,
    "block": None,
    "cells": [CELL_VALUE],
}
STATEMENT_VALUE = {
    "key": "expenditure",
    "title": "支出决算表",
    "form_number": "公开03表",
    "unit": "万元",
    "lines": [LINE_VALUE],
}
REVISION_VALUE = {
    "number": 1,
    "kind": "first",
    "reason": "",
    "upload": UPLOAD_ID,
    "run": RUN_ID,
    "sha256": SHA256,
    "findings": {"error": 0, "warning": 0, "notice": 1, "info": 0, "waived": 0},
    "checks": CHECKS,
    "published_at": WHEN,
    "superseded_at": None,
    "withdrawn_at": None,
    "withdrawal_reason": "",
}


def response(value: Any, *, name: str = "example", codes: Sequence[str] | None = None) -> OpenApiExample:
    return OpenApiExample(name, value=value, response_only=True, status_codes=list(codes or ["200"]))


def request(value: Any) -> OpenApiExample:
    return OpenApiExample("request", value=value, request_only=True)


def upload(
    *, status: str = "valid", codes: Sequence[str] | None = None, listed: bool = False
) -> OpenApiExample:
    """An upload; queued, it has no results yet."""
    value: dict[str, Any] = dict(UPLOAD_VALUE)
    if status == "queued":
        run = RUN_VALUE | {"status": "queued", "stage": "", "stages_done": 0, "attempt": 0, "checks": {}}
        run |= {"findings": {}, "published": None, "started_at": None, "finished_at": None}
        run |= {"department": None, "fiscal_year": None, "unit": "", "pages": None, "catalogue": ""}
        value |= {"status": status, "finished_at": None, "media_type": "", "run": run}
    name = "received" if status == "queued" else "list" if listed else "finished"
    return response(value, name=name, codes=codes)


FORM_VALUE: dict[str, Any] = {
    "kind": "project",
    "title": "项目支出绩效自评表",
    "project": "智慧停车项目",
    "project_code": None,
    "department": "示例市财政局",
    "implementing_unit": "示例市停车中心",
    "year": 2023,
    "unit": "万元",
    "total_score": "99",
    "subtotal_weight": None,
    "subtotal_score": None,
    "expected_objectives": "建成停车泊位500个。",
    "actual_objectives": "建成停车泊位520个。",
    "explanation": "",
    "notes": [],
    "complete": True,
    "unread_rows": 0,
    "place": PLACE,
    "budget": [
        {
            "source": "年度资金总额",
            "source_key": "total",
            "initial": "100",
            "adjusted": "120",
            "executed": "108",
            "weight": "10",
            "rate": "90.00%",
            "score": "9",
            "place": PLACE,
        }
    ],
    "indicators": [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "level3": "建成泊位数",
            "target": "≥500个",
            "actual": "520个",
            "weight": "90",
            "score": "90",
            "reason": "",
            "shifted": False,
            "verdict": "met",
            "place": PLACE,
        }
    ],
}
OVERVIEW_VALUE = {
    "project": "智慧停车项目",
    "kind": "project",
    "score": "99",
    "adjusted": "120",
    "executed": "108",
    "rate": "90%",
    "text": "智慧停车项目绩效自评综述：项目自评得分为99分。全年预算数为120万元，执行数为108万元。",
    "place": PLACE,
}
PROJECT_ACCOUNT_VALUE: dict[str, Any] = {
    "project": "智慧停车项目",
    "executed": "108",
    "account": "2010399",
    "label": "其他政府办公厅（室）及相关机构事务支出",
    "proof": "alone",
    "together_with": [],
    "reason": None,
    "place": PLACE,
}
REPORT = response(
    {
        "document": {
            "name": "2023年度部门决算.pdf",
            "sha256": SHA256,
            "media_type": "application/pdf",
            "pages": 25,
            "notes": [],
        },
        "disclosure": {
            "department": "示例市财政局",
            "fiscal_year": 2023,
            "unit": "万元",
            "contradictions": [],
        },
        "statements": [STATEMENT_VALUE],
        "claims": [],
        "self_evaluations": [FORM_VALUE],
        "self_evaluation_summaries": [],
        "self_evaluation_overviews": [OVERVIEW_VALUE],
        "evaluation_reports": [],
        "project_accounts": [PROJECT_ACCOUNT_VALUE],
        "checks": REPORT_CHECKS,
        "findings": [FINDING_VALUE],
    }
)
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
DISCLOSURE = response(
    {
        "id": DISCLOSURE_ID,
        "department": DEPARTMENT_VALUE,
        "fiscal_year": 2023,
        "unit_kind": "department",
        "current_revision": REVISION_VALUE,
        "updated_at": WHEN,
        "links": {
            "self": f"{API}/disclosures/{DISCLOSURE_ID}/",
            "statements": f"{API}/disclosures/{DISCLOSURE_ID}/statements/",
        },
    }
)
REVISION = response(REVISION_VALUE)
RUNS = OpenApiExample("run", value=RUN_VALUE, response_only=True, status_codes=["200"])
STATEMENT_BRIEF = OpenApiExample(
    "statement",
    value={
        "key": "expenditure",
        "title": "支出决算表",
        "form_number": "公开03表",
        "unit": "万元",
        "measures": ["total", "basic", "project"],
        "place": {"page": 9},
    },
    response_only=True,
    status_codes=["200"],
)
STATEMENT = OpenApiExample(
    "statement",
    value={
        **STATEMENT_VALUE,
        "measures": ["total", "basic", "project"],
        "place": {"page": 9},
        "amount_unit": "元",
        "lines": [LINE_VALUE | {"item": None, "cells": [CELL_VALUE | {"amount": "15044800.00"}]}],
    },
    media_type="application/json",
    response_only=True,
    status_codes=["200"],
)
DIFF = response(
    {
        "before": 1,
        "after": 2,
        "changes": [
            {
                "statement": "expenditure",
                "line": "2010301",
                "label": "行政运行",
                "side": None,
                "measure": "total",
                "before": "1,504.48",
                "after": "1,505.48",
                "difference": "10000",
            }
        ],
    }
)
FACT = response(
    {
        "id": 815,
        "disclosure": DISCLOSURE_ID,
        "revision": 1,
        "department": {"id": 12, "name": "示例市财政局"},
        "fiscal_year": 2023,
        "statement": "expenditure",
        "account": "2010301",
        "label": "行政运行",
        "item": None,
        "side": None,
        "measure": "total",
        "heading": "本年支出合计",
        "amount": "15044800.00",
        "amount_unit": "元",
        "text": "1,504.48",
        "unit": "万元",
        "state": "value",
        "source": {
            "upload": UPLOAD_ID,
            "sha256": SHA256,
            "place": PLACE,
            "picture": f"/api/v1/disclosures/{DISCLOSURE_ID}/revisions/1/pages/9.png?box=412,203,455,213",
        },
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
CHECK_SUMMARY = response({"run": RUN_ID, **REPORT_CHECKS, "findings": RUN_VALUE["findings"]})
PUBLISH_REQUEST = request({"reason": "The difference is explained in a note of the document."})
WITHDRAW_REQUEST = request({"reason": "Published by mistake."})
NOTE_VALUE = {
    "code": "restated",
    "message": {
        "zh": "1 份决算已更正，金额取自最新版本。",
        "en": "1 disclosures were restated; the latest revision is counted.",
    },
    "disclosures": [DISCLOSURE_ID],
}
AGGREGATE = response(
    {
        "statement": "expenditure",
        "measure": "total",
        "lines": "1",
        "amount_unit": "元",
        "more": False,
        "notes": [NOTE_VALUE],
        "results": [
            {
                "account": "201",
                "name": "一般公共服务支出",
                "sum": "87173900.00",
                "min": "87173900.00",
                "max": "87173900.00",
                "mean": "87173900.00",
                "count": 1,
                "share": "0.966872",
            }
        ],
    }
)
SERIES = response(
    {
        "statement": "expenditure",
        "measure": "total",
        "lines": "account",
        "amount_unit": "元",
        "notes": [],
        "results": [
            {
                "fiscal_year": 2022,
                "amount": "15044800.00",
                "departments": 1,
                "count": 1,
                "change": None,
                "change_rate": None,
            },
            {
                "fiscal_year": 2023,
                "amount": "16549280.00",
                "departments": 1,
                "count": 1,
                "change": "1504480.00",
                "change_rate": "0.100000",
            },
        ],
    }
)
_THREE_PUBLIC_ITEM = {
    "budget": "120000.00",
    "actual": "60000.00",
    "difference": "-60000.00",
    "rate": "0.500000",
}
THREE_PUBLIC = response(
    {
        "disclosure": DISCLOSURE_ID,
        "revision": 1,
        "department": {"id": 12, "name": "示例市财政局"},
        "fiscal_year": 2023,
        "amount_unit": "元",
        "total": _THREE_PUBLIC_ITEM,
        "overseas": {"budget": "0.00", "actual": "0.00", "difference": "0.00", "rate": None},
        "vehicles": _THREE_PUBLIC_ITEM,
        "vehicle_purchase": {"budget": None, "actual": None, "difference": None, "rate": None},
        "vehicle_operation": _THREE_PUBLIC_ITEM,
        "reception": {"budget": "0.00", "actual": "0.00", "difference": "0.00", "rate": None},
    }
)
COMPARISON = response(
    {
        "statement": "expenditure",
        "measure": "total",
        "amount_unit": "元",
        "columns": [
            {
                "disclosure": DISCLOSURE_ID,
                "revision": 1,
                "department": {"id": 12, "name": "示例市财政局"},
                "fiscal_year": 2023,
            }
        ],
        "notes": [],
        "results": [
            {
                "account": "2010301",
                "item": None,
                "side": None,
                "label": "行政运行",
                "amounts": ["15044800.00"],
            }
        ],
    }
)
