"""Grade scales, as printed in several cities."""

from __future__ import annotations

from decimal import Decimal

import pytest

from disclosures.documents.model import Place
from evaluations.reading.scales import canonical_grade, read_scale


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        (
            "项目绩效自评总分在90分（含）以上的为“优”，80分（含）—90分的为“良”，70分（含）—80分的为“中”，低于70分的为“差”。",
            [90, 80, 70, 0],
        ),
        (
            "满分为100分，得分在90—100分（含90分）为优，绩效显著；得分在80—90分（含80分）为良，绩效明显；"
            "得分在60—80分（含60分）为中；得分在60分以下为差。",
            [90, 80, 60, 0],
        ),
        (
            "高于或等于90（含）的为“优”；80分（含）~90分的为“良”；60分（含）~80分的为“中”；低于60分的为“差”。",
            [90, 80, 60, 0],
        ),
        ("90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。", [90, 80, 60, 0]),
    ],
)
def test_scale_is_read(text: str, lower: list[int]) -> None:
    scale = read_scale(text, Place())
    assert scale is not None
    assert [band.lower for band in scale.bands] == lower
    assert [band.grade for band in scale.bands] == ["优", "良", "中", "差"]


def test_grades_at_the_bounds() -> None:
    scale = read_scale("90分以上为优；80-90分为良；60-80分为中；60分以下为差", Place())
    assert scale is not None
    assert [scale.grade(Decimal(s)) for s in ("100", "90", "89.99", "60", "59.99", "0")] == [
        "优",
        "优",
        "良",
        "中",
        "差",
        "差",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "90分以上为优；85-95分为良；60-80分为中；60分以下为差",
        "90分以上为优；80-90分为良；60-70分为中；60分以下为差",
        "90分以上为优",
        "评价等级为优",
        "得分95分，评价结果为优；得分85分，评价结果为良；得分70分，评价结果为中",
    ],
)
def test_bands_with_gap_or_overlap_are_no_scale(text: str) -> None:
    assert read_scale(text, Place()) is None


def test_words_for_the_same_grade() -> None:
    assert [canonical_grade(g) for g in ("优秀", "“优”", "良好", "合格")] == ["优", "优", "良", "合格"]
