"""Points printed with a name: 产出指标(50分), 项目立项 (6分)."""

from __future__ import annotations

import re
from decimal import Decimal

_POINTS = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]$")


def split_points(name: str) -> tuple[str, Decimal | None]:
    """A block's name and the points printed with it: 产出指标(50分)."""
    match = _POINTS.search(name)
    if match is None:
        return name, None
    return name[: match.start()].strip(), Decimal(match[1])


def points_alone(text: str) -> Decimal | None:
    """The points of a cell that holds nothing but them, as a page break leaves it: (6分)."""
    match = _POINTS.fullmatch(text)
    return Decimal(match[1]) if match else None
