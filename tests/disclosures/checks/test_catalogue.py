"""The catalogue is complete: every rule is documented, founded, and found by one id."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from disclosures.checks.rule import Rule, rule_texts
from disclosures.checks.rules_page import rules_page
from disclosures.checks.unchecked import UNCHECKED
from finance_api.catalogue import RULES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules.md"
by_id = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_ids_and_aliases_are_unique() -> None:
    names = Counter(name for rule in RULES for name in (rule.id, *rule.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_public_id_is_a_rule_or_says_why_not() -> None:
    ids = {name for rule in RULES for name in (rule.id, *rule.aliases)}
    assert ids | UNCHECKED.keys() == rule_texts().keys()
    assert not ids & UNCHECKED.keys()


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
