""" "We cannot read this" is an answer, not a bug: a code for machines and a sentence a person can act on."""

from __future__ import annotations

from enum import StrEnum


class UnreadableCode(StrEnum):
    """Why there are no final accounts to be had from a file. Public: part of the API."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNSUPPORTED_FORMAT = "unsupported_format"
    CORRUPT = "corrupt"
    ENCRYPTED = "encrypted"
    NO_TEXT_LAYER = "no_text_layer"
    UNMAPPED_FONTS = "unmapped_fonts"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"
    TOOK_TOO_LONG = "took_too_long"
    OUT_OF_MEMORY = "out_of_memory"
    UNSAFE_ARCHIVE = "unsafe_archive"
    NOT_FINAL_ACCOUNTS = "not_final_accounts"
    BUDGET_NOT_FINAL_ACCOUNTS = "budget_not_final_accounts"
    SEVERAL_DEPARTMENTS = "several_departments"
    TEMPLATE_NOT_FILLED_IN = "template_not_filled_in"
    DEPARTMENT_NOT_FOUND = "department_not_found"
    FISCAL_YEAR_NOT_FOUND = "fiscal_year_not_found"


class Unreadable(Exception):  # noqa: N818 - an answer about the file, not an error of ours
    """No final accounts can be read from the file. The file is at fault, or our reach; not our code."""

    def __init__(self, code: UnreadableCode, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.code, self.zh, self.en))


def _rebuild(code: UnreadableCode, zh: str, en: str) -> Unreadable:
    return Unreadable(code, zh=zh, en=en)
