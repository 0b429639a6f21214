"""Forms in the description: nothing is filled in that nobody said.

Swagger UI fills each field of a form with a sample and sends it along: a made-up region, a year that is none.
"""

from __future__ import annotations

from typing import Any

FORM = "multipart/form-data"


def leave_optional_fields_empty(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """An empty sample for what a form need not say; an empty field counts as absent."""
    components = result.get("components", {}).get("schemas", {})
    for path in result.get("paths", {}).values():
        for operation in path.values():
            content = operation.get("requestBody", {}).get("content", {})
            if FORM in content:
                _empty(_resolved(content[FORM]["schema"], components))
    return result


def _resolved(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = components[name] if name else schema
    return found


def _empty(form: dict[str, Any]) -> None:
    needed = form.get("required", [])
    for name, field in form.get("properties", {}).items():
        if name not in needed:
            field.setdefault("example", "")
