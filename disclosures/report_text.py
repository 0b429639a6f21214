"""The report for a person at a terminal, in Chinese: what was checked, then one block a cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosures.checks.wording import place_of
from disclosures.documents.model import Place

SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示", "info": "说明"}
FAMILIES = {
    "T": "表内勾稽",
    "X": "表间勾稽",
    "R": "尾差",
    "CLS": "科目",
    "NAR": "情况说明",
    "PRF": "绩效自评",
    "EVL": "评价报告",
    "FMT": "完整性与格式",
}
MOST_EVIDENCE = 8
Json = Mapping[str, Any]


def report_text(report: Json) -> str:
    return "\n".join(_lines(report))


def _lines(report: Json) -> Iterator[str]:
    if "unreadable" in report:
        reason = report["unreadable"]
        yield f"{report['document']['name']}：无法读取（{reason['code']}）"
        yield f"  {reason['message']['zh']}"
        yield f"  {reason['message']['en']}"
        return
    disclosure = report["disclosure"]
    yield report["document"]["name"]
    yield (
        f"{disclosure['department']} {disclosure['fiscal_year']} 年度部门决算"
        f"（{disclosure['unit'] or '单位不详'}）"
    )
    yield from (f"  ! {note['zh']}" for note in report["document"]["notes"])
    yield from _statements(report["statements"])
    yield from _narrative(report["claims"], report["unread_sentences"])
    yield ""
    yield from _findings(report["findings"])
    yield ""
    yield from _checks(report["checks"], report["findings"])


def _statements(statements: list[Json]) -> Iterator[str]:
    for statement in statements:
        cells = [cell for line in statement["lines"] for cell in line["cells"]]
        unreadable = sum(cell["state"] == "unreadable" for cell in cells)
        doubt = f"，其中 {unreadable} 个无法读取" if unreadable else ""
        yield f"  {statement['title']}：{len(statement['lines'])} 行，{len(cells)} 个单元格{doubt}"


def _narrative(claims: list[Json], unread: list[Json]) -> Iterator[str]:
    if claims or unread:
        doubt = f"，有数字而未能读懂、因此未作检查的句子 {len(unread)} 句" if unread else ""
        yield f"  情况说明：读出 {len(claims)} 项陈述{doubt}"


def _findings(findings: list[Json]) -> Iterator[str]:
    """One block for each root cause, in the order of its most severe finding."""
    causes: dict[str, list[Json]] = {}
    for finding in findings:
        causes.setdefault(finding["root_cause"] or finding["fingerprint"], []).append(finding)
    if not causes:
        yield "未发现问题。"
    for number, group in enumerate(causes.values(), 1):
        yield from _cause(number, group)


def _cause(number: int, group: list[Json]) -> Iterator[str]:
    first, *others = group
    yield f"{number}. [{SEVERITIES[first['severity']]}] {first['message']['zh']}"
    yield f"     规则 {first['instance']}"
    for other in others:
        yield f"   · [{SEVERITIES[other['severity']]}] {other['message']['zh']}"
        yield f"     规则 {other['instance']}"
    yield from _suspects(group)
    yield from _evidence(group)


def _suspects(group: list[Json]) -> Iterator[str]:
    suspects = {suspect["key"]: suspect for finding in group for suspect in finding["suspects"]}
    for suspect in suspects.values():
        name = suspect["label"] or suspect["key"]
        printed, implied = suspect["printed"] or "空", f"{suspect['implied']}{suspect['unit']}"
        yield f"     可疑：{name} {printed}，应为 {implied}（{place_text(suspect['place'])}）"
    candidates = max(finding["candidates"] for finding in group)
    if not suspects and candidates:
        yield f"     有 {candidates} 处数字可能有误，无法确定是哪一处。"


def _evidence(group: list[Json]) -> Iterator[str]:
    shown = {e["key"]: e for finding in group for e in finding["evidence"]}
    for evidence in list(shown.values())[:MOST_EVIDENCE]:
        name = evidence["label"] or evidence["key"]
        yield f"     {name}：{evidence['printed'] or '空'}（{place_text(evidence['place'])}）"
    if len(shown) > MOST_EVIDENCE:
        yield f"     另有 {len(shown) - MOST_EVIDENCE} 处。"


def _checks(checks: Json, findings: list[Json]) -> Iterator[str]:
    if not checks:
        yield "未作检查。"
        return
    yield (
        f"规则 {checks['rules']} 条，判断了 {checks['rules_evaluated']} 条；"
        f"共 {checks['instances']} 项：通过 {checks['passed']}，未通过 {checks['failed']}，"
        f"无法判断 {checks['not_evaluable']}，不适用 {checks['not_applicable']}，"
        f"规则出错 {checks['crashed']}。"
    )
    for family in checks["families"]:
        yield (
            f"  {FAMILIES.get(family['family'], family['family'])}："
            f"{family['rules']} 条规则判断了 {family['rules_evaluated']} 条，"
            f"通过 {family['passed']}，未通过 {family['failed']}，无法判断 {family['not_evaluable']}"
        )
    for reason in checks["reasons"]:
        yield f"  无法判断 {reason['instances']} 项：{reason['sentences'][0]['zh']}{_more(reason)}"
    counts = [f"{name} {_number(findings, key)}" for key, name in SEVERITIES.items()]
    yield f"问题 {len(findings)} 个：{'，'.join(counts)}。"


def _more(reason: Json) -> str:
    return " 等" if len(reason["sentences"]) > 1 else ""


def _number(findings: list[Json], severity: str) -> int:
    return sum(finding["severity"] == severity for finding in findings)


def place_text(place: Json) -> str:
    """第9页, 第12行第3栏, 工作表收入决算表单元格C7."""
    numbers = {name: value for name, value in place.items() if name != "box"}
    return place_of(Place(**numbers)).zh or "位置不详"
