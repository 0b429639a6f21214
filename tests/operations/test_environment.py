"""Every variable that the settings read is in .env.example and in docs/environment.md, with its default."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from finance_api.settings import environment, production

ROOT = Path(__file__).resolve().parents[2]
#: The defaults of these are written for production, or say nothing to a reader.
WITHOUT_DEFAULT = {
    "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL"
}  # fmt: skip
#: Read by compose.yaml, not by the settings.
OF_COMPOSE = {"POSTGRES_PASSWORD"}
DECLARED = dict(environment.DECLARED)


def test_the_settings_of_production_declare_variables() -> None:
    assert production.BASE_DIR == ROOT
    assert "BEHIND_TLS_PROXY" in DECLARED


def test_env_example_names_every_variable_with_its_default() -> None:
    text = (ROOT / ".env.example").read_text()
    shown = dict(re.findall(r"^#?([A-Z][A-Z0-9_]*)=(.*)$", text, flags=re.MULTILINE))
    expected = {name: default for name, default in DECLARED.items() if name not in WITHOUT_DEFAULT}
    assert {name: shown[name] for name in shown.keys() - WITHOUT_DEFAULT - OF_COMPOSE} == expected
    assert shown.keys() >= WITHOUT_DEFAULT


def test_the_page_of_variables_explains_every_one() -> None:
    text = (ROOT / "docs" / "environment.md").read_text()
    explained = dict(re.findall(r"^\| `([A-Z][A-Z0-9_]*)` \| (?:`([^`]*)`)? *\|", text, flags=re.MULTILINE))
    assert {name: explained[name] for name in DECLARED.keys() - WITHOUT_DEFAULT if name in explained} == {
        name: DECLARED[name] for name in DECLARED.keys() - WITHOUT_DEFAULT
    }
    assert explained.keys() >= WITHOUT_DEFAULT


@pytest.mark.parametrize(("written", "read"), [("true", True), ("Yes", True), ("0", False), ("", False)])
def test_a_decision_is_read(monkeypatch: pytest.MonkeyPatch, written: str, read: bool) -> None:
    monkeypatch.setattr(environment, "DECLARED", {})
    monkeypatch.setenv("SOME_DECISION", written)
    assert environment.decision("SOME_DECISION", not read) is read


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (lambda: environment.decision("SOME_VALUE", True), "perhaps"),
        (lambda: environment.whole_number("SOME_VALUE", 1), "ten"),
        (lambda: environment.whole_number("SOME_VALUE", 1, at_least=1), "0"),
    ],
)
def test_a_bad_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, read: object, written: str) -> None:
    monkeypatch.setattr(environment, "DECLARED", {})
    monkeypatch.setenv("SOME_VALUE", written)
    with pytest.raises(ImproperlyConfigured, match="SOME_VALUE"):
        read()  # type: ignore[operator]


def test_a_listing_drops_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "DECLARED", {})
    monkeypatch.setenv("SOME_LISTING", " a, ,b,")
    assert environment.listing("SOME_LISTING") == ["a", "b"]
