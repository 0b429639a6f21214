"""Boxes to mark on the picture of a page, from the query."""

from __future__ import annotations

import math

from rest_framework.request import Request

from disclosures.documents.model import Box
from finance_api.rest.parameters import fault, invalid

MOST_BOXES = 50
LARGEST_COORDINATE = 100_000


def chosen_boxes(request: Request) -> tuple[Box, ...]:
    """Every `box=x0,y0,x1,y1`; a 400 that names the parameter where one is none."""
    texts = request.query_params.getlist("box")
    if len(texts) > MOST_BOXES:
        raise invalid(
            fault(
                "box", f"At most {MOST_BOXES} boxes can be marked.", zh=f"最多可标出 {MOST_BOXES} 个位置框。"
            )
        )
    return tuple(_box(text) for text in texts)


def _box(text: str) -> Box:
    try:
        x0, y0, x1, y1 = (float(part) for part in text.split(","))
    except ValueError as error:
        raise _not_a_box(text) from error
    if not all(math.isfinite(side) and 0 <= side <= LARGEST_COORDINATE for side in (x0, y0, x1, y1)):
        raise _not_a_box(text)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _not_a_box(text: str) -> Exception:
    return invalid(
        fault(
            "box",
            f"'{text[:60]}' is not a box: send x0,y0,x1,y1 in points.",
            zh=f"{text[:60]} 不是位置框：请按 x0,y0,x1,y1 填写（单位：磅）。",
        )
    )
