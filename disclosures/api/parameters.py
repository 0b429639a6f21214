"""Query parameters that several endpoints share, as the description of the API has them."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from disclosures.services.aggregate import GROUPS, NUMBERS

REVISION = OpenApiParameter("revision", int, description="An earlier revision; the current one by default.")
AS_OF = OpenApiParameter("as_of", OpenApiTypes.DATE, description="As published at the end of that day.")
UNIT = OpenApiParameter("unit", str, enum=["yuan", "wan"], description="Unit of the amounts. 金额单位。")
BOM = OpenApiParameter("bom", str, enum=["true", "false"], description="Mark the CSV as UTF-8 for Excel.")
GROUP_BY = OpenApiParameter(
    "group_by", str, description=f"Groups, separated by commas: {', '.join(GROUPS)}. 分组。"
)
LEVEL = OpenApiParameter(
    "level",
    str,
    enum=["total", "1", "2", "3", "leaves"],
    description="Which lines are added up: 合计, 类, 款, 项, or accounts without sub-accounts. 级次。",
)
ORDERING = OpenApiParameter(
    "ordering", str, description=f"{', '.join(NUMBERS)} or a group; with `-`, the largest first. 排序。"
)
LIMIT = OpenApiParameter("limit", int, description="Only the first groups. 只要前几组。")
