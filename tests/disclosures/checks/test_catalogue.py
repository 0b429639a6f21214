"""The catalogue is complete: every rule is documented, founded, and found by one id."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from disclosures.checks.rule import Rule, rule_texts
from disclosures.checks.rules_page import rules_page
from finance_api.catalogue import RULES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules.md"
by_id = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_ids_and_aliases_are_unique() -> None:
    names = Counter(name for rule in RULES for name in (rule.id, *rule.aliases))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("family", ["T", "X", "R", "CLS"])
def test_every_rule_of_the_statements_exists(family: str) -> None:
    listed = {id for id, text in rule_texts().items() if text["family"] == family}
    assert {rule.id for rule in RULES if rule.family == family} == listed


@by_id
def test_a_rule_says_what_is_wrong_with_an_example(rule: Rule) -> None:
    assert rule.description.endswith((".", "。"))
    assert "**Wrong**" in rule.example
    assert "**Right**" in rule.example


@by_id
def test_a_rule_has_a_basis_and_public_texts(rule: Rule) -> None:
    assert rule.basis
    assert rule.title_zh
    assert rule.title_en
    assert rule.version >= 1


def test_the_page_of_rules_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(RULES), (
        "run python -m finance_api.catalogue > docs/rules.md"
    )
