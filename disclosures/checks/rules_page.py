"""The page of rules (docs/rules.md), from a catalogue: `python -m finance_api.catalogue > docs/rules.md`."""

from __future__ import annotations

from collections.abc import Iterable

from disclosures.checks.rule import Rule, rule_texts
from disclosures.checks.unchecked import UNCHECKED

FAMILIES = {
    "T": "Lines and columns inside one public statement · 表内勾稽",
    "X": "Public statements with one another · 表间勾稽",
    "R": "Rounding differences · 尾差",
    "CLS": "Account codes and names · 科目",
    "NAR": "The narrative with the statements and with itself · 情况说明",
    "PRF": "Performance self-evaluations · 绩效自评",
    "EVL": "Evaluation reports · 评价报告",
    "FMT": "Completeness and form · 完整性与格式",
}


def rules_page(rules: Iterable[Rule]) -> str:
    """Every rule with its formula, tolerance, severity, basis and example, by family."""
    by_family: dict[str, list[Rule]] = {}
    for rule in rules:
        by_family.setdefault(rule.family, []).append(rule)
    lines = [
        "# Rules",
        "",
        "Generated from the catalogue; see [how to add a rule](how-to/add-a-rule.md).",
        "",
    ]
    for family, title in FAMILIES.items():
        if family in by_family:
            lines += [f"## {family} · {title}", ""]
            for rule in sorted(by_family[family], key=lambda r: r.id):
                lines += _section(rule)
    lines += ["## Not checked · 未检查", ""]
    lines += [f"- {id} {rule_texts()[id]['title_zh']}: {why.zh} {why.en}" for id, why in UNCHECKED.items()]
    return "\n".join(lines).rstrip() + "\n"


def _section(rule: Rule) -> list[str]:
    facts = {
        "Formula": f"`{rule.formula}`" if rule.formula else "",
        "Scope": rule.scope,
        "Tolerance": rule.tolerance.replace("—", ""),
        "Severity": rule.severity.value,
        "Applies when": rule.applies_when_text,
        "Basis": rule.basis,
        "Version": str(rule.version),
        "Formerly": ", ".join(rule.aliases),
    }
    listed = [f"- {name}: {value}" for name, value in facts.items() if value]
    example = [f"    {line}".rstrip() for line in rule.example.splitlines()]
    return [
        f"### {rule.id} {rule.title_zh}",
        "",
        rule.title_en,
        "",
        rule.description,
        "",
        *example,
        "",
        *listed,
        "",
    ]
