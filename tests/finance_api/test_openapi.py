"""The description of the API: generated without a warning, committed, and true to its own examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from finance_api.rest.schema_view import schema_as

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(schema_as("yaml"))
    return loaded


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in schema()["paths"].values():
        for operation in path.values():
            yield operation["operationId"], operation


def test_the_committed_description_is_current() -> None:
    assert COMMITTED.read_bytes() == schema_as("yaml"), (
        "docs/openapi.yaml is not what the code describes: "
        "write it anew with `manage.py spectacular --file docs/openapi.yaml`, and read the difference"
    )


def test_it_is_valid_openapi_made_without_warnings() -> None:
    GENERATOR_STATS.reset()
    schema_as.cache_clear()
    fresh = yaml.safe_load(schema_as("yaml"))
    assert not GENERATOR_STATS, GENERATOR_STATS.emit_summary()
    validate_schema(fresh)
    assert fresh["openapi"].startswith("3.1")


def test_operation_ids_are_unique_and_every_operation_is_summarised() -> None:
    names = [name for name, _ in operations()]
    assert len(names) == len(set(names))
    assert [name for name, operation in operations() if not operation.get("summary")] == []


def test_every_operation_names_its_problems() -> None:
    for name, operation in operations():
        for status in ("400", "401", "403", "429"):
            content = operation["responses"][status]["content"]
            assert "application/problem+json" in content, (name, status)


#: Of what is sent as a form, the file is the example; rows in other formats are those of the JSON.
SHOWN = frozenset({"application/json", "application/problem+json"})


def test_every_body_and_every_problem_has_an_example() -> None:
    missing = []
    for name, operation in operations():
        bodies = {"request": operation.get("requestBody", {})} | operation["responses"]
        for where, body in bodies.items():
            for media_type, media in body.get("content", {}).items():
                if media_type in SHOWN and not media.get("examples"):
                    missing.append(f"{name} {where} {media_type}")
    assert missing == []


def _examples() -> Iterator[Any]:
    for name, operation in operations():
        bodies = {"request": operation.get("requestBody", {})} | operation["responses"]
        for where, body in bodies.items():
            for media in body.get("content", {}).values():
                for label, example in media.get("examples", {}).items():
                    if "$ref" in example:
                        example = schema()["components"]["examples"][example["$ref"].rpartition("/")[2]]
                    yield pytest.param(media["schema"], example["value"], id=f"{name}-{where}-{label}")


@pytest.mark.parametrize(("described", "value"), list(_examples()))
def test_an_example_is_what_the_description_says(described: dict[str, Any], value: Any) -> None:
    jsonschema.validate(
        value,
        {**described, "components": schema()["components"]},
        cls=jsonschema.Draft202012Validator,
    )
