"""Everything that is read of the real documents, field by field.

`REWRITE_EXPECTED=1` writes the expectations anew; they are read against the document before a commit.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from evaluations.reading.as_json import evaluations_as_json
from tests.evaluations.samples import DOCUMENTS, JINAN, QINGDAO, evaluations_of

REWRITE = "REWRITE_EXPECTED"


def as_text(value: Any, depth: int = 0) -> str:
    """JSON with one record a line, so that a change shows the record it is in."""
    if isinstance(value, dict) and depth < 3:
        entries = ",\n".join(f"{json.dumps(k)}: {as_text(v, depth + 1)}" for k, v in value.items())
        return "{" + entries + "}"
    if isinstance(value, list) and depth < 4:
        return "[\n" + ",\n".join(as_text(entry, depth + 1) for entry in value) + "]" if value else "[]"
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("name", [QINGDAO, JINAN])
def test_document_is_read_as_expected(name: str) -> None:
    path = DOCUMENTS / name / "expected_evaluations.json"
    found = evaluations_as_json(evaluations_of(name))
    if os.environ.get(REWRITE):
        path.write_text(as_text(found) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))


def test_expectations_are_not_rewritten_by_accident() -> None:
    assert not os.environ.get(REWRITE), f"{REWRITE} is set: the expectations were written, not compared"
