"""The sentence a file beyond a limit is refused with."""

from __future__ import annotations

from dataclasses import fields

import pytest

from disclosures.documents.errors import UnreadableCode
from disclosures.documents.limits import DEFAULT_LIMITS, Limits, over_limit, setting_name


@pytest.mark.parametrize("limit", [field.name for field in fields(Limits)])
def test_every_limit_has_a_sentence_that_names_its_setting(limit: str) -> None:
    error = over_limit(limit, DEFAULT_LIMITS, found="7")
    assert setting_name(limit) in error.zh
    assert setting_name(limit) in error.en
    assert "7" in error.en


def test_the_limit_itself_stands_in_the_sentence() -> None:
    error = over_limit("pages", Limits(pages=2_000))
    assert error.code is UnreadableCode.TOO_MANY_PAGES
    assert "2,000" in error.zh
    assert "100 MB" in over_limit("file_bytes", Limits(file_bytes=100 * 1024 * 1024)).en
