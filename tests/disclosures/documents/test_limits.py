"""Limits as operators set them, and the sentence a file beyond one is refused with."""

from __future__ import annotations

from dataclasses import fields

import pytest

from disclosures.documents.errors import UnreadableCode
from disclosures.documents.limits import DEFAULT_LIMITS, Limits, limits_from, over_limit, setting_name


def test_nothing_set_is_the_defaults() -> None:
    assert limits_from({}) == DEFAULT_LIMITS


def test_a_setting_changes_its_limit_and_no_other() -> None:
    assert limits_from({"READING_LIMIT_PAGES": " 50 "}) == Limits(pages=50)


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5"])
def test_a_setting_that_is_no_positive_number_is_named(value: str) -> None:
    with pytest.raises(ValueError, match="READING_LIMIT_SECONDS"):
        limits_from({"READING_LIMIT_SECONDS": value})


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
