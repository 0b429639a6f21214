"""Rules that have an id and public texts, and that nobody can judge from the document."""

from __future__ import annotations

from disclosures.checks.finding import Message

UNCHECKED = {
    "FMT-16": Message(
        "批复日期和公开日期不在公开文件中，无法仅凭文件判断。",
        "The dates of approval and of publication do not stand in the document.",
    ),
    "FMT-17": Message(
        "续表重复的表头由读取程序识别并略去，不是对公开文件的要求。",
        "That headings repeated on the next page are no figures is a duty of reading, not of the publisher.",
    ),
}
"""Why, by id. They are no rules of the catalogue, and count in no completion rate."""
