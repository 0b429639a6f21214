"""One example for each kind of answer, as the description of the API shows it."""

from __future__ import annotations

from typing import Any

from disclosures.api.examples.made_up import DISCLOSURE_ID, PLACE, UPLOAD_ID, response
from disclosures.api.examples.performance import BUDGET_VALUE

OWNER = {
    "disclosure": DISCLOSURE_ID,
    "department": {"id": 12, "name": "示例市大数据局"},
    "fiscal_year": 2023,
    "upload": UPLOAD_ID,
}
INDICATOR_VALUE: dict[str, Any] = {
    "id": 90211,
    **OWNER,
    "self_evaluation": 512,
    "project": "智慧停车项目",
    "level1": "满意度指标",
    "level2": "服务对象满意度指标",
    "level3": "车主满意度",
    "target": "≥90%",
    "target_relation": ">=",
    "target_number": "90.000000",
    "target_unit": "%",
    "actual": "92%",
    "weight": "10.000",
    "score": "10.000",
    "verdict": "met",
    "reason": "",
    "shifted": False,
    "parts": [],
    "place": PLACE,
}
SELF_EVALUATION_VALUE: dict[str, Any] = {
    "id": 512,
    **OWNER,
    "project": 77,
    "kind": "project",
    "title": "项目支出绩效自评表",
    "project_name": "智慧停车项目",
    "project_code": None,
    "implementing_unit": "示例市停车中心",
    "total_score": "94.600",
    "complete": True,
    "indicators_met": 5,
    "indicators_met_exactly": 2,
    "indicators_decided": 6,
    "place": PLACE,
}
PROJECT_VALUE: dict[str, Any] = {
    "id": 77,
    **OWNER,
    "name": "智慧停车项目",
    "other_names": ["智慧停车"],
    "code": None,
    "kind": "project",
    "implementing_unit": "示例市停车中心",
    "initial": "1000000.0000",
    "adjusted": "1200000.0000",
    "executed": "1080000.0000",
    "execution_rate": "0.900000",
    "score": "94.600",
    "grade": "优",
    "account": "2010399",
    "account_link": {
        "account": "2010399",
        "label": "其他政府办公厅（室）及相关机构事务支出",
        "proof": "together",
        "together_with": [{"project": "智慧公交项目", "place": PLACE}],
        "reason": None,
    },
    "sources": {
        "form": {"title": "项目支出绩效自评表", "place": PLACE},
        "summary": None,
        "narrative": {"text": "智慧停车项目绩效自评综述：项目自评得分为96.4分。", "place": PLACE},
        "reports": [
            {
                "title": "2023年度智慧停车项目绩效评价报告",
                "total_score": "91.5",
                "grade": "优",
                "place": PLACE,
            }
        ],
        "figures": {"score": {"form": "94.6", "narrative": "96.4"}},
    },
    "differences": [{"what": "score", "form": "94.6", "narrative": "96.4"}],
    "self_evaluations": [512],
    "evaluation_reports": [31],
    "place": PLACE,
}
SCORE_LINE_VALUE = {
    "table": "评分表",
    "kind": "indicator",
    "levels": ["决策", "项目立项", "立项依据充分性"],
    "weight": "1.000",
    "score": "1.000",
    "rate": "100%",
    "shifted": False,
    "place": PLACE,
}
REPORT_VALUE: dict[str, Any] = {
    "id": 31,
    **OWNER,
    "project": 77,
    "title": "2023年度智慧停车项目绩效评价报告",
    "project_name": "智慧停车项目",
    "commissioner": "示例市大数据局",
    "implementing_unit": "",
    "evaluator": "某某会计师事务所有限公司",
    "date": "2024年5月",
    "total_score": "91.500",
    "grade": "优",
    "place": PLACE,
}
AGGREGATE_VALUE = {
    "department": None,
    "fiscal_year": 2023,
    "projects": 12,
    "adjusted": "127934100.0000",
    "executed": "126547200.0000",
    "execution_rate": "0.989161",
    "average_score": "98.528",
    "scores": {"90-100": 12, "80-90": 0, "60-80": 0, "0-60": 0},
    "indicators_decided": 261,
    "indicators_met": 255,
    "indicators_met_exactly": 203,
    "share_met": "0.977011",
    "share_met_exactly": "0.777778",
}
TARGET_VALUE = {
    "target_relation": ">=",
    "target_number": "90.000000",
    "target_unit": "%",
    "indicators": 214,
    "departments": 31,
    "met": 209,
    "missed": 3,
}

INDICATOR = response(INDICATOR_VALUE)
SELF_EVALUATION = response(SELF_EVALUATION_VALUE, name="list", codes=["200"])
SELF_EVALUATION_WHOLE = response(
    {**SELF_EVALUATION_VALUE, "body": {"budget": [BUDGET_VALUE], "indicators": [], "notes": []}}
)
PROJECT = response(PROJECT_VALUE)
REPORT = response(REPORT_VALUE)
REPORT_WHOLE = response(
    {
        **REPORT_VALUE,
        "body": {"scale": [{"lower": "90", "grade": "优"}], "problems": [], "recommendations": []},
        "score_lines": [SCORE_LINE_VALUE],
    }
)
AGGREGATE = response(AGGREGATE_VALUE)
TARGET = response(TARGET_VALUE)
