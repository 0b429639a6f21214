"""What a report says of projects: forms, overviews, the accounts that paid for them."""

from __future__ import annotations

from typing import Any

from disclosures.api.examples.made_up import PLACE

BUDGET_VALUE = {
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
    "budget": [BUDGET_VALUE],
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
