"""The report for a person at a terminal, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示", "info": "说明"}
OUTCOMES = {
    "passed": "通过",
    "failed": "未通过",
    "not_evaluable": "无法判断",
    "not_applicable": "不适用",
    "crashed": "规则出错",
}
PLACES = {
    "file": "文件",
    "page": "页",
    "sheet": "工作表",
    "cell": "单元格",
    "table": "表",
    "paragraph": "段",
    "row": "行",
    "column": "列",
    "line": "行",
    "field": "栏",
}


def report_text(report: dict[str, Any]) -> str:
    return "\n".join(_lines(report))


def _lines(report: dict[str, Any]) -> Iterator[str]:
    if "unreadable" in report:
        reason = report["unreadable"]
        yield f"{report['document']['name']}：无法读取（{reason['code']}）"
        yield reason["message"]["zh"]
        yield reason["message"]["en"]
        return
    disclosure = report["disclosure"]
    yield f"{disclosure['department']} {disclosure['fiscal_year']} 年度部门决算（{disclosure['unit']}）"
    for statement in report["statements"]:
        cells = sum(len(line["cells"]) for line in statement["lines"])
        yield f"  {statement['title']}：{len(statement['lines'])} 行，{cells} 个单元格"
    checks = report["checks"]
    counts = "，".join(f"{name} {checks[key]}" for key, name in OUTCOMES.items() if checks.get(key))
    yield f"检查 {checks.get('instances', 0)} 项：{counts}"
    for finding in report["findings"]:
        yield from _finding(finding)
    if not report["findings"]:
        yield "未发现问题。"


def _finding(finding: dict[str, Any]) -> Iterator[str]:
    severity = SEVERITIES.get(finding["severity"], finding["severity"])
    yield f"[{severity}] {finding['instance']} {finding['message']['zh']}"
    for evidence in finding["evidence"]:
        name = evidence.get("label") or evidence.get("key")
        yield f"    {name}：{evidence['printed']}（{place_text(evidence['place'])}）"
    for suspect in finding["suspects"]:
        place = place_text(suspect["place"])
        yield f"    可疑：{suspect['printed']}，应为 {suspect['implied']}（{place}）"


def place_text(place: dict[str, Any]) -> str:
    """第 9 页, 第 12 行第 3 栏, 工作表 收入决算表 单元格 C7."""
    named = ("file", "sheet", "cell")
    parts = [
        f"{PLACES[key]} {value}" if key in named else f"第 {value} {PLACES[key]}"
        for key, value in place.items()
        if key in PLACES
    ]
    return " ".join(parts) or "位置不详"
