"""What is published: statements, revisions, side by side."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

from disclosures.api.examples.catalogue import DEPARTMENT_VALUE
from disclosures.api.examples.findings import CHECKS
from disclosures.api.examples.made_up import (
    API,
    DISCLOSURE_ID,
    PLACE,
    RUN_ID,
    SHA256,
    UPLOAD_ID,
    WHEN,
    request,
    response,
)

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
WITHDRAW_REQUEST = request({"reason": "Published by mistake."})
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
