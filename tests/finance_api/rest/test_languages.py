"""Whatever is refused is refused in Chinese or in English. `zh` is a required argument: mypy sees to that."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from finance_api.rest.problem_types import PROBLEM_TYPES

ROOT = Path(__file__).resolve().parents[3]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
RAISED = {"ValidationError", "AuthenticationFailed", "NotAuthenticated", "PermissionDenied", "NotAcceptable"}
RAISING = ("api/**/*.py", "api.py", "access/*.py")
# What a sentence comes from that speaks both languages itself.
SPEAKS = re.compile(r"is_chinese|in_reader_language|\bzh\b")


def raises() -> Iterator[tuple[str, str]]:
    """Where a sentence is raised, with the statements around it."""
    for app in ("disclosures", "evaluations", "finance_api"):
        for path in sorted(path for glob in RAISING for path in (ROOT / app).rglob(glob)):
            source = path.read_text()
            if not any(name in source for name in RAISED):
                continue
            for function in ast.walk(ast.parse(source)):
                if not isinstance(function, ast.FunctionDef):
                    continue
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and _name(call) in RAISED and call.args:
                        where = f"{path.relative_to(ROOT)}:{call.lineno}"
                        yield where, ast.get_source_segment(source, function) or ""


def _name(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_every_sentence_that_is_raised_is_in_both_languages() -> None:
    found = list(raises())
    assert len(found) > 5
    assert [where for where, said in found if not SPEAKS.search(said)] == []


def test_every_type_of_problem_has_both_languages() -> None:
    for problem in PROBLEM_TYPES.values():
        assert CHINESE.search(problem.title_zh), problem.slug
        assert CHINESE.search(problem.advice_zh), problem.slug
        assert not CHINESE.search(problem.title + problem.advice), problem.slug


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "facts/?nonsense=1", "facts/?page_size=x", "facts/?cursor=x", "facts/?fields=nonsense",
        "facts/?fiscal_year=x",
        "facts/?unit=pound", "facts/?ordering=nonsense", "facts/?format=nonsense",
        "facts/aggregate/?group_by=nonsense",
        "facts/?fiscal_year__gte=2023&fiscal_year__lte=2020", "facts/999999/", "rules/NONE-1/", "uploads/x/",
        "disclosures/compare/?statement=nonsense", "webhook-endpoints/", "facts/?count=all",
        "findings/?rule=a&rule=b",
    ],
)  # fmt: skip
def test_a_refusal_is_in_the_language_asked_for(client: Client, servers: None, path: str) -> None:
    cache.clear()
    for language, wanted in (("zh-CN", True), ("en", False)):
        answer = client.get(f"/api/v1/{path}", headers={"Accept-Language": language})
        problem = answer.json()
        assert answer.status_code in (400, 401, 404), problem
        said = [problem["title"], problem["detail"], *(f["detail"] for f in problem.get("errors", ()))]
        assert [bool(CHINESE.search(sentence)) for sentence in said] == [wanted] * len(said), said
