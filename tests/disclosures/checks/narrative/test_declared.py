"""A department or year declared with the upload, and what the document prints."""

from __future__ import annotations

import pytest

from disclosures.analysis import Declared, with_declared
from tests.disclosures.checks.changed import check, correct, failed


@pytest.mark.parametrize(
    ("declared", "rule", "sentence"),
    [
        (
            Declared(department="示例市财政局"),
            "NAR-37",
            "上传时填写的部门名称“示例市财政局”与文件中的“示例市档案局”不一致",
        ),
        (Declared(fiscal_year=2021), "NAR-36", "上传时填写的年度“2021”与文件中的“2023”不一致"),
    ],
)
def test_a_wrong_declaration_is_one_finding_and_says_that_it_is_one(
    declared: Declared, rule: str, sentence: str
) -> None:
    result = check(with_declared(correct(), declared))
    assert failed(result) == {f"{rule}[declared]"}
    assert result.findings[0].message.zh.startswith(sentence)


def test_a_short_form_of_the_printed_name_is_no_other_name() -> None:
    assert failed(check(with_declared(correct(), Declared(department="档案局")))) == set()
