"""Single amounts, and what is made of many."""

from __future__ import annotations

from disclosures.api.examples.made_up import DISCLOSURE_ID, PLACE, SHA256, UPLOAD_ID, response

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
